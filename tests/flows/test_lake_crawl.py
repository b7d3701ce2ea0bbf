"""Two machines crawl into one lake at once: what stands there in the end is what one machine has in its file."""

import subprocess
import sys

import pytest

from tests.newsroom.serve import OUTLETS, newsroom
from tests.slackd.server import Slackd
from tests.slackd.workspace import GOOD, NEWS
from tests.support.crawling import copydesk, environment
from tests.support.paths import ROOT
from tests.support.postgres import NONE, programs, running
from warehouse.reading_sql import ask

pytestmark = [pytest.mark.edge, pytest.mark.slow, pytest.mark.skipif(programs() is None, reason=NONE)]

ALIKE = {
    "articles": "select outlet, url, title, language, published, words, relevant, told from articles order by url",
    "texts": "select url, text from texts join articles on id = article_id order by url",
    # Which are copies; of which of several alike, by which way, depends on what came first, in the one file as well.
    "copies": "select distinct url from copies order by all",
    "stories": "select headline, articles, reports, copies, list_sort(outlets), independent from stories order by all",
    "mentions": "select url, label, count from mentions join articles on id = article_id order by all",
}


@pytest.fixture(scope="module")
def world(tmp_path_factory):
    """Homes `file`, `one` and `two`; the environment of each; what both crawls of the lake asked, how they ended."""
    folder = tmp_path_factory.mktemp("lake")
    with running() as postgres, newsroom() as (address, asked), Slackd() as slack:
        lake = {
            "COPYDESK_WAREHOUSE": f"ducklake:postgres:{postgres.dsn('desk')}",
            "COPYDESK_LAKE_DATA": str(folder / "data"),
        }
        sends = {
            "COPYDESK_SLACK_TOKEN": GOOD,
            "COPYDESK_SLACK_CHANNEL": NEWS,
            "COPYDESK_SLACK_BASE_URL": slack.base_url,
        }
        common = {"COPYDESK_OUTLETS": str(OUTLETS), "COPYDESK_HOSTS_AT_ONCE": "3", "NO_PROXY": "127.0.0.1", **sends}
        env = {
            name: environment(address, folder / name, **common, **({} if name == "file" else lake))
            for name in ("file", "one", "two")
        }
        told = copydesk(env["file"], "crawl", timeout=300)
        assert told.returncode == 0, told.stderr
        del asked[:]
        crawls = [_begun(env[name], "crawl") for name in ("one", "two")]
        ended = [(crawl.communicate(timeout=400), crawl.returncode) for crawl in crawls]
        assert [code for _, code in ended] == [0, 0], ended
        yield folder, env, list(asked), [said for (said, _), _ in ended], slack


def _begun(env, *words):
    asked = [sys.executable, "-m", "flows.cli", *words]
    return subprocess.Popen(asked, cwd=ROOT, env=env, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def test_no_page_was_asked_for_twice_and_both_had_work(world):
    _, _, asked, said, _ = world
    pages = [url for url, status in asked if url.split("?")[0].endswith(".html") and status == 200]
    assert len(pages) == len(set(pages)) >= 40
    assert all("0 articles stored" not in each.splitlines()[-1] for each in said), said


@pytest.mark.parametrize("view", ALIKE)
def test_what_the_lake_holds_is_what_one_machine_has(world, view):
    folder, env, *_ = world
    if view == "articles":  # published once more by whoever asks: the other machine may have written last
        told = copydesk(env["two"], "upkeep", "publish", timeout=300)
        assert told.returncode == 0, told.stderr
    rows = [ask(folder / home, ALIKE[view]).rows for home in ("file", "two")]
    assert rows[0] == rows[1]
    assert rows[0]


def test_of_two_digests_at_once_one_goes_out(world):
    _, env, _, _, slack = world
    digests = [_begun(env[name], "digest") for name in ("one", "two")]
    ended = [(digest.communicate(timeout=300), digest.returncode) for digest in digests]
    assert 0 in [code for _, code in ended], ended
    assert len([message for message in slack.workspace.messages if not message.thread_ts]) == 1, ended


def test_what_the_lake_holds_moves_into_a_file_and_not_back_over_itself(world):
    folder, env, *_ = world
    back = env["two"] | {"COPYDESK_HOME": str(folder / "back")}
    told = copydesk(back, "warehouse", "move", "file", timeout=300)
    assert told.returncode == 0, told.stderr
    assert "checksums are the same on both sides" in told.stdout
    assert ask(folder / "back", ALIKE["articles"]).rows == ask(folder / "two", ALIKE["articles"]).rows
    again = copydesk(back, "warehouse", "move", "lake", timeout=300)
    assert (again.returncode, "holds rows already" in again.stderr) == (1, True)


def test_no_home_of_a_lake_gets_a_file_of_its_own(world):
    folder, *_ = world
    assert (folder / "file" / "copydesk.duckdb").exists()
    assert not [name for name in ("one", "two") if (folder / name / "copydesk.duckdb").exists()]
