"""The one inbound HTTP client: guard, robots.txt, pace, redirects, retries and bounds around every request."""

from __future__ import annotations

import asyncio
import random
import time
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any, Self

from desk.errors import ConfigError, FetchError, GuardError, RobotsError
from desk.urls import host as host_of
from desk.visits import HostHold, HostMemory
from sources.fetch import answers, body, retry, robots, transport
from sources.fetch.answers import Answer
from sources.fetch.cookies import VisitCookies
from sources.fetch.guard import Allowed, check
from sources.fetch.pace import Pace
from sources.fetch.robots_cache import REDIRECTS, Rulebook
from sources.fetch.transport import user_agent

if TYPE_CHECKING:
    from desk.models import Outlet
    from sources.fetch.keeper import Keeper
    from sources.fetch.pace import Turns
    from sources.parsers.pool import ParserPool


HTML = "text/html,application/xhtml+xml;q=0.9,*/*;q=0.5"
MOST_REDIRECTS = 8
REST = 5.25  # times the timeout: how long a host that did not answer in time is left alone
MOST_PATIENCE = 60.0  # seconds a Retry-After is waited for within a run
PIECE = 262_144  # bytes: no piece of an answer is larger; the one that crosses a limit is dropped whole
MOST_HOLD = 86_400.0  # seconds a Retry-After is heeded at most: nobody is forgotten for good
MOST_REFUSED = 600.0  # seconds between two requests to a host that refuses every one


@dataclass(frozen=True, slots=True)
class FetchSettings:
    """How the crawl behaves. Seconds and bytes throughout."""

    contact: str = "https://github.com/copydesk/copydesk"
    pace: float = 1.0  # from one request's start to the next one's, per registrable domain
    crawl_delay_cap: float = 60.0  # longest Crawl-delay obeyed in full
    timeout: float = 20.0  # one exchange, from connecting to the last byte
    max_bytes: int = 10_000_000  # on the wire, and unpacked
    allow_hosts: tuple[str, ...] = ()
    attempts: int = 3
    proxies: Mapping[str, str] | None = None  # scheme to proxy, `no` to exceptions; None: the environment's


class Fetcher:
    """Use as `async with Fetcher(settings) as fetcher`. One per process, so that the pace is one."""

    def __init__(
        self,
        settings: FetchSettings,
        *,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], Awaitable[Any]] = asyncio.sleep,
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
        chance: random.Random | None = None,
        memory: HostMemory | None = None,
        parsers: ParserPool | None = None,
        keeper: Keeper | None = None,
        turns: Turns | None = None,
    ) -> None:
        self.settings, self.clock, self._sleep, self.now = settings, clock, sleep, now
        self._keeper = keeper
        self._random = chance or random.Random()  # noqa: S311 - jitter, not a secret
        self._allowed = Allowed(settings.allow_hosts)
        self._pace = Pace(clock, sleep, turns)
        self._cookies = VisitCookies()
        self._rulebook = Rulebook(self._ask_rules, clock, now, parsers)
        memory = memory or HostMemory()
        self._rulebook.recall(memory.robots)
        for hold in memory.holds:
            self._pace.hold(hold.host, (hold.until - now()).total_seconds())

    def memory(self) -> HostMemory:
        """What the next run must know: hosts that are to be left alone, and every robots.txt read in this one."""
        now = self.now()
        holds = [HostHold(host, now + timedelta(seconds=left)) for host, left in self._pace.held().items()]
        return HostMemory(tuple(holds), self._rulebook.read())

    async def __aenter__(self) -> Self:
        settings = self.settings
        agent = user_agent(settings.contact)
        self._client = transport.client(self._allowed, agent, settings.timeout, settings.proxies)
        return self

    async def __aexit__(self, *_: object) -> None:
        await self._client.aclose()
        if self._keeper:
            self._keeper.close()

    @property
    def troubles(self) -> tuple[str, ...]:
        """What went wrong beside the requests, in words."""
        return tuple(told for told in [self._keeper.trouble] if told) if self._keeper else ()

    async def get(
        self,
        url: str,
        *,
        outlet: Outlet | None = None,
        etag: str | None = None,
        last_modified: str | None = None,
        accept: str = HTML,
        deadline: float | None = None,
        is_known: Callable[[str], bool] | None = None,
    ) -> Answer:
        """The answer for an address, redirects followed (status 200–299 or 304), but not to one that `is_known`.

        `deadline` is a time of `self.clock`: no request starts after it. FetchError (or GuardError,
        RobotsError) with a code: guard, robots, budget, known, timeout, dns, connect, tls, proxy, cut_short, protocol,
        too_big, encoding, redirects, later, http_STATUS. `passing` tells whether a later run may fare better.
        """
        headers = answers.asked_with(accept, etag, last_modified)
        at, seen, moved_to, permanent = url, list[Answer](), None, True
        for _ in range(MOST_REDIRECTS + 1):
            sent = self._cookies.header(at, outlet)
            try:
                answer = await self._with_retries(at, headers | sent, outlet, deadline)
            except (GuardError, RobotsError) as error:
                raise answers.on_the_way(error, url, at) from None
            if accept == HTML and answer.status == 200 and (location := answers.refreshed(answer)):
                answer = answers.sends(answer, location)
            if answer.status not in REDIRECTS:
                return answers.named(answer, url, moved_to)
            permanent = permanent and answer.status in (301, 308)
            at, seen = answers.target(url, answer), [*seen, answer]
            self._refuse_target(at, url, outlet)  # before it can count as known
            if any(one.url == at for one in seen):
                if not self._cookies.learnt(seen, at, outlet, sent):
                    raise FetchError(url, "redirects in a circle", code="redirects")
                seen = []  # once more, with the cookie that it set
            if is_known is not None and is_known(at):
                raise FetchError(url, f"redirects to {at}, which is known", code="known")
            moved_to = at if permanent else moved_to
        raise FetchError(url, f"redirects more than {MOST_REDIRECTS} times", code="redirects")

    def _refuse_target(self, at: str, url: str, outlet: Outlet | None) -> None:
        try:
            check(at, self._allowed, _ports(outlet))
        except GuardError as error:
            raise answers.on_the_way(error, url, at) from None

    async def rules(self, url: str, *, outlet: Outlet | None = None, deadline: float | None = None) -> robots.Rules:
        """What the robots.txt of the address's host says; read once a day."""
        origin = "/".join(check(url, self._allowed, _ports(outlet)).split("/")[:3])
        return await self._rulebook.rules(origin, outlet, deadline)

    async def _ask_rules(self, url: str, outlet: Outlet | None, deadline: float | None) -> Answer:
        answer = await self._with_retries(url, {"Accept": "text/plain,*/*;q=0.5"}, outlet, deadline, rules=True)
        if len(answer.body) > robots.MOST_BYTES:  # the host may still be sending the rest of it
            self._pace.leave_alone(host_of(url), self.settings.pace)
        return answer

    async def _with_retries(
        self,
        url: str,
        headers: Mapping[str, str],
        outlet: Outlet | None,
        deadline: float | None,
        *,
        rules: bool = False,
    ) -> Answer:
        overcome = ""
        for attempt in range(1, self.settings.attempts + 1):
            try:
                answer = await self._once(url, headers, outlet, deadline, rules=rules)
                return replace(answer, overcome=overcome) if overcome else answer
            except GuardError:
                raise  # it was never asked, so no host needs peace
            except FetchError as error:
                wait = self._pause(error, attempt)
                late = deadline is not None and self.clock() + wait > deadline
                if late or wait > MOST_PATIENCE or attempt == self.settings.attempts or not retry.worth_another(error):
                    raise
                overcome = f"{error.problem}; attempt {attempt + 1} was answered"
            await self._sleep(wait)
        raise AssertionError("the last attempt returns or raises")

    def _pause(self, error: FetchError, attempt: int) -> float:
        """Seconds before another attempt; a host that asks for peace gets it from everybody."""
        host = host_of(error.subject)
        wait = max(min(error.retry_after or 0.0, MOST_HOLD), retry.backoff(attempt, self._random))
        if error.status in retry.ASKS_FOR_PEACE:
            in_a_row = self._pace.refused(host)
            wait = max(wait, retry.backoff(in_a_row, self._random, most=MOST_REFUSED))
            self._pace.leave_alone(host, wait)
        if error.code == "too_big":  # it may not have noticed yet that nobody listens
            self._pace.leave_alone(host, self.settings.pace)
        if error.code == "timeout":  # it may still be at work on what nobody waits for any more
            self._pace.leave_alone(host, REST * self.settings.timeout)
        return wait

    async def _once(
        self, url: str, headers: Mapping[str, str], outlet: Outlet | None, deadline: float | None, *, rules: bool
    ) -> Answer:
        """One exchange, when guard, robots.txt and pace let it."""
        at = check(url, self._allowed, _ports(outlet))
        delay = 0.0
        if not rules:
            found = await self.rules(at, outlet=outlet, deadline=deadline)
            answers.obey(found, at)
            delay = min(found.delay, self.settings.crawl_delay_cap)
        gap = self.settings.pace if outlet is None or outlet.pace is None else outlet.pace
        async with self._pace.turn(at, gap=gap, delay=delay, deadline=deadline, counted=not rules) as sent:
            transport.SENT.set(sent)
            answer = await self._exchange(at, headers, cut=rules)
        if answer.status >= 400:
            raise answers.bad_status(answer, retry.retry_after(answer.headers.get("retry-after"), self.now()))
        self._pace.served(host_of(at))
        return answer

    async def _exchange(self, url: str, headers: Mapping[str, str], *, cut: bool) -> Answer:
        settings = self.settings
        limit = robots.MOST_BYTES + PIECE if cut else settings.max_bytes
        try:
            async with (
                asyncio.timeout(settings.timeout),
                self._client.stream("GET", url, headers=headers) as response,
            ):
                transport.tell_sent()  # the server cannot have begun later than it answered
                coding = response.headers.get("content-encoding", "")
                wanted = response.status_code == 200 or response.is_success
                content = await body.read(response.aiter_raw(), coding, url, limit, cut=cut) if wanted else b""
                found = answers.answer(url, response, content, self.now())
        except GuardError as error:
            raise transport.in_words(url, error) from None
        except (FetchError, ConfigError):
            raise
        except TimeoutError:
            problem = f"it did not answer completely within {settings.timeout:g} s"
            raise FetchError(url, problem, code="timeout", passing=True) from None
        except Exception as error:  # noqa: BLE001 - the adapter lets errors of three libraries through
            raise transport.in_words(url, error) from None
        if self._keeper:
            self._keeper.keep(found)
        return found


def _ports(outlet: Outlet | None) -> tuple[int, ...]:
    return outlet.ports if outlet else ()


__all__ = ["Answer", "FetchSettings", "Fetcher", "user_agent"]
