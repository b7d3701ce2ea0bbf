"""What every kind of source is read into: leads, where to read on, and remarks worth a line in a report."""

from __future__ import annotations

import contextlib
import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from html import unescape

from desk.errors import ConfigError, SourceError
from desk.models import Lead, Source
from desk.urls import clean, key

MOST_LEADS = 5_000  # of one document; the newest are kept
_TAG = re.compile(r"</?[a-zA-Z!][^>]*>")
_HTML = re.compile(rb"\s*(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE | re.DOTALL)
_TITLE = re.compile(rb"<title[^>]*>(.{0,200}?)</title", re.IGNORECASE | re.DOTALL)
_WINDOWS = {code: bytes([code]).decode("cp1252", "replace") for code in range(0x80, 0xA0)}
_DISTANT = datetime(1990, 1, 1, tzinfo=UTC)  # nothing on the web is older


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry as a source gives it, before it is known to be usable."""

    url: str = ""
    title: str | None = None
    published: datetime | None = None
    summary: str | None = None
    content: str | None = None
    authors: tuple[str, ...] = ()
    language: str | None = None


@dataclass(frozen=True, slots=True)
class SourceContent:
    """What a document gave."""

    leads: tuple[Lead, ...] = ()
    next_urls: tuple[str, ...] = ()  # more of the same: child sitemaps, further pages
    title: str | None = None
    ttl: float | None = None  # seconds the source asks to be left alone
    remarks: tuple[str, ...] = ()


def leads_of(entries: Iterable[Entry], url: str, source: Source) -> tuple[tuple[Lead, ...], tuple[str, ...]]:
    """The usable entries as leads, each address once, and remarks about what was left out."""
    given = list(entries)
    leads: dict[str, Lead] = {}
    without, unusable = 0, 0
    for entry in _newest(given):
        if not entry.url.strip():
            without += 1
            continue
        try:
            address = clean(entry.url, url)
            same = key(address)
        except ConfigError:
            unusable += 1
            continue
        leads.setdefault(same, _lead(entry, address, same, source))
    cut = max(0, len(given) - MOST_LEADS)
    remarks = (
        (without, "without a link"),
        (unusable, "with an unusable link"),
        (cut, "beyond the newest were left out"),
    )
    return tuple(leads.values()), tuple(f"{count} entries {words}" for count, words in remarks if count)


def _lead(entry: Entry, address: str, same: str, source: Source) -> Lead:
    return Lead(
        url=address,
        key=same,
        outlet_id=source.outlet_id,
        source_url=source.url,
        title=entry.title,
        published=entry.published,
        summary=entry.summary,
        content=entry.content,
        authors=entry.authors,
        language=entry.language,
    )


def _newest(entries: list[Entry]) -> list[Entry]:
    """As many as are kept; in the order given where nothing is cut."""
    if len(entries) <= MOST_LEADS:
        return entries
    return sorted(entries, key=lambda entry: entry.published or _DISTANT, reverse=True)[:MOST_LEADS]


def plain(text: str | None) -> str | None:
    """A title or name as plain text in one line: tags and entities gone; None when nothing is left."""
    if not text:
        return None
    text = repaired(text)
    if "<" in text or "&" in text:
        text = unescape(_TAG.sub("", unescape(text) if "&lt;" in text else text))
        text = unescape(text) if "&" in text else text  # many feeds escape twice
    text = " ".join("".join(c if c.isprintable() else " " for c in text).split())
    return text[:1000] or None


def repaired(text: str) -> str:
    """UTF-8 that somebody took for Latin-1 and encoded again is undone; Windows' quotes in the C1 range too.

    Text that can be read as UTF-8 bytes by chance does not happen in practice; feedparser repairs the same way.
    """
    if text.isascii():
        return text
    with contextlib.suppress(UnicodeEncodeError, UnicodeDecodeError):
        text = text.encode("latin-1").decode("utf-8")
    return text.translate(_WINDOWS) if any("\x80" <= c <= "\x9f" for c in text) else text


def instant(text: str | None) -> datetime | None:
    """An ISO 8601 date as an aware datetime (UTC where it names no zone); None if it is none or out of all reason."""
    if not text:
        return None
    try:
        found = datetime.fromisoformat(text.strip())
        found = found if found.tzinfo else found.replace(tzinfo=UTC)
        return found.astimezone(UTC) if found >= _DISTANT else None
    except (ValueError, OverflowError):
        return None


def looks_like_html(body: bytes) -> bool:
    """Whether a document begins as an HTML page does."""
    return bool(_HTML.match(body[:4096].lstrip(b"\xef\xbb\xbf")))


def refuse_html(body: bytes, url: str, expected: str) -> None:
    """SourceError when an HTML page came in place of a `expected`, with the page's title."""
    if not looks_like_html(body):
        return
    found = _TITLE.search(body[:20_000])
    title = plain(found[1].decode("utf-8", "replace")) if found else None
    words = f"answers with an HTML page in place of a {expected}" + (f" (“{title[:80]}”)" if title else "")
    raise SourceError(url, words, "Look whether the address has moved: copydesk outlets add finds the present one")
