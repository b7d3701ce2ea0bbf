"""The standfirst: the lines between the headline and the text that sum an article up, as the page shows them.

Extraction takes them for a part of the page's frame where they stand outside the text's own element. What the page
gives as its description tells them: a paragraph that says just that, and is no headline, caption or link, is the one.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from sources.extract.facts.titles import folded, tidy
from sources.extract.html_tree import line_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.html import HtmlElement

    from sources.extract.facts.jsonld import Node

LEAST, LONGEST = 40, 1_000  # letters and digits of a description worth looking for; characters that are read of it
_STEPS = 4  # from the first words to the element that holds the whole standfirst: links, emphasis
_PLACES = 8  # places with the same first words that are looked at
_FRAME = frozenset(
    ("a", "nav", "footer", "aside", "figure", "figcaption", "button", "form", "noscript", "template", "script", "style")
)
_OPENED = (
    "//body//text()[not(parent::script or parent::style)][contains(., $word)]"
    "[starts-with(normalize-space(.), $opening)]"
)
_CUT = re.compile(r"(?:\.{2,}|…|[^\W_])\s*$")  # ends in the middle of a sentence
_QUOTE = re.compile("[\"'‘’‚‛“”„«»‹›&\u00a0]")  # what a description and the page may write in different ways


def read(tree: HtmlElement, metas: dict[str, list[str]], node: Node, headings: tuple[str, ...]) -> str:
    """The standfirst of a page, one line; "" when it shows none. headings: wordings of the title, which is none."""
    titled = {folded(heading) for heading in headings}
    for said in _descriptions(metas, node):
        if len(folded(said)) >= LEAST and folded(said) not in titled and (shown := _shown(tree, said)):
            return shown if folded(shown) not in titled else ""
    return ""


def above(standfirst: str, text: str) -> str:
    """The text with its standfirst as first line, unless it says that already or is empty."""
    if not text or not standfirst or folded(standfirst)[:LEAST] in folded(text):
        return text
    return f"{standfirst}\n{text}"


def _descriptions(metas: dict[str, list[str]], node: Node) -> list[str]:
    """What the page gives as its description, each wording once."""
    names = ("og:description", "description", "twitter:description")
    given = [raw for name in names for raw in metas.get(name, ())[:1]]
    return list(dict.fromkeys(tidy(raw, LONGEST) for raw in (*given, node.get("description"))))


def _shown(tree: HtmlElement, said: str) -> str:
    """The paragraph of the page that says this, whole; "" when there is none."""
    opening = _QUOTE.split(said[:20])[0].strip()
    if len(opening) < 8:
        return ""
    for words in tree.xpath(_OPENED, opening=opening, word=opening.split()[0])[:_PLACES]:
        told = ((element, line_of(element)) for element in _around(words))
        element, shown = next(((element, shown) for element, shown in told if _says(shown, said)), (None, ""))
        if element is not None and not _framed(element):
            return shown
    return ""


def _around(words: Any) -> Iterator[HtmlElement]:
    """The element of a stretch of text and those around it, the smallest first."""
    element = words.getparent()
    element = element.getparent() if words.is_tail and element is not None else element
    for _ in range(_STEPS):
        if element is None or element.tag in ("body", "html"):
            return
        yield element
        element = element.getparent()


def _says(shown: str, said: str) -> bool:
    """Whether a paragraph is the description (with the place in front: "Vellmar. …"), or goes on where that was cut."""
    longest = 3.0 if _CUT.search(said) else 1.15
    return len(shown) <= longest * len(said) and folded(said) in folded(shown)


def _framed(element: HtmlElement) -> bool:
    """Whether an element is a link, a caption or a part of the page's frame."""
    return any(above.tag in _FRAME for above in (element, *element.iterancestors()))
