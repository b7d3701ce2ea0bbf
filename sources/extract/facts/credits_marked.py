"""Who wrote a page, as its markup names it: an element that is called author, byline, writer or the like.

The names are those that trafilatura looks for (`AUTHOR_XPATHS`), in its order. Its three searches of a copy of the page
take a tenth of reading it; here its elements are looked at once, and what their classes say is remembered.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from lxml import etree

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.html import HtmlElement

LONGEST = 120  # characters of a credit
BREAK = "\x1f"  # where a line of a credit ends
_IN_LINE = frozenset(("a", "abbr", "b", "cite", "em", "font", "i", "span", "strong", "u"))
_SURE = frozenset(("a", "address", "div", "link", "p", "span", "strong"))
_LIKELY = frozenset(("a", "div", "h3", "h4", "p", "span"))
_SURE_CLASS = re.compile(r"author-?name|AuthorName|authorName")
_LIKELY_CLASS = re.compile(r"author|channel-name|zuozhe|bianji|xiaobian|submitted-by|posted-by|journalist-name")
_LIKELY_ID = re.compile(r"author|zuozhe|bianji|xiaobian")
_BARE_CLASSES = frozenset(("byline", "username", "byl", "BBL"))
_ANY_CLASS = re.compile(r"[Aa]uthor|screenname|writer|[Bb]yline")
_SEEN_THROUGH = re.compile(
    r"(?:editor[ae]?s?|editing|penyunting|redaktør|redaktör|editör|编辑|編輯|교열|편집)\s*[:：]\s*$"
    r"|(?:edited|reviewed|checked|approved|translated|photographed)\s+by\s*:?\s*$|(?:photos?|fotos?)\s*(?::|by)\s*$",
    re.IGNORECASE,
)
_OTHERS = frozenset(("a", "div", "section", "span"))
_OTHERS_ID = re.compile(r"^comments|comment-?list|ProductReviews")
_OTHERS_CLASS = re.compile(
    r"^[Cc]omments|commentlist|comments-list|sidebar|is-hidden|quote|embedly-instagram|article-(?:share|support)|print"
    r"|category|meta-date|meta-reviewer|(?:^|[\s_-])(?:bio|description|job-?title|excerpt)(?:$|[\s_-])"
)


def read(tree: HtmlElement) -> Iterator[str]:
    """The credits of a page, the surest first, each its lines parted by line breaks."""
    kinds: tuple[list[HtmlElement], ...] = ([], [], [])
    for element in tree.iter("*"):
        for kind in _kinds(element):
            kinds[kind].append(element)
    for element in (each for elements in kinds for each in elements):
        if not _of_others(element) and 1 < len(told := credit(element)) < LONGEST:
            yield told


def is_editor(tree: HtmlElement, name: str) -> bool:
    """Whether the page shows a name behind a word for who edited or reviewed it."""
    return any((each.text or "").strip() == name and _of_others(each) for each in tree.iter("a", "span", "b", "strong"))


def _kinds(element: HtmlElement) -> tuple[int, ...]:
    """Which kinds of credit an element is: 0 by a name that says so, 1 likely, 2 at best."""
    kinds = _called(element.tag, element.get("class"), element.get("id"))
    if item := element.get("itemprop"):
        if "author" in item:
            kinds = (*kinds, *((1,) if element.tag in _LIKELY else ()), 2)
        if item == "author name" and element.tag in _SURE:
            kinds = (*kinds, 0)
    if element.tag in _SURE and (
        element.get("rel") == "author" or element.get("data-testid") in ("AuthorCard", "AuthorURL")
    ):
        kinds = (*kinds, 0)
    if "Byline" in element.get("data-component", ""):
        kinds = (*kinds, 2)
    return tuple(dict.fromkeys(kinds)) if len(kinds) > 1 else kinds


@lru_cache(8_192)  # of the classes of a page, and of its site's next one, most were seen before
def _called(tag: str, named: str | None, own: str | None) -> tuple[int, ...]:
    """The kinds of credit that the tag, class and id of an element name."""
    named, own = named or "", own or ""
    kinds = []
    if tag == "author" or (tag in _SURE and ("author" in (named, own) or _SURE_CLASS.search(named))):
        kinds.append(0)
    if tag in _LIKELY and (named in _BARE_CLASSES or _LIKELY_ID.search(own) or _LIKELY_CLASS.search(named)):
        kinds.append(1)
    if "author" in own.replace("Author", "author") or _ANY_CLASS.search(named):
        kinds.append(2)
    return tuple(kinds)


def credit(element: HtmlElement) -> str:
    """The words of an element, without those of comments, quotations and dates; "" where they are too long."""
    if any(_is_other(above) for above in element.iterancestors()):
        return ""
    pieces, size = [], 0
    for piece in _pieces(element):
        pieces.append(piece)
        size += len(piece.strip())
        if size > LONGEST:
            return ""
    lines = (" ".join(line.split()) for line in "".join(pieces).split(BREAK))
    return "\n".join(filter(None, lines))


def _of_others(element: HtmlElement) -> bool:
    """Whether the words before an element credit who saw the text through: "Editor: ", "Reviewed by "."""
    parent, previous = element.getparent(), element.getprevious()
    stands = previous.tail if previous is not None else parent.text if parent is not None else ""
    before = " ".join((stands or "").split())
    return bool(len(before) < 40 and _SEEN_THROUGH.search(before))


def _pieces(element: HtmlElement) -> Iterator[str]:
    """The stretches of text within an element, but those of other things; a BREAK where a block begins or ends."""
    walk = etree.iterwalk(element, events=("start", "end"))
    for event, node in walk:
        edge = BREAK if node.tag not in _IN_LINE or _is_other(node) else " " if node.tag == "span" else ""
        if event == "end":
            yield edge + ((node.tail if node is not element else "") or "")
        elif _is_other(node):
            yield edge
            walk.skip_subtree()
        else:
            yield edge + (node.text or "")


def _is_other(element: HtmlElement) -> bool:
    """Whether an element holds comments, a quotation, a date, a picture."""
    if element.tag in ("time", "figure"):
        return True
    if element.tag not in _OTHERS:
        return False
    return _other(element.get("class") or "", element.get("id") or "") or "Figure" in element.get("data-component", "")


@lru_cache(8_192)
def _other(named: str, own: str) -> bool:
    if own == "comments" or named in ("comments", "title", "date"):
        return True
    return bool(_OTHERS_ID.search(own) or _OTHERS_CLASS.search(named))
