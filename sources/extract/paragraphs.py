"""The paragraphs of prose that a page shows, and the kind of place each stands in."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from sources.extract.html_tree import line_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.html import HtmlElement

MEMBERS = 3  # paragraphs that make an element more than a box
LEAST, SENTENCE = 80, 60  # characters of a paragraph, of one that ends as a sentence does
MOSTBLOCKS = 3_000
CONTENT, TEASER, FRAME = range(3)  # kinds of place
_TEXT = ("p", "div", "li", "blockquote", "section", "td", "dd")
BLOCKS = frozenset(
    ("p", "div", "ul", "ol", "table", "section", "article", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "pre",
     "main", "header", "dl", "li", "form", "nav", "aside", "footer", "figure", "tr", "td")
)  # fmt: skip
_FRAME = frozenset(
    ("nav", "footer", "aside", "form", "figure", "figcaption", "button", "noscript", "template", "a", "dialog",
     "select", "iframe")
)  # fmt: skip
# of names in lower case
_OTHERS = re.compile(
    r"comment|related|recommend|newsletter|cookie|consent|footer|sidebar|popup|modal|breadcrumb|nav\b|menu|share|social"
    r"|author|\bbio\b|caption|legal|copyright|twitter|onetrust|gdpr|privacy|subscri|hidden|sr-only|visually|\bads?\b"
    r"|\bad-|-ad\b|advert|disclaimer|reviews?\b|testimonial|product|tooltip|dialog|banner|sponsor|card|byline|signup"
    r"|register|toc\b|table-of|footnote|instagram|embed-media|credit|outbrain|taboola|most-?read|popular|trending"
    r"|\bfaq|carousel|slide|gallery|video"
)
_TEASERS = re.compile(r"teaser|promo|excerpt|premium|paywall|summary|meta\b")
LEADS = re.compile(
    r"(?:^|[\s_-])(?:leads?|lede|intro\w*|dek|standfirst|chapo|vorspann|opening|ingress|perex|sapo|bajada|entradilla|sommario"
    r"|teaser|summary|excerpt|abstract|sub(?:head\w*|title)|description|hero|snippet|promo|premium|paywall)(?:$|[\s_-])",
    re.IGNORECASE,
)
_SENTENCE_END = re.compile(r"[.!?…。！？:;\"”’»」』)）]\s*$")
_DIGITS = re.compile(r"\d+")
_UNSAID = ("script", "style", "noscript", "svg", "template", "rt", "rp")
_SAID = f".//text()[not({' or '.join(f'ancestor::{tag}' for tag in _UNSAID)})]"


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph as the page shows it: its words, the kind of place it stands in, and whether that is a teaser's."""

    element: HtmlElement
    text: str
    place: tuple[str, ...]
    teaser: bool


def blocks_of(tree: HtmlElement) -> list[Block]:
    """The page's paragraphs of prose in their order, but those in its frame and in boxes of other things."""
    found: list[Block] = []
    places = _Places(tree.getroottree().getroot())
    for element in tree.iter(*_TEXT):
        if (kind := places.kind(element)) == FRAME or not (told := _told(element)):
            continue
        if 2 * sum(len(words_of(link)) for link in element.iterfind(".//a")) > sum(map(len, told)):
            continue
        found += [Block(element, words, _place(element, len(told) > 1), kind == TEASER) for words in told]
        if len(found) >= MOSTBLOCKS:
            break
    return found


def _told(element: HtmlElement) -> list[str]:
    """The paragraphs of an element that are in no other one: all of its words, or those between its other elements."""
    if element.tag == "p" or not any(child.tag in BLOCKS for child in element):
        told = [words_of(element)]
    elif len(element.text or "") >= SENTENCE or any(len(child.tail or "") >= SENTENCE for child in element):
        told = list(_between(element))
    else:
        return []
    return [line for line in told if len(line) >= SENTENCE and (len(line) >= LEAST or _SENTENCE_END.search(line))]


def _between(element: HtmlElement) -> Iterator[str]:
    """The stretches of text that stand loose between the blocks of an element, or its line breaks."""
    pieces = [element.text or ""]
    for child in element:
        if child.tag in BLOCKS or child.tag == "br":
            yield " ".join("".join(pieces).split())
            pieces = []
        elif isinstance(child.tag, str) and child.tag not in _UNSAID:
            pieces.append(child.text_content())
        pieces.append(child.tail or "")
    yield " ".join("".join(pieces).split())


def words_of(element: HtmlElement) -> str:
    """The words of an element as a reader sees them: without scripts, and without the readings above characters."""
    if not len(element):
        return " ".join((element.text or "").split())
    if next(element.iter(*_UNSAID), None) is None:
        return line_of(element)
    return " ".join(" ".join("".join(element.xpath(_SAID)).split()).split())


class _Places:
    """The kind of place that each element of a page is."""

    def __init__(self, tree: HtmlElement) -> None:
        self._known: dict[HtmlElement, int] = {}
        self._paragraphs = sum(1 for _ in tree.iter("p"))

    def kind(self, element: HtmlElement) -> int:
        """CONTENT for the page's own, TEASER in one, or FRAME for its frame and boxes of something else."""
        if element in self._known:
            return self._known[element]
        if element.tag in _FRAME or unseen(element):
            kind = FRAME
        else:
            above = element.getparent()
            kind = CONTENT if above is None or above.tag == "html" else self.kind(above)
            if kind < FRAME and element.tag != "body":
                others, teaser = _named(element.get("class"), element.get("id"))
                if others and not _is_lead(element) and not self._holds_most(element):
                    kind = FRAME
                elif teaser:
                    kind = TEASER
        self._known[element] = kind
        return kind

    def _holds_most(self, element: HtmlElement) -> bool:
        """Whether most paragraphs of the page stand in an element: then it is no box, whatever its name says."""
        own = sum(1 for _ in element.iter("p"))
        return own >= MEMBERS and 2 * own > self._paragraphs


def _is_lead(element: HtmlElement) -> bool:
    """Whether a box of some other name calls itself a lead and is one: words alone, nothing to click or to fill in."""
    if not LEADS.search(element.get("class") or ""):
        return False
    return next(element.iter("a", "form", "input", "button", "img", "h2", "h3", "h4"), None) is None


@lru_cache(8_192)
def _named(name: str | None, own: str | None) -> tuple[bool, bool]:
    """Whether the class and the id of an element call it a box of something else, or a teaser."""
    named = f"{name or ''} {own or ''}".lower()
    return _OTHERS.search(named) is not None, _TEASERS.search(named) is not None


def unseen(element: HtmlElement) -> bool:
    """Whether an element says of itself that readers do not see it."""
    if element.get("hidden") is not None or element.get("aria-hidden") == "true":
        return True
    style = element.get("style")
    return style is not None and "display:none" in style.replace(" ", "").lower()


def _place(element: HtmlElement, loose: bool) -> tuple[str, ...]:
    """The two elements around a paragraph, by tag and class without numbers; loose: it is a part of an element."""
    place = ["li" if element.tag == "li" else "p"]
    for step in range(2):
        above = element if loose and not step else element.getparent()
        if above is None:
            break
        element = above
        place += [str(element.tag), _DIGITS.sub("", element.get("class") or "")]
    return tuple(place)
