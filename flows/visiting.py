"""One visit to one outlet: its sources, its leads, its pages. Brings home articles and decides nothing."""

from __future__ import annotations

import asyncio
import re
import time
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import TYPE_CHECKING

from desk.errors import CopydeskError, ExtractError, FetchError, RobotsError
from desk.models import Article, Lead, Outlet
from desk.urls import key
from desk.visits import FetchRecord, LeadOutcome, OutletReport, SourceReport, SourceState
from flows.pages import whole
from flows.retrying import GONE, next_try
from sources.discover import discover
from sources.extract import ExtractPool, from_lead
from sources.waiting import refuse_waiting

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from sources.fetch import Fetcher
    from sources.schedule import Bounds
    from warehouse.crawl import Known, KnownKeys

SIDE_BY_SIDE = 4  # leads of one outlet under way at once; the pace per host still holds


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
    left: int = 0
    fetched: int = 0
    reasons: list[str] = field(default_factory=list)
    seconds: float = 0.0


@dataclass(frozen=True)
class Means:
    """What a visit works with; one for all outlets of a run."""

    fetcher: Fetcher
    pool: ExtractPool
    known: Known
    keys: KnownKeys
    now: datetime
    budget: float  # seconds an outlet may take
    only_due: bool = False
    promise: Callable[[Lead], float] = lambda lead: lead.promise  # how likely the topic wants it, 0 to 1
    polling: Bounds | None = None  # how often a source is asked
    claimed: set[str] = field(default_factory=set)  # keys taken by some outlet of this run


async def bring(outlet: Outlet, means: Means) -> Brought:
    """Ask the sources, fetch what is new, extract it. Troubles become outcomes and reasons, never exceptions."""
    start, brought = time.monotonic(), Brought(outlet)
    deadline = means.fetcher.clock() + means.budget
    found = await discover(
        outlet,
        means.known.states,
        means.fetcher,
        means.now,
        only_due=means.only_due,
        deadline=deadline,
        bounds=means.polling,
    )
    brought.states, brought.sources = found.states, found.reports
    brought.reasons += [f"{report.url}: {report.reason}" for report in found.reports if report.reason]
    brought.leads = _new(found.leads, means)
    wanted = [lead for lead in _ordered(means.known.leads.get(outlet.id, ()), brought.leads) if _claim(lead.key, means)]
    gate = asyncio.Semaphore(SIDE_BY_SIDE)

    async def one(lead: Lead) -> None:
        async with gate:
            await _read(lead, brought, means, deadline)

    await asyncio.gather(*(one(lead) for lead in _unskipped(wanted, brought)))
    brought.seconds = time.monotonic() - start
    return brought


def report(brought: Brought, stored: int, relevant: int, copies: int) -> OutletReport:
    """How the outlet fared, in numbers and words."""
    failed = [source for source in brought.sources if source.status == "failed"]
    troubles = [o for o in brought.outcomes if o.outcome in ("failed", "gone")]
    status = "ok" if not failed and not troubles else "partial"
    if failed and len(failed) == len(brought.sources) and not brought.fetched:
        status = "failed"
    reasons = tuple(dict.fromkeys(brought.reasons))
    return OutletReport(
        outlet_id=brought.outlet.id,
        status=status,
        sources=tuple(_counted(brought)),
        fetched=brought.fetched,
        stored=stored,
        relevant=relevant,
        copies=copies,
        left=brought.left,
        forbidden=sum(o.outcome == "forbidden" for o in brought.outcomes),
        reasons=reasons[:20],
        seconds=round(brought.seconds, 3),
    )


def _counted(brought: Brought) -> Iterable[SourceReport]:
    for source in brought.sources:
        yield replace(source, new=sum(lead.source_url == source.url for lead in brought.leads))


def _new(leads: Iterable[Lead], means: Means) -> list[Lead]:
    first: dict[str, Lead] = {}
    for lead in leads:
        first.setdefault(lead.key, lead)
    unknown = means.keys.unknown(first)
    return [replace(lead, promise=round(means.promise(lead), 1)) for key, lead in first.items() if key in unknown]


def _ordered(waiting: Iterable[Lead], fresh: Iterable[Lead]) -> list[Lead]:
    """Leads of earlier runs as the warehouse ordered them, then today's, most promising and newest first."""
    old = list(waiting)
    seen = {lead.key for lead in old}
    rest = [lead for lead in fresh if lead.key not in seen]
    rest.sort(key=lambda lead: (lead.promise, lead.published.timestamp() if lead.published else 0.0), reverse=True)
    return old + rest


def _claim(name: str, means: Means) -> bool:
    """Each key is fetched by one outlet of a run, the first that asks."""
    if name in means.claimed:
        return False
    means.claimed.add(name)
    return True


def _claim_address(url: str, lead: Lead, means: Means) -> bool:
    """Claim where a redirect leads, unless it is stored or another lead's; http to https is no other address."""
    return _claim_key(key(url), lead, means)


def _claim_key(name: str, lead: Lead, means: Means) -> bool:
    return name == lead.key or (bool(means.keys.unknown([name])) and _claim(name, means))


def _unskipped(leads: Iterable[Lead], brought: Brought) -> list[Lead]:
    patterns = [re.compile(pattern) for pattern in brought.outlet.skip]
    kept = []
    for lead in leads:
        if any(pattern.search(lead.url) for pattern in patterns):
            brought.outcomes.append(LeadOutcome(lead.key, "skipped", "the outlet's skip patterns name it"))
        else:
            kept.append(lead)
    return kept


async def _read(lead: Lead, brought: Brought, means: Means, deadline: float) -> None:
    """One lead, from its address to an article or an outcome."""
    if brought.outlet.feed_only:
        _keep_feed_text(lead, brought, means, "the outlet's pages are not fetched")
        return
    start = time.monotonic()
    try:
        page = await means.fetcher.get(
            lead.url,
            outlet=brought.outlet,
            deadline=deadline,
            is_known=lambda url: not _claim_address(url, lead, means),
        )
    except FetchError as error:
        _failed_fetch(lead, error, brought, means, time.monotonic() - start)
        return
    brought.fetched += 1
    spent = time.monotonic() - start
    brought.fetches.append(FetchRecord(lead.url, page.fetched_at, page.status, len(page.body), spent))
    try:
        refuse_waiting(page)
        article = await means.pool.extract(page, lead, brought.outlet)
    except ExtractError as error:
        if not _keep_feed_text(lead, brought, means, error.problem, quiet=True):
            _not_now(lead, error, brought, means)
        return
    if article.key != key(page.final_url) and not _claim_key(article.key, lead, means):
        brought.outcomes.append(LeadOutcome(lead.key, "known", f"is a version of {article.canonical_url}"))
        return
    brought.articles.append((lead, await whole(article, lead, brought, means, deadline)))
    brought.outcomes.append(LeadOutcome(lead.key, "stored"))


def _failed_fetch(lead: Lead, error: FetchError, brought: Brought, means: Means, seconds: float) -> None:
    if error.code == "known":
        brought.outcomes.append(LeadOutcome(lead.key, "known", error.problem))
        return
    if error.code == "budget":  # the lead stays open: the next run begins with it
        brought.left += 1
        return
    brought.fetches.append(FetchRecord(lead.url, means.now, error.status, 0, seconds, error.problem))
    if isinstance(error, RobotsError) and not error.passing:
        _keep_feed_text(lead, brought, means, error.problem)
        return
    _not_now(lead, error, brought, means)


def _not_now(lead: Lead, error: FetchError | ExtractError, brought: Brought, means: Means) -> None:
    """Postpone the lead, or give it up."""
    gone = isinstance(error, FetchError) and error.status in GONE
    again = next_try(error, lead.attempts, means.now)
    brought.outcomes.append(LeadOutcome(lead.key, "gone" if gone else "failed", error.problem, next_try=again))
    brought.left += again is not None
    brought.reasons.append(str(error))


def _keep_feed_text(lead: Lead, brought: Brought, means: Means, reason: str, *, quiet: bool = False) -> bool:
    """Keep what the feed gave where the page may not or cannot be read."""
    try:
        article = from_lead(lead, brought.outlet, means.now)
    except CopydeskError:
        article = None
    if article is not None:
        brought.articles.append((lead, article))
        brought.outcomes.append(LeadOutcome(lead.key, "stored", f"from the feed: {reason}"))
    elif not quiet:
        brought.outcomes.append(LeadOutcome(lead.key, "forbidden", reason))
    return article is not None
