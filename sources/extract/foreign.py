"""What stands in a page and is not its article: hidden, struck out, teasers of other articles, boxes that ask for an
address. It is taken out of the tree before extraction, and told; words that extraction would lose are made safe.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from sources.extract import cards
from sources.extract.html_tree import line_of

if TYPE_CHECKING:
    from lxml.html import HtmlElement

MOST_HIDDEN = 400  # characters of what is hidden for good; more is shown in the end, by a script or a click
BOX = 700  # characters of a newsletter box or a biography
CAPTION = 160  # characters of a line that only says what a picture shows
_UNSEEN = ("sr-only", "screen-reader", "visually-hidden", "visuallyhidden")  # within a class
_MAY_BE_UNSEEN = "descendant-or-self::*[@class or @hidden or @aria-hidden]"
_STRUCK = ("del", "s", "strike")
_BOXES = ("div", "section", "aside", "p", "footer")
_BIO = ("bio", "author-", "author_", "about-the-author", "authorbox")
_BIO_NAME = re.compile(
    r"(?:^|[\s_-])(?:bio|biography|author[-_]?(?:bio|box|info|card|profile|description|about|block|details)"
    r"|about[-_](?:the[-_])?author|(?:post|article|entry)[-_]author[-_](?:bio|box))(?:$|[\s_-])",
    re.IGNORECASE,
)
_INITIAL, _LETTER = re.compile(r"initial|drop-?cap", re.IGNORECASE), re.compile(r"[^\W\d_]")
_SENTENCE_ENDS = tuple('.!?…。！？:;"”’»」』')
_POWER = re.compile(r"[-+−]?\d{1,4}")
_INLINE_PARENTS = frozenset(("p", "li", "span", "em", "strong", "b", "i", "td", "blockquote", "a", "dd", "font", "div"))


def take_out(tree: HtmlElement) -> list[tuple[str, str]]:
    """Take foreign things out of a parsed page; what was taken, a line each, with the reason."""
    _mend_inline(tree)
    _mend_raised(tree)
    _mend_initials(tree)
    _dropped(
        list(tree.iter("rt", "rp", "rtc"))
    )  # how characters are read aloud, above them: not told, as it is no loss
    gone = [(line, "hidden from readers") for line in _hidden(tree)]
    gone += [(line, "struck out") for line in _dropped(list(tree.iter(*_STRUCK)))]
    gone += [(line, "caption of a picture") for line in _dropped(_captions(tree))]
    gone += [(line, "newsletter box") for line in _dropped(_boxes(tree))]
    gone += [(line, "the author's biography") for line in _dropped(_biographies(tree))]
    return gone + [(line, "teasers of other articles") for line in _dropped(cards.find(tree))]


def _mend_inline(tree: HtmlElement) -> None:
    """Keep the words of a `<time>` within a sentence, and the marks of a `<q>`."""
    for element in list(tree.iter("time", "q")):
        if element.tag == "q":
            element.text = f"“{element.text or ''}"
            last = element[-1] if len(element) else None
            if last is None:
                element.text += "”"
            else:
                last.tail = f"{last.tail or ''}”"
            element.tag = "span"
        elif _within_sentence(element):
            element.tag = "span"


def _mend_raised(tree: HtmlElement) -> None:
    """Write a power as 10^12, not as 1012; a footnote's mark is no part of the word before it."""
    for element in list(tree.iter("sup")):
        above, before = element.getparent(), element.getprevious()
        if above is None:  # within a mark that went before
            continue
        raised, stands = line_of(element), (above.text if before is None else before.tail) or ""
        if element.xpath(".//a[starts-with(@href, '#')]"):
            element.drop_tree()
        elif _POWER.fullmatch(raised) and stands[-1:].isdigit():
            element.text = f"^{element.text or ''}"


def _mend_initials(tree: HtmlElement) -> None:
    """Put a large first letter to the rest of its word."""
    for element in [each for each in tree.iter("span") if _INITIAL.search(each.get("class", ""))]:
        if not _LETTER.fullmatch(line_of(element)):
            continue
        last = element
        while (
            not last.tail and last.getnext() is None and last.getparent() is not None and last.getparent().tag == "span"
        ):
            last = last.getparent()
        behind = last.getnext()
        rest = (last.tail or "").lstrip() or (line_of(behind) if behind is not None else "")
        if rest[:1].islower():
            last.tail = (last.tail or "").lstrip()


def _captions(tree: HtmlElement) -> list[HtmlElement]:
    """Paragraphs in one piece of emphasis with a picture in them, or right below one, that are no sentence."""
    found = []
    for element in tree.iter("em", "i"):
        above, words = element.getparent(), line_of(element)
        if above is None or above.tag != "p" or not 0 < len(words) <= CAPTION or words.endswith(_SENTENCE_ENDS):
            continue
        if line_of(above) == words and (_has_picture(above) or _is_picture(above.getprevious())):
            found.append(above)
    return found


def _is_picture(element: HtmlElement | None) -> bool:
    return element is not None and not line_of(element) and _has_picture(element)


def _has_picture(element: HtmlElement) -> bool:
    return next(element.iter("img", "picture"), None) is not None


def _within_sentence(element: HtmlElement) -> bool:
    """Whether a date stands amid words, and is no line of its own such as a byline's."""
    above = element.getparent()
    if above is None or above.tag not in _INLINE_PARENTS:
        return False
    behind = (element.tail or "").strip()
    return len(behind) > 1 and len(line_of(above)) - len(line_of(element)) >= 40


def _hidden(tree: HtmlElement) -> list[str]:
    named = tree.xpath(_MAY_BE_UNSEEN)
    return _dropped([each for each in named if _unseen(each) and len(line_of(each)) <= MOST_HIDDEN])


def _unseen(element: HtmlElement) -> bool:
    """Whether an element says that readers do not see it: by its class, or by its attributes."""
    named = element.get("class")
    if named and _says_unseen(named) and element.tag not in ("body", "html"):
        return True
    hidden = element.get("hidden", "until-found") != "until-found" or element.get("aria-hidden") == "true"
    return hidden and element.tag not in ("svg", "i")


@lru_cache(8_192)  # of the classes of a page, and of its site's next one, most were seen before
def _says_unseen(named: str) -> bool:
    return any(name in named for name in _UNSEEN)


def _dropped(elements: list[HtmlElement]) -> list[str]:
    """Take elements out of the tree, and tell their words."""
    lines = []
    for element in elements:
        if element.getparent() is None:
            continue
        lines.append(line_of(element))
        element.drop_tree()
    return [line for line in lines if line]


def _boxes(tree: HtmlElement) -> list[HtmlElement]:
    """The boxes around fields for an address: as large as they can be without a paragraph of the article in them."""
    found = []
    for field in [each for each in tree.iter("input") if _asks_for_mail(each)][:20]:
        box = field
        for above in field.iterancestors():
            if above.tag in ("body", "main", "article", "html") or len(line_of(above)) > BOX:
                break
            box = above
        if box is not field:
            found.append(box)
    return found


def _asks_for_mail(field: HtmlElement) -> bool:
    return field.get("type") == "email" or "email" in field.get("name", "") or "@" in field.get("placeholder", "")


def _biographies(tree: HtmlElement) -> list[HtmlElement]:
    """Boxes named so, behind the text: what stands above it is the byline, which others read."""
    named = [each for each in tree.iter(*_BOXES) if (own := each.get("class")) and _says_biography(own)]
    return [
        each
        for each in named[:50]
        if _BIO_NAME.search(each.get("class")) and 40 <= len(line_of(each)) <= BOX and each.find(".//h1") is None
    ]


@lru_cache(8_192)
def _says_biography(named: str) -> bool:
    return any(name in named for name in _BIO)
