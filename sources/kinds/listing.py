"""Listings: an HTML page of links to articles, told by a CSS selector, a pattern of addresses, or by their looks."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from lxml import etree, html

from desk.digest.phrasing import counted
from desk.errors import ConfigError, SourceError
from desk.text.scripts import weight
from desk.urls import clean, key, key_of, site
from sources.kinds import xml
from sources.kinds.css_selector import xpath
from sources.kinds.entries import Entry, SourceContent, leads_of, plain, unpacked
from sources.kinds.offsite_links import guests
from sources.written.dates import instant

if TYPE_CHECKING:
    from desk.models import Source

MOST_LINKS = 3_000
MOST_BESIDE, MOST_WITHIN = 4, 400  # links and elements of a block that may be one article's teaser
_FURNITURE = {"nav", "header", "footer", "aside", "form", "menu"}
_TEASERS = {"article", "h1", "h2", "h3", "h4", "h5", "section", "li", "main"}
_NOT_ARTICLES = re.compile(
    r"/(?:tags?|topics?|category|categories|sections?|authors?|people|staff|about|contact|privacy|terms|login|signin"
    r"|sign-?up|register|subscribe|newsletters?|account|search|feed|rss|podcasts?|videos?|jobs|careers|events|shop"
    r"|advertise|impressum|datenschutz|page)(?:/|$)",
    re.IGNORECASE,
)
_FILES = re.compile(r"\.(?:jpe?g|png|gif|webp|svg|pdf|zip|mp[34]|css|js|xml|ico)$", re.IGNORECASE)
_DATED = re.compile(r"(?:^|/)(20\d\d)[/-]?(0[1-9]|1[0-2])(?:[/-]?(0[1-9]|[12]\d|3[01]))?(?:/|-|$)")
_WRITTEN = re.compile(r"\b(20\d\d)[-/.年](1[0-2]|0?[1-9])[-/.月](3[01]|[12]\d|0?[1-9])日?(?!\d)")


@dataclass(frozen=True, slots=True)
class _Link:
    """A link element, the address it leads to, and that address' key."""

    element: Any
    address: str
    key: str


def read(body: bytes, url: str, content_type: str = "", *, source: Source) -> SourceContent:
    """The leads of an HTML page at `url`: links that fit the source's selector and pattern.

    With neither given, links of the same site that look like articles by place, text and address. The date is the
    nearest <time> or written date around the link. SourceError if no link fits.
    """
    body = unpacked(body, url)
    if not body.strip():
        raise SourceError(url, "the listing is empty: not one byte", "Look at the address in a browser")
    root = _tree(body, url, content_type)
    base = _base(root, url)
    links = list(_links(root, base, source))
    entries = _entries(links, url, source)
    if not entries:
        told = (
            "that fits its selector or pattern" if source.selector or source.pattern else "that looks like an article"
        )
        problem = f"the page holds {counted(len(links), 'link')} and none {told}"
        raise SourceError(url, problem, "Look at the page: its make-up may have changed")
    leads, remarks = leads_of(entries, url, source)
    return SourceContent(leads, _next_page(root, base), plain(root.findtext(".//title")), remarks=remarks)


def _tree(body: bytes, url: str, content_type: str) -> Any:
    text = xml.without_declaration(xml.decoded(body, content_type)).replace("\0", "")
    try:
        return html.document_fromstring(text.encode("utf-8", "replace"), html.HTMLParser(encoding="utf-8"))
    except (etree.ParserError, etree.XMLSyntaxError, ValueError) as error:
        raise SourceError(url, f"is no HTML that can be read: {str(error)[:60]}") from None


def _base(root: Any, url: str) -> str:
    given = root.xpath("string(//base/@href)").strip()
    try:
        return clean(given, url) if given else url
    except ConfigError:
        return url


def _links(root: Any, base: str, source: Source) -> Iterator[_Link]:
    """The links of the page; those below a selected element count as selected."""
    chosen = root.xpath(xpath(source.selector)) if source.selector else [root]
    seen = set()
    for place in chosen:
        for link in place.iter("a") if place.tag != "a" else (place,):
            href = link.get("href")
            if not href or link in seen or href.startswith("#"):
                continue
            seen.add(link)
            if len(seen) > MOST_LINKS:
                return
            try:
                address = clean(href, base)
                yield _Link(link, address, key_of(address))
            except ConfigError:
                continue


def _entries(links: list[_Link], url: str, source: Source) -> list[Entry]:
    """One entry an address, with the longest of its link texts; in the order of the page."""
    found: dict[str, Entry] = {}
    for link in _chosen(links, url, source):
        known, title = found.get(link.key), _title(link.element)
        if known is None:
            found[link.key] = Entry(link.address, title or None, _date_near(link.element), key=link.key)
        elif len(title) > len(known.title or ""):
            found[link.key] = replace(known, title=title, published=known.published or _date_near(link.element))
    return list(found.values())


def _chosen(links: list[_Link], url: str, source: Source) -> list[_Link]:
    """Links that fit the pattern or were selected; with neither, those that look like articles."""
    own = key(url)
    links = [link for link in links if link.key != own]
    if source.pattern:
        fits = re.compile(source.pattern)
        return [link for link in links if fits.search(link.address)]
    if source.selector:
        return links
    likely = [link for link in links if _looks_like_an_article(link.element, link.address)]
    here = site(url)
    home = [link.element for link in likely if site(link.address) == here]
    strangers = [(link.element, link.address) for link in likely if site(link.address) != here]
    away = {element for element, _ in guests(strangers, home)}
    return [link for link in likely if site(link.address) == here or link.element in away]


def _title(link: Any) -> str:
    return plain(" ".join(link.itertext())) or plain(link.get("title") or link.get("aria-label")) or ""


def _looks_like_an_article(link: Any, address: str) -> bool:
    """Two good signs of place, text and address, and no bad one."""
    path, title = urlsplit(address).path, _title(link)
    if path in ("", "/") or _NOT_ARTICLES.search(path) or _FILES.search(path):
        return False
    above = [node.tag for node in link.iterancestors()]
    if _FURNITURE & set(above) and "article" not in above:
        return False
    long_enough = len(title) >= 20 or weight(title) >= 24  # a headline: twenty letters, or eight ideographs
    last = path.rstrip("/").rpartition("/")[2]
    shaped = bool(_DATED.search(path) or last.count("-") >= 3 or last.count("_") >= 3 or re.search(r"\d{5,}", path))
    teaser = bool(_TEASERS & set(above)) or any(child.tag in _TEASERS for child in link.iter() if child is not link)
    return long_enough + shaped + teaser >= 2


def _date_near(link: Any) -> datetime | None:
    """The date of the smallest block around the link that holds one, and only a few links: a `<time>`, else written."""
    block, written = link, None
    for _ in range(4):
        if (within := _small(block)) is None:
            break
        times = {found for node in within if node.tag == "time" and (found := instant(node.get("datetime")))}
        if len(times) == 1:
            return times.pop()
        written = written or (_written(plain(" ".join(block.itertext())) or "") if block.tag != "a" else None)
        block = block.getparent()
        if times or block is None or block.tag in ("body", "main"):
            break
    return written


def _small(block: Any) -> list[Any] | None:
    """The elements of a block, itself first; None for one of many elements or links, which is looked at no further."""
    within, links = [], set()
    for node in block.iter():
        within.append(node)
        if node.tag == "a":
            links.add(node.get("href"))
        if len(links) > MOST_BESIDE or len(within) > MOST_WITHIN:
            return None
    return within


def _written(text: str) -> datetime | None:
    found = set(_WRITTEN.findall(text[:600]))
    if len(found) != 1:
        return None
    year, month, day = (int(part) for part in found.pop())
    try:
        return datetime(year, month, day, tzinfo=UTC)
    except ValueError:
        return None


def _next_page(root: Any, base: str) -> tuple[str, ...]:
    for link in root.xpath("//*[self::a or self::link][@rel='next' or starts-with(@rel, 'next ')]"):
        try:
            return (clean(link.get("href") or "", base),)
        except ConfigError:
            continue
    return ()
