"""Whether a page's text stands in its scripts' data rather than in what its HTML shows, and that text then."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from desk.text.scripts import weight
from sources.extract import body_text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.html import HtmlElement

    from sources.extract.facts.metadata import Facts

SHORT = 1_500  # letters of prose under which a page may be a shell, or show no more than its beginning
ONE_PIECE = 4_000  # letters of a text without paragraphs that may be the page's frame
HEAVY = 400_000  # characters of a page's scripts
_DESCRIBED = "//meta[@name='description' or @property='og:description' or @name='twitter:description']/@content"
MORE = 1.25  # times the prose that is shown: so much must the data hold


@contextmanager
def light(tree: HtmlElement, size: int) -> Iterator[None]:
    """A page whose scripts are large, without them for a while: whatever looks for a date reads all of them.

    size: bytes of the whole page; one that is small has no large scripts.
    """
    if size <= HEAVY:
        yield
        return
    scripts = [each for each in tree.iter("script") if each.text and "ld+json" not in (each.get("type") or "")]
    texts = [each.text for each in scripts]
    heavy = sum(map(len, texts)) > HEAVY
    for each in scripts if heavy else ():
        each.text = None
    try:
        yield
    finally:
        for each, text in zip(scripts, texts, strict=True) if heavy else ():
            each.text = text


def fuller(tree: HtmlElement, url: str, facts: Facts, titles: tuple[str, ...], shown: str) -> str:
    """The text out of the page's data where what it shows falls short of it; "" otherwise.

    titles: further wordings of the title, such as the feed's.
    """
    if not _falls_short(shown):
        return ""
    from sources.extract.state import agreement, article

    headings = tuple(filter(None, dict.fromkeys((*facts.headings, *titles))))
    addresses = (url, *([facts.canonical] if facts.canonical else ()))
    carried = article.read(tree, agreement.Told(addresses, headings, tuple(tree.xpath(_DESCRIBED)[:3])))
    return carried if prose(carried) > MORE * prose(shown) else ""


def _falls_short(shown: str) -> bool:
    found = prose(shown)
    return found < SHORT or (found < ONE_PIECE and "\n" not in shown)


def prose(text: str) -> int:
    """The letters of a text that stand in lines of prose, each line once, addresses left out."""
    once = "\n".join(line for line in dict.fromkeys(text.split("\n")) if not line.startswith(("http://", "https://")))
    return round(weight(once) * body_text.prose(once))
