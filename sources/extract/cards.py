"""Cards of other articles in a page: the words “You may also like” and what they stand above."""

from __future__ import annotations

from itertools import islice, takewhile
from typing import TYPE_CHECKING

from desk.cleaning import boilerplate
from sources.extract.html_tree import line_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.html import HtmlElement

MOST_HEADINGS = 300
LABEL, LABEL_STEPS = 80, 5  # characters of the words above cards; elements from a card's link to the card
CARD = 600  # characters of a card that stands for another article
_LABELS = ("p", "div", "span", "strong", "b")
_HEADINGS = ("h2", "h3", "h4", "h5", "h6")
_POINTER = "pointer to other articles"


def find(tree: HtmlElement) -> list[HtmlElement]:
    """Headings such as “You may also like” with the cards below them."""
    found: list[HtmlElement] = []
    rules = boilerplate.load()
    labels = dict.fromkeys([*islice(tree.iter(*_HEADINGS), MOST_HEADINGS), *_labels(tree)])
    for label in labels:
        words = line_of(label)
        if not 0 < len(words) <= LABEL or words.lower().startswith("click") or not rules.is_of(_POINTER, words):
            continue
        cards = list(_below(label))
        if label.tag not in _HEADINGS:  # less sure than a heading: what follows must look like a card
            cards = list(takewhile(_is_teaser, cards))
        if cards:
            found += [label, *cards]
    return found


def _labels(tree: HtmlElement) -> Iterator[HtmlElement]:
    """Short words that are no heading and stand right before a link, or before the box that begins with it."""
    for link in tree.iter("a"):
        at: HtmlElement | None = link
        for _ in range(LABEL_STEPS):
            before = None if at is None else at.getprevious()
            if before is not None and not _says(before):  # a picture
                before = before.getprevious()
            if before is not None:
                if before.tag in _LABELS and not len(before) and 0 < len(before.text or "") <= LABEL:
                    yield before
                break
            if at is None or ((at.text or "").strip() and at is not link):
                break
            at = at.getparent()


def _says(element: HtmlElement) -> bool:
    """Whether there are words in an element; told without putting all of them together, which may be half a page."""
    text = element.text
    return bool(text and text.strip()) or (len(element) > 0 and any(map(str.strip, element.itertext())))


def _is_teaser(element: HtmlElement) -> bool:
    """Whether an element is a card of another article: a headline that is a link, or little more than links."""
    headed = element.xpath("./descendant-or-self::*[self::h2 or self::h3 or self::h4 or self::h5][.//a or ancestor::a]")
    return bool(headed) or _is_link(element)


def _below(heading: HtmlElement) -> Iterator[HtmlElement]:
    """The cards that follow a heading: each with a link and few words."""
    at = heading
    while at.getnext() is None and at.getparent() is not None and at.getparent().tag not in ("article", "main", "body"):
        at = at.getparent()
    for each in at.itersiblings():
        if not isinstance(each.tag, str):
            continue
        links = len(each.xpath("./descendant-or-self::a[@href]"))
        size = len(line_of(each))
        if size and (not links or size > CARD * links or (each.tag == "p" and not _is_link(each))):
            return
        if each.tag in ("h2", "h3") and not links:
            return
        yield each


def _is_link(element: HtmlElement) -> bool:
    """Whether a paragraph is little more than a link."""
    linked = sum(len(line_of(link)) for link in element.iterfind(".//a"))
    return linked >= 0.5 * len(line_of(element))
