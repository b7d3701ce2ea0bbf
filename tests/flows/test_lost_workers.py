"""Parser workers that are killed while pages wait: their pages are read again, and nothing is there twice."""

import os
import signal
import threading
from contextlib import suppress
from datetime import UTC, datetime, timedelta

import pytest

from flows.crawl_steps import visit
from sources.parsers.pool import ParserPool
from tests.support.crawling import column, crawl, outlets_file, settings, site, through
from tests.support.web import web

pytestmark = pytest.mark.edge
NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)
HOSTS = ("gazette.example", "courier.example")
SUBJECTS = ("tide", "mill", "ferry", "orchard", "bakery", "chapel")


@pytest.fixture
def killed(monkeypatch):
    """Kill the worker of every third page while it parses it, in the first crawl only; how many were killed."""
    pages, found = [], []
    real = ParserPool.bounded

    async def bounded(self, parser, arguments, *more):
        if parser.function.endswith(":extract") and len(pages) < len(HOSTS) * len(SUBJECTS):
            pages.append(parser)
            if len(pages) % 3 == 0:
                threading.Timer(0.0, _kill, (self, found)).start()
        return await real(self, parser, arguments, *more)

    monkeypatch.setattr(ParserPool, "bounded", bounded)
    return found


def _kill(pool, found):
    for process in pool.processes():
        with suppress(ProcessLookupError):
            os.kill(process, signal.SIGKILL)
            found.append(process)


def test_pages_of_killed_workers_are_read_by_a_later_run_and_nothing_is_there_twice(killed, tmp_path, monkeypatch):
    monkeypatch.setattr(visit.VisitParsers, "MOST_STOPPED", 99)
    with web() as server:
        through(monkeypatch, server.url())
        for host in HOSTS:
            site(server, host, *(f"{host.split('.')[0]}-{subject}" for subject in SUBJECTS))
        given = settings(tmp_path / "home", outlets_file(tmp_path / "outlets.yaml", *HOSTS), workers=2)
        first = crawl(given, now=NOON)
        second = crawl(given, now=NOON + timedelta(hours=3))
        third = crawl(given, now=NOON + timedelta(days=2))
    assert killed, "no worker was killed, so nothing was tried"
    lost = len(HOSTS) * len(SUBJECTS) - first.totals()["stored"]
    assert lost == sum("ended the process that read it" in reason for each in first.outlets for reason in each.reasons)
    assert first.totals()["stored"] + second.totals()["stored"] + third.totals()["stored"] == 12
    urls = column(given.home, "select url from articles order by url")
    assert len(urls) == len(set(urls)) == 12
    assert column(given.home, "select count(distinct article_id) from bodies") == [12]
    assert column(given.home, "select distinct outcome from leads") == ["stored"]
