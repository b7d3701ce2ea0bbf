"""The state of a visit: what it works with, and what it brings home while it lasts."""

from __future__ import annotations

import asyncio
import logging
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING

from desk.dropped import dropped
from desk.models import Article, Lead, Outlet
from desk.visits import FetchRecord, LeadOutcome, PageReading, SourceReport, SourceState

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable

    from sources.fetch.client import Fetcher
    from sources.parsers.pool import ParserPool, VisitParsers
    from sources.source_schedule import Bounds
    from warehouse.leads import KnownKeys
    from warehouse.visits import Known


log = logging.getLogger(__name__)
MOST_WAITING = 1_000  # articles, some ten megabytes


@dataclass
class Brought:
    """What a visit brings home; filled while it lasts, so that a budget's end loses nothing."""

    outlet: Outlet
    articles: list[tuple[Lead, Article]] = field(default_factory=list)
    leads: list[Lead] = field(default_factory=list)
    outcomes: list[LeadOutcome] = field(default_factory=list)
    states: tuple[SourceState, ...] = ()
    sources: tuple[SourceReport, ...] = ()
    fetches: list[FetchRecord] = field(default_factory=list)
    readings: list[PageReading] = field(default_factory=list)  # of pages asked for again
    left: int = 0
    fetched: int = 0
    unread: int = 0  # pages that gave no article at their first try
    shut: int = 0  # leads that robots.txt forbids
    reasons: list[str] = field(default_factory=list)
    seconds: float = 0.0

    def leave(self, lead: Lead, reason: str) -> None:
        """Leave a lead to the next run; it stays open."""
        self.left += 1
        self.drop(lead, "left", reason)

    def drop(self, lead: Lead, outcome: str, reason: str) -> None:
        """Say, at DEBUG, why a lead comes to nothing where no outcome is kept of it."""
        dropped(log, self.outlet.id, lead.url, outcome, reason)


class Backlog:
    """Articles of ended visits that wait to be decided. While they are too many no further page is asked for.

    Only ended visits count: they can be written whatever those under way wait for.
    """

    def __init__(self, most: int = MOST_WAITING) -> None:
        self._most, self._count, self._room = most, 0, asyncio.Event()
        self._room.set()

    def change(self, articles: int) -> None:
        """So many more wait, or (below 0) fewer."""
        self._count += articles
        (self._room.set if self._count <= self._most else self._room.clear)()

    async def room(self) -> None:
        """Wait until there are few enough."""
        await self._room.wait()


class UnderWay:
    """Visits on the network: so many at once; what they brought waits to be written without holding a place."""

    def __init__(self, at_once: int = 1) -> None:
        self._places, self._count, self._none = asyncio.Semaphore(at_once), 0, asyncio.Event()
        self._none.set()

    @asynccontextmanager
    async def visit(self) -> AsyncIterator[None]:
        """One visit, from its first request to its last."""
        self._count += 1
        self._none.clear()
        try:
            async with self._places:
                yield
        finally:
            self._count -= 1
            if not self._count:
                self._none.set()

    async def over(self) -> None:
        """Wait until none is left, nor waits for a place."""
        await self._none.wait()


@dataclass(frozen=True)
class Means:
    """What a visit works with; one for all outlets of a run."""

    fetcher: Fetcher
    pool: ParserPool | VisitParsers
    known: Known
    keys: KnownKeys
    now: datetime
    budget: float  # seconds an outlet may take
    only_due: bool = False
    promise: Callable[[Lead], float] = lambda lead: lead.promise  # how likely the topic wants it, 0 to 1
    polling: Bounds | None = None  # how often a source is asked
    claimed: set[str] = field(default_factory=set)  # keys taken by some outlet of this run
    backlog: Backlog = field(default_factory=Backlog)


def claim(name: str, means: Means) -> bool:
    """Each key is fetched by one outlet of a run, the first that asks."""
    if name in means.claimed:
        return False
    means.claimed.add(name)
    return True
