"""One request at a time and a gap from start to start, per host and per registrable domain.

A host waits for its own Crawl-delay or Retry-After without holding up its neighbours under the same domain;
the domain's gap (COPYDESK_PACE, or the outlet's own) holds between all of its hosts, whoever asks.
"""

from __future__ import annotations

import asyncio
import math
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import AsyncExitStack, asynccontextmanager, contextmanager
from dataclasses import dataclass, field
from typing import Protocol

from desk.errors import FetchError
from desk.urls import host as host_of
from desk.urls import site as site_of

SHORTEST = 0.05  # seconds after which a turn that another process has is asked for again


@dataclass(slots=True)
class Lane:
    """A host or a domain: who is served, when the last request began, until when it is to be left alone."""

    lock: asyncio.Lock = field(default_factory=asyncio.Lock)
    last: float = -math.inf
    held: float = -math.inf
    ahead: int = 0  # requests waiting for their start
    delay: float = 0.0  # as last asked for
    refusals: int = 0  # 429 and 503 in a row


class Turns(Protocol):
    """Turns that several processes share (warehouse.lake_turns)."""

    async def take(self, url: str) -> float:
        """0: the request may go out now, and no other to this host or domain; else seconds, as far as is known."""

    def began(self, url: str, gap: float, delay: float) -> None:
        """The request went out, or its answer began: the gaps count from now."""

    def hold(self, host: str, seconds: float) -> None:
        """Everybody leaves the host alone for so long."""


class Pace:
    """The lanes of one process. `clock` is monotonic seconds; `sleep` is asyncio.sleep or a test's.

    turns: where several processes crawl, what they agree about; a request waits for its turn here, then for that there.
    """

    def __init__(
        self, clock: Callable[[], float], sleep: Callable[[float], Awaitable[None]], turns: Turns | None = None
    ) -> None:
        self._clock, self._sleep, self._turns = clock, sleep, turns
        self._hosts: dict[str, Lane] = {}
        self._sites: dict[str, Lane] = {}

    def hold(self, host: str, seconds: float) -> None:
        """Leave the host alone for so long."""
        lane = self._hosts.setdefault(host, Lane())
        lane.held = max(lane.held, self._clock() + seconds)

    def leave_alone(self, host: str, seconds: float) -> None:
        """Hold the host, and let the other processes know."""
        self.hold(host, seconds)
        if self._turns and seconds > 0:
            self._turns.hold(host, seconds)

    def held(self) -> dict[str, float]:
        """The hosts to be left alone, with the seconds that are left; the rest of a Crawl-delay counts as well."""
        left = {host: self._ready(lane, lane.delay) - self._clock() for host, lane in self._hosts.items()}
        return {host: seconds for host, seconds in left.items() if seconds > 0}

    def refused(self, host: str) -> int:
        """Count a refusal (429, 503) of the host; how many in a row."""
        lane = self._hosts.setdefault(host, Lane())
        lane.refusals += 1
        return lane.refusals

    def served(self, host: str) -> None:
        """The host answers again."""
        self._hosts.setdefault(host, Lane()).refusals = 0

    @asynccontextmanager
    async def turn(
        self, url: str, *, gap: float, delay: float = 0.0, deadline: float | None = None, counted: bool = True
    ) -> AsyncIterator[Callable[[], None]]:
        """Wait for this request's turn: `gap` s after the domain's last start, `delay` s after the host's.

        What the block gets is to be called when the request really goes out and when its answer begins; the gaps count
        from the last such call: on a busy machine, ours or theirs, that may be a good while after its turn came.

        FetchError (code `budget`, passing) at once when the turn cannot come before `deadline`. A request that
        is not `counted` (robots.txt) waits for its turn, but nothing has to keep its distance from it.
        """
        host = self._hosts.setdefault(host_of(url), Lane())
        site = self._sites.setdefault(site_of(url), Lane())
        host.delay = delay
        self._refuse_late(url, self._ready(host, delay) + delay * host.ahead, deadline)
        async with AsyncExitStack() as stack:
            with _queued(host):
                await stack.enter_async_context(_locked(host.lock, url, self._left(deadline)))
                await self._wait(url, self._ready(host, delay), deadline)
                await stack.enter_async_context(_locked(site.lock, url, self._left(deadline)))
                await self._wait(url, site.last + gap if counted else -math.inf, deadline)
                if self._turns and counted:
                    await self._take(self._turns, url, gap, deadline)

            def started() -> None:
                if counted:
                    host.last = site.last = self._clock()
                    if self._turns:
                        self._turns.began(url, gap, delay)

            started()
            yield started

    async def _take(self, turns: Turns, url: str, gap: float, deadline: float | None) -> None:
        """Wait until no other process' request is in the way; one that is under way ends sooner than it says."""
        while (rest := await turns.take(url)) > 0:
            pause = min(rest, max(gap, SHORTEST))
            self._refuse_late(url, self._clock() + pause, deadline)
            await self._sleep(pause)

    def _ready(self, lane: Lane, delay: float) -> float:
        return max(lane.held, lane.last + delay, self._clock())

    async def _wait(self, url: str, until: float, deadline: float | None) -> None:
        self._refuse_late(url, until, deadline)
        while (rest := until - self._clock()) > 0:
            await self._sleep(rest)

    def _left(self, deadline: float | None) -> float | None:
        return None if deadline is None else max(0.0, deadline - self._clock())

    def _refuse_late(self, url: str, start: float, deadline: float | None) -> None:
        if deadline is not None and start > deadline:
            raise _too_late(url, start - self._clock())


@contextmanager
def _queued(lane: Lane) -> Iterator[None]:
    lane.ahead += 1
    try:
        yield
    finally:
        lane.ahead -= 1


@asynccontextmanager
async def _locked(lock: asyncio.Lock, url: str, seconds: float | None) -> AsyncIterator[None]:
    try:
        async with asyncio.timeout(seconds if lock.locked() else None):
            await lock.acquire()
    except TimeoutError:
        raise _too_late(url, seconds or 0.0) from None
    try:
        yield
    finally:
        lock.release()


def _too_late(url: str, wait: float) -> FetchError:
    problem = f"the host wants {wait:.0f} s before the next request, and this run's time for the outlet ends sooner"
    return FetchError(url, problem, "It is fetched in a later run", code="budget", passing=True)
