"""What every kind of source is read into: leads, where to read on, and remarks worth a line in a report."""

from __future__ import annotations

import gzip
import io
import re
import zlib
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from html import unescape

from desk.digest.phrasing import counted
from desk.errors import ConfigError, SourceError
from desk.models import Lead, Source
from desk.urls import clean, key_of
from sources.fetch.body import too_big
from sources.written.dates import OLDEST
from sources.written.markup import without_tags
from sources.written.twice import undone

MOST_BYTES = 52_428_800  # unpacked, as the sitemap protocol allows
OWN_TEXT = 80  # characters of a summary that tells more than a title
MOST_LEADS = 5_000  # of one document; the newest are kept
LONGEST_GUID = 500  # characters of an entry's id that are kept
LONGEST_TEXT = 200_000  # characters of an entry's own text; a longer one is no article
MOST_TEXT = 10_000_000  # characters of all of a document's: entries that hold each other have more than the document
MOST_AUTHORS = 50
_HTML = re.compile(rb"\s*(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE | re.DOTALL)
_TITLE = re.compile(rb"<title[^>]*>(.{0,200}?)</title", re.IGNORECASE | re.DOTALL)
_WINDOWS = {code: bytes([code]).decode("cp1252", "replace") for code in range(0x80, 0xA0)}


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
    id: str = ""  # guid or id: tells entries of one address apart
    key: str = ""  # of `url`, where that is cleaned already; "" where it is as the source wrote it


@dataclass(frozen=True, slots=True)
class SourceContent:
    """What a document gave."""

    leads: tuple[Lead, ...] = ()
    next_urls: tuple[str, ...] = ()  # more of the same: further pages
    title: str | None = None
    ttl: float | None = None  # seconds the source asks to be left alone
    remarks: tuple[str, ...] = ()
    parts: tuple[tuple[str, str], ...] = ()  # of a sitemap index: address and lastmod ("" without one), in its order


def leads_of(
    entries: Iterable[Entry], url: str, source: Source, most: int = MOST_LEADS
) -> tuple[tuple[Lead, ...], tuple[str, ...]]:
    """The usable entries as leads, each address once, and remarks about what was left out (all but the newest `most`).

    Entries that share an address are told apart where they differ in fragment, or in id and title, and have a text
    of their own: their keys get the difference behind a `#`, and the page itself is not theirs alone.
    """
    given = list(entries)
    usable: dict[str, list[tuple[Entry, str]]] = {}
    without, unusable = 0, 0
    for entry in _newest(given, most):
        if not entry.url.strip():
            without += 1
            continue
        try:
            address = entry.url if entry.key else clean(entry.url, url)
            same = entry.key or key_of(address)
        except ConfigError:
            unusable += 1
            continue
        usable.setdefault(same, []).append((entry, address))
    leads: list[Lead] = []
    shared = 0
    room = _Room()
    for same, group in usable.items():
        found = _of_one_address(group, same, source)
        leads += map(room.bounded, found)
        shared += len(group) - len(found) if len({entry.title for entry, _ in group}) > 1 else 0
    cut = max(0, len(given) - most)
    remarks = (
        (shared, "at another one's address without a text of its own: left out"),
        (without, "without a link"),
        (unusable, "with an unusable link"),
        (cut, "beyond the newest: left out"),
        (room.without, "with too long a text: kept without it"),
    )
    return tuple(leads), tuple(f"{counted(count, 'entry')} {words}" for count, words in remarks if count)


def _of_one_address(group: list[tuple[Entry, str]], same: str, source: Source) -> list[Lead]:
    """The leads of entries with one key: one, or one for each that can be told apart."""
    first, address = group[0]
    marks: dict[str, Entry] = {}
    for entry, _ in group if len(group) > 1 else ():
        if entry.content or len(entry.summary or "") >= OWN_TEXT:
            marks.setdefault(_mark(entry), entry)
    if len({entry.title for entry in marks.values()}) < 2:
        return [_lead(first, address, same, source)]
    return [_lead(entry, f"{address}#{mark}", f"{same}#{mark}", source) for mark, entry in marks.items()]


def _mark(entry: Entry) -> str:
    """What tells an entry from others at its address: its fragment, else its id."""
    fragment = entry.url.partition("#")[2].strip()
    return re.sub(r"\s+", "-", fragment or entry.id or entry.title or "")[:200]


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
        guid=entry.id.strip()[:LONGEST_GUID] or None,
    )


class _Room:
    """What the texts of a document's entries may take together."""

    def __init__(self) -> None:
        self._left, self.without = MOST_TEXT, 0

    def bounded(self, lead: Lead) -> Lead:
        """The lead, without what nobody could keep."""
        summary, content = self._held(lead.summary), self._held(lead.content)
        self.without += (summary, content) != (lead.summary, lead.content)
        return replace(lead, authors=lead.authors[:MOST_AUTHORS], summary=summary, content=content)

    def _held(self, text: str | None) -> str | None:
        size = len(text or "")
        if size > min(LONGEST_TEXT, self._left):
            return None
        self._left -= size
        return text


def _newest(entries: list[Entry], most: int) -> list[Entry]:
    """As many as are kept; in the order given where nothing is cut."""
    if len(entries) <= most:
        return entries
    return sorted(entries, key=lambda entry: entry.published or OLDEST, reverse=True)[:most]


def plain(text: str | None, *, marked_up: bool = True) -> str | None:
    """A title or name as plain text in one line: tags and entities gone; None when nothing is left.

    marked_up: False for a text that is declared to hold neither.
    """
    if not text:
        return None
    text = repaired(text)
    if marked_up and ("<" in text or "&" in text):
        text = without_tags(unescape(text) if "&lt;" in text else text)
        text = without_tags(unescape(unescape(text))) if "&" in text else text  # many feeds escape twice
    text = " ".join("".join(c if c.isprintable() else " " for c in text).split())
    return text[:1000] or None


def repaired(text: str) -> str:
    """What somebody encoded twice is undone; Windows' quotes in the C1 range too."""
    text = undone(text)
    return text.translate(_WINDOWS) if any("\x80" <= c <= "\x9f" for c in text) else text


def unpacked(body: bytes, url: str) -> bytes:
    """The document of a body that is a gzip file, whatever its headers said; SourceError where it is broken."""
    if body[:2] != b"\x1f\x8b":
        return body
    kept = bytearray()
    try:
        with gzip.GzipFile(fileobj=io.BytesIO(body)) as packed:
            while piece := packed.read(1 << 20):
                kept += piece
                if len(kept) > MOST_BYTES:
                    raise SourceError(url, f"cannot be unpacked: {too_big(url, MOST_BYTES).problem}")
    except EOFError:
        raise SourceError(url, "cannot be unpacked: it breaks off before its end") from None
    except (OSError, zlib.error) as error:
        if not kept:  # else it is garbage after a whole file, which harms nobody
            raise SourceError(url, f"cannot be unpacked: {str(error)[:80]}") from None
    return bytes(kept)


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
