"""What a visit leaves behind: its records, in the caller's transaction or, when nothing came of it, in the next one."""

from __future__ import annotations

from collections import deque
from contextlib import suppress
from typing import TYPE_CHECKING

from desk.urls import host
from desk.visits import HostMemory, OutletReport, Visit
from flows.crawl_steps.visit import Brought, report
from warehouse.hosts import remember_hosts
from warehouse.visits import store_reports, store_visit

if TYPE_CHECKING:
    from datetime import datetime

    import duckdb

    from flows.crawl_steps.pipeline import CrawlRun
    from flows.crawl_steps.visit import Means


def keep_visit(
    con: duckdb.DuckDBPyConnection,
    run: CrawlRun,
    brought: Brought,
    stored: int = 0,
    relevant: int = 0,
    copies: int = 0,
) -> OutletReport:
    """Leads, validators, fetch log, holds and the outlet's report, which it returns."""
    told = report(brought, stored, relevant, copies)
    store_visit(con, _visit(run.run_id, brought, told), run.means.now)
    remember_hosts(con, HostMemory(holds=run.means.fetcher.memory().holds), run.means.now)
    return told


def is_quiet(brought: Brought, means: Means) -> bool:
    """Whether a crash would lose nothing with the records of a visit but that it took place.

    A failure, and a host that is to be left alone, must be known to the run after a crash.
    """
    if brought.articles or brought.leads or brought.outcomes or brought.fetches or brought.left:
        return False
    held = {hold.host for hold in means.fetcher.memory().holds}
    return not any(told.status == "failed" or host(told.url) in held for told in brought.sources)


class Quiet:
    """Visits that brought nothing new, until the warehouse is open for another one's sake or at the crawl's end.

    Most visits of an hourly crawl are such: one statement for all in place of a transaction for each.
    """

    def __init__(self, now: datetime) -> None:
        self._now = now
        self._visits: deque[Visit] = deque()

    def __len__(self) -> int:
        return len(self._visits)

    def put(self, run_id: int, brought: Brought) -> OutletReport:
        """Keep the visit's records for later; its report."""
        told = report(brought, 0, 0, 0)
        self._visits.append(_visit(run_id, brought, told))
        return told

    def store(self, con: duckdb.DuckDBPyConnection) -> None:
        """Write what waits, in the caller's transaction."""
        taken: list[Visit] = []
        with suppress(IndexError):  # the event loop goes on adding
            while True:
                taken.append(self._visits.popleft())
        store_reports(con, taken, self._now)


def _visit(run_id: int, brought: Brought, told: OutletReport) -> Visit:
    return Visit(
        run_id=run_id,
        outlet=brought.outlet,
        report=told,
        leads=tuple(brought.leads),
        outcomes=tuple(brought.outcomes),
        states=brought.states,
        fetches=tuple(brought.fetches),
    )
