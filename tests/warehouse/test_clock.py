"""A clock that ran ahead for one crawl silences nothing once it is right again."""

from dataclasses import replace
from datetime import timedelta

import pytest

from desk.visits import HostHold, HostMemory, LeadOutcome, RobotsText, SourceState
from tests.support.stored import NOON, store_visit, visit
from warehouse.db import query
from warehouse.hosts import remember_hosts, remembered_hosts
from warehouse.leads import known_keys
from warehouse.runs import finish_run, start_run
from warehouse.visits import known

pytestmark = pytest.mark.edge
YEARS = timedelta(days=5 * 365)
HOUR = timedelta(hours=1)


def visited(con, at):
    """An outlet visited, its source asked, one lead to be tried again in two hours, by a clock that says `at`."""
    told = visit(1, "ab", articles=())
    state = SourceState("https://a.example/feed", next_due=at + HOUR, last_success=at, failing_since=None)
    done = LeadOutcome(told.leads[1].key, "gone")
    later = LeadOutcome(told.leads[0].key, "failed", "no answer", next_try=at + 2 * HOUR)
    store_visit(con, replace(told, states=(state,), outcomes=(later, done)), at)
    return told


@pytest.mark.parametrize(("at", "is_due"), [(NOON, False), (NOON + YEARS, True)])
def test_sources_and_leads_wait_as_they_should_and_not_for_years(house, at, is_due):
    with house.writing() as con:
        told = visited(con, at)
        found = known(con, [told.outlet.id], NOON)
        open_now = {lead.key for leads in found.leads.values() for lead in leads}
        (state,) = found.states.values()
        assert (told.outlet.id in found.due) is is_due
        assert (state.next_due is None) is is_due
        assert (state.last_success is None) is is_due
        assert (told.leads[0].key in open_now) is is_due
        assert (told.leads[0].key in known_keys(con, NOON).unknown([told.leads[0].key])) is is_due


@pytest.mark.parametrize(("at", "holds"), [(NOON, True), (NOON + YEARS, False)])
def test_a_host_is_left_alone_and_its_rules_are_used_for_a_day_and_not_for_years(house, at, holds):
    memory = HostMemory((HostHold("a.example", at + HOUR),), (RobotsText("https://a.example", "", at + HOUR),))
    with house.writing() as con:
        remember_hosts(con, memory, at)
        found = remembered_hosts(con, NOON)
    assert bool(found.holds) is holds
    assert (found.robots[0].expires > NOON) is holds


def test_a_crawl_of_the_future_is_not_taken_for_one_of_today(house):
    with house.writing() as con:
        finish_run(con, start_run(con, "crawl", NOON + YEARS), "ok", NOON + YEARS)
        assert con.execute(query("watch_crawls"), {"now": NOON}).fetchall() == []
