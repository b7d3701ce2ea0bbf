"""Feeds: RSS 0.9x to 2.0, RDF, Atom and JSON Feed as leads.

fastfeedparser reads what is well-formed, feedparser what is not; before both the document is decoded and mended
(kinds/xml.py), so that neither sees a wrong declaration, a bare ampersand or an entity bomb.
"""

from __future__ import annotations

import io
import re
import warnings
from calendar import timegm
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import fastfeedparser

from desk.errors import ConfigError, SourceError
from desk.urls import clean
from sources.kinds import jsonfeed, xml
from sources.kinds.entries import Entry, SourceContent, instant, leads_of, plain, refuse_html, repaired

if TYPE_CHECKING:
    from desk.models import Source

MOST_LOOSE = 30_000  # characters of ill-formed text given to the tolerant parser
_ENTRY = re.compile(r"<(?:item|entry)\b", re.IGNORECASE)
_FEED = re.compile(r"<(?:\w+:)?(?:rss|feed|rdf|channel)\b", re.IGNORECASE)
_NEXT = re.compile(
    r"<(?:\w+:)?link\b(?=[^>]*\brel\s*=\s*[\"']next[\"'])[^>]*\bhref\s*=\s*[\"']([^\"'<>]+)", re.IGNORECASE
)
_LANGUAGE = re.compile(r"<(?:dc:)?language>\s*([a-z]{2,3})\b|\bxml:lang\s*=\s*[\"']([a-z]{2,3})\b", re.IGNORECASE)
_MARKED_UP = re.compile(
    r"<title\b[^>]*\b(?:type\s*=\s*[\"'](?:xhtml|application/xhtml)|mode\s*=\s*[\"'](?:xml|base64))"
)
_TTL = re.compile(r"<ttl>\s*(\d{1,6})\s*</ttl>", re.IGNORECASE)
_PERIOD = re.compile(r"<sy:updatePeriod>\s*(hourly|daily|weekly|monthly|yearly)", re.IGNORECASE)
_FREQUENCY = re.compile(r"<sy:updateFrequency>\s*(\d{1,4})", re.IGNORECASE)
_PERIODS = {"hourly": 3600.0, "daily": 86_400.0, "weekly": 604_800.0, "monthly": 2_592_000.0, "yearly": 31_536_000.0}


def read(body: bytes, url: str, content_type: str = "", *, source: Source) -> SourceContent:
    """The leads of a feed at `url`. SourceError, with the reason, if it is none.

    A feed without entries is a SourceContent without leads and with a remark. Dates are as the feed gives them.
    """
    found, title, text = entries(body, url, content_type)
    leads, remarks = leads_of(found, url, source)
    if not found:
        remarks = ("the feed holds no entries",)
    return SourceContent(leads, _next_urls(text, url), title, _ttl(text), remarks)


def entries(body: bytes, url: str, content_type: str = "") -> tuple[list[Entry], str | None, str]:
    """Every entry, usable or not, the feed's title, and the document's text."""
    if not body.strip(b"\0 \t\r\n\xef\xbb\xbf"):
        raise SourceError(url, "the feed is empty: not one byte", "Look at the address in a browser")
    refuse_html(body, url, "feed")
    text = xml.decoded(body, content_type).strip("\ufeff\0 \t\r\n")
    if text.startswith(("{", "[")):
        found, title = jsonfeed.entries(text, url)
        return found, title, text
    if not _FEED.search(text[:50_000]):
        problem = "is no feed: neither RSS, RDF, Atom nor JSON Feed"
        raise SourceError(url, problem, "copydesk outlets add finds the feeds of a site")
    parsed = _strictly(text) or _loosely(text, url)
    feed = parsed.get("feed") or {}
    language = _language(text)
    return [_entry(one, language) for one in parsed.get("entries") or ()], plain(_text(feed.get("title"))), text


def _strictly(text: str) -> Any:
    """fastfeedparser's reading; None where feedparser should have a look."""
    mended = xml.mended(text)
    if _MARKED_UP.search(text) or not xml.well_formed(mended):
        return None
    try:
        parsed = fastfeedparser.parse(mended, include_tags=False, include_media=False, include_enclosures=False)
    except Exception:  # noqa: BLE001 - it raises whatever its parsers raise; the tolerant one decides
        return None
    return parsed if parsed.get("entries") else None


def _loosely(text: str, url: str) -> Any:
    """feedparser's reading: of the document as libxml2 mends it, or as it is where mending lost entries.

    On ill-formed text feedparser's time grows with the square of its length and worse, so that it gets only a
    little of it.
    """
    wanted = len(_ENTRY.findall(text))
    best = _feedparser(xml.recovered(xml.mended(text)), url)
    if len(best.get("entries") or ()) >= wanted:
        return best
    raw = _feedparser(xml.without_declaration(text)[:MOST_LOOSE].encode("utf-8", "replace"), url)
    return max(best, raw, key=lambda parsed: len(parsed.get("entries") or ()))


def _feedparser(document: bytes, url: str) -> Any:
    import feedparser

    headers = {"content-type": "application/xml; charset=utf-8"}
    options = {"response_headers": headers, "sanitize_html": False, "resolve_relative_uris": False}
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return feedparser.parse(io.BytesIO(document), **options)
    except Exception as error:  # noqa: BLE001 - whatever broke it, the reason is the document
        raise SourceError(url, f"is too broken a feed to be read: {str(error)[:80]}") from None


def _entry(one: Mapping[str, Any], language: str | None) -> Entry:
    body = _content(one)
    return Entry(
        url=_link(one),
        title=plain(_text(one.get("title"))),
        published=_date(one, "published") or _date(one, "updated") or _date(one, "created"),
        summary=_text(one.get("summary") or one.get("description")),
        content=body,
        authors=_authors(one),
        language=language,
    )


def _link(one: Mapping[str, Any]) -> str:
    link = _text(one.get("link")) or ""
    if link:
        return link
    for alternate in one.get("links") or ():
        if not isinstance(alternate, Mapping):  # an element of the feed's own that is called so
            continue
        if alternate.get("rel", "alternate") == "alternate" and alternate.get("href"):
            return str(alternate["href"])
    known = _text(one.get("id")) or ""
    return known if known.startswith(("http://", "https://")) else ""


def _content(one: Mapping[str, Any]) -> str | None:
    parts = [_text(part.get("value")) or "" for part in one.get("content") or () if isinstance(part, Mapping)]
    longest = max(parts, key=len, default="")
    return longest or None


def _authors(one: Mapping[str, Any]) -> tuple[str, ...]:
    names = [plain(_text(author.get("name"))) for author in one.get("authors") or () if isinstance(author, Mapping)]
    names = [name for name in names if name] or [plain(_text(one.get("author")))]
    return tuple(dict.fromkeys(name for name in names if name))


def _date(one: Mapping[str, Any], name: str) -> datetime | None:
    parsed = one.get(f"{name}_parsed")
    if parsed:
        try:
            return instant(datetime.fromtimestamp(timegm(parsed), UTC).isoformat())
        except (TypeError, ValueError, OverflowError, OSError):
            return None
    return instant(_text(one.get(name)))


def _text(value: object) -> str | None:
    return repaired(value.strip()) or None if isinstance(value, str) else None


def _language(text: str) -> str | None:
    """The language the feed's head names; the parsers do not agree on where to put it."""
    found = _LANGUAGE.search(text[:5000])
    return next(name for name in found.groups() if name).lower() if found else None


def _next_urls(text: str, url: str) -> tuple[str, ...]:
    """The next page of the feed after RFC 5005, or of JSON Feed's next_url."""
    found = jsonfeed.NEXT.search(text) if text.startswith("{") else _NEXT.search(text)
    if not found:
        return ()
    try:
        return (clean(found[1].replace("\\/", "/"), url),)
    except ConfigError:
        return ()


def _ttl(text: str) -> float | None:
    head = text[:5000]
    if found := _TTL.search(head):
        return float(found[1]) * 60 or None
    if period := _PERIOD.search(head):
        times = _FREQUENCY.search(head)
        return _PERIODS[period[1].lower()] / max(1, int(times[1]) if times else 1)
    return None
