"""Whether a page that was read is a wall, and no article: by its title, or by most of its sentences."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from desk.errors import ExtractError
from desk.text.scripts import DENSE, weight
from sources.extract.walls import kinds

if TYPE_CHECKING:
    from lxml.html import HtmlElement

    from desk.models import Page
    from sources.extract.walls.kinds import Wall

MOST = 1_500  # letters of such a page: an article that quotes one is longer
MOST_NOTICE = 6_000  # letters of a notice that names its 812 partners: nearly all of its sentences must be of the kind
SHARE, SHARE_OF_NOTICE = 0.5, 0.75  # of its letters in sentences of a wall
FEW = 60  # letters of what is no sentence: the name of a section, of the site, of a button
_ENDS = re.compile(r"[^\W\d_]{2}[.!?。！？؟।»”\")]*[.!?。！？؟।]")
_SENTENCE = re.compile(r"(?<=[.!?…])\s+|(?<=[。！？])|\n")
_WORD = re.compile(rf"[^\W_]{{3,}}|[{DENSE}]{{2}}")
_SHOWN = "//body//text()[not(ancestor::script or ancestor::style or ancestor::noscript or ancestor::template)]"
_NO_WORDS = re.compile(r"[\W\d_]*")
_TAIL = re.compile(r"\s[|·–—-]\s")  # before the site's name behind a title


def refuse(page: Page, tree: HtmlElement, text: str, title: str, told: str = "") -> None:
    """ExtractError when the page is such a one.

    text: what was found as its article; title: the page's own; told: the one its feed gave.
    """
    if weight(text[: MOST_NOTICE + 1]) > MOST_NOTICE:
        return
    shown = text or _shown(tree)
    window = " ".join((tree.findtext(".//title") or "").split())
    own = [each for each in (title, window) if each]
    if wall := _wall(shown, own, [*own, *filter(None, [told])]):
        excerpt = " ".join((shown or window)[:120].split())[:60]
        raise ExtractError(page.final_url, f"shows no article but {wall.reason} (“{excerpt}”)")
    if text and is_few(text):
        raise ExtractError(page.final_url, f"shows no article but a few words (“{' '.join(text.split())[:60]}”)")


def is_few(text: str) -> bool:
    """Whether a text is a few words and no sentence: what is left of a wall, or of a page without a text."""
    return weight(text[: 4 * FEW]) < FEW and not _ENDS.search(text)


def _shown(tree: HtmlElement) -> str:
    """The words that a reader sees on a page without an article, a line each."""
    found, size = [], 0
    for piece in tree.xpath(_SHOWN):
        line = " ".join(piece.split())
        size += len(line)
        if size > MOST_NOTICE:
            break
        found.append(line)
    return "\n".join(filter(None, found))


def _wall(text: str, own: list[str], titles: list[str]) -> Wall | None:
    """The kind of wall that a text is; None for an article, and for nothing at all."""
    for bare in dict.fromkeys(_TAIL.split(title)[0].strip() for title in own):
        if found := kinds.load().named(bare):
            return found
    size = weight(text)
    if not text or (size > MOST and not _mostly(text, SHARE_OF_NOTICE)):
        return None
    found = _mostly(text, SHARE)
    return None if found is None or _speaks_of(text, titles) else found


def _mostly(text: str, share: float) -> Wall | None:
    """The wall whose sentences, with those of its like, make up the given share of a text."""
    said: dict[Wall, int] = {}
    lines = dict.fromkeys(sentence.strip() for sentence in _SENTENCE.split(text))
    sizes = {line: weight(line) for line in lines if line and not _NO_WORDS.fullmatch(line)}
    unsaid, most = 0, (1 - share) * sum(sizes.values())
    for line in sorted(sizes, key=sizes.__getitem__, reverse=True):  # mostly soon: nearly every page is an article
        if wall := kinds.load().of(line):
            said[wall] = said.get(wall, 0) + sizes[line]
        elif (unsaid := unsaid + sizes[line]) > most:
            return None
    return max(said, key=lambda wall: said[wall]) if said else None


def _speaks_of(text: str, titles: list[str]) -> bool:
    """Whether a text says what one of its titles says, and more: then it is an article, be it one on such walls."""
    words = set(_WORD.findall(text.casefold()))
    for title in titles:
        own = set(_WORD.findall(title.casefold()))
        if len(own) >= 3 and len(own & words) >= 0.5 * len(own) and weight(text) > 2 * weight(title):
            return True
    return False
