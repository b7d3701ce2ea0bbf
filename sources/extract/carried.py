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
_STRETCHES = """//body//text()[string-length(.) > 60][not(parent::script or parent::style or parent::noscript
    or parent::template)]"""
MORE = 1.25  # times the prose that is shown: so much must the data hold
FAR_MORE = 2.0  # times what the page can show at all, whoever looks for it


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


class Data:
    """The article in a page's data, read when it is asked for.

    scripts: of the page, which may be out of its tree by now; titles: further wordings, such as the feed's.
    """

    def __init__(
        self, tree: HtmlElement, scripts: list[HtmlElement], url: str, facts: Facts, titles: tuple[str, ...]
    ) -> None:
        self._tree, self._scripts = tree, scripts
        self._addresses = (url, *([facts.canonical] if facts.canonical else ()))
        self._titles = tuple(filter(None, dict.fromkeys((*facts.headings, *titles))))
        self._text: str | None = None

    def instead(self, quick: str) -> str:
        """The text out of the data where it says far more than the whole page can show; "" otherwise.

        quick: what a glance found on the page. Where this gives a text, there is no need to look more thoroughly.
        """
        if not _falls_short(quick):
            return ""
        told = prose(self._read())
        return self._read() if told > MORE * prose(quick) and told > FAR_MORE * _visible(self._tree) else ""

    def fuller(self, shown: str) -> str:
        """The text out of the data where what the page shows falls short of it; "" otherwise."""
        if not _falls_short(shown):
            return ""
        return self._read() if prose(self._read()) > MORE * prose(shown) else ""

    def _read(self) -> str:
        if self._text is None:
            from sources.extract.state import agreement, article

            described = tuple(self._tree.xpath(_DESCRIBED)[:3])
            self._text = article.read(
                self._tree, self._scripts, agreement.Told(self._addresses, self._titles, described)
            )
        return self._text


def _visible(tree: HtmlElement) -> int:
    """The letters of a page's longer stretches of text, wherever they stand."""
    return sum(map(weight, tree.xpath(_STRETCHES)))


def _falls_short(shown: str) -> bool:
    found = prose(shown)
    return found < SHORT or (found < ONE_PIECE and "\n" not in shown)


def prose(text: str) -> int:
    """The letters of a text that stand in lines of prose, each line once, addresses left out."""
    once = "\n".join(line for line in dict.fromkeys(text.split("\n")) if not line.startswith(("http://", "https://")))
    return round(weight(once) * body_text.prose(once))
