"""How an outlet's visit is told to have fared."""

import pytest

from desk.models import Outlet
from desk.visits import LeadOutcome, SourceReport
from flows.crawl_steps.visit_records import Counts, report
from flows.crawl_steps.visit_state import Brought

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
