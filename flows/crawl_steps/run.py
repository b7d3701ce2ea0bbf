"""A crawl while it lasts and what it reports: the records that its steps hand on."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from desk.models import Outlet
    from desk.visits import OutletReport
    from flows.crawl_steps.decider import Decider
    from flows.crawl_steps.visit_state import Means, UnderWay
    from flows.crawl_steps.writer import Writer
    from flows.decide_steps.newsdesk import Newsdesk
    from warehouse.db import Warehouse

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
