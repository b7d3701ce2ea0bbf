"""One visit to one outlet: its sources, its leads, its pages. Brings home articles and decides nothing."""

from __future__ import annotations

import asyncio
import re
import time
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import TYPE_CHECKING

from desk.models import Article, Lead, Outlet
from desk.visits import FetchRecord, LeadOutcome, OutletReport, SourceReport, SourceState
from sources.discover import discover

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from sources.extract.pool import ExtractPool
    from sources.fetch.client import Fetcher
    from sources.source_schedule import Bounds
    from warehouse.visits import Known, KnownKeys

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
    wanted = [lead for lead in _ordered(means.known.leads.get(outlet.id, ()), brought.leads) if claim(lead.key, means)]
    if wanted:
        await _read_all(_unskipped(wanted, brought), brought, means, deadline)
    brought.seconds = time.monotonic() - start
    return brought


async def _read_all(leads: Iterable[Lead], brought: Brought, means: Means, deadline: float) -> None:
    from flows.crawl_steps.lead import read

    gate = asyncio.Semaphore(SIDE_BY_SIDE)

    async def one(lead: Lead) -> None:
        async with gate:
            await read(lead, brought, means, deadline)

    await asyncio.gather(*map(one, leads))


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


def claim(name: str, means: Means) -> bool:
    """Each key is fetched by one outlet of a run, the first that asks."""
    if name in means.claimed:
        return False
    means.claimed.add(name)
    return True


def _unskipped(leads: Iterable[Lead], brought: Brought) -> list[Lead]:
    patterns = [re.compile(pattern) for pattern in brought.outlet.skip]
    kept = []
    for lead in leads:
        if any(pattern.search(lead.url) for pattern in patterns):
            brought.outcomes.append(LeadOutcome(lead.key, "skipped", "the outlet's skip patterns name it"))
        else:
            kept.append(lead)
    return kept
