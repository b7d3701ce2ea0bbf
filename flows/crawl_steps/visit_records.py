"""What a visit leaves behind: its records, in the caller's transaction or, when nothing came of it, in the next one."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass, replace
from itertools import islice
from typing import TYPE_CHECKING

from desk.urls import host
from desk.visits import HostMemory, OutletReport, SourceReport, Visit
from warehouse.hosts import remember_hosts
from warehouse.visits import store_reports, store_visits

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import datetime

    import duckdb

    from flows.crawl_steps.visit_state import Brought, Means


@dataclass(frozen=True, slots=True)
class Counts:
    """Of the articles of a visit: how many were stored, are on a topic, are copies."""

    stored: int = 0
    relevant: int = 0
    copies: int = 0


def keep_visits(
    con: duckdb.DuckDBPyConnection, run_id: int, means: Means, visits: Sequence[Brought], counts: Sequence[Counts]
) -> list[OutletReport]:
    """Leads, validators, fetch log, holds and the outlets' reports, which it returns."""
    if readings := [reading for brought in visits for reading in brought.readings]:
        from flows.decide_steps.revise import revise

        revise(con, readings, means.now)
    reports = [report(brought, of) for brought, of in zip(visits, counts, strict=True)]
    left = [_visit(run_id, brought, told) for brought, told in zip(visits, reports, strict=True)]
    store_visits(con, left, means.now)
    remember_hosts(con, HostMemory(holds=means.fetcher.memory().holds), means.now)
    return reports


def is_quiet(brought: Brought, means: Means) -> bool:
    """Whether a crash would lose nothing with the records of a visit but that it took place.

    A failure, and a host that is to be left alone, must be known to the run after a crash.
    """
    if brought.articles or brought.leads or brought.outcomes or brought.fetches or brought.left or brought.readings:
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
        told = report(brought, Counts())
        self._visits.append(_visit(run_id, brought, told))
        return told

    def store(self, con: duckdb.DuckDBPyConnection) -> int:
        """Write what waits, in the caller's transaction; returns how many `let_go` may take once it is committed."""
        waiting = list(islice(self._visits, len(self._visits)))  # the event loop goes on adding behind them
        store_reports(con, waiting, self._now)
        return len(waiting)

    def let_go(self, written: int) -> None:
        """Forget the first ones, which are committed."""
        for _ in range(written):
            self._visits.popleft()


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


def report(brought: Brought, counts: Counts) -> OutletReport:
    """How the outlet fared, in numbers and words."""
    failed = [source for source in brought.sources if source.status == "failed"]
    troubles = [o for o in brought.outcomes if o.outcome == "failed"]
    gone = sum(o.outcome == "gone" for o in brought.outcomes)  # dead links: an outlet that answers may have some
    late = any(source.late for source in brought.sources)  # due, and the visit's time was over before
    status = "ok" if not failed and not troubles and not late and gone <= brought.fetched else "partial"
    if failed and len(failed) == len(brought.sources) and not brought.fetched:
        status = "failed"
    reasons = tuple(dict.fromkeys(brought.reasons))
    return OutletReport(
        outlet_id=brought.outlet.id,
        status=status,
        sources=tuple(_counted(brought)),
        fetched=brought.fetched,
        stored=counts.stored,
        relevant=counts.relevant,
        copies=counts.copies,
        left=brought.left,
        forbidden=sum(o.outcome == "forbidden" for o in brought.outcomes),
        unread=brought.unread,
        shut=brought.shut,
        reasons=reasons[:20],
        seconds=round(brought.seconds, 3),
    )


def _counted(brought: Brought) -> Iterable[SourceReport]:
    for source in brought.sources:
        yield replace(source, new=sum(lead.source_url == source.url for lead in brought.leads))
