"""Reading a sitemap index: the parts whose turn it is, each asked conditionally and remembered like a source."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

from desk.errors import FetchError, SourceError
from desk.visits import SourceState
from sources import sitemap_parts, source_schedule
from sources.kinds.entries import SourceContent
from sources.source_visit import joined

if TYPE_CHECKING:
    from desk.models import Source
    from sources.source_visit import SourceVisit

MARGIN = timedelta(days=2)  # entries that old when a part was last read are known by now


async def read_parts(visit: SourceVisit, source: Source, state: SourceState, index: SourceContent) -> SourceContent:
    """The parts of a sitemap index whose turn it is.

    SourceError when not one of them can be read; FetchError (`budget`) when the visit ended before the first was.
    """
    most = sitemap_parts.LATER if state.last_success else sitemap_parts.FIRST
    queue = [(url, 1) for url in sitemap_parts.chosen(index.parts, visit.states, most, visit.now)]
    read, troubles, late = [index], list[str](), list[FetchError]()
    done = 0
    while queue and done < most:
        url, depth = queue.pop(0)
        done += 1
        known = visit.states.get(url) or SourceState(url)
        try:
            found = await _read_part(visit, source, known)
        except (FetchError, SourceError) as error:
            troubles.append(f"{error.subject}: {error.problem}")
            if isinstance(error, FetchError) and error.code == "budget":
                late.append(error)
            else:
                visit.parts.append(source_schedule.after_failure(known, visit.now, None, visit.bounds))
            continue
        read.append(found)
        if found.parts and depth < sitemap_parts.DEEPEST:
            queue[:0] = [(one, depth + 1) for one in sitemap_parts.chosen(found.parts, visit.states, most, visit.now)]
    if late and len(late) == done:  # nothing is known of the parts: the index is asked again in the next run
        raise late[0]
    if troubles and len(troubles) == done:
        problem = f"none of the {done} parts that were asked can be read: {troubles[0]}"
        raise SourceError(source.url, problem, "Look at one of them in a browser")
    return joined(index, [*read, SourceContent(remarks=tuple(troubles))])


async def _read_part(visit: SourceVisit, source: Source, known: SourceState) -> SourceContent:
    """One part, asked conditionally; what is remembered of it says how soon it brings something new."""
    answer = await visit.get(known.url, source, known)
    since = known.last_success - MARGIN if known.last_success else None
    reading = SourceContent() if answer.status == 304 else await visit.read(source, answer, since)
    told = known.last_success and not reading.parts  # of an index within the index its own parts tell
    fresh = len(visit.unknown(lead.key for lead in reading.leads)) if told else None
    state = source_schedule.after_success(known, visit.now, fresh, answer.fresh_for, visit.bounds)
    if reading.parts:  # an index may stay as it is while its parts change
        state = replace(state, etag=None, last_modified=None)
    elif answer.status != 304:
        state = replace(state, etag=answer.etag, last_modified=answer.last_modified)
    visit.parts.append(state)
    return reading
