"""A lead that failed is tried again, later and later, and not for ever."""

from datetime import UTC, datetime, timedelta

import pytest

from desk.errors import ExtractError, FetchError
from sources.lead_schedule import MENDABLE, PASSING, next_try
from tests.support.crawling import column, crawl, outlets_file, settings, site, through
from tests.support.web import Reply, web

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)
BUSY = FetchError("http://a.example", "is busy", status=503, passing=True)
CIRCLE = FetchError("http://a.example", "redirects in a circle", code="redirects")
EMPTY = ExtractError("http://a.example", "holds no article")


@pytest.mark.parametrize(("error", "waits"), [(BUSY, PASSING), (CIRCLE, MENDABLE), (EMPTY, MENDABLE)])
def test_each_wait_is_longer_than_the_one_before_and_then_it_is_given_up(error, waits):
    told = [next_try(error, attempts, NOON) for attempts in range(len(waits) + 1)]
    assert told[:-1] == sorted(NOON + wait for wait in waits)
    assert told[-1] is None


@pytest.mark.parametrize("status", [404, 410, 451])
def test_what_is_gone_is_given_up_at_once(status):
    assert next_try(FetchError("http://a.example", "is gone", status=status), 0, NOON) is None


@pytest.fixture
def town(tmp_path, monkeypatch):
    with web() as server:
        through(monkeypatch, server.url())
        site(server, "gazette.example", "herring")
        server.given = settings(tmp_path, outlets_file(tmp_path / "o.yaml", "gazette.example"))
        yield server


@pytest.mark.edge
def test_a_page_that_answered_wrongly_arrives_once_it_is_mended(town, tmp_path):
    right = town.routes["gazette.example/herring.html"]
    town.routes["gazette.example/herring.html"] = Reply("<html><p>Checking your browser</p></html>")
    assert crawl(town.given, now=NOON).totals()["left"] == 1
    town.routes["gazette.example/herring.html"] = right
    crawl(town.given, now=NOON + timedelta(hours=1))
    assert town.paths().count("/herring.html") == 1
    crawl(town.given, now=NOON + timedelta(hours=3))
    assert column(tmp_path, "select outcome from leads") == ["stored"]


@pytest.mark.edge
def test_a_page_that_never_answers_rightly_is_given_up(town, tmp_path):
    town.routes["gazette.example/herring.html"] = Reply(status=302, headers={"Location": "/herring.html"})
    for day in range(0, 40, 8):
        crawl(town.given, now=NOON + timedelta(days=day))
    assert town.paths().count("/herring.html") == 1 + len(MENDABLE)
    assert column(tmp_path, "select closed_at is not null from leads") == [True]
