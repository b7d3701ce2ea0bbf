"""`outlets record`, and what its replay notices."""

import asyncio
import json
import shutil

import pytest

from desk.errors import ConfigError, FetchError
from flows.jobs.record_outlet import replay
from sources.record import Replay
from tests.support.crawling import copydesk, environment, feed, outlets_file, page
from tests.support.paths import FIXTURES
from tests.support.web import Reply, web

HOST = "tide.example"


@pytest.fixture
def copy(tmp_path):
    """A recorded outlet of the project to be spoilt."""
    folder = tmp_path / "northpost"
    shutil.copytree(FIXTURES / "northpost", folder)
    return folder


def spoilt(folder, **fields):
    """The differences after the first expected article was changed."""
    path = folder / "expected.json"
    told = json.loads(path.read_text("utf-8"))
    told["articles"][0] |= fields
    path.write_text(json.dumps(told), "utf-8")
    return asyncio.run(replay(folder))


@pytest.fixture(scope="module")
def recorded(tmp_path_factory):
    """An outlet with a robots.txt, a redirect, a missing page and a cookie, recorded and asked for nothing more."""
    home = tmp_path_factory.mktemp("recorded")
    with web() as server:
        server.routes[f"{HOST}/robots.txt"] = Reply("User-agent: *\nDisallow: /boats.html", type="text/plain")
        server.routes[f"{HOST}/feed"] = feed(HOST, "ropes", "boats", "tides", "gone")
        server.routes[f"{HOST}/ropes.html"] = Reply(status=301, headers={"Location": "/knots.html"})
        server.routes[f"{HOST}/knots.html"] = page("knots")
        server.routes[f"{HOST}/tides.html"] = Reply(page("tides").body, headers={"Set-Cookie": "secret=1"})
        outlets = outlets_file(home / "outlets.yaml", HOST, skip=["/video/"])
        words = ("outlets", "record", "tide", "--to", str(home), "--outlets", str(outlets), "--pages", "4")
        done = copydesk(environment(server.url(), home), *words)
        again = copydesk(environment(server.url(), home), *words)
    return home / "tide", done, again


@pytest.mark.edge
def test_a_recorded_crawl_is_the_same_without_the_network(recorded):
    folder, done, _ = recorded
    assert (done.returncode, done.stderr) == (0, "")
    told = json.loads((folder / "expected.json").read_text("utf-8"))
    assert {one["title"] for one in told["articles"]} == {"About knots", "About tides"}
    assert asyncio.run(replay(folder)) == []


@pytest.mark.edge
def test_record_says_what_it_did_not_keep_and_where_to_check(recorded):
    folder, done, _ = recorded
    assert "gone.html: is not there (status 404)" in done.stdout
    assert f"2 articles written to {folder}" in done.stdout


@pytest.mark.edge
def test_a_fixture_keeps_the_whole_entry_and_no_cookie(recorded):
    folder, _, _ = recorded
    assert "/video/" in (folder / "outlet.yaml").read_text("utf-8")
    assert "secret" not in (folder / "answers.json").read_text("utf-8")


@pytest.mark.edge
def test_a_fixture_is_never_written_over(recorded):
    folder, _, again = recorded
    assert again.returncode == 1
    assert f"{folder}: is there already" in again.stderr


@pytest.mark.parametrize(
    "fields", [{"title": "Another"}, {"authors": ["Nobody"]}, {"published": None}, {"words": 3}, {"last_words": "x"}]
)
def test_a_replay_names_what_is_not_as_expected(copy, fields):
    (difference,) = spoilt(copy, **fields)
    (name,) = fields
    assert f": {name} is " in difference


def test_a_replay_compares_only_what_is_told_and_misses_no_article(copy):
    assert spoilt(copy, url="http://www.northpost.example/none.html") == [
        "http://www.northpost.example/none.html: is missing"
    ]
    path = copy / "expected.json"
    told = json.loads(path.read_text("utf-8"))
    path.write_text(json.dumps({"articles": [{"url": one["url"]} for one in told["articles"][1:]]}), "utf-8")
    assert asyncio.run(replay(copy)) == []


def test_a_broken_fixture_is_told(copy):
    (copy / "expected.json").write_text("{}", "utf-8")
    with pytest.raises(ConfigError, match=r"expected\.json"):
        asyncio.run(replay(copy))
    (copy / "answers.json").write_text("[{}]", "utf-8")
    with pytest.raises(ConfigError, match=r"answers\.json"):
        Replay(copy)


def test_an_address_that_was_not_recorded_is_not_asked_for(copy):
    async def ask():
        async with Replay(copy) as fetcher:
            await fetcher.get("http://www.northpost.example/unheard-of")

    with pytest.raises(FetchError, match="was not recorded"):
        asyncio.run(ask())
