"""What one crawl tells the next of hosts: who asked to be left alone, what robots.txt said."""

import asyncio
from datetime import UTC, datetime, timedelta

import pytest

from desk.errors import FetchError
from desk.visits import HostHold, HostMemory, RobotsText
from sources.fetch.client import Fetcher, FetchSettings
from tests.support.crawling import crawl, outlets_file, rows, settings, site, through
from tests.support.web import Clock, Reply, web
from warehouse.db import Warehouse
from warehouse.hosts import remember_hosts, remembered_hosts

pytestmark = pytest.mark.edge
NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)
LATER = NOON + timedelta(hours=1)


@pytest.fixture
def con(tmp_path):
    with Warehouse(tmp_path).writing() as con:
        yield con


def run(memory, *urls, clock=None):
    """One run of a Fetcher at noon; what it remembers, and the code of each address' answer."""
    clock = clock or Clock()
    began = clock()
    given = FetchSettings(allow_hosts=("127.0.0.0/8",), proxies={}, attempts=1)

    async def ask():
        codes = []
        now = lambda: NOON + timedelta(seconds=clock() - began)  # noqa: E731
        async with Fetcher(given, clock=clock, sleep=clock.sleep, now=now, memory=memory) as one:
            for url in urls:
                try:
                    codes.append((await one.get(url, deadline=clock() + 30)).status)
                except FetchError as error:
                    codes.append(error.code)
            return one.memory(), codes

    return asyncio.run(ask())


def test_what_is_remembered_comes_back_until_it_is_over(con):
    memory = HostMemory(
        (HostHold("a.example", LATER), HostHold("b.example", NOON)),
        (
            RobotsText("http://a.example", "User-agent: *\nDisallow: /x", LATER),
            RobotsText("http://b.example", "", NOON),
        ),
    )
    remember_hosts(con, memory, NOON - timedelta(hours=1))
    assert remembered_hosts(con, NOON) == HostMemory(memory.holds[:1], memory.robots[:1])


def test_a_later_word_about_a_host_replaces_the_earlier_one(con):
    for hours in (1, 2):
        until = NOON + timedelta(hours=hours)
        remember_hosts(con, HostMemory((HostHold("a", until),), (RobotsText("http://a", str(hours), until),)), NOON)
    until = NOON + timedelta(hours=2)
    assert remembered_hosts(con, NOON) == HostMemory((HostHold("a", until),), (RobotsText("http://a", "2", until),))


def test_a_host_that_asked_to_be_left_alone_is_left_alone_by_the_next_run_and_asked_again_after_that():
    with web(page=[Reply(status=503, headers={"Retry-After": "3600"}), Reply("there")]) as town:
        memory, codes = run(None, town.url("/page"))
        assert codes == ["http_503"]
        assert memory.holds == (HostHold("127.0.0.1", LATER),)
        assert run(memory, town.url("/page"))[1] == ["budget"]
        assert len(town.paths()) == 1
        over = HostMemory((HostHold("127.0.0.1", NOON),), memory.robots)
        assert run(over, town.url("/page"))[1] == [200]


def test_nobody_is_left_alone_for_good():
    with web(page=Reply(status=429, headers={"Retry-After": "999999999"})) as town:
        memory, _ = run(None, town.url("/page"))
    assert memory.holds[0].until == NOON + timedelta(days=1)


def test_the_rest_of_a_crawl_delay_holds_for_the_next_run():
    with web(page=Reply("there"), **{"robots.txt": Reply("User-agent: *\nCrawl-delay: 50")}) as town:
        memory, _ = run(None, town.url("/page"))
    assert memory.holds == (HostHold("127.0.0.1", NOON + timedelta(seconds=50)),)


def test_robots_txt_is_read_once_a_day_by_all_runs_together():
    with web(page=Reply("there"), **{"robots.txt": Reply("User-agent: *\nDisallow: /secret")}) as town:
        memory, _ = run(None, town.url("/page"))
        _, codes = run(memory, town.url("/page"), town.url("/secret"))
        assert codes == [200, "robots"]
        assert [one.path for one in town.asked] == ["/robots.txt", "/page", "/page"]
        old = HostMemory(robots=tuple(RobotsText(r.origin, r.text, NOON) for r in memory.robots))
        run(old, town.url("/page"))
        assert [one.path for one in town.asked][3:] == ["/robots.txt", "/page"]


def test_a_robots_txt_that_cannot_be_read_is_not_remembered():
    with web(page=Reply("there"), **{"robots.txt": Reply(status=500)}) as town:
        memory, codes = run(None, town.url("/page"))
    assert codes == ["robots_unreachable"]
    assert memory.robots == ()


def test_refusals_in_a_row_are_waited_for_longer_and_an_answer_ends_the_row():
    clock = Clock()
    with web(bad=Reply(status=503), page=Reply("there")) as town:
        run(None, *[town.url("/bad")] * 5, clock=clock)
        five = sum(clock.slept)
        clock = Clock()
        run(None, *[town.url("/bad"), town.url("/page")] * 4, town.url("/bad"), clock=clock)
    assert five >= 0.5 + 1 + 2 + 4
    assert sum(clock.slept) <= 8 * 1.0 + 1


def test_a_crawl_remembers_hosts_for_the_next_crawl(tmp_path, monkeypatch):
    with web() as town:
        through(monkeypatch, town.url())
        site(town, "gazette.example", "herring")
        town.routes["gazette.example/herring.html"] = Reply(status=429, headers={"Retry-After": "7200"})
        given = settings(tmp_path, outlets_file(tmp_path / "o.yaml", "gazette.example"))
        crawl(given)
        crawl(given)
        assert town.paths() == ["/feed", "/herring.html"]
        assert [one.path for one in town.asked].count("/robots.txt") == 1
    assert rows(tmp_path, "select host from host_holds") == [("gazette.example",)]
    assert rows(tmp_path, "select origin, rules from host_robots") == [("http://gazette.example", "")]
