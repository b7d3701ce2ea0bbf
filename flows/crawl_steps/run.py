"""A crawl while it lasts and what it reports: the records that its steps hand on."""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from desk.dropped import dropped

if TYPE_CHECKING:
    from desk.models import Outlet
    from desk.visits import OutletReport
    from flows.crawl_steps.decider import Decider
    from flows.crawl_steps.visit_state import Brought, Means, UnderWay
    from flows.crawl_steps.writer import Writer
    from flows.decide_steps.newsdesk import Newsdesk
    from warehouse.db import Warehouse

log = logging.getLogger(__name__)
VisitOutlet = Callable[["Outlet", "CrawlRun"], Awaitable["OutletReport"]]
Tell = Callable[["OutletReport"], None]


@dataclass
class CrawlRun:
    """One crawl while it lasts."""

    run_id: int
    warehouse: Warehouse
    newsdesk: Newsdesk
    means: Means
    writer: Writer
    under_way: UnderWay
    decider: Decider | None = None  # from the first visit on that brings articles


@dataclass(frozen=True)
class CrawlReport:
    """How a crawl went."""

    run_id: int
    outlets: tuple[OutletReport, ...]
    seconds: float
    notes: tuple[str, ...] = ()  # troubles of no outlet
    to_tell: bool = True  # whether something about alarms is to be told

    def totals(self) -> dict[str, Any]:
        """Sums over the outlets."""
        names = ("fetched", "stored", "relevant", "copies", "left", "forbidden")
        sums: dict[str, Any] = {name: sum(getattr(r, name) for r in self.outlets) for name in names}
        return sums | {"outlets": len(self.outlets), "failed": self.failed, "seconds": round(self.seconds, 1)}

    @property
    def failed(self) -> int:
        """Outlets that gave nothing."""
        return sum(report.status == "failed" for report in self.outlets)

    def sentence(self) -> str:
        """The run in one line."""
        from desk.digest.phrasing import counted  # a crawl that brings nothing needs no words of the digest

        t = self.totals()
        return (
            f"{counted(t['outlets'], 'outlet')}, {t['failed']} failed; {counted(t['stored'], 'article')} stored, "
            f"{t['relevant']} on topic, {counted(t['copies'], 'copy')}; "
            f"{counted(t['left'], 'lead')} left for the next run; {t['seconds']} s"
        )


def outlet_line(run_id: int, report: OutletReport) -> str:
    """One outlet of a run in one line of the log; `run` is the number in the views `runs` and `visits`."""
    why = " ".join("; ".join(report.reasons).split())[:1000]
    line = f"run {run_id} {report.outlet_id}: {report.status}, {report.stored} stored, {report.relevant} on topic, "
    line += f"{report.copies} copies, {report.left} left, {report.seconds:.1f} s"
    return f"{line}; {why}" if why else line


def log_visit(run_id: int, brought: Brought, report: OutletReport) -> None:
    """A visit in the log: one line, and at DEBUG why each source and lead gave nothing."""
    about = {"outlet": report.outlet_id, "status": report.status, "stored": report.stored}
    log.info("%s", outlet_line(run_id, report), extra=about)
    if not log.isEnabledFor(logging.DEBUG):
        return
    for source in report.sources:
        if source.status != "ok":
            dropped(log, report.outlet_id, source.url, source.status, source.reason)
    for outcome in brought.outcomes:
        if outcome.outcome != "stored":
            dropped(log, report.outlet_id, outcome.key, outcome.outcome, outcome.reason)
