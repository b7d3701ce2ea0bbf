"""What a visit leaves behind: its records in the caller's transaction. All there is to do when nothing is new."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desk.visits import HostMemory, OutletReport, Visit
from flows.visiting import Brought, report
from warehouse.crawl import store_visit
from warehouse.hosts import remember_hosts

if TYPE_CHECKING:
    import duckdb

    from flows.pipeline import CrawlRun


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
    visit = Visit(
        run_id=run.run_id,
        outlet=brought.outlet,
        report=told,
        leads=tuple(brought.leads),
        outcomes=tuple(brought.outcomes),
        states=brought.states,
        fetches=tuple(brought.fetches),
    )
    store_visit(con, visit, run.means.now)
    remember_hosts(con, HostMemory(holds=run.means.fetcher.memory().holds), run.means.now)
    return told
