"""The one writer of a crawl: visits that are ready while it writes share one opening of the warehouse.

Opening and closing the file costs twenty times a small transaction, and an hourly crawl is hundreds of small ones.
Each step (a batch of visits that brought articles, a visit that brought none) has a transaction of its own, the quiet
visits share one, and no handle outlasts
the visits that are ready: none is open while all outlets are on the network.
"""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Callable
from contextlib import suppress
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    import duckdb

    from flows.crawl_steps.visit_records import Quiet
    from warehouse.db import Warehouse

T = TypeVar("T")
Deed = Callable[[], None]  # what the event loop is told when a step is done


class Writer:
    """Use as `await writer.write(step)` from one event loop; `step` gets the connection, in a thread."""

    def __init__(self, warehouse: Warehouse, quiet: Quiet) -> None:
        self._warehouse, self.quiet = warehouse, quiet
        self._waiting: deque[Callable[[duckdb.DuckDBPyConnection], Deed]] = deque()
        self._turn = asyncio.Lock()

    async def write(self, step: Callable[[duckdb.DuckDBPyConnection], T]) -> T:
        """What `step` returns, committed; what it raises, rolled back."""
        loop = asyncio.get_running_loop()
        promise: asyncio.Future[T] = loop.create_future()
        self._waiting.append(lambda con: self._done(con, step, promise))
        async with self._turn:
            if not promise.done():
                await asyncio.to_thread(self._write, loop)
        return await promise

    def _write(self, loop: asyncio.AbstractEventLoop) -> None:
        with self._warehouse.alone(), self._warehouse.opened() as con:
            with suppress(IndexError):
                while True:
                    loop.call_soon_threadsafe(self._waiting.popleft()(con))
            if self.quiet:
                self.quiet.let_go(self._warehouse.carried_out(con, self.quiet.store))

    def _done(
        self, con: duckdb.DuckDBPyConnection, step: Callable[[duckdb.DuckDBPyConnection], T], promise: asyncio.Future[T]
    ) -> Deed:
        try:
            told = self._warehouse.carried_out(con, step)
        except BaseException as error:  # noqa: BLE001 - whatever it is, it is the waiting visit's
            trouble = error
            return lambda: None if promise.done() else promise.set_exception(trouble)
        return lambda: None if promise.done() else promise.set_result(told)
