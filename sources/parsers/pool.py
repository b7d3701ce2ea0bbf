"""Parsing in worker processes: bytes in, records out. A document that kills or blocks its worker costs itself alone.

Workers are started as processes of their own, not by fork or multiprocessing: that is harmless from any thread,
under Prefect and from a script without a main guard. Each has one thread here that hands it documents.

What takes longer than any document should gives up its place and is begun again in the slow lane: one worker of low
priority, so that a document made to keep a parser busy keeps nobody else waiting.
"""

from __future__ import annotations

import asyncio
import time
from dataclasses import replace
from importlib import import_module
from itertools import count
from typing import TYPE_CHECKING, Any

from desk.errors import FetchError
from sources.parsers.kinds import PAGE, StoppedError
from sources.parsers.lane import Job, Lane

if TYPE_CHECKING:
    from types import TracebackType

    from desk.models import Article, Lead, Outlet, Page
    from sources.parsers.kinds import Parser

LIMIT = 120.0  # seconds for one document by the clock: a worker that waits for something takes no processor time
QUICK = 2  # seconds of processor time in the first lane; the slowest real page took under two
PATIENT = 10  # how much lower the slow lane's priority is (nice)

_begun = count(1)  # visits of this process; what no visit asks for (robots.txt) is before them all


class ParserPool:
    """Parses documents side by side in `workers` processes, started when first needed; 0 means threads of this one.

    limit: seconds by the clock after which a document is given up and its worker replaced (not with workers=0, which
    has no bounds at all).
    """

    closed = False  # a pool never is; what a visit makes of it may be

    def __init__(self, workers: int = 2, limit: float = LIMIT) -> None:
        self.workers, self.limit = workers, limit
        self._quick, self._slow = Lane(workers), Lane(1, PATIENT)

    async def __aenter__(self) -> ParserPool:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.close()

    async def extract(self, page: Page, lead: Lead | None = None, outlet: Outlet | None = None) -> Article:
        """`sources.extract.article.extract` in a worker; raises ExtractError."""
        article: Article = await self.run(PAGE, page.final_url, page, lead, outlet)
        return article

    async def run(self, parser: Parser, subject: str, *arguments: Any) -> Any:
        """What the parser makes of the arguments; its own CopydeskErrors, and its refusal where it was stopped."""
        try:
            return await self.bounded(parser, arguments)
        except StoppedError as error:
            raise parser.refusal(subject, error.trouble.problem, error.trouble.remedy) from None

    async def bounded(
        self, parser: Parser, arguments: tuple[Any, ...], until: float | None = None, rank: int = 0
    ) -> Any:
        """The same until a time of `time.monotonic`; StoppedError where the worker did not come to its end.

        At most two documents a worker are in flight; further callers wait, so that memory stays flat, and those of the
        lowest `rank` are served first.
        """
        if not self.workers:
            module, name = parser.function.split(":")
            async with self._quick.room().place(rank):
                return await asyncio.to_thread(getattr(import_module(module), name), *arguments)
        job = Job(replace(parser, seconds=min(QUICK, parser.seconds)), arguments, self.limit, until, rank)
        try:
            return await self._quick.done(job)
        except StoppedError as error:
            if not error.trouble.slow or parser.seconds <= QUICK:
                raise
        return await self._slow.done(Job(parser, arguments, self.limit, until, rank))

    async def close(self) -> None:
        """End the workers, also one that is busy; the pool may be used again afterwards."""
        await asyncio.gather(self._quick.close(), self._slow.close())

    def processes(self) -> list[int]:
        """The ids of the processes that run now."""
        return [*self._quick.processes(), *self._slow.processes()]


class VisitParsers:
    """The pool for one visit to an outlet: within its time, and not for ever where it costs workers.

    Where workers are what there is too little of, the visit that began first is served first: visits end one after the
    other, and what they brought is decided while others are read, in place of all of them ending together.
    """

    MOST_STOPPED = 3  # documents of one visit that had to be stopped; the rest of it waits for the next one

    def __init__(self, pool: ParserPool, seconds: float) -> None:
        self._pool, self._until, self._stopped = pool, time.monotonic() + seconds, 0
        self._rank = next(_begun)

    @property
    def closed(self) -> bool:
        """Whether this visit has cost enough workers."""
        return self._stopped >= self.MOST_STOPPED

    async def extract(self, page: Page, lead: Lead | None = None, outlet: Outlet | None = None) -> Article:
        """As the pool's."""
        article: Article = await self.run(PAGE, page.final_url, page, lead, outlet)
        return article

    async def run(self, parser: Parser, subject: str, *arguments: Any) -> Any:
        """As the pool's; FetchError with the code `budget` when the outlet's time is over before that."""
        if self.closed:
            problem = f"was not read: {self._stopped} documents of this visit had to be stopped"
            raise parser.refusal(subject, problem, "The next visit begins anew")
        try:
            return await self._pool.bounded(parser, arguments, self._until, self._rank)
        except StoppedError as error:
            trouble = error.trouble
        if trouble.late:
            raise FetchError(subject, trouble.problem, code="budget")
        self._stopped += trouble.costly
        raise parser.refusal(subject, trouble.problem, trouble.remedy)
