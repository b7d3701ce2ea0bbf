"""The feeds that a page names: those of an outlet's home page, and the one that took a dead feed's place."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise
from statistics import median
from typing import TYPE_CHECKING, Any

from lxml import etree, html

from desk.errors import ConfigError, FetchError, SourceError
from desk.urls import clean, key
from sources.kinds import xml
from sources.kinds.entries import plain
from sources.parsers.kinds import FRONT

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from desk.models import Source
    from sources.fetch.client import Answer
    from sources.source_visit import SourceVisit

FEED_TYPES = ("application/rss+xml", "application/atom+xml", "application/feed+json", "application/json+feed")
SILENT, DAYS = 8.0, 30.0  # times its usual gap, and days, after which a feed without news is a silent one
_FEED_LINK = re.compile(r"(?:^|[/.?=_-])(?:rss|atom|feeds?)(?:$|[/.?&=_-])", re.IGNORECASE)
_COMMENTS = re.compile(r"comments?(?:/|-|_)?feed|/comments/", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Front:
    """What a page says of its outlet: the feeds that it names, its name and language ("" where it says none)."""

    feeds: tuple[str, ...] = ()
    name: str = ""
    language: str = ""


def front(answer: Answer) -> Front:
    """The front of a site as its page tells it; SourceError if it is no HTML."""
    root = tree(answer)
    name = root.xpath("string(//meta[@property='og:site_name']/@content)") or root.findtext(".//title") or ""
    language = re.match(r"[a-zA-Z]{2}\b", root.get("lang") or root.xpath("string(//meta[@http-equiv]/@content)"))
    return Front(tuple(feed_links(root, answer.final_url)), plain(name) or "", language[0].lower() if language else "")


def feed_links(root: Any, base: str) -> list[str]:
    """Feeds that the page names: link tags first, then links that look like feeds; comment feeds left out."""
    links = [node for node in root.iter("link") if "alternate" in (node.get("rel") or "").lower().split()]
    found = [node.get("href") for node in links if (node.get("type") or "").lower().split(";")[0] in FEED_TYPES]
    found += [node.get("href") for node in root.iter("a") if _FEED_LINK.search(node.get("href") or "")][:6]
    addresses = []
    for href in found:
        try:
            address = clean(href or "", base)
        except ConfigError:
            continue
        if not _COMMENTS.search(address) and key(address) != key(base):
            addresses.append(address)
    return list(dict.fromkeys(addresses))


def tree(answer: Answer) -> Any:
    """The parsed page; SourceError if it is no HTML."""
    text = xml.without_declaration(xml.decoded(answer.body, answer.content_type)).replace("\0", "")
    try:
        return html.document_fromstring(text.encode("utf-8", "replace"), html.HTMLParser(encoding="utf-8"))
    except (etree.ParserError, etree.XMLSyntaxError, ValueError) as error:
        raise SourceError(answer.url, f"is no HTML that can be read: {str(error)[:60]}") from None


def is_silent(dates: Iterable[datetime], now: datetime) -> bool:
    """Whether the newest of a feed's dates lies much longer back than the feed's own rhythm explains."""
    known = sorted({date for date in dates if date <= now}, reverse=True)
    if len(known) < 3:
        return False
    usual = median((new - old).total_seconds() for new, old in pairwise(known))
    return (now - known[0]).total_seconds() > max(SILENT * usual, DAYS * 86_400)


async def offered(visit: SourceVisit, source: Source) -> str:
    """The feed that the outlet's home page names now in place of `source`; "" when it names none, or the same."""
    if source.kind != "feed" or key(visit.outlet.home) == key(source.url):
        return ""
    try:
        home = await visit.fetcher.get(visit.outlet.home, outlet=visit.outlet, deadline=visit.deadline)
        told: Front = await visit.parsers.run(FRONT, home.url, home)
    except (FetchError, SourceError, ConfigError):
        return ""
    configured = {key(one.url) for one in visit.outlet.sources}
    if key(source.url) in map(key, told.feeds):
        return ""
    return next((url for url in told.feeds if key(url) not in configured), "")
