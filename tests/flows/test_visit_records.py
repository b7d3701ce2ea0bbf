"""How an outlet's visit is told to have fared."""

import asyncio
import time
from datetime import UTC, datetime
from types import SimpleNamespace

import pytest

from desk.models import Outlet
from desk.visits import LeadOutcome, SourceReport
from flows.crawl_steps import visit
from flows.crawl_steps.visit_records import Counts, report
from flows.crawl_steps.visit_state import Brought, Means
from sources.discover import Discovery
from sources.parsers.pool import ParserPool
from warehouse.visits import Known

FEED, MAP = "https://a.example/feed", "https://a.example/map.xml"
OUTLET = Outlet("a", "A", "https://a.example/", "en", ())
LATE = "its outlet's time is over. It is fetched in a later run"


def told(*sources, **more):
    reports = tuple(SourceReport(url, "feed", status, reason=reason) for url, status, reason in sources)
    return report(Brought(OUTLET, sources=reports, **more), Counts()).status


@pytest.mark.parametrize(
    ("sources", "status"),
    [
        ([(FEED, "ok", "")], "ok"),
        ([(FEED, "unchanged", ""), (MAP, "not_due", "")], "ok"),
        ([(FEED, "not_due", LATE)], "partial"),
        ([(FEED, "ok", ""), (MAP, "not_due", LATE)], "partial"),
        ([(FEED, "failed", "HTTP 500"), (MAP, "not_due", LATE)], "partial"),
        ([(FEED, "failed", "HTTP 500"), (MAP, "ok", "")], "partial"),
        ([(FEED, "failed", "HTTP 500")], "failed"),
    ],
)
def test_an_outlet_fared_as_well_as_its_sources(sources, status):
    assert told(*sources) == status


def test_leads_that_are_left_to_the_next_run_are_no_trouble_and_those_that_failed_are():
    assert told((FEED, "ok", ""), left=300) == "ok"
    assert told((FEED, "ok", ""), outcomes=[LeadOutcome("a.example/1", "failed", "HTTP 500")]) == "partial"


def test_what_is_stopped_at_the_end_of_a_visits_time_is_still_told_within_it(monkeypatch):
    told = []

    async def found(*_, deadline, parsers, **more):
        told.extend((deadline, parsers._until - time.monotonic()))
        return Discovery()

    monkeypatch.setattr(visit, "discover", found)
    fetcher, known = SimpleNamespace(clock=lambda: 0.0), Known({}, {}, frozenset())
    keys = SimpleNamespace(unknown=set)
    asyncio.run(visit.bring(OUTLET, Means(fetcher, ParserPool(0), known, keys, datetime.now(UTC), 60.0)))
    assert all(57 < seconds < 59 for seconds in told), told
