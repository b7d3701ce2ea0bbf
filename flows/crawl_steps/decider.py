"""Visits that brought articles, decided and written together as they are ready.

Planning a batch's statements, opening the file and closing it cost as much for one article as for a hundred. So a visit
waits for company: until there are ENOUGH articles, or no visit is under way that could bring more, or it has waited
PATIENCE. While one batch is written the visits that end meanwhile wait for the next: their articles are drafted
together, so that sentences are encoded in large calls, candidates are looked up by one join, and one transaction
writes all. A visit is in one batch whole: after a crash it is there with all it brought, or not at all.
"""

from __future__ import annotations

import asyncio
from collections import deque
from typing import TYPE_CHECKING

from desk.errors import EncoderError
from flows.crawl_steps.visit_state import UnderWay

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    import duckdb

    from desk.visits import OutletReport
    from flows.crawl_steps.visit_state import Backlog, Brought
    from flows.crawl_steps.writer import Writer
    from flows.decide_steps.newsdesk import Draft, Newsdesk

    Waiting = tuple[Brought, asyncio.Future[OutletReport]]
    Store = Callable[[duckdb.DuckDBPyConnection, Sequence[Brought], Sequence[Draft]], list[OutletReport]]

MOST = 200  # articles of a batch, unless one visit alone brings more
ENOUGH = 100  # articles that are worth a batch
PATIENCE = 5.0  # seconds that what a visit brought waits for that of others


class Decider:
    """Use as `await decider.decide(brought)` from one event loop; `store` is what is done in the transaction.

    under_way: the visits that may still bring something, told by whoever makes them.
    """

    def __init__(
        self, writer: Writer, newsdesk: Newsdesk, store: Store, backlog: Backlog, under_way: UnderWay | None = None
    ) -> None:
        self._writer, self._newsdesk, self._store, self._backlog = writer, newsdesk, store, backlog
        self._under_way = under_way or UnderWay()
        self._waiting: deque[Waiting] = deque()
        self._asking: set[asyncio.Future[None]] = set()  # of visits that have not heard yet
        self._turn = asyncio.Lock()

    async def decide(self, brought: Brought) -> OutletReport:
        """The visit's report, once all it brought is written; what it raises is this visit's own trouble."""
        promise: asyncio.Future[OutletReport] = asyncio.get_running_loop().create_future()
        self._waiting.append((brought, promise))
        self._asking.add(heard := asyncio.get_running_loop().create_future())
        self._backlog.change(len(brought.articles))
        try:
            await self._company(promise)
            while not promise.done():
                async with self._turn:
                    if not promise.done():
                        await self._next_batch()
            return await promise
        finally:
            self._asking.discard(heard)
            heard.set_result(None)

    async def finish(self) -> None:
        """Write what waits, company or not, and let those who wait hear of it: before a crawl that fails ends them."""
        asking = set(self._asking)
        while self._waiting:
            async with self._turn:
                if self._waiting:
                    await self._next_batch()
        if asking:
            await asyncio.wait(asking)

    async def _company(self, promise: asyncio.Future[OutletReport]) -> None:
        """Wait until a batch is worth its while, or another visit's batch has taken this one along."""
        if sum(len(brought.articles) for brought, _ in self._waiting) >= ENOUGH:
            return
        alone = asyncio.ensure_future(self._under_way.over())
        try:
            await asyncio.wait((promise, alone), timeout=PATIENCE, return_when=asyncio.FIRST_COMPLETED)
        finally:
            alone.cancel()

    async def _next_batch(self) -> None:
        batch = self._taken()
        articles = sum(len(brought.articles) for brought, _ in batch)
        try:
            await self._answer(batch)
        finally:
            self._backlog.change(-articles)

    async def _answer(self, batch: Sequence[Waiting]) -> None:
        try:
            reports = await self._write([brought for brought, _ in batch])
        except BaseException as error:  # noqa: BLE001 - whatever it is, it is one visit's: who it is shows by itself
            await self._one_by_one(batch, error)
            return
        for (_, promise), told in zip(batch, reports, strict=True):
            _settle(promise, told)

    async def _one_by_one(self, batch: Sequence[Waiting], error: BaseException) -> None:
        """A batch that failed: nothing of it is written, so each visit is by itself."""
        for brought, promise in batch:
            answer: OutletReport | BaseException = error
            if len(batch) > 1 and isinstance(error, Exception):
                try:
                    [answer] = await self._write([brought])
                except BaseException as own:  # noqa: BLE001 - it is the waiting visit's
                    answer = own
            _settle(promise, answer)

    def _taken(self) -> list[Waiting]:
        batch, articles = [self._waiting.popleft()], 0
        while self._waiting:
            articles += len(batch[-1][0].articles)
            if articles + len(self._waiting[0][0].articles) > MOST:
                break
            batch.append(self._waiting.popleft())
        return batch

    async def _write(self, visits: Sequence[Brought]) -> list[OutletReport]:
        writer, newsdesk = self._writer, self._newsdesk
        if not newsdesk.stocked:
            await writer.write(newsdesk.stock)
        drafts = await asyncio.to_thread(newsdesk.drafts, [each for brought in visits for _, each in brought.articles])
        try:
            return await writer.write(lambda con: self._store(con, visits, drafts))
        except EncoderError as error:
            newsdesk.go_on_without_vectors(error)
            return await writer.write(lambda con: self._store(con, visits, drafts))


def _settle(promise: asyncio.Future[OutletReport], answer: OutletReport | BaseException) -> None:
    if promise.done():
        return
    if isinstance(answer, BaseException):
        promise.set_exception(answer)
    else:
        promise.set_result(answer)
