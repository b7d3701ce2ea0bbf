"""`copydesk demo` to its end, and every planned copy of the bundled newsroom found by its kind."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from flows.jobs import demo as scene
from tests.newsroom import world
from tests.support.paths import ROOT
from warehouse.reading_sql import ask

pytestmark = pytest.mark.slow
# page -> (kind, what it was taken from: any page of the same group, or the seed)
COPIES = {
    "reprint-heron2": "exact", "harbour-heron2": "near", "brief-heron2": "excerpt", "spin-heron2": "spun",
    "carnet-heron2": "translation", "twin-oped-en": "excerpt", "briefbot-eu": "rewrite",
}  # fmt: skip
OF_THE_SEED = {"harbour-essay-seed": "near", "gazette-essay-seed": "excerpt", "spin-essay-seed": "spun"}
HERON = {"wire-heron2", "gazette-heron2", "fil-heron2", "guancha-heron2"}  # reports of their own
OFF_TOPIC = (
    "brief-garden", "carnet-velo", "fil-cuisine", "fil-tram", "guancha-phone", "guancha-tea", "harbour-ferry",
    "harbour-prices", "post-football", "post-weather", "reprint-bakery", "reprint-obit", "spin-phone", "twin-museum",
    "twin-sauna", "wire-strike", "gazette-kernel", "gazette-database", "post-closedai", "wire-chip",
)  # fmt: skip


def asked(home, sql):
    return ask(home, sql).rows


def page_name(url):
    return Path(url.split("?")[0]).stem


def copies(home):
    found = asked(home, "select url, kind, original_url, seed_id from copies")
    return {
        page_name(url): (kind, page_name(original) if original else None, seed) for url, kind, original, seed in found
    }


def test_the_demo_posts_one_digest_and_the_second_run_posts_nothing(played):
    _, printed, messages = played
    assert len([one for one in messages if one["thread_ts"] is None]) == 1
    assert "0 articles stored" in printed
    assert "nothing new since it was made" in printed


def test_the_demo_shows_the_channel_and_commands_that_work_as_they_stand(played):
    home, printed, _ = played
    assert "#open-source-ai" in printed
    tries = re.findall(r"^  COPYDESK_HOME=\S+ .venv/bin/copydesk (.+)$", printed, re.MULTILINE)
    assert [words.split()[0] for words in tries] == ["why", "sql", "health"]
    for words in tries:
        env = os.environ | {"COPYDESK_HOME": str(home)}
        done = subprocess.run(
            f"{sys.executable} -m flows.cli {words}", shell=True, cwd=ROOT, env=env,
            capture_output=True, text=True, check=False, timeout=60,
        )  # fmt: skip
        assert done.returncode == 0, done.stderr
        assert done.stdout


@pytest.mark.parametrize("name", COPIES)
def test_a_planned_copy_is_found_by_its_kind(played, name):
    home, _, _ = played
    found = copies(home)
    assert name in found, f"{name} is told as no copy"
    assert found[name][0] == COPIES[name]
    assert found[name][1] is not None


@pytest.mark.parametrize("name", OF_THE_SEED)
def test_a_planned_copy_of_the_seed_is_found_by_its_kind(played, name):
    kind, _, seed = copies(played[0])[name]
    assert (kind, bool(seed)) == (OF_THE_SEED[name], True)


def test_nothing_else_is_called_a_copy(played):
    assert set(copies(played[0])) - set(COPIES) - set(OF_THE_SEED) == set()


def test_every_page_of_the_newsroom_is_stored_once(played):
    from datetime import UTC, datetime

    stored = sorted(page_name(url) for (url,) in asked(played[0], "select url from articles"))
    assert stored == sorted(world.read(datetime.now(UTC)))


def test_off_topic_pages_stay_out_of_the_digest(played):
    home, _, _ = played
    told = asked(
        home, "select a.url from articles a join (select unnest(article_ids) as id from digest_stories) using (id)"
    )
    assert {page_name(url) for (url,) in told} & set(OFF_TOPIC) == set()
    assert len(told) >= 15


def test_the_story_of_several_outlets_and_languages_is_one_line(played):
    home, _, _ = played
    told = asked(home, "select story_id, a.url from story_articles s join articles a on a.id = s.article_id")
    stories = {
        story for story, url in told if page_name(url) in HERON | {"carnet-heron2", "spin-heron2", "brief-heron2"}
    }
    assert len(stories) == 1
    (line,) = asked(home, f"select languages, reports, copies from stories where id = {stories.pop()}")
    assert set(line[0]) >= {"en", "fr", "zh"}
    assert (line[1], line[2]) == (4, 5)


def test_how_many_really_reported_a_story_is_counted(played):
    home, _, _ = played
    said = asked(home, "select page.url, i.told from independence i, unnest(i.roots) as r(root)"
                 " join articles page on list_contains([root.article_id], page.id)")  # fmt: skip
    told = {page_name(url): words for url, words in said}
    assert {told[name] for name in HERON} == {"9 outlets, 4 independent reports"}
    assert told["post-eu"] == "4 outlets, 3 independent reports"
    assert told["oped-bilingual"] == "2 outlets, 1 independent report"
    [(essay,)] = asked(home, "select told from independence where roots[1].what = 'seed'")
    assert essay == "3 outlets, 1 independent report"


def test_the_licence_of_the_demo_s_own_model_is_told(played):
    told = asked(played[0], "SELECT licence, claim FROM licences('Heron') WHERE licence IS NOT NULL")
    assert told == [("Apache 2.0", "stated")]


def test_a_failing_step_is_told_in_one_line_with_its_log(tmp_path):
    from desk.errors import CopydeskError

    where = scene.Stage("", "", tmp_path, dict(os.environ))
    with pytest.raises(CopydeskError) as told:
        scene.play(where, "-c", "print('before'); raise RuntimeError('no more ink')")
    assert "ended with status 1: RuntimeError: no more ink" in str(told.value)
    assert len(str(told.value).splitlines()) == 1
    assert "before" in (tmp_path / "demo.log").read_text()
