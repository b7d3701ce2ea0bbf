"""Sitemaps after sitemaps.org: index, urlset, news, gzipped, plain text; a feed given as a sitemap is read as one."""

from __future__ import annotations

import contextlib
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, Any

from lxml import etree

from desk.errors import ConfigError, FetchError, SourceError
from desk.urls import clean
from sources.fetch.body import Unpacker
from sources.kinds import feed, xml
from sources.kinds.entries import Entry, SourceContent, instant, leads_of, plain, refuse_html

if TYPE_CHECKING:
    from desk.models import Source

MOST_BYTES = 52_428_800  # unpacked, as the protocol allows
MOST_ENTRIES = 50_000  # of one file, as the protocol allows
_FEED_ROOTS = ("rss", "RDF", "feed")


@dataclass(slots=True)
class _Found:
    entries: list[tuple[str, Entry]] = field(default_factory=list)  # (last modified, entry)
    children: list[tuple[str, str]] = field(default_factory=list)  # (last modified, address)
    root: str = ""


def read(
    body: bytes, url: str, content_type: str = "", *, source: Source, since: datetime | None = None
) -> SourceContent:
    """The leads of a sitemap at `url`, the most recent first, and the child sitemaps of an index as `next_urls`.

    With `since`, entries and children that name an older date are left out; those without a date stay.
    SourceError, with the reason, if it is none.
    """
    body = _unpacked(body, url)
    if not body.strip():
        raise SourceError(url, "the sitemap is empty: not one byte", "Look at the address in a browser")
    refuse_html(body, url, "sitemap")
    if not body.lstrip(b"\xef\xbb\xbf \t\r\n").startswith((b"<", b"\xff\xfe", b"\xfe\xff")):
        return _from_text(body, url, source)
    found = _walk(body, content_type)
    if found.root in _FEED_ROOTS:
        return feed.read(body, url, content_type, source=source)
    if found.root not in ("urlset", "sitemapindex"):
        problem = f"is no sitemap: its root is <{found.root[:40]}>" if found.root else "is no XML that can be read"
        raise SourceError(url, problem, "copydesk outlets add finds the sitemaps of a site")
    recent = sorted((e for e in found.entries if _recent(e, since)), key=lambda e: e[0], reverse=True)
    leads, remarks = leads_of((entry for _, entry in recent), url, source)
    if not found.entries and not found.children:
        remarks = ("the sitemap holds no entries",)
    return SourceContent(leads, _children(found, url, since), remarks=remarks)


def _unpacked(body: bytes, url: str) -> bytes:
    if body[:2] != b"\x1f\x8b":
        return body
    try:
        return b"".join(Unpacker("gzip", url, MOST_BYTES).feed(body))
    except (ValueError, FetchError) as error:
        problem = error.problem if isinstance(error, FetchError) else str(error)
        raise SourceError(url, f"cannot be unpacked: {problem}") from None


def _walk(body: bytes, content_type: str) -> _Found:
    """Read element by element, so that a file of megabytes needs no tree; a broken one gives what stands before."""
    found = _Found()
    mended = xml.mended(xml.decoded(body[:MOST_BYTES], content_type))
    events = etree.iterparse(
        io.BytesIO(mended),
        events=("start", "end"),
        recover=True,
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    with contextlib.suppress(etree.XMLSyntaxError):
        _collect(events, found)
    return found


def _collect(events: Iterator[tuple[str, Any]], found: _Found) -> None:
    for event, element in events:
        name = _local(element)
        if event == "start":
            found.root = found.root or name
            if found.root in _FEED_ROOTS:
                return
            continue
        if name == "url":
            found.entries.append(_entry(element))
        elif name == "sitemap":
            found.children.append((_child_text(element, "lastmod"), _child_text(element, "loc")))
        else:
            continue
        element.clear()
        while element.getprevious() is not None:
            del element.getparent()[0]
        if len(found.entries) >= MOST_ENTRIES or len(found.children) >= MOST_ENTRIES:
            return


def _entry(element: Any) -> tuple[str, Entry]:
    news = next((child for child in element if _local(child) == "news"), None)
    lastmod = _child_text(element, "lastmod")
    url = _child_text(element, "loc")
    if news is None:
        return lastmod, Entry(url=url)
    publication = next((child for child in news if _local(child) == "publication"), None)
    language = _child_text(publication, "language")[:2].lower() if publication is not None else ""
    published = _child_text(news, "publication_date")
    entry = Entry(url, plain(_child_text(news, "title")), instant(published), language=language or None)
    return published or lastmod, entry


def _local(element: Any) -> str:
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def _child_text(element: Any, name: str) -> str:
    for child in element:
        if _local(child) == name:
            return "".join(child.itertext()).strip()
    return ""


def _recent(dated: tuple[str, object], since: datetime | None) -> bool:
    day = instant(dated[0]) if since else None
    return since is None or day is None or day >= since


def _children(found: _Found, url: str, since: datetime | None) -> tuple[str, ...]:
    """The child sitemaps, news ones first, then the most recently changed."""
    recent = [child for child in found.children if _recent(child, since) and child[1]]
    recent.sort(key=lambda child: ("news" in child[1].lower().split("/", 3)[-1], child[0]), reverse=True)
    addresses = []
    for _, address in recent:
        try:
            addresses.append(clean(address, url))
        except ConfigError:
            continue
    return tuple(dict.fromkeys(addresses))


def _from_text(body: bytes, url: str, source: Source) -> SourceContent:
    lines = xml.decoded(body[:MOST_BYTES]).split("\n")[:MOST_ENTRIES]
    addresses = [line.strip() for line in lines if re.match(r"\s*https?://", line)]
    if not addresses:
        raise SourceError(url, "is no sitemap: neither XML nor a list of addresses", "Look at it in a browser")
    leads, remarks = leads_of((Entry(address) for address in addresses), url, source)
    return SourceContent(leads, remarks=remarks)
