"""Room for so many documents at once; whose turn it is is told by rank, and among equals by who asked first."""

from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager
from heapq import heappop, heappush
from itertools import count
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import AsyncIterator


class Room:
    """A semaphore whose waiters have ranks, the lowest first; for one event loop."""

    def __init__(self, places: int) -> None:
        self._free, self._asked = places, count()
        self._waiting: list[tuple[int, int, asyncio.Future[None]]] = []

    @asynccontextmanager
    async def place(self, rank: int = 0) -> AsyncIterator[None]:
        """Hold one place for as long as the block lasts."""
        await self._taken(rank)
        try:
            yield
        finally:
            self._hand_on()

    async def _taken(self, rank: int) -> None:
        if self._free:
            self._free -= 1
            return
        turn: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        heappush(self._waiting, (rank, next(self._asked), turn))
        try:
            await turn
        except asyncio.CancelledError:
            if turn.done() and not turn.cancelled():  # its turn had come: the next one has it
                self._hand_on()
            raise

    def _hand_on(self) -> None:
        while self._waiting:
            turn = heappop(self._waiting)[2]
            if not turn.done():
                turn.set_result(None)
                return
        self._free += 1
