"""The pages, built from a warehouse: what changed is made anew, links lead on, trouble leaves the old site."""

import json
import os
import threading
import time
import urllib.error
import urllib.request
from contextlib import suppress

import pytest

from desk.errors import BusyError, ConfigError, NamingError, UsageError, WarehouseError
from flows.jobs.prefect_server import place
from flows.jobs.service import beside
from flows.jobs.site.build import build_site, keep_site, site_folder
from flows.jobs.site.dossier import write_dossier
from flows.jobs.site.serve import serving
from tests.support.crawling import copydesk, environment, settings
from tests.support.stored import NOON, article, store_visit, visit
from warehouse.reading_copy import publish
from warehouse.reading_sql import READING_NAME

pytestmark = pytest.mark.edge
SET_STORY = """INSERT INTO stories (id, opened_at, changed_at, lead_article_id, headline, first_time, last_time,
    articles, reports, copies, outlets, languages)
    VALUES ($id, $now, $now, $lead, $headline, $now, $now, $articles, 1, 0,
    ['gazette'], ['en'])"""
SET_PLACE = (
    "INSERT INTO story_articles (article_id, story_id, score, why, pinned) VALUES ($article, $story, 1, [], false)"
)


def dies(_):
    """A second process that is killed while it renders."""
    os._exit(1)


def tell(house, sql, **asked):
    """One statement to the live file, then a new reading copy."""
    with house.writing() as con:
        con.execute(sql, asked)
    publish(house, NOON)


@pytest.fixture
def desk(house):
    """A warehouse of four articles in two stories, and its settings."""
    with house.writing() as con:
        store_visit(con, visit(1, "abcd", articles=tuple(article(n, title=f"Title {n}") for n in "abcd")), NOON)
        for story, first, second in ((1, 1, 2), (2, 3, 4)):
            asked = {"id": story, "now": NOON, "lead": first, "headline": f"Story {story}", "articles": 2}
            con.execute(SET_STORY, asked)
            for one in (first, second):
                con.execute(SET_PLACE, {"article": one, "story": story})
    publish(house, NOON)
    return house, settings(house.home, None)


def test_what_changed_in_one_story_is_made_anew_and_no_other_page(desk):
    house, given = desk
    assert build_site(given).written > 4
    assert build_site(given).written == 0
    tell(house, "UPDATE articles SET title = 'Another headline' WHERE id = 1")
    built = build_site(given)
    assert "Another headline" in (site_folder(given) / "stories" / "s1.html").read_text()
    assert built.written == 11  # its page and JSON, the day, the stories and its outlet thrice, today, the search
    assert build_site(given, afresh=True).files == built.files


def test_a_merged_story_leads_to_the_one_that_took_it_in(desk):
    house, given = desk
    build_site(given)
    tell(house, "UPDATE stories SET merged_into = 2, articles = 0 WHERE id = 1")
    tell(house, "UPDATE story_articles SET story_id = 2")
    build_site(given)
    assert "url=s2.html" in (site_folder(given) / "stories" / "s1.html").read_text()
    assert not (site_folder(given) / "stories" / "s1.json").exists()


def test_a_story_that_was_split_after_its_page_was_linked_leads_to_where_its_articles_are(desk):
    house, given = desk
    build_site(given)
    tell(house, "UPDATE story_articles SET story_id = 2 WHERE story_id = 1")
    tell(house, "UPDATE stories SET articles = 0 WHERE id = 1")
    build_site(given)
    assert "url=s2.html" in (site_folder(given) / "stories" / "s1.html").read_text()
    build_site(given)
    tell(house, "UPDATE articles SET title = 'x' WHERE id = 4")
    build_site(given)
    assert "url=s2.html" in (site_folder(given) / "stories" / "s1.html").read_text(), "and does so for good"


def test_a_story_whose_articles_are_gone_by_retention_is_said_to_be_gone(desk):
    house, given = desk
    build_site(given)
    for table, key in (("story_articles", "story_id"), ("stories", "id"), ("articles", "id")):
        tell(house, f"DELETE FROM {table} WHERE {key} = 1")
    build_site(given)
    assert "is no longer kept" in (site_folder(given) / "stories" / "s1.html").read_text()


def test_a_reading_copy_of_another_version_is_told_and_the_old_pages_stand(desk):
    import duckdb

    house, given = desk
    build_site(given)
    with duckdb.connect(str(house.home / READING_NAME)) as con:
        con.execute("ALTER TABLE store.story_origins RENAME TO other")
    before = (site_folder(given) / "stories" / "s1.html").read_bytes()
    with pytest.raises(WarehouseError, match=r"older version.*upkeep publish"):
        build_site(given)
    assert keep_site(given) is None, "a crawl does not fail for it"
    assert (site_folder(given) / "stories" / "s1.html").read_bytes() == before


def test_without_a_reading_copy_nothing_is_made(tmp_path):
    with pytest.raises(WarehouseError, match="there is no reading copy yet"):
        build_site(settings(tmp_path, None))
    assert not (tmp_path / "site").exists()


def test_pages_are_kept_up_to_date_only_once_they_were_built(desk):
    house, given = desk
    assert keep_site(given) is None
    assert not site_folder(given).exists()
    build_site(given)
    tell(house, "UPDATE articles SET title = 'Later' WHERE id = 3")
    assert keep_site(given).written == 11


def test_every_page_has_its_json_and_every_link_leads_to_a_file(desk):
    import re

    _, given = desk
    build_site(given)
    root = site_folder(given)
    assert json.loads((root / "stories" / "s1.json").read_text())["headline"] == "Title a"
    for page in root.rglob("*.html"):
        for target in re.findall(r'(?:href|src)="([^"#:]+)"', page.read_text()):
            assert (page.parent / target).is_file(), f"{page.name}: {target}"


def test_the_pages_are_served_without_what_is_hidden(desk):
    _, given = desk
    with pytest.raises(ConfigError, match="holds no site yet"), serving(site_folder(given), 0):
        pass
    build_site(given)
    with serving(site_folder(given), 0) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        at = f"http://127.0.0.1:{server.server_port}"
        assert "Title a" in urllib.request.urlopen(f"{at}/stories/s1").read().decode()
        for path in ("/.copydesk-site.json", "/days/", "/../copydesk.duckdb", "/%2e%2e/copydesk.duckdb"):
            with pytest.raises(urllib.error.HTTPError):
                urllib.request.urlopen(f"{at}{path}")
        with pytest.raises(UsageError, match="cannot be used"), serving(site_folder(given), server.server_port):
            pass
        server.shutdown()


def test_the_command_says_where_the_pages_are(desk):
    _, given = desk
    env = environment("http://127.0.0.1:9", given.home)
    done = copydesk(env, "site", "build")
    assert done.stdout.strip().endswith(str(given.home / "site" / "index.html")), done.stderr
    assert "nothing to do" in copydesk(env, "site", "build").stdout


def test_many_stories_are_rendered_in_a_second_process_too_and_say_the_same(desk, monkeypatch):
    from flows.jobs.site import build as builder
    from flows.jobs.site import rendering

    _, given = desk
    build_site(given)
    root = site_folder(given)
    before = {path: path.read_bytes() for path in root.rglob("s*.html")}
    monkeypatch.setattr(rendering, "SOME", 1)
    monkeypatch.setattr(builder, "AT_ONCE", 1)
    monkeypatch.setattr(rendering.os, "cpu_count", lambda: 2)
    assert build_site(given, afresh=True).files == len(list(root.rglob("*.*"))) - 2  # manifest and lock
    assert {path: path.read_bytes() for path in root.rglob("s*.html")} == before
    monkeypatch.setattr(rendering, "_there", dies)
    build_site(given, afresh=True)
    assert {path: path.read_bytes() for path in root.rglob("s*.html")} == before, "a process that dies costs nothing"


def test_some_stories_are_rendered_in_a_second_process_while_this_one_makes_the_lists(desk, monkeypatch):
    from flows.jobs.site import rendering

    _, given = desk
    build_site(given)
    root = site_folder(given)
    before = {path: path.read_bytes() for path in root.rglob("*.*") if path.suffix in (".html", ".json", ".xml")}
    here, really = [], rendering.rendered
    monkeypatch.setattr(rendering, "SOME", 2)
    monkeypatch.setattr(rendering.os, "cpu_count", lambda: 2)
    monkeypatch.setattr(rendering, "rendered", lambda *asked: here.append(1) or really(*asked))
    build_site(given, afresh=True)
    assert not here
    monkeypatch.setattr(rendering, "_there", dies)
    build_site(given, afresh=True)
    assert here, "a process that dies costs nothing"
    assert {path: path.read_bytes() for path in before} == before


def test_a_dossier_tells_who_took_a_text_and_needs_no_other_file(desk):
    house, given = desk
    tell(
        house,
        """INSERT INTO seeds (seed_id, part, title, outlet, url, own) VALUES ('own-1', 0, 'Our essay', '', '', true),
        ('own-2', 0, 'Another essay', '', '', true)""",
    )
    tell(
        house,
        """INSERT INTO copy_groups (article_id, standing, seed_id, kind, certainty, depth, why, by_person)
        VALUES (2, 'copy', 'own-1', 'excerpt', 0.9, 1, 'it is a part of it', false)""",
    )
    tell(
        house,
        """INSERT INTO copy_verdicts (article_id, seed_id, seed_part, kind, score, coverage_article, coverage_known,
        newcomer_is_copy, why) VALUES (2, 'own-1', 0, 'excerpt', 0.9, 1.0, 0.36, true, [])""",
    )
    tell(
        house,
        """INSERT INTO copy_evidence (article_id, seed_id, seed_part, place, a_start, a_end, a_text, b_text, similarity,
        note) VALUES (2, 'own-1', 0, 0, 0, 9, $said, '', 1.0, 'Our essay, third tenth')""",
        said="word " * 90,
    )
    told, page = write_dossier(given, "mine", "2026-01-01", None)
    text = page.read_text()
    assert [(seed.title, seed.uses[0].outlet, seed.uses[0].share) for seed in told.seeds] == [
        ("Our essay", "The Gazette", 0.36)
    ]
    assert "Not used since then: Another essay." in text
    assert "https://gazette.example/b" in text
    assert "third tenth" in text
    assert text.count("word") < 60, "of another's text no more than may be shown"
    assert "<link" not in text
    assert json.loads(page.with_suffix(".json").read_text())["seeds"][0]["uses"][0]["kind"] == "excerpt"
    assert write_dossier(given, "own-2,own-1", "2026-04-01", house.home / "x.html")[0].seeds == ()
    with pytest.raises(NamingError, match="is no seed"):
        write_dossier(given, "nothing", "", None)
    with pytest.raises(UsageError, match="is no day"):
        write_dossier(given, "mine", "soon", None)


def test_a_dossier_without_texts_of_one_s_own_says_how_to_have_one(desk):
    with pytest.raises(NamingError, match="seeds add"):
        write_dossier(desk[1], "mine", "", None)


def test_pages_that_are_not_there_yet_are_shown_as_soon_as_they_are_built(desk, monkeypatch):
    _, given = desk
    monkeypatch.setattr(beside, "LOOK", 0.01)
    publishing = given.home / READING_NAME
    publishing.rename(given.home / "later")
    where = place(given, 4200)
    with beside.waiting(given, 0) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        assert beside.shown(where).port == server.server_port
        with pytest.raises(BusyError, match="its pages are shown already by process"), beside.waiting(given, 0):
            pass
        address = f"http://127.0.0.1:{server.server_port}/stories/s1"
        with pytest.raises(urllib.error.HTTPError, match="503"):
            urllib.request.urlopen(address)
        (given.home / "later").rename(publishing)
        for _ in range(200):
            with suppress(urllib.error.HTTPError):
                assert b"Title" in urllib.request.urlopen(address).read()
                break
            time.sleep(0.05)
        else:
            pytest.fail("never built")
        server.shutdown()
    assert beside.shown(where) is None
