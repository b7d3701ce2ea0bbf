"""What a visit leaves behind: its records, in the caller's transaction or, when nothing came of it, in the next one."""

from __future__ import annotations

from collections import deque
from contextlib import suppress
from dataclasses import replace
from typing import TYPE_CHECKING

from desk.urls import host
from desk.visits import HostMemory, OutletReport, SourceReport, Visit
from warehouse.hosts import remember_hosts
from warehouse.visits import store_reports, store_visit

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    import duckdb

    from flows.crawl_steps.visit_state import Brought, Means


def keep_visit(
    con: duckdb.DuckDBPyConnection,
    run_id: int,
    means: Means,
    brought: Brought,
    stored: int = 0,
    relevant: int = 0,
    copies: int = 0,
) -> OutletReport:
    """Leads, validators, fetch log, holds and the outlet's report, which it returns."""
    told = report(brought, stored, relevant, copies)
    store_visit(con, _visit(run_id, brought, told), means.now)
    remember_hosts(con, HostMemory(holds=means.fetcher.memory().holds), means.now)
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


def report(brought: Brought, stored: int, relevant: int, copies: int) -> OutletReport:
    """How the outlet fared, in numbers and words."""
    failed = [source for source in brought.sources if source.status == "failed"]
    troubles = [o for o in brought.outcomes if o.outcome in ("failed", "gone")]
    status = "ok" if not failed and not troubles else "partial"
    if failed and len(failed) == len(brought.sources) and not brought.fetched:
        status = "failed"
    reasons = tuple(dict.fromkeys(brought.reasons))
    return OutletReport(
        outlet_id=brought.outlet.id,
        status=status,
        sources=tuple(_counted(brought)),
        fetched=brought.fetched,
        stored=stored,
        relevant=relevant,
        copies=copies,
        left=brought.left,
        forbidden=sum(o.outcome == "forbidden" for o in brought.outcomes),
        reasons=reasons[:20],
        seconds=round(brought.seconds, 3),
    )


def _counted(brought: Brought) -> Iterable[SourceReport]:
    for source in brought.sources:
        yield replace(source, new=sum(lead.source_url == source.url for lead in brought.leads))
