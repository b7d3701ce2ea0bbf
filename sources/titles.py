"""The title of a page: its headline, not the name of its site."""

from __future__ import annotations

import html
import re
import unicodedata
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.html import HtmlElement

    from sources.jsonld import Node

LONGEST = 400
_SEPARATOR = re.compile(r"\s+[|｜·•*»«:–—-]+\s+|\s*[|｜]\s*|\s+[-–—]\s*(?=[^\s-]*$)|_(?=[^_]{2,20}$)")
_KICKER = re.compile(r"^[^:|]{2,60}[:|]\s+$")  # what remains of a headline that ends with og:title
_INVISIBLE = re.compile("[\u200b\ufeff\u00ad\u2060]")
_CONTROLS = re.compile("[\x00-\x1f\x7f-\x9f]")
_UNSAID = re.compile(r"[\W_]+")
_MARKUP = re.compile(r"<[a-zA-Z/!][^>]{0,200}>")
_ARTICLE = re.compile(r"^(?:the|der|die|das|le|la|les|el|los|il|de|het)\s+", re.IGNORECASE)
_DAY = re.compile(r"\d{1,4}[./-]\d{1,2}[./-]\d{1,4}")
_DASHES = "-–—"


def tidy(raw: object, longest: int = LONGEST) -> str:
    """One line, entities and markup resolved."""
    if not isinstance(raw, str):
        return ""
    text = html.unescape(html.unescape(raw)) if "&" in raw else raw
    text = _MARKUP.sub("", text)
    text = _CONTROLS.sub(" ", _INVISIBLE.sub("", text))
    return " ".join(text.split())[:longest]


def folded(title: str) -> str:
    """A title for comparison: letters and digits only, case folded."""
    return _UNSAID.sub("", unicodedata.normalize("NFKC", title).casefold())


def without_site(title: str, sites: tuple[str, ...], confirmed: tuple[str, ...] = (), *, loose: bool = False) -> str:
    """The title without the parts at its ends that name the site.

    sites: names the page calls itself by; confirmed: other wordings of the title on the page, of which the
    headline proper is one when `title` is that wording and something behind or before a separator; loose: a day and
    a few words with the site's name among them count as its name (in a window's title, not in a headline).
    """
    known = {name for site in sites if site for name in _names(site)}
    for other in confirmed:
        rest = title[len(other) :] if title.startswith(other) else ""
        if other and len(folded(other)) >= 8 and _SEPARATOR.match(rest):
            return other
    while match := _last_separator(title):
        head, tail = title[: match.start()], title[match.end() :]
        if folded(head) and (folded(tail) in known or (loose and _of_the_site(tail, match[0], sites))):
            title = head
        elif match.start() and (first := _SEPARATOR.search(title)) and folded(title[: first.start()]) in known:
            title = title[first.end() :]
        else:
            break
    site, _, rest = title.partition(": ")
    return rest.strip() if rest and folded(site) in known else title.strip()


def _names(site: str) -> set[str]:
    """A site's name with and without its article: "The Tide", "Tide"."""
    return {folded(site), folded(_ARTICLE.sub("", site.strip()))} - {""}


def _of_the_site(tail: str, separator: str, sites: tuple[str, ...]) -> bool:
    """Whether a short tail is a day, or holds the site's name among few words: "Tide Online", "Ports | Tide News"."""
    if _DAY.fullmatch(tail):
        return True
    said, alone = f" {_UNSAID.sub(' ', tail).casefold()} ", separator.strip() in _DASHES
    return len(tail.split()) <= (3 if alone else 5) and any(
        len(name) >= 4 and f" {name} " in said
        for site in sites
        if (name := _UNSAID.sub(" ", _ARTICLE.sub("", site.strip())).strip().casefold())
    )


def _last_separator(title: str) -> re.Match[str] | None:
    return max(_SEPARATOR.finditer(title), key=lambda match: match.start(), default=None)


def headings(tree: HtmlElement) -> list[str]:
    """The texts of the first h1 elements."""
    return [text for element in tree.xpath("//h1")[:6] if (text := tidy(element.text_content()))]


def choose(tree: HtmlElement, node: Node, metas: dict[str, list[str]], sites: tuple[str, ...]) -> str:
    """JSON-LD headline, else og:title or h1 or title without the site's name; empty when the page has none."""
    h1 = headings(tree)
    shown = [
        tidy(raw) for name in ("og:title", "twitter:title", "title", "dc.title") for raw in metas.get(name, ())[:1]
    ]
    window = [tidy(text) for text in tree.xpath("//head/title/text() | //title/text()")[:1]]
    others = tuple(filter(None, [*h1, *shown, *window]))
    headline = _unpiped(without_site(tidy(node.get("headline")), sites), h1)
    headline = headline or without_site(tidy(node.get("name")), sites, tuple(h1))
    og = without_site(shown[0], sites) if shown else ""
    if headline:
        bare = without_site(window[0], sites, loose=True) if window else ""
        return _settled(headline, h1[0] if h1 else "", og, bare, others)
    for candidate in shown + window:
        bare = without_site(candidate, sites, tuple(h1), loose=True)
        if bare and folded(bare) not in {folded(site) for site in sites}:
            return bare
    return next((text for text in h1 if folded(text) not in {folded(site) for site in sites}), "")


def _unpiped(headline: str, h1: list[str]) -> str:
    """A headline that is a visible heading and something behind a bar, without that: what follows is no title."""
    for heading in h1:
        rest = headline[len(heading) :] if headline.startswith(heading) else ""
        if len(folded(heading)) >= 8 and rest.lstrip()[:1] in ("|", "｜"):
            return heading
    return headline


def _settled(headline: str, h1: str, og: str, window: str, others: tuple[str, ...]) -> str:
    """The headline, unless the page's other titles say that it is dressed up.

    It gives way to og:title where it is og:title behind a kicker ("Politics: …") or differs in punctuation only, and
    to the visible h1 where h1 and og:title agree and the headline is merely the window's title (for search engines).
    """
    if og and len(folded(og)) >= 12 and (folded(og) == folded(headline) or _KICKER.match(headline.removesuffix(og))):
        return og
    if h1 and folded(h1) == folded(og) and folded(headline) == folded(window):
        return h1
    return _restored(headline, others)


def _restored(headline: str, others: tuple[str, ...]) -> str:
    """A headline that was cut for length, from the page's own full wording."""
    stem = headline.rstrip(". …")
    if len(stem) >= 40 and (headline.endswith(("…", "...")) or len(headline) in range(105, 112)):
        for other in others:
            if other.startswith(stem) and len(other) > len(headline):
                return other
    return headline
