"""What an outlet has: each source asked conditionally and read; a failing one is a value in the report."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from desk.errors import ConfigError, FetchError, SourceError
from desk.urls import key, site
from desk.visits import SourceReport, SourceState
from sources import source_schedule
from sources.kinds.entries import SourceContent

if TYPE_CHECKING:
    from desk.models import Lead, Outlet, Source
    from sources.fetch.client import Answer, Fetcher

ACCEPT = {
    "feed": "application/atom+xml,application/rss+xml,application/feed+json,application/xml;q=0.9,*/*;q=0.5",
    "sitemap": "application/xml,text/xml,text/plain;q=0.9,*/*;q=0.5",
    "listing": "text/html,application/xhtml+xml;q=0.9,*/*;q=0.5",
}
MOST_PAGES = 4  # child sitemaps or further pages read after the first document, in one visit
AHEAD = timedelta(days=1)  # a publication date further in the future is a mistake
MARGIN = timedelta(days=2)  # sitemap entries that old at the last visit are known by now


@dataclass(frozen=True, slots=True)
class Discovery:
    """What a visit to an outlet's sources brought."""

    leads: tuple[Lead, ...] = ()
    reports: tuple[SourceReport, ...] = ()
    states: tuple[SourceState, ...] = ()  # of the sources that were asked


@dataclass(slots=True)
class _Visit:
    """One outlet's visit: what its sources share."""

    outlet: Outlet
    fetcher: Fetcher
    now: datetime
    deadline: float | None
    bounds: source_schedule.Bounds
    leads: dict[str, Lead] = field(default_factory=dict)


async def discover(
    outlet: Outlet,
    states: dict[str, SourceState],
    fetcher: Fetcher,
    now: datetime,
    *,
    deadline: float | None = None,
    only_due: bool = False,
    bounds: source_schedule.Bounds | None = None,
) -> Discovery:
    """Ask every source of the outlet (with `only_due`, those that are due); never raises for what a source does.

    `states` are by source URL. `deadline` is a time of `fetcher.clock`. A source's validators (ETag,
    Last-Modified) are in the new states only after its document was read.
    """
    visit = _Visit(outlet, fetcher, now, deadline, bounds or source_schedule.Bounds())
    reports, kept = [], []
    for source in outlet.sources:
        state = states.get(source.url) or SourceState(source.url)
        if only_due and not source_schedule.due(state, now):
            reports.append(SourceReport(source.url, source.kind, "not_due"))
            continue
        report, new_state = await _ask(visit, source, state)
        reports.append(report)
        if new_state is not None:
            kept.append(new_state)
    return Discovery(tuple(visit.leads.values()), tuple(reports), tuple(kept))


async def _ask(visit: _Visit, source: Source, state: SourceState) -> tuple[SourceReport, SourceState | None]:
    try:
        answer = await _fetch(visit, source, state)
        if answer.status == 304:
            next_state = source_schedule.after_success(state, visit.now, 0, answer.fresh_for, visit.bounds)
            return SourceReport(source.url, source.kind, "unchanged"), next_state
        reading = await _read(visit, source, state, answer)
    except (FetchError, SourceError, ConfigError) as error:
        return _failed(visit, source, state, error)
    leads = _usable(visit, reading)
    fresh = _fresh(leads, state)
    wish = max((seconds for seconds in (reading.ttl, answer.fresh_for) if seconds), default=None)
    next_state = replace(
        source_schedule.after_success(state, visit.now, fresh, wish, visit.bounds),
        etag=answer.etag,
        last_modified=answer.last_modified,
        moved_to=answer.moved_to or state.moved_to,
    )
    reason = "; ".join((*_remarks(visit, source, answer, leads), *reading.remarks))
    for lead in leads:
        visit.leads.setdefault(lead.key, lead)
    return SourceReport(source.url, source.kind, "ok", leads=len(leads), reason=reason), next_state


async def _fetch(visit: _Visit, source: Source, state: SourceState) -> Answer:
    return await visit.fetcher.get(
        state.moved_to or source.url,
        outlet=visit.outlet,
        etag=state.etag,
        last_modified=state.last_modified,
        accept=ACCEPT[source.kind],
        deadline=visit.deadline,
    )


async def _read(visit: _Visit, source: Source, state: SourceState, answer: Answer) -> SourceContent:
    """The document, and what it says stands elsewhere: all of an index, further pages only if something was missed."""
    since = state.last_success - MARGIN if state.last_success else None
    reading = _parsed(source, answer, since)
    queue = [url for url in reading.next_urls if source.kind == "sitemap" or _missed(reading, state)]
    seen, more = {key(answer.final_url)}, [reading]
    while queue and len(more) <= MOST_PAGES:
        url = queue.pop(0)
        if key(url) in seen:
            continue
        seen.add(key(url))
        try:
            page = await visit.fetcher.get(
                url, outlet=visit.outlet, accept=ACCEPT[source.kind], deadline=visit.deadline
            )
            found = _parsed(source, page, since)
        except (FetchError, SourceError) as error:
            more.append(SourceContent(remarks=(f"{error.subject}: {error.problem}",)))
            continue
        more.append(found)
        queue += [url for url in found.next_urls if source.kind == "sitemap" or _missed(found, state)]
    if len(more) > 1 and not any(part.leads for part in more) and all(part.remarks for part in more[1:]):
        raise SourceError(source.url, more[1].remarks[0])
    leads = tuple(lead for part in more for lead in part.leads)
    return replace(reading, leads=leads, remarks=tuple(r for part in more for r in part.remarks))


def _parsed(source: Source, answer: Answer, since: datetime | None) -> SourceContent:
    """A kind's parser is loaded at its first document: mostly every source answers that nothing has changed."""
    if source.kind == "feed":
        from sources.kinds import feed

        return feed.read(answer.body, answer.final_url, answer.content_type, source=source)
    if source.kind == "sitemap":
        from sources.kinds import sitemap

        return sitemap.read(answer.body, answer.final_url, answer.content_type, source=source, since=since)
    from sources.kinds import listing

    return listing.read(answer.body, answer.final_url, answer.content_type, source=source)


def _missed(reading: SourceContent, state: SourceState) -> bool:
    """Whether every dated entry is newer than the last visit, so that older news may stand on the next page."""
    dates = [lead.published for lead in reading.leads if lead.published]
    return bool(dates and state.last_success and min(dates) > state.last_success)


def _usable(visit: _Visit, reading: SourceContent) -> list[Lead]:
    """Leads that the outlet does not skip, each once, without dates of the future."""
    skip = [re.compile(pattern) for pattern in visit.outlet.skip]
    own = {key(visit.outlet.home), *(key(source.url) for source in visit.outlet.sources)}
    leads: dict[str, Lead] = {}
    for lead in reading.leads:
        if lead.key in own or any(pattern.search(lead.url) for pattern in skip):
            continue
        early = lead.published and lead.published > visit.now + AHEAD
        leads.setdefault(lead.key, replace(lead, published=None) if early else lead)
    return list(leads.values())


def _fresh(leads: list[Lead], state: SourceState) -> int | None:
    """How many leads are newer than the last visit; None when it cannot be told."""
    dates = [lead.published for lead in leads if lead.published]
    if not dates or state.last_success is None:
        return None
    return sum(date > state.last_success for date in dates)


def _remarks(visit: _Visit, source: Source, answer: Answer, leads: list[Lead]) -> list[str]:
    remarks = []
    if answer.moved_to:
        remarks.append(f"moved for good to {answer.moved_to}: write that address in outlets.yaml")
    if answer.overcome:
        remarks.append(answer.overcome)
    own = {site(visit.outlet.home), site(source.url), site(answer.final_url)}
    strangers = sum(site(lead.url) not in own for lead in leads)
    if len(leads) >= 5 and strangers > len(leads) * 0.8:
        other = site(leads[0].url)
        remarks.append(f"{strangers} of {len(leads)} entries lead to other sites ({other}): is it the right feed?")
    return remarks


def _failed(
    visit: _Visit, source: Source, state: SourceState, error: FetchError | SourceError | ConfigError
) -> tuple[SourceReport, SourceState | None]:
    reason = f"{error.problem}. {error.remedy}" if error.remedy else error.problem
    if isinstance(error, FetchError) and error.code == "budget":
        return SourceReport(source.url, source.kind, "not_due", reason=reason), None
    wait = error.retry_after if isinstance(error, FetchError) else None
    return SourceReport(source.url, source.kind, "failed", reason=reason), source_schedule.after_failure(
        state, visit.now, wait, visit.bounds
    )
