"""The robots.txt of every host, read once a day: before the first page of the host, redirects followed."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from desk.errors import ConfigError, FetchError, GuardError, SourceError
from desk.urls import clean
from desk.visits import RobotsText
from sources.fetch import robots
from sources.parsers.kinds import ROBOTS

if TYPE_CHECKING:
    from collections.abc import Iterable

    from desk.models import Outlet
    from sources.fetch.answers import Answer
    from sources.parsers.pool import ParserPool

REDIRECTS = frozenset({301, 302, 303, 307, 308})
FOLLOWED = 5  # RFC 9309, 2.3.1.2: at least five redirects

# (address, outlet, deadline) to the answer, redirects not followed; raises FetchError
Ask = Callable[[str, "Outlet | None", "float | None"], Awaitable["Answer"]]


class Rulebook:
    """The rules by origin (scheme://host[:port]). `clock` is monotonic seconds, `now` the date.

    Files are parsed by `parsers`; by this very process without them. What an earlier run kept was parsed by them then.
    """

    def __init__(
        self, ask: Ask, clock: Callable[[], float], now: Callable[[], datetime], parsers: ParserPool | None = None
    ) -> None:
        self._ask, self._clock, self._now, self._parsers = ask, clock, now, parsers
        self._rules: dict[str, tuple[robots.Rules, float]] = {}  # with the time they expire
        self._recalled: dict[str, tuple[str, float]] = {}  # texts of earlier runs, with the time they expire
        self._last: dict[str, robots.Rules] = {}  # as a file last gave them, however long ago
        self._reading: dict[str, asyncio.Lock] = {}
        self._read: dict[str, RobotsText] = {}  # in this run, for the next one

    def recall(self, texts: Iterable[RobotsText]) -> None:
        """Use what earlier runs read: for as long as it holds, later only in place of a file that is none."""
        for text in texts:
            left = (text.expires - self._now()).total_seconds()
            self._recalled[text.origin] = (text.text, self._clock() + left)

    def read(self) -> tuple[RobotsText, ...]:
        """What this run read itself; a file that could not be read is not among it."""
        return tuple(self._read.values())

    async def rules(self, origin: str, outlet: Outlet | None, deadline: float | None) -> robots.Rules:
        """The rules of a host; whoever asks while they are being read waits for them."""
        async with self._reading.setdefault(origin, asyncio.Lock()):
            self._remember(origin)
            known = self._rules.get(origin)
            if known and self._clock() < known[1]:
                return known[0]
            found = await self._fetch(f"{origin}/robots.txt", outlet, deadline)
            if found.remark:
                found = robots.mistaken(self._last.get(origin))
            elif not found.closed:
                self._last[origin] = found
            self._rules[origin] = (found, self._clock() + found.keep)
            if not found.closed and not found.remark:
                self._read[origin] = RobotsText(origin, found.text, self._now() + timedelta(seconds=found.keep))
            return found

    def _remember(self, origin: str) -> None:
        """Parse what an earlier run read of the host, now that somebody asks."""
        if recalled := self._recalled.pop(origin, None):
            text, until = recalled
            self._last[origin] = robots.of_text(text)
            self._rules[origin] = (self._last[origin], until)

    async def _fetch(self, url: str, outlet: Outlet | None, deadline: float | None) -> robots.Rules:
        at = url
        for _ in range(FOLLOWED + 1):
            try:
                answer = await self._ask(at, outlet, deadline)
            except FetchError as error:
                if error.code == "budget" or (isinstance(error, GuardError) and at == url):
                    raise
                if error.status is not None:
                    return robots.read(error.status, b"")
                return robots.unreachable(error.problem)
            if answer.status not in REDIRECTS:
                return await self._parsed(answer)
            try:
                at = clean(answer.headers.get("location", ""), at)
            except ConfigError:
                return robots.Rules()
        return robots.Rules()

    async def _parsed(self, answer: Answer) -> robots.Rules:
        """The rules of a file; nothing may be asked for where its reading had to be stopped."""
        if self._parsers is None or not answer.body:
            return robots.read(answer.status, answer.body)
        try:
            found: robots.Rules = await self._parsers.run(ROBOTS, answer.url, answer.status, answer.body)
        except SourceError as error:
            return robots.unreachable(error.problem)
        return found
