"""One visit to an outlet's sources while it lasts, and how a document of theirs is asked for and parsed."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import TYPE_CHECKING

from sources.parsers.kinds import SOURCE

if TYPE_CHECKING:
    from desk.models import Lead, Outlet, Source
    from desk.visits import SourceState
    from sources import source_schedule
    from sources.fetch.client import Answer, Fetcher
    from sources.kinds.entries import SourceContent
    from sources.parsers.pool import ParserPool, VisitParsers

Unknown = Callable[[Iterable[str]], "set[str]"]
ACCEPT = {
    "feed": "application/atom+xml,application/rss+xml,application/feed+json,application/xml;q=0.9,*/*;q=0.5",
    "sitemap": "application/xml,text/xml,text/plain;q=0.9,*/*;q=0.5",
    "listing": "text/html,application/xhtml+xml;q=0.9,*/*;q=0.5",
}


@dataclass(slots=True)
class SourceVisit:
    """One outlet's visit: what its sources share."""

    outlet: Outlet
    fetcher: Fetcher
    now: datetime
    deadline: float | None
    bounds: source_schedule.Bounds
    states: Mapping[str, SourceState]
    unknown: Unknown
    parsers: ParserPool | VisitParsers
    parts: list[SourceState] = field(default_factory=list)  # of sitemap indexes, as they are to be remembered
    leads: dict[str, Lead] = field(default_factory=dict)

    async def get(self, url: str, source: Source, state: SourceState | None = None) -> Answer:
        """One document of a source; with `state`, only if it has changed since."""
        return await self.fetcher.get(
            url,
            outlet=self.outlet,
            etag=state.etag if state else None,
            last_modified=state.last_modified if state else None,
            accept=ACCEPT[source.kind],
            deadline=self.deadline,
        )

    async def read(self, source: Source, answer: Answer, since: datetime | None) -> SourceContent:
        """What a document of a source says; SourceError, also where its reading had to be stopped."""
        found: SourceContent = await self.parsers.run(SOURCE, answer.final_url, source, answer, since)
        return found


def joined(reading: SourceContent, more: list[SourceContent]) -> SourceContent:
    """The first document with the leads and remarks of all of them."""
    leads = tuple(lead for part in more for lead in part.leads)
    return replace(reading, leads=leads, remarks=tuple(r for part in more for r in part.remarks))


def parsed(source: Source, answer: Answer, since: datetime | None) -> SourceContent:
    """What a document says, read by its kind; for a worker, which loads a kind's parser at its first document."""
    if source.kind == "feed":
        from sources.kinds import feed

        return feed.read(answer.body, answer.final_url, answer.content_type, source=source)
    if source.kind == "sitemap":
        from sources.kinds import sitemap

        return sitemap.read(answer.body, answer.final_url, answer.content_type, source=source, since=since)
    from sources.kinds import listing

    return listing.read(answer.body, answer.final_url, answer.content_type, source=source)
