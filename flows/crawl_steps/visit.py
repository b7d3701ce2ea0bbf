"""One visit to one outlet: its sources, its leads, its pages. Brings home articles and decides nothing."""

from __future__ import annotations

import asyncio
import re
import time
from dataclasses import replace
from typing import TYPE_CHECKING

from desk.visits import LeadOutcome
from flows.crawl_steps.visit_state import Brought, claim
from sources.discover import discover
from sources.parsers.pool import VisitParsers

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from desk.models import Lead, Outlet
    from flows.crawl_steps.visit_state import Means

SIDE_BY_SIDE = 4  # leads of one outlet under way at once; the pace per host still holds
WORKING = 0.97  # share of an outlet's time for asking and parsing: what is stopped at its end must still be told


async def bring(outlet: Outlet, means: Means) -> Brought:
    """Ask the sources, fetch what is new, extract it. Troubles become outcomes and reasons, never exceptions."""
    start, brought = time.monotonic(), Brought(outlet)
    working = means.budget * WORKING
    deadline = means.fetcher.clock() + working
    assert not isinstance(means.pool, VisitParsers), "a run has one pool, each visit its own bounds"
    means = replace(means, pool=VisitParsers(means.pool, working))
    found = await discover(
        outlet,
        means.known.states,
        means.fetcher,
        means.now,
        only_due=means.only_due,
        deadline=deadline,
        bounds=means.polling,
        unknown=means.keys.unknown,
        parsers=means.pool,
    )
    brought.states, brought.sources = found.states, found.reports
    brought.reasons += [f"{report.url}: {report.reason}" for report in found.reports if report.reason]
    brought.leads = _new(found.leads, brought, means)
    waiting, more = means.known.leads.get(outlet.id, ()), means.known.waiting.get(outlet.id, frozenset())
    wanted = [lead for lead in _ordered(waiting, brought.leads, more) if _claimed(lead, brought, means)]
    if wanted:
        await _read_all(_unskipped(wanted, brought), brought, means, deadline)
    if (again := means.known.rereads.get(outlet.id)) and not outlet.feed_only:
        from flows.crawl_steps.rereading import read_again

        await read_again(again, brought, means, deadline)
    brought.seconds = time.monotonic() - start
    return brought


async def _read_all(leads: Iterable[Lead], brought: Brought, means: Means, deadline: float) -> None:
    from flows.crawl_steps.lead import read
    from flows.crawl_steps.walls import refuse_walls

    gate = asyncio.Semaphore(SIDE_BY_SIDE)

    async def one(lead: Lead) -> None:
        async with gate:
            await read(lead, brought, means, deadline)

    await asyncio.gather(*map(one, leads))
    refuse_walls(brought, means)


def _claimed(lead: Lead, brought: Brought, means: Means) -> bool:
    if claim(lead.key, means):
        return True
    brought.drop(lead, "known", "another outlet of this run reads it")
    return False


def _new(leads: Iterable[Lead], brought: Brought, means: Means) -> list[Lead]:
    first: dict[str, Lead] = {}
    for lead in leads:
        first.setdefault(lead.key, lead)
    unknown = means.keys.unknown(first)
    for key in first.keys() - unknown:
        brought.drop(first[key], "known", "stored, waiting or given up by an earlier run")
    return [replace(lead, promise=round(means.promise(lead), 1)) for key, lead in first.items() if key in unknown]


def _ordered(waiting: Iterable[Lead], fresh: Iterable[Lead], more: Collection[str] = ()) -> list[Lead]:
    """Leads of earlier runs as the warehouse ordered them, then today's, most promising and newest first.

    Undated leads that no run has reached are a site's archive, which its sitemap listed at the first visit: they wait
    behind today's, or what is new would stand behind thousands of old pages. `more` are the keys of an archive that
    is larger than `waiting`.
    """
    old: list[Lead] = []
    archive: list[Lead] = []
    for lead in waiting:
        (old if lead.published or lead.attempts else archive).append(lead)
    seen = {lead.key for lead in (*old, *archive)}
    rest = [lead for lead in fresh if lead.key not in seen]
    rest.sort(key=lambda lead: (lead.promise, lead.published.timestamp() if lead.published else 0.0), reverse=True)
    archive += [lead for lead in rest if lead.key in more and not lead.published]
    rest = [lead for lead in rest if lead.key not in more or lead.published]
    return [*old, *rest, *archive]


def _unskipped(leads: Iterable[Lead], brought: Brought) -> list[Lead]:
    patterns = [re.compile(pattern) for pattern in brought.outlet.skip]
    kept = []
    for lead in leads:
        if any(pattern.search(lead.url) for pattern in patterns):
            brought.outcomes.append(LeadOutcome(lead.key, "skipped", "the outlet's skip patterns name it"))
        else:
            kept.append(lead)
    return kept
