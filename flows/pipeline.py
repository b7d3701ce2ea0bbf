"""The main job as plain functions, in order: read once, bring in side by side, decide, write once an outlet.

Two callers share it: the command line calls it directly, the Prefect flows hand in a task for `visit`.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Iterable, Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from desk.errors import CopydeskError, UsageError, WarehouseError
from desk.models import Outlet, OutletReport
from flows.newsdesk import Newsdesk

if TYPE_CHECKING:
    from flows.settings import Settings
    from flows.visiting import Means
    from warehouse.db import Warehouse

Visit = Callable[[Outlet, "CrawlRun"], Awaitable[OutletReport]]
Tell = Callable[[OutletReport], None]


@dataclass
class CrawlRun:
    """One crawl while it lasts."""

    run_id: int
    warehouse: Warehouse
    newsdesk: Newsdesk
    means: Means
    writing: asyncio.Lock = field(default_factory=asyncio.Lock)  # outlets decide and write one after the other


@dataclass(frozen=True)
class CrawlReport:
    """How a crawl went."""

    run_id: int
    outlets: tuple[OutletReport, ...]
    seconds: float

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
        t = self.totals()
        return (
            f"{t['outlets']} outlets, {t['failed']} failed; {t['stored']} articles stored, {t['relevant']} on topic, "
            f"{t['copies']} copies; {t['left']} leads left for the next run; {t['seconds']} s"
        )


def chosen(settings: Settings, ids: Iterable[str]) -> tuple[Outlet, ...]:
    """The configured outlets, or those of them that are named."""
    from difflib import get_close_matches

    from sources.outlets import load_outlets

    outlets = load_outlets(settings.outlets)
    wanted = list(ids)
    known = {outlet.id: outlet for outlet in outlets}
    for name in wanted:
        if name not in known:
            near = get_close_matches(name, known, 1)
            raise UsageError(
                name, "is no configured outlet", f"Did you mean {near[0]}?" if near else "See `copydesk outlets list`"
            )
    return tuple(known[name] for name in wanted) if wanted else outlets


async def crawl(
    settings: Settings,
    ids: Sequence[str] = (),
    *,
    only_due: bool = False,
    visit: Visit | None = None,
    tell: Tell | None = None,
) -> CrawlReport:
    """Crawl outlets, store what they bring, publish the reading copy. An unexpected exception fails the run."""
    from flows.seeds import shelf
    from sources.extract import ExtractPool
    from sources.fetch import Fetcher
    from warehouse.crawl import known, known_keys, start_run
    from warehouse.db import Warehouse
    from warehouse.seeds import remember_seeds

    outlets, warehouse, now = chosen(settings, ids), Warehouse(settings.home), datetime.now(UTC)
    with warehouse.writing() as con:
        newsdesk = Newsdesk(settings, shelf(con))
        newsdesk.check()
        remember_seeds(con, newsdesk.shelf.fingerprints)
        run_id = start_run(con, "crawl", now)
        memory, keys = known(con, [outlet.id for outlet in outlets], now), known_keys(con)
    due = [outlet for outlet in outlets if not only_due or outlet.id in memory.due]
    reports: list[OutletReport] = []
    try:
        async with Fetcher(fetch_settings(settings)) as fetcher, ExtractPool(settings.workers) as pool:
            from flows.visiting import Means

            means = Means(fetcher, pool, memory, keys, now, settings.outlet_budget, only_due, newsdesk.promise)
            run = CrawlRun(run_id, warehouse, newsdesk, means)
            await _visit_all(due, run, visit or visit_outlet, settings.hosts_at_once, tell, reports)
    except BaseException:
        with suppress(WarehouseError):  # a full disk takes this word no more than the others; the next run marks it
            _finish(warehouse, run_id, "failed", reports, now)
        raise
    report = _finish(warehouse, run_id, "ok", reports, now)
    publish(warehouse)
    return report


def _finish(
    warehouse: Warehouse, run_id: int, status: str, reports: Sequence[OutletReport], began: datetime
) -> CrawlReport:
    from warehouse.crawl import finish_run

    now = datetime.now(UTC)
    report = CrawlReport(run_id, tuple(reports), (now - began).total_seconds())
    with warehouse.writing() as con:
        finish_run(con, run_id, status, now, report.totals())
    return report


async def _visit_all(
    outlets: Sequence[Outlet],
    run: CrawlRun,
    visit: Visit,
    side_by_side: int,
    tell: Tell | None,
    reports: list[OutletReport],
) -> None:
    """Fill `reports`, in the end in the outlets' order. The first unexpected exception ends all visits."""
    gate, place = asyncio.Semaphore(side_by_side), {outlet.id: at for at, outlet in enumerate(outlets)}

    async def one(outlet: Outlet) -> None:
        async with gate:
            report = await visit(outlet, run)
        reports.append(report)
        if tell:
            tell(report)

    try:
        async with asyncio.TaskGroup() as group:
            for outlet in outlets:
                group.create_task(one(outlet))
    except BaseExceptionGroup as group_of_errors:
        raise _first(group_of_errors) from None
    finally:
        reports.sort(key=lambda report: place[report.outlet_id])


def _first(group: BaseExceptionGroup[BaseException]) -> BaseException:
    """One error to tell of several: one a user can act on, if there is any."""
    told, _ = group.split(CopydeskError)
    first: BaseException = told or group
    while isinstance(first, BaseExceptionGroup):
        first = first.exceptions[0]
    return first


async def visit_outlet(outlet: Outlet, run: CrawlRun) -> OutletReport:
    """One outlet: bring in (network), draft (processor), then decide and store in one transaction."""
    from flows.deciding import decide_and_store
    from flows.visiting import bring

    brought = await bring(outlet, run.means)
    drafts = await asyncio.to_thread(run.newsdesk.drafts, [article for _, article in brought.articles])
    async with run.writing:
        return await asyncio.to_thread(decide_and_store, run, brought, drafts)


def publish(warehouse: Warehouse) -> None:
    """Put the reading copy in its place."""
    from warehouse.reading import publish as put

    put(warehouse)


def fetch_settings(settings: Settings) -> Any:
    """The part of the settings that the HTTP client needs."""
    from sources.fetch import FetchSettings

    return FetchSettings(
        contact=settings.contact,
        pace=settings.pace,
        crawl_delay_cap=settings.crawl_delay_cap,
        timeout=settings.timeout,
        max_bytes=settings.max_bytes,
        allow_hosts=settings.allow_hosts,
    )


def row(report: OutletReport) -> dict[str, Any]:
    """An outlet's report as one flat row for tables."""
    told = asdict(report)
    told.pop("sources")
    return told | {"reasons": "; ".join(report.reasons)}
