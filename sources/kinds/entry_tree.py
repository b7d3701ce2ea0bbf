"""What a feed's entries say where the parsers guess: address, title, date and identity, read from the tree itself.

The parsers take the last link for the article's, forget xml:base, read a guid as a date and give every zone they do
not know the value of UTC; so these four are read here, and the rest of an entry is theirs.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any
from urllib.parse import urljoin, urlsplit

from sources.kinds.entries import plain
from sources.written.dates import instant
from sources.written.markup import without_tags

if TYPE_CHECKING:
    from collections.abc import Iterator

_ARTICLE_RELS = frozenset(("", "alternate", "http://www.iana.org/assignments/relation/alternate"))
_PAGES = frozenset(("", "text/html", "application/xhtml+xml"))
_DATES = (
    "pubdate", "published", "issued", "date", "publicationdate", "created", "updated", "modified", "lastbuilddate",
)  # fmt: skip
_ATOM = ("http://www.w3.org/2005/Atom", "http://purl.org/atom/ns#")
_OWN = frozenset((
    "", *_ATOM, "http://purl.org/rss/1.0/", "http://my.netscape.com/rdf/simple/0.9/", "http://backend.userland.com/rss2",
    "http://channel.netscape.com/rdf/simple/0.9/", "http://blogs.law.harvard.edu/tech/rss",
))  # fmt: skip
_ABOUT = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}about"
_BASE = "{http://www.w3.org/XML/1998/namespace}base"


@dataclass(frozen=True, slots=True)
class Told:
    """One entry; `url` is absolute, "" without an address of its own, `title` None where the parser must be asked."""

    url: str
    title: str | None
    published: datetime | None
    id: str


def told(root: Any, url: str, language: str) -> list[Told]:
    """What each entry of a parsed feed at `url` tells, in the order of the document."""
    home = _site_elsewhere(root, url) if _name(root) == "feed" else _channel_link(root, url)
    return [_entry(element, url, home, language) for element in entries(root)]


def entries(root: Any) -> Iterator[Any]:
    """The elements of the entries: item or entry, in whatever case, none inside another."""
    return (e for e in root.iter() if _name(e) in ("item", "entry") and _name(e.getparent()) not in ("item", "entry"))


def _entry(element: Any, url: str, home: str, language: str) -> Told:
    children = [child for child in element if isinstance(child.tag, str)]
    dates = {name: child for child in reversed(children) if (name := _name(child)) in _DATES}
    found = (instant(_text(dates[name]), language) for name in _DATES if name in dates)
    identity = next((_text(child) for child in children if _name(child) in ("guid", "id")), "")
    return Told(_address(element, children, url, home), _title(children), next(filter(None, found), None), identity)


def _address(element: Any, children: list[Any], url: str, home: str) -> str:
    """Where the article stands: the link that FeedBurner put its own before, RSS's link, an alternate one, a guid that
    is an address, rdf:about.
    """
    links = [child for child in children if _name(child) == "link" and _space(child) in _OWN]
    written = [(link, text) for link in links if _space(link) not in _ATOM and (text := _text(link))]
    linked = [(link, link.get("href")) for link in sorted(links, key=_rank) if _leads_to_article(link)]
    named = [(child, _text(child)) for child in children if _name(child) in ("guid", "id") and _is_permanent(child)]
    sourced = [(child, child.get("src")) for child in children if _name(child) == "content" and child.get("src")]
    about = [(element, element.get(_ABOUT))] if element.get(_ABOUT) else []
    original = [(child, _text(child)) for child in children if _name(child) == "origlink"]
    said = [(child, raw) for child, raw in (*original, *written, *linked, *sourced, *named, *about) if raw]
    usable = (found for child, raw in said if (found := _joined(child, raw, url, home)))
    return next(usable, said[0][1] if said else "")


def _leads_to_article(link: Any) -> bool:
    return bool(link.get("href")) and (link.get("rel") or "").strip().lower() in _ARTICLE_RELS


def _rank(link: Any) -> tuple[bool, bool]:
    """Pages for readers before other renderings, those for every screen before those for telephones."""
    kind = (link.get("type") or "").partition(";")[0].strip().lower()
    return kind not in _PAGES, bool(link.get("media"))


def _is_permanent(child: Any) -> bool:
    permanent = next((value for name, value in child.attrib.items() if name.lower() == "ispermalink"), "true")
    return permanent.strip().lower() != "false" and _text(child).startswith(("http://", "https://"))


def _joined(child: Any, raw: str, url: str, home: str) -> str:
    """The absolute address of a link; "" for one that no page has (nostr:, mailto:, a broken host)."""
    raw = "".join(raw.split()) if "\n" in raw else raw.strip()
    if raw.lower().startswith("www."):
        raw = f"https://{raw}"
    based = any(_BASE in one.attrib for one in (child, *child.iterancestors()))
    try:
        found = urljoin(_web(child.base, url) if based else home, raw)
        parts = urlsplit(found)
    except ValueError:
        return ""
    return found if parts.scheme in ("http", "https") and parts.netloc else ""


def _web(base: str | None, url: str) -> str:
    return base if base and base.startswith(("http://", "https://")) else url


def _channel_link(root: Any, url: str) -> str:
    """What relative links of an RSS feed are relative to: its channel's own link; elsewhere the feed's address."""
    for channel in (element for element in root.iter() if _name(element) == "channel"):
        for child in channel:
            if _name(child) == "link" and _space(child) not in _ATOM and (text := _text(child)):
                try:
                    return _web(urljoin(url, text), url)
                except ValueError:
                    return url
    return url


def _site_elsewhere(root: Any, url: str) -> str:
    """What relative links of an Atom feed without a base are relative to: its address (RFC 3986, 5.1).

    Where another host serves the feed than the one of the site that it names, they are meant for the site.
    """
    links = [child for child in root if _name(child) == "link" and _leads_to_article(child)]
    try:
        site = urljoin(url, min(links, key=_rank).get("href").strip()) if links else url
        elsewhere = urlsplit(site).hostname != urlsplit(url).hostname
    except ValueError:
        return url
    return _web(site, url) if elsewhere else url


def _title(children: list[Any]) -> str | None:
    found = next((child for child in children if _name(child) == "title" and _space(child) in _OWN), None)
    if found is None or found.get("mode"):
        return None
    raw = "".join(found.itertext())
    if _space(found) in _ATOM and (found.get("type") or "").strip().lower() in ("text", "text/plain"):
        return plain(raw, marked_up=False)
    return plain(without_tags(raw))


def _name(element: Any) -> str:
    return element.tag.rpartition("}")[2].lower() if element is not None and isinstance(element.tag, str) else ""


def _space(element: Any) -> str:
    return element.tag[1:].partition("}")[0] if element.tag.startswith("{") else ""


def _text(element: Any) -> str:
    return "".join(element.itertext()).strip()
