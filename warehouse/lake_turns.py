"""What crawls on several machines agree about in PostgreSQL: whose turn a host is, and who reads an outlet.

A turn is a row by PostgreSQL's clock, so that clocks of the machines decide nothing. An outlet is held by an advisory
lock of this line: it is free again when its process or its machine dies.
"""

from __future__ import annotations

import asyncio
import logging
import time
from typing import TYPE_CHECKING, Any, Self

from desk.urls import host as host_of
from desk.urls import site as site_of
from warehouse.lake_errors import in_words
from warehouse.lake_session import arguments, asked, driver

if TYPE_CHECKING:
    from datetime import datetime

    import psycopg

    from warehouse.lake_place import LakePlace

OUTLETS = 0x6F75  # the class of the locks that hold outlets
BUSY = 20.0  # seconds a turn lasts whose request never went out: its process died
PAUSE = 0.5  # seconds between two attempts to reach PostgreSQL
log = logging.getLogger(__name__)


class LakeTurns:
    """Use as `async with LakeTurns(place) as turns`; sources.fetch.pace.Turns, and the claims of a crawl.

    wait: seconds PostgreSQL may be gone before the crawl ends with an error; no host is asked meanwhile.
    """

    def __init__(self, place: LakePlace, *, wait: float = 120.0) -> None:
        self._place, self._wait = place, wait
        self._line: psycopg.AsyncConnection[Any] | None = None
        self._one = asyncio.Lock()
        self._mine: set[str] = set()
        self._words: set[asyncio.Task[Any]] = set()
        self._began: datetime | None = None

    async def __aenter__(self) -> Self:
        (self._began,) = await self._ask("SELECT clock_timestamp()")
        return self

    async def __aexit__(self, *_: object) -> None:
        if self._words:
            await asyncio.gather(*self._words, return_exceptions=True)
        if self._line is not None:
            await self._line.close()

    async def take(self, url: str) -> float:
        """0: the request may go out now, and nobody else's to this host or domain; else seconds it may take."""
        (rest,) = await self._ask("SELECT copydesk.take_turn(%s, %s, %s)", host_of(url), site_of(url), BUSY)
        return float(rest)

    def began(self, url: str, gap: float, delay: float) -> None:
        """The request went out, or its answer began: the gaps count from now."""
        self._tell("SELECT copydesk.leave_alone(%s, %s, %s, %s)", host_of(url), site_of(url), delay, gap)

    def hold(self, host: str, seconds: float) -> None:
        """Leave the host alone for so long, all machines."""
        self._tell("SELECT copydesk.hold(%s, %s)", host, seconds)

    async def claim(self, outlet_id: str) -> bool:
        """Whether this crawl reads the outlet: nobody else is at it, nor has read it since this crawl began."""
        (ours,) = await self._ask("SELECT pg_try_advisory_lock(%s, hashtext(%s))", OUTLETS, outlet_id)
        if not ours:
            return False
        self._mine.add(outlet_id)
        (done,) = await self._ask(asked("was_read"), outlet_id, self._began)
        if done:
            await self._let_go(outlet_id)
        return not done

    async def ended(self, outlet_id: str) -> None:
        """The outlet was read, and what it brought is written."""
        await self._ask(asked("note_visit"), outlet_id)
        await self._let_go(outlet_id)

    async def _let_go(self, outlet_id: str) -> None:
        self._mine.discard(outlet_id)
        await self._ask("SELECT pg_advisory_unlock(%s, hashtext(%s))", OUTLETS, outlet_id)

    def _tell(self, sql: str, *values: object) -> None:
        """Ask without waiting for the answer; until it is there, the turn is still taken."""
        word = asyncio.get_running_loop().create_task(self._ask(sql, *values))
        self._words.add(word)
        word.add_done_callback(self._told)

    def _told(self, word: asyncio.Task[Any]) -> None:
        self._words.discard(word)
        if not word.cancelled() and (error := word.exception()):
            log.warning("%s", error)

    async def _ask(self, sql: str, *values: object) -> Any:
        """The one row of the answer; asked again while PostgreSQL is away."""
        psycopg = driver()
        until = time.monotonic() + self._wait
        async with self._one:
            while True:
                try:
                    line = self._line or await self._opened()
                    return await (await line.execute(sql, values)).fetchone()
                except psycopg.OperationalError as error:
                    self._line = None
                    if time.monotonic() >= until:
                        raise in_words(self._place, error) from error
                await asyncio.sleep(PAUSE)

    async def _opened(self) -> psycopg.AsyncConnection[Any]:
        """A line on which this crawl's outlets are held, as they were on the one before."""
        connect = driver().AsyncConnection.connect
        line: psycopg.AsyncConnection[Any] = await connect(self._place.dsn, **arguments("crawl"))
        for outlet_id in self._mine:
            await line.execute("SELECT pg_try_advisory_lock(%s, hashtext(%s))", [OUTLETS, outlet_id])
        self._line = line
        return line
