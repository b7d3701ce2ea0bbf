"""Finding an outlet's sources: what its pages name, what robots.txt names, what common places hold."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from desk.digest.phrasing import counted
from desk.errors import ConfigError, FetchError, RobotsError, SourceError
from desk.models import Source, SourceKind
from desk.urls import clean, key, site
from sources.discover import AHEAD
from sources.kinds.entries import SourceContent, looks_like_html
from sources.outlets import OutletEntry, SourceEntry
from sources.parsers.kinds import FRONT, SOURCE
from sources.parsers.pool import ParserPool

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sources.fetch.client import Answer, Fetcher
    from sources.home_feeds import Front

FEED_PLACES = ("feed", "rss", "feed.xml", "rss.xml", "atom.xml", "index.xml", "feed.json")
SITEMAP_PLACES = ("news-sitemap.xml", "sitemap-news.xml", "sitemap_news.xml", "sitemap.xml")
MOST_ASKED = 16  # candidates asked, a second apart


@dataclass(frozen=True, slots=True)
class Candidate:
    """A source that may be written down, and what it would bring; `reason` says why it brings nothing."""

    kind: SourceKind
    url: str
    entries: int = 0
    dated: int = 0
    newest: datetime | None = None
    title: str | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Found:
    """An outlet as it was found: facts of its home page and its candidates, the best first."""

    id: str
    name: str
    home: str
    language: str
    candidates: tuple[Candidate, ...]

    @property
    def best(self) -> tuple[Candidate, ...]:
        """The best feed and the best news sitemap; a listing only where there is neither; () if nothing was found."""
        good = [one for one in self.candidates if one.entries]
        firsts = [next((one for one in good if one.kind == kind), None) for kind in ("feed", "sitemap", "listing")]
        feeds = tuple(one for one in firsts[:2] if one and (one.kind == "feed" or one.dated))
        return feeds or tuple(one for one in firsts if one)[:1]


async def find(url: str, fetcher: Fetcher, now: datetime, parsers: ParserPool | None = None) -> Found:
    """The sources of the site at `url` (a home page, a section, or a feed). FetchError if it cannot be asked.

    Documents are parsed by `parsers`; by this very process without them.
    """
    parsers, home = parsers or ParserPool(0), await fetcher.get(clean(url))
    if not looks_like_html(home.body):
        one = await _measured(_kind_of(home), home, now, parsers)
        place = clean("/", home.final_url)
        return Found(_id(place), one.title or urlsplit(place).netloc, place, "en", (one,))
    front: Front = await parsers.run(FRONT, home.url, home)
    candidates = []
    for kind, address in (await _addresses(home, front, fetcher))[:MOST_ASKED]:
        candidates.append(await _candidate(kind, address, fetcher, now, parsers))
        if kind == "feed" and address.endswith(FEED_PLACES) and candidates[-1].entries and address not in front.feeds:
            break  # a common place answered: the others are its aliases
    candidates.append(await _measured("listing", home, now, parsers))
    unique = {(one.kind, key(one.url)): one for one in reversed(candidates)}
    ranked = sorted(unique.values(), key=lambda one: (bool(one.entries), one.kind == "feed", one.dated), reverse=True)
    name = (front.name or urlsplit(home.final_url).netloc)[:80]
    return Found(_id(home.final_url), name, home.final_url, front.language or "en", tuple(ranked))


async def _addresses(home: Answer, front: Front, fetcher: Fetcher) -> list[tuple[SourceKind, str]]:
    """Candidates in the order of their promise, each once."""
    named: list[tuple[SourceKind, str]] = [("feed", address) for address in front.feeds]
    rules = await fetcher.rules(home.final_url)
    maps = sorted(rules.sitemaps, key=lambda address: "news" not in address.lower())[:4]
    named += [("sitemap", address) for address in maps]
    if not any(kind == "feed" for kind, _ in named):
        section = home.final_url.rstrip("/") + "/"
        places = [clean(place, base) for base in dict.fromkeys((section, clean("/", section))) for place in FEED_PLACES]
        named += [("feed", address) for address in places[: MOST_ASKED - 6]]
    if not maps:
        named += [("sitemap", clean("/" + place, home.final_url)) for place in SITEMAP_PLACES]
    usable = []
    for kind, address in named:
        try:
            usable.append((kind, clean(address, home.final_url)))
        except ConfigError:
            continue
    return list(dict.fromkeys(usable))


async def _candidate(kind: SourceKind, url: str, fetcher: Fetcher, now: datetime, parsers: ParserPool) -> Candidate:
    try:
        return await _measured(kind, await fetcher.get(url, accept="*/*"), now, parsers)
    except RobotsError as error:
        return Candidate(kind, url, reason=error.problem)
    except FetchError as error:
        return Candidate(kind, url, reason=error.problem)


async def _measured(kind: SourceKind, answer: Answer, now: datetime, parsers: ParserPool) -> Candidate:
    """What a document would bring as a source of this kind."""
    url = answer.moved_to or answer.url
    source = Source("", kind, url)
    try:
        reading: SourceContent = await parsers.run(SOURCE, answer.final_url, source, answer, None)
    except SourceError as error:
        return Candidate(kind, url, reason=error.problem)
    dates = [lead.published for lead in reading.leads if lead.published and lead.published <= now + AHEAD]
    reason = "; ".join(reading.remarks)
    if not reading.leads and reading.parts:
        reason = f"an index of {counted(len(reading.parts), 'sitemap')}"
    return Candidate(kind, url, len(reading.leads), len(dates), max(dates, default=None), reading.title, reason)


def _kind_of(answer: Answer) -> SourceKind:
    head = answer.body[:2000].lower()
    return "sitemap" if b"<urlset" in head or b"<sitemapindex" in head or head[:2] == b"\x1f\x8b" else "feed"


def _id(url: str) -> str:
    """A short id: the domain's name, with the section when the address has one."""
    name = site(url).split(".")[0]
    section = re.sub(r"[^a-z0-9]+", "-", urlsplit(url).path.lower()).strip("-")
    return re.sub(r"[^a-z0-9-]+", "-", f"{name}-{section}" if section and len(section) < 30 else name).strip("-")


def entry_of(found: Found, tags: Sequence[str] = ()) -> OutletEntry:
    """The entry of a found outlet with its best sources; ValidationError for an id or tag that cannot be one."""
    return OutletEntry(
        id=found.id,
        name=found.name,
        home=found.home,
        language=found.language,
        tags=tuple(tags),
        sources=tuple(SourceEntry(kind=one.kind, url=one.url) for one in found.best),
    )
