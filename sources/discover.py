"""What an outlet has: each source asked conditionally and read; a failing one is a value in the report."""

from __future__ import annotations

import contextlib
import logging
import re
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from desk.dropped import dropped
from desk.errors import ConfigError, FetchError, SourceError
from desk.urls import key, site
from desk.visits import SourceReport, SourceState
from sources import source_schedule
from sources.kinds.entries import SourceContent
from sources.parsers.pool import ParserPool, VisitParsers
from sources.sitemap_index import MARGIN, read_parts
from sources.source_visit import SourceVisit, Unknown, joined

if TYPE_CHECKING:
    from desk.models import Lead, Outlet, Source
    from sources.fetch.client import Answer, Fetcher

log = logging.getLogger(__name__)
MOST_PAGES = 4  # further pages read after the first document, in one visit
AHEAD = timedelta(days=1)  # a publication date further in the future is a mistake


@dataclass(frozen=True, slots=True)
class Discovery:
    """What a visit to an outlet's sources brought."""

    leads: tuple[Lead, ...] = ()
    reports: tuple[SourceReport, ...] = ()
    states: tuple[SourceState, ...] = ()  # of the sources that were asked


async def discover(
    outlet: Outlet,
    states: dict[str, SourceState],
    fetcher: Fetcher,
    now: datetime,
    *,
    deadline: float | None = None,
    only_due: bool = False,
    bounds: source_schedule.Bounds | None = None,
    unknown: Unknown = set,
    parsers: ParserPool | VisitParsers | None = None,
) -> Discovery:
    """Ask every source of the outlet (with `only_due`, those that are due); never raises for what a source does.

    `states` are by source URL. `deadline` is a time of `fetcher.clock`. A source's validators (ETag,
    Last-Modified) are in the new states only after its document was read. `unknown` says which of some keys are
    new; which part of a sitemap brings news is learnt by it. The states of parts are among the new ones. Documents are
    parsed by `parsers`; by this very process without them.
    """
    polling = bounds or source_schedule.Bounds()
    visit = SourceVisit(outlet, fetcher, now, deadline, polling, states, unknown, parsers or ParserPool(0))
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
    return Discovery(tuple(visit.leads.values()), tuple(reports), (*kept, *visit.parts))


async def _ask(visit: SourceVisit, source: Source, state: SourceState) -> tuple[SourceReport, SourceState | None]:
    try:
        return await _asked(visit, source, state)
    except (FetchError, SourceError, ConfigError) as error:
        report, failed = _failed(visit, source, state, error)
        if not _is_dead(error) or not (instead := await _offered(visit, source)):
            return report, failed
        if visit.outlet.heal and instead != state.moved_to:
            try:
                return await _healed(visit, source, state, error.problem, instead)
            except (FetchError, SourceError, ConfigError):
                return report, failed
        return replace(report, reason=f"{report.reason}; {_names(instead)}"), failed


async def _healed(
    visit: SourceVisit, source: Source, state: SourceState, problem: str, instead: str
) -> tuple[SourceReport, SourceState]:
    """The feed `instead` read in a dead one's place; what _asked raises when that fails."""
    there = replace(state, etag=None, last_modified=None, moved_to=instead)
    report, healed = await _asked(visit, source, there)
    told = f"{problem}; the feed that the home page offers was read in its place: {instead}"
    return replace(report, reason="; ".join(filter(None, (told, report.reason)))), healed


def _is_dead(error: FetchError | SourceError | ConfigError) -> bool:
    """Whether a feed is gone, or something else stands in its place: not for a trouble that passes."""
    return isinstance(error, SourceError) or (isinstance(error, FetchError) and error.status in (404, 410))


async def _offered(visit: SourceVisit, source: Source) -> str:
    from sources.home_feeds import offered

    return await offered(visit, source)


def _names(instead: str) -> str:
    return f"the home page offers {instead} now: write that address in outlets.yaml, or heal: true"


async def _asked(visit: SourceVisit, source: Source, state: SourceState) -> tuple[SourceReport, SourceState]:
    """One source, asked and read; FetchError, SourceError or ConfigError when that fails."""
    known = None if _is_tired(visit, source, state) else state
    answer = await visit.get(state.moved_to or source.url, source, known)
    if answer.status == 304:
        next_state = source_schedule.after_success(state, visit.now, 0, answer.fresh_for, visit.bounds)
        return SourceReport(source.url, source.kind, "unchanged"), next_state
    reading = await _read(visit, source, state, answer)
    leads = _usable(visit, reading)
    fresh = _fresh(leads, state)
    wish = max((seconds for seconds in (reading.ttl, answer.fresh_for) if seconds), default=None)
    next_state = replace(
        source_schedule.after_success(state, visit.now, fresh, wish, visit.bounds),
        etag=None if reading.parts else answer.etag,  # an index may stay as it is while its parts change
        last_modified=None if reading.parts else answer.last_modified,
        moved_to=answer.moved_to or state.moved_to,
    )
    said = (await visit.fetcher.rules(answer.final_url, outlet=visit.outlet)).remark
    silent, instead = await _silence(visit, source, leads)
    for lead in leads:
        visit.leads.setdefault(lead.key, lead)
    if silent and instead != next_state.moved_to:
        with contextlib.suppress(FetchError, SourceError, ConfigError):
            if visit.outlet.heal:
                return await _healed(visit, source, next_state, silent, instead)
        silent = f"{silent}; {_names(instead)}"
    reason = "; ".join(filter(None, (*_remarks(visit, source, answer, leads), *reading.remarks, said, silent)))
    return SourceReport(source.url, source.kind, "ok", leads=len(leads), reason=reason), next_state


async def _silence(visit: SourceVisit, source: Source, leads: list[Lead]) -> tuple[str, str]:
    """What to say of a feed that is silent for longer than its rhythm, and the other one that the home page names."""
    if source.kind != "feed":
        return "", ""
    from sources.home_feeds import is_silent

    dates = [lead.published for lead in leads if lead.published]
    if not is_silent(dates, visit.now) or not (instead := await _offered(visit, source)):
        return "", ""
    return f"silent since {max(dates):%Y-%m-%d}, longer than its rhythm", instead


async def _read(visit: SourceVisit, source: Source, state: SourceState, answer: Answer) -> SourceContent:
    """The document, and what it says stands elsewhere: parts of an index, further pages if something was missed."""
    since = state.last_success - MARGIN if state.last_success else None
    reading = await visit.read(source, answer, since)
    if reading.parts:
        return await read_parts(visit, source, state, reading)
    queue = [url for url in reading.next_urls if _missed(reading, state)]
    seen, more = {key(answer.final_url)}, [reading]
    while queue and len(more) <= MOST_PAGES:
        url = queue.pop(0)
        if key(url) in seen:
            continue
        seen.add(key(url))
        try:
            page = await visit.get(url, source)
            found = await visit.read(source, page, since)
        except (FetchError, SourceError) as error:
            more.append(SourceContent(remarks=(f"{error.subject}: {error.problem}",)))
            continue
        more.append(found)
        queue += [url for url in found.next_urls if _missed(found, state)]
    return joined(reading, more)


def _is_tired(visit: SourceVisit, source: Source, state: SourceState) -> bool:
    """Whether a feed was silent for so long that it is read all the same: a dead one may be "unchanged" for ever.

    Once a day: a crawl of every hour that asks all sources would else read each quiet feed in full each time.
    """
    silent = source.kind == "feed" and (state.interval or 0.0) >= visit.bounds.most * 2
    return silent and (state.last_success is None or state.last_success.date() < visit.now.date())


def _missed(reading: SourceContent, state: SourceState) -> bool:
    """Whether every dated entry is newer than the last visit, so that older news may stand on the next page."""
    dates = [lead.published for lead in reading.leads if lead.published]
    return bool(dates and state.last_success and min(dates) > state.last_success)


def _usable(visit: SourceVisit, reading: SourceContent) -> list[Lead]:
    """Leads that the outlet does not skip, each once, without dates of the future."""
    skip = [re.compile(pattern) for pattern in visit.outlet.skip]
    own = {key(visit.outlet.home), *(key(source.url) for source in visit.outlet.sources)}
    leads: dict[str, Lead] = {}
    for lead in reading.leads:
        if lead.key in own or any(pattern.search(lead.url) for pattern in skip):
            why = "the outlet's own front page or source" if lead.key in own else "the outlet's skip patterns name it"
            dropped(log, visit.outlet.id, lead.url, "skipped", why)
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


def _remarks(visit: SourceVisit, source: Source, answer: Answer, leads: list[Lead]) -> list[str]:
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
    visit: SourceVisit, source: Source, state: SourceState, error: FetchError | SourceError | ConfigError
) -> tuple[SourceReport, SourceState | None]:
    reason = f"{error.problem}. {error.remedy}" if error.remedy else error.problem
    if isinstance(error, FetchError) and error.code == "budget":
        return SourceReport(source.url, source.kind, "not_due", reason=reason), None
    wait = error.retry_after if isinstance(error, FetchError) else None
    return SourceReport(source.url, source.kind, "failed", reason=reason), source_schedule.after_failure(
        state, visit.now, wait, visit.bounds
    )
