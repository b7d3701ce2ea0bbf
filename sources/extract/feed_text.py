"""The text of an article as its feed carried it: an HTML fragment, already without navigation."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from sources.extract.body_text import covered

if TYPE_CHECKING:
    from desk.models import Lead

LARGEST = 4_000_000  # characters
FULLER = 1.2  # so much longer than the page's text, the feed's text takes its place
_BLOCKS = frozenset(
    ("p", "br", "div", "li", "blockquote", "h1", "h2", "h3", "h4", "h5", "h6", "tr", "pre", "section", "ul", "ol")
)
# what lxml does not take, also when an entity stands for it
_CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
_DROPPED = ("title", "script", "style", "figure", "iframe", "noscript", "form", "button", "svg")


def read(lead: Lead | None) -> str:
    """The paragraphs of the lead's full content, one a line; empty without one."""
    return text_of(lead.content) if lead and lead.content else ""


def text_of(markup: str) -> str:
    """The paragraphs of an HTML fragment or of plain text, one a line."""
    from lxml import etree, html

    whole = f"<html><body><div>{_CONTROLS.sub(' ', markup[:LARGEST])}</div></body></html>"
    try:
        root = html.document_fromstring(whole)
    except (etree.LxmlError, ValueError):
        return ""
    etree.strip_elements(root, *_DROPPED, etree.Comment, with_tail=False)
    for element in root.iter(*_BLOCKS):
        element.text = "\n" + _CONTROLS.sub(" ", element.text or "")
        element.tail = "\n" + _CONTROLS.sub(" ", element.tail or "")
    return _lines("".join(str(text) for text in root.itertext()))


def fuller(page: str, feed: str) -> bool:
    """Whether the feed's text should stand in place of the page's: clearly longer, and not of something else."""
    return len(feed) > FULLER * len(page) and (len(page) < 250 or covered(page, feed) >= 0.5)


def _lines(text: str) -> str:
    return "\n".join(filter(None, (" ".join(line.split()) for line in text.split("\n"))))
