"""When a page was published and changed: what it says itself, in the order in which it can be trusted."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING

from sources.extract.html_tree import BROKEN

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from lxml.html import HtmlElement

    from sources.extract.facts.jsonld import Node

OLDEST = datetime(1990, 1, 1, tzinfo=UTC)
AHEAD = timedelta(days=1)  # a page may be dated so far after the moment it was fetched (zones, embargoes)
PUBLISHED_NAMES = (
    "article:published_time", "og:article:published_time", "og:published_time", "article:published", "datepublished",
    "parsely-pub-date", "sailthru.date", "cxenseparse:recs:publishtime", "cxenseparse:publishtime", "publish-date",
    "publishdate", "publish_date", "published_date", "publication_date", "pubdate", "date.issued", "dc.date.issued",
    "dcterms.issued", "dcterms.created", "dcterms.date", "dc.date", "dc.date.created", "article_date_original",
    "originalpublicationdate", "article.created", "created", "date",
)  # fmt: skip
MODIFIED_NAMES = (
    "article:modified_time",
    "og:updated_time",
    "datemodified",
    "dcterms.modified",
    "lastmod",
    "last-modified",
)
_ISO = re.compile(
    r"^\s*(\d{4})-(\d\d?)-(\d\d?)(?:[T\s]+(\d\d?):(\d\d)(?::(\d\d))?(?:[.,]\d+)?\s*(Z|UTC|GMT|[+-]\d\d:?\d\d|[+-]\d\d)?)?"
)
_IN_URL = re.compile(r"[/-](19[89]\d|20\d\d)[/-]?(0[1-9]|1[0-2])[/-]?(0[1-9]|[12]\d|3[01])(?=\D|$)")


@dataclass(frozen=True, slots=True)
class Dates:
    """`published_from` names the place: json-ld, meta, microdata, lead, time, url or html."""

    published: datetime | None = None
    published_from: str | None = None
    modified: datetime | None = None


def read(
    tree: HtmlElement, node: Node, metas: dict[str, list[str]], url: str, now: datetime, lead: datetime | None = None
) -> Dates:
    """The dates of a page fetched at `now`; one that lies more than a day ahead of it is not believed."""
    published, place = _first(_published(tree, node, metas, url, lead), now)
    if published is None:
        published, place = _first(_searched(tree, url, now), now)
    modified, _ = _first(_modified(tree, node, metas), now)
    if published and modified and modified < published - AHEAD:
        modified = None
    return Dates(published, place, modified)


def parse(raw: object) -> tuple[datetime, bool] | None:
    """A date as pages write it, and whether it has a time of day; without a zone it is taken as UTC."""
    if isinstance(raw, int | float) or (isinstance(raw, str) and re.fullmatch(r"\d{10}|\d{13}", raw.strip())):
        return _epoch(float(raw))
    if not isinstance(raw, str):
        return None
    if match := _ISO.match(raw):
        return _iso(match)
    if re.fullmatch(r"(?:19|20)\d{6}", raw.strip()):
        raw = raw.strip()
        return parse(f"{raw[:4]}-{raw[4:6]}-{raw[6:]}")
    try:
        when = parsedate_to_datetime(raw)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    return (when if when.tzinfo else when.replace(tzinfo=UTC)), True


def _epoch(number: float) -> tuple[datetime, bool] | None:
    try:
        return datetime.fromtimestamp(number / 1000 if number > 1e11 else number, UTC), True
    except (ValueError, OverflowError, OSError):
        return None


def _iso(match: re.Match[str]) -> tuple[datetime, bool] | None:
    year, month, day, hour, minute, second, zone = match.groups()
    if zone in (None, "Z", "UTC", "GMT"):
        zone = "+00:00"
    elif ":" not in zone:
        zone = f"{zone[:3]}:{zone[3:] or '00'}"
    clock = f"{int(hour or 0):02}:{minute or '00'}:{second or '00'}"
    try:
        return datetime.fromisoformat(f"{year}-{int(month):02}-{int(day):02}T{clock}{zone}"), hour is not None
    except ValueError:
        return None


def _first(candidates: Iterable[tuple[object, str]], now: datetime) -> tuple[datetime | None, str | None]:
    """The first believable date with a time of day; failing that, the first believable one."""
    day_only: tuple[datetime | None, str | None] = (None, None)
    for raw, place in candidates:
        if (read := parse(raw)) is None or not OLDEST <= read[0] <= now + AHEAD:
            continue
        if read[1] and (day_only[0] is None or abs(read[0] - day_only[0]) < timedelta(hours=38)):
            return read[0], place
        if day_only[0] is None:
            day_only = read[0], place
    return day_only


def _published(
    tree: HtmlElement, node: Node, metas: dict[str, list[str]], url: str, lead: datetime | None
) -> Iterator[tuple[object, str]]:
    yield from (
        (raw, "json-ld") for key in ("datePublished", "dateCreated", "uploadDate") for raw in _many(node.get(key))
    )
    yield from ((raw, "meta") for name in PUBLISHED_NAMES for raw in metas.get(name, ()))
    yield from ((raw, "microdata") for raw in _marked(tree, "datePublished"))
    if lead is not None:
        yield lead.isoformat(), "lead"
    yield from ((raw, "time") for raw in tree.xpath("//article//time/@datetime | //header//time/@datetime")[:1])
    if match := _IN_URL.search(url):
        yield "-".join(match.groups()), "url"


def _modified(tree: HtmlElement, node: Node, metas: dict[str, list[str]]) -> Iterator[tuple[object, str]]:
    yield from ((raw, "json-ld") for raw in _many(node.get("dateModified")))
    yield from ((raw, "meta") for name in MODIFIED_NAMES for raw in metas.get(name, ()))
    yield from ((raw, "microdata") for raw in _marked(tree, "dateModified"))


def _marked(tree: HtmlElement, name: str) -> list[str]:
    return [
        given
        for element in tree.xpath(f"//*[@itemprop='{name}']")[:3]
        if (given := element.get("datetime") or element.get("content") or element.text_content()[:60])
    ]


def _searched(tree: HtmlElement, url: str, now: datetime) -> Iterator[tuple[object, str]]:
    """What htmldate finds in the markup and the text: slow, so asked last."""
    from htmldate import find_date

    # htmldate prunes the tree it is given
    latest = (now + AHEAD).strftime("%Y-%m-%d")
    try:
        found = find_date(tree, url=url, original_date=True, max_date=latest, deferred_url_extractor=True)
    except BROKEN:
        return
    if found and (not found.endswith("-01") or _stands(found, tree)):
        yield found, "html"


def _stands(day: str, tree: HtmlElement) -> bool:
    """Whether a first of the month is on the page: htmldate makes one of a bare month or year as well."""
    year, month = day.split("-")[:2]
    shapes = (
        rf"{year}[-/.年]?0?{int(month)}[-/.月]?0?1\D|\b0?1[./-]0?{int(month)}[./-]{year}"
        rf"|\b0?1\.? \w+ {year}|\w 0?1,? {year}"
    )
    return any(re.search(shapes, text) for text in tree.xpath("//text() | //@datetime | //@content") if year in text)


def _many(value: object) -> list[object]:
    return value if isinstance(value, list) else [] if value is None else [value]
