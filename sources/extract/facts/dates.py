"""When a page was published and changed: what it says itself, in the order in which it can be trusted."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from sources.extract.facts import shown_dates
from sources.extract.facts.date_reader import DateReader
from sources.extract.html_tree import BROKEN
from sources.written.dates import OLDEST

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from lxml.html import HtmlElement

    from sources.extract.facts.jsonld import Node
    from sources.extract.facts.shown_dates import Shown

NEAR = timedelta(hours=38)  # a day without a zone, and a moment on it in any zone
AHEAD = timedelta(days=1)  # a page may be dated so far after the moment it was fetched (zones, embargoes)
PUBLISHED_NAMES = (
    "article:published_time", "og:article:published_time", "og:published_time", "article:published", "datepublished",
    "parsely-pub-date", "sailthru.date", "cxenseparse:recs:publishtime", "cxenseparse:publishtime", "publish-date",
    "publishdate", "publish_date", "published_date", "publication_date", "pubdate", "date.issued", "dc.date.issued",
    "dcterms.issued", "dcterms.date", "dc.date", "article_date_original", "originalpublicationdate", "date",
)  # fmt: skip
CREATED_NAMES = ("dcterms.created", "dc.date.created", "article.created", "created")
MODIFIED_NAMES = (
    "article:modified_time",
    "og:updated_time",
    "datemodified",
    "dcterms.modified",
    "lastmod",
    "last-modified",
)
# a date of its own in the path, not one within a slug: models and versions are dated as well
_IN_URL = re.compile(r"/(19[89]\d|20\d\d)[/-]?(0[1-9]|1[0-2])[/-]?(0[1-9]|[12]\d|3[01])(?=\D|$)")
_COUNTED = re.compile(r"[?&;][\w.-]{1,20}=((?:19|20)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01]))(?=&|$)")


_DIGITS = re.compile(r"(?:19|20)\d\d|\d\d\.\d\d\.\d\d|年|년")
_TICKER = re.compile(r"(?:^|[\s_-])(?:ticker|breaking)(?:$|[\s_-])", re.IGNORECASE)
MOST_TEXTS = 4_000
Marked = dict[str, list[str]]


@dataclass(frozen=True, slots=True)
class Dates:
    """`published_from` names the place: json-ld, meta, microdata, lead, shown, url, counter or html."""

    published: datetime | None = None
    published_from: str | None = None
    modified: datetime | None = None


def read(
    tree: HtmlElement, node: Node, metas: dict[str, list[str]], url: str, now: datetime, lead: datetime | None = None
) -> Dates:
    """The dates of a page fetched at `now`; one that lies more than a day ahead of it is not believed."""
    reader = DateReader(tree, (tree.get("lang") or "").lower(), now + AHEAD)
    shown, marked = shown_dates.read(tree, reader), _marked(tree)
    given = list(_published(node, metas, marked, url, lead, shown))
    if _only_stamped(node, shown, reader):
        given.insert(0, (shown.published, "shown"))
    published, place = _outvoted(given, reader) or _first(given, reader)
    if published is None:
        published, place = _first(_counted(tree, url), reader)
    if published is None and shown.changed is None:
        published, place = _first(_searched(tree, reader), reader)
    elif published is None and shown.changed:
        published, place = _first([(shown.changed, "shown")], reader)
    modified, _ = _first(_modified(node, metas, marked, shown), reader)
    if published and modified and modified < published - AHEAD:
        modified = None
    return Dates(published, place, modified)


def _only_stamped(node: Node, shown: Shown, reader: DateReader) -> bool:
    """Whether the page calls the moment of its last change its publication too, and shows readers an earlier day.

    Systems that keep one date write it twice, to the second; an article that never changed shows no other day.
    """
    stamp = node.get("datePublished")
    if not (stamp and stamp == node.get("dateModified") and shown.published and shown.alone):
        return False
    read = reader.read(stamp)
    return bool(read and read[1] and shown.published[0] < read[0] - NEAR)


def _outvoted(given: list[tuple[object, str]], reader: DateReader) -> tuple[datetime | None, str | None] | None:
    """What three places agree on against the first one; None where they do not."""
    days: dict[str, tuple[datetime, str]] = {}
    for raw, place in given:
        found = reader.read(raw)
        if found and place not in days and OLDEST <= found[0] <= reader.latest:
            days[place] = (found[0], found[0].date().isoformat())
    if len(days) < 4:
        return None
    (first, (when, _)), *others = days.items()
    counted = Counter(day for _, (_, day) in others)
    day, votes = counted.most_common(1)[0]
    near = [(moment, place) for place, (moment, said) in others if said == day]
    return near[0] if votes >= 3 and first and abs(near[0][0] - when) > NEAR else None


def _first(candidates: Iterable[tuple[object, str]], reader: DateReader) -> tuple[datetime | None, str | None]:
    """The first believable date with a time of day; failing that, the first believable one."""
    day_only: tuple[datetime | None, str | None] = (None, None)
    for raw, place in candidates:
        if (read := reader.read(raw)) is None or not OLDEST <= read[0] <= reader.latest:
            continue
        if read[1] and (day_only[0] is None or abs(read[0] - day_only[0]) < NEAR):
            return read[0], place
        if day_only[0] is None:
            day_only = read[0], place
    return day_only


def _published(
    node: Node, metas: dict[str, list[str]], marked: Marked, url: str, lead: datetime | None, shown: Shown
) -> Iterator[tuple[object, str]]:
    """What says when the page was published, the most trusted first; the day a draft was created comes late."""
    yield from ((raw, "json-ld") for raw in _many(node.get("datePublished")))
    yield from ((raw, "meta") for name in PUBLISHED_NAMES for raw in metas.get(name, ()))
    yield from ((raw, "microdata") for raw in marked["datePublished"])
    if lead is not None:
        yield lead.isoformat(), "lead"
    if shown.published:
        yield shown.published, "shown"
    yield from ((raw, "json-ld") for key in ("dateCreated", "coverageStartTime") for raw in _many(node.get(key)))
    yield from ((raw, "meta") for name in CREATED_NAMES for raw in metas.get(name, ()))
    if match := _IN_URL.search(urlsplit(url).path):
        yield "-".join(match.groups()), "url"


def _modified(node: Node, metas: dict[str, list[str]], marked: Marked, shown: Shown) -> Iterator[tuple[object, str]]:
    yield from ((raw, "json-ld") for raw in _many(node.get("dateModified")))
    yield from ((raw, "meta") for name in MODIFIED_NAMES for raw in metas.get(name, ()))
    yield from ((raw, "microdata") for raw in marked["dateModified"])
    if shown.changed:
        yield shown.changed, "shown"


def _counted(tree: HtmlElement, url: str) -> Iterator[tuple[object, str]]:
    """The day in an address that counts the visits of this page: it names the page, and its day as a parameter."""
    own = urlsplit(url).path.rstrip("/").rpartition("/")[2]
    if len(own) < 6:
        return
    for raw in tree.xpath("//img/@src | //iframe/@src | //noscript//text()"):
        if own in raw and (found := _COUNTED.search(raw)):
            yield found[1], "counter"


def _marked(tree: HtmlElement) -> Marked:
    """What the page's microdata say of publication and change: the first three of each."""
    found: Marked = {"datePublished": [], "dateModified": []}
    for element in tree.xpath("//*[@itemprop]"):
        told = found.get(element.get("itemprop"))
        if told is not None and len(told) < 3:
            told.append(element.get("datetime") or element.get("content") or element.text_content()[:60])
    return {name: list(filter(None, told)) for name, told in found.items()}


def _searched(tree: HtmlElement, reader: DateReader) -> Iterator[tuple[object, str]]:
    """What htmldate finds in the markup and the text, where it stands there as a date: slow, so asked last."""
    from htmldate import find_date

    standing = _standing(tree, reader)  # htmldate prunes the tree it is given
    latest = reader.latest.strftime("%Y-%m-%d")
    try:
        found = find_date(tree, original_date=True, max_date=latest) if standing else None
    except BROKEN:
        return
    if found in standing:
        yield found, "html"


def _standing(tree: HtmlElement, reader: DateReader) -> set[str]:
    """The days that stand on a page in short lines or attributes: not in sentences, footers, addresses.

    htmldate fills up bare months and years, and takes the date of an event, a model's version and a copyright too.
    """
    found = tree.xpath(
        "//body//text()[string-length(.) < 90 and not(ancestor::footer or ancestor::nav or ancestor::aside"
        " or ancestor::script or ancestor::style or ancestor::h1)] | //@datetime | //meta/@content"
    )
    own = (text for text in found[:MOST_TEXTS] if not text.is_attribute or _is_own(text.getparent()))
    texts = (line for text in own if _DIGITS.search(line := " ".join(text.split())))
    read = (reader.read(line) for line in texts if not shown_dates.is_sentence(line))
    return {found[0].date().isoformat() for found in read if found}


def _is_own(element: HtmlElement) -> bool:
    """Whether an element that gives a date to programs is the page's own, and no ticker's."""
    above = (element, *element.iterancestors())
    return not any(_TICKER.search(one.get("class") or "") for one in above)


def _many(value: object) -> list[object]:
    return value if isinstance(value, list) else [] if value is None else [value]
