"""The text of a page's article: trafilatura, quick first, thorough when that found little."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from sources.titles import tidy

if TYPE_CHECKING:
    from lxml.html import HtmlElement

SHORT = 1_000  # characters under which the thorough pass is tried as well
_WORD = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3]|[^\W_\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3]+")
_TAG = re.compile(r"<[^>]{1,400}>")
_BREAK = re.compile(r"</?(?:p|br|div|h\d|li|blockquote)\b[^>]{0,200}>", re.IGNORECASE)


def read(tree: HtmlElement, url: str, declared: str = "") -> str:
    """The article's paragraphs, one a line; empty when there is no text.

    declared: the page's JSON-LD articleBody, taken where it holds what was found and not much less, or where
    little was found.
    """
    text = _extracted(tree, url, fast=True)
    if len(text) < SHORT:
        text = max(text, _extracted(tree, url, fast=False), key=len)
    return fuller(text, plain(declared)) if declared else text


def fuller(text: str, declared: str) -> str:
    """`declared` when it covers half of `text` and has .6 of its length, or when `text` is nearly nothing."""
    if len(text) < 250 and len(declared) > 2 * len(text):
        return declared
    if "\n" not in declared or len(declared) < 0.6 * len(text) or len(declared) <= len(text):
        return text
    return declared if covered(text, declared) >= 0.5 else text


def covered(text: str, other: str) -> float:
    """The share of the four-word runs of `text` that stand in `other`."""
    runs, others = _runs(text), _runs(other)
    return sum((runs & others).values()) / max(1, runs.total())


def plain(markup: str) -> str:
    """The paragraphs of an HTML fragment or of plain text."""
    lines = _TAG.sub("", _BREAK.sub("\n", markup)).split("\n")
    return "\n".join(filter(None, (tidy(line, longest=len(line)) for line in lines)))


def _extracted(tree: HtmlElement, url: str, *, fast: bool) -> str:
    from trafilatura.core import bare_extraction

    found = bare_extraction(tree, url=url, fast=fast, include_comments=False, with_metadata=False)
    return (getattr(found, "text", None) or "") if found is not None else ""


def _runs(text: str) -> Counter[tuple[str, ...]]:
    words = _WORD.findall(text.casefold())
    return Counter(zip(words, words[1:], words[2:], words[3:], strict=False))
