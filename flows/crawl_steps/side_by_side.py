"""All visits of a crawl side by side, so many at once, until the last has ended or one fails as none should."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from typing import TYPE_CHECKING

from desk.errors import CopydeskError

if TYPE_CHECKING:
    from desk.models import Outlet
    from desk.visits import OutletReport
    from flows.crawl_steps.run import CrawlRun, Tell


async def visit_all(
    outlets: Sequence[Outlet],
    run: CrawlRun,
    visit: Callable[[Outlet, CrawlRun], Awaitable[OutletReport | None]],
    side_by_side: int,
    tell: Tell | None,
    reports: list[OutletReport],
) -> None:
    """Fill `reports`, in the end in the outlets' order. Where a visit gives None, another machine is at that outlet.

    The first unexpected exception ends all visits, once those that have ended are written.
    """
    gate, place = asyncio.Semaphore(side_by_side), {outlet.id: at for at, outlet in enumerate(outlets)}

    async def one(outlet: Outlet) -> None:
        async with gate:
            try:
                report = await visit(outlet, run)
            except Exception:
                if run.decider:
                    await run.decider.finish()
                raise
        if report is None:
            return
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
