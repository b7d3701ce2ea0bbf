"""`copydesk outlets check`: every source of an outlet read now, and one page of it for the text it yields."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from desk.errors import CopydeskError, FetchError, RobotsError
from flows.fetching import fetch_settings
from sources.discover import discover
from sources.fetch.client import Fetcher
from sources.parsers.pool import ParserPool, VisitParsers

if TYPE_CHECKING:
    from desk.models import Lead, Outlet
    from flows.settings import Settings


@dataclass(frozen=True, slots=True)
class Check:
    """How one source answers now."""

    outlet: str
    source: str
    status: str  # ok, failed, not_due
    entries: int
    dated: int
    newest: datetime | None
    robots: str  # allowed, forbidden, unknown
    words: int | None  # of the newest page's text; None when no page was read
    reason: str = ""

    def row(self) -> dict[str, Any]:
        """As a mapping, for JSON."""
        return asdict(self)

    def cells(self) -> tuple[Any, ...]:
        """As the cells of a table."""
        share = f"{self.dated / self.entries:.0%}" if self.entries else "-"
        newest = f"{self.newest:%Y-%m-%d %H:%M}" if self.newest else "-"
        answer = f"{self.status}: {self.reason}" if self.reason else self.status
        words = "-" if self.words is None else str(self.words)
        return self.outlet, self.source, answer, self.entries, share, newest, self.robots, words


async def checked(settings: Settings, outlets: Sequence[Outlet], advance: Callable[[], None]) -> list[Check]:
    """A Check for every source, in the order of the file; nothing is stored."""
    gate = asyncio.Semaphore(settings.hosts_at_once)
    now = datetime.now(UTC)
    pool = ParserPool(settings.workers)
    async with pool, Fetcher(fetch_settings(settings), parsers=pool) as fetcher:

        async def one(outlet: Outlet) -> list[Check]:
            async with gate:
                found = await _check(outlet, fetcher, pool, now, settings.outlet_budget)
            advance()
            return found

        return [check for checks in await asyncio.gather(*map(one, outlets)) for check in checks]


async def _check(outlet: Outlet, fetcher: Fetcher, pool: ParserPool, now: datetime, budget: float) -> list[Check]:
    deadline, parsers = fetcher.clock() + budget, VisitParsers(pool, budget)
    found = await discover(outlet, {}, fetcher, now, deadline=deadline, parsers=parsers)
    words, robots = await _yield_of(outlet, found.leads, fetcher, parsers, deadline)
    checks = []
    for report in found.reports:
        leads = [lead for lead in found.leads if lead.source_url == report.url]
        dates = [lead.published for lead in leads if lead.published]
        newest = max(dates, default=None)
        checks.append(
            Check(outlet.id, report.url, report.status, len(leads), len(dates), newest, robots, words, report.reason)
        )
    return checks


async def _yield_of(
    outlet: Outlet, leads: Sequence[Lead], fetcher: Fetcher, parsers: VisitParsers, deadline: float
) -> tuple[int | None, str]:
    """The words of the newest page's text, and what robots.txt says to it."""
    if not leads or outlet.feed_only:
        return None, "unknown" if not leads else "not asked"
    newest = max(leads, key=lambda lead: lead.published or datetime.min.replace(tzinfo=UTC))
    try:
        page = await fetcher.get(newest.url, outlet=outlet, deadline=deadline)
        return len((await parsers.extract(page, newest, outlet)).text.split()), "allowed"
    except RobotsError as error:
        return None, "unreachable" if error.passing else "forbidden"
    except FetchError as error:
        return None, f"allowed ({error.code})"
    except CopydeskError:
        return 0, "allowed"
