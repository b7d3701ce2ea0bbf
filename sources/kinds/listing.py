"""Listings: an HTML page of links to articles, told by a CSS selector, a pattern of addresses, or by their looks."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from lxml import etree, html

from desk.errors import ConfigError, SourceError
from desk.text.scripts import weight
from desk.urls import clean, key, site
from sources.kinds import xml
from sources.kinds.css_selector import xpath
from sources.kinds.entries import Entry, SourceContent, instant, leads_of, plain
from sources.kinds.offsite_links import guests

if TYPE_CHECKING:
    from desk.models import Source

MOST_LINKS = 3_000
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


def read(body: bytes, url: str, content_type: str = "", *, source: Source) -> SourceContent:
    """The leads of an HTML page at `url`: links that fit the source's selector and pattern.

    With neither given, links of the same site that look like articles by place, text and address. The date is the
    nearest <time> or written date around the link. SourceError if no link fits.
    """
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
        problem = f"the page holds {len(links)} links and none {told}"
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


def _links(root: Any, base: str, source: Source) -> Iterator[tuple[Any, str]]:
    """Elements with the addresses they lead to; those below a selected element count as selected."""
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
                yield link, clean(href, base)
            except ConfigError:
                continue


def _entries(links: list[tuple[Any, str]], url: str, source: Source) -> list[Entry]:
    """One entry an address, with the longest of its link texts; in the order of the page."""
    found: dict[str, Entry] = {}
    for link, address in _chosen(links, url, source):
        same, title = key(address), _title(link)
        known = found.get(same)
        if known is None:
            found[same] = Entry(address, title or None, _date_near(link))
        elif len(title) > len(known.title or ""):
            found[same] = Entry(known.url, title, known.published or _date_near(link))
    return list(found.values())


def _chosen(links: list[tuple[Any, str]], url: str, source: Source) -> list[tuple[Any, str]]:
    """Links that fit the pattern or were selected; with neither, those that look like articles."""
    own = key(url)
    links = [(link, address) for link, address in links if key(address) != own]
    if source.pattern:
        fits = re.compile(source.pattern)
        return [(link, address) for link, address in links if fits.search(address)]
    if source.selector:
        return links
    likely = [(link, address) for link, address in links if _looks_like_an_article(link, address)]
    home = [link for link, address in likely if site(address) == site(url)]
    away = {link for link, _ in guests([one for one in likely if site(one[1]) != site(url)], home)}
    return [(link, address) for link, address in likely if site(address) == site(url) or link in away]


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
    """The date of the smallest block around the link that holds one and no link to elsewhere with another one."""
    block = link
    for _ in range(4):
        times = {found for node in block.iter("time") if (found := instant(node.get("datetime")))}
        if len(times) == 1:
            return times.pop()
        if times:
            break
        parent = block.getparent()
        if parent is None or parent.tag in ("body", "main"):
            break
        block = parent
        if len({a.get("href") for a in block.iter("a")}) > 4:
            break
    return _written(plain(" ".join(block.itertext())) or "") if block.tag != "a" else None


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
