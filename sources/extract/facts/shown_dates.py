"""The date that a page shows its readers: a short line beside the headline, no ticker's, footer's or sentence's."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime
from itertools import chain, islice
from typing import TYPE_CHECKING

from sources.extract.facts.credits_noise import without_noise

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from lxml.html import HtmlElement

    from sources.extract.facts.date_reader import DateReader

LONG = 140  # characters of a paragraph in which the text has begun
BEFORE, AFTER = 40, 160  # elements looked at before and behind the headline
WORDS = 3  # beside a date make a line that ends as a sentence does one
_ENDS = (".", "!", "?", "…", "。", "！", "？")
SHORT = 64  # characters of a line that is little more than a date
_YEAR = re.compile(r"(?:19|20)\d\d|年|년|\d\d\.\d\d\.\d\d|令和")
_CHANGED = re.compile(
    r"updat|modif|revis|review|aktualis|mis à jour|mise à jour|actualiz|aggiorna|atualiz|обновл|изменен|zaktualiz"
    r"|bijgewerkt|oppdatert|uppdater|更新|수정|最終|güncel|diperbarui",
    re.IGNORECASE,
)
_WORD = re.compile(r"[^\W\d_]{2,}")
_SAID = re.compile(
    r"publi|posted|written|erschienen|veröffentlicht|опублик|公開|発行|등록|입력|发布|發布|yayın|dipublikasi|date|datum",
    re.IGNORECASE,
)
_ELSEWHERE = re.compile(
    r"(?:^|[\s_-])(?:related|recommend\w*|sidebar|ticker|widget|comments?|teasers?|promo\w*|latest|popular|trending|footer"
    r"|copyright|cards?|breaking|newsletter|most-read|read-next|event|archive|calendar|weather)(?:$|[\s_-])",
    re.IGNORECASE,
)
_OUTSIDE = frozenset(("footer", "nav", "aside", "script", "style", "noscript", "template", "form", "select", "button"))


@dataclass(frozen=True, slots=True)
class Shown:
    """Dates as (moment, whether it has a time of day): of publication, and of the last change."""

    published: tuple[datetime, bool] | None = None
    changed: tuple[datetime, bool] | None = None
    alone: bool = False  # the line of publication says nothing else


def read(tree: HtmlElement, reader: DateReader) -> Shown:
    """The first dates beside the headline: between it and the text, else above it."""
    heading = next((each for each in tree.iter("h1") if next(each.iterancestors("body"), None) is not None), None)
    if heading is None:
        return Shown()
    behind = _until_the_text(islice(_following(heading), AFTER))
    published = changed = None
    alone = False
    for element in chain(behind, islice(_preceding(heading), BEFORE)):
        if published:
            break
        for line, text, when in _lines(element, reader):
            if _CHANGED.search(line):
                changed = changed or when
            elif published is None:
                published, alone = when, _is_alone(element, text)
    return Shown(published, changed, alone)


def _is_alone(element: HtmlElement, text: str) -> bool:
    """Whether a line is a date and nothing else, and no picture's."""
    if any(above.tag in ("figure", "figcaption") for above in (element, *element.iterancestors())):
        return False
    return element.tag == "time" or not _WORD.search(without_noise(text))


def _following(element: HtmlElement) -> Iterator[HtmlElement]:
    """What begins behind the begin of an element, in page order."""
    yield from element.iterdescendants("*")
    for above in chain((element,), element.iterancestors()):
        for beside in above.itersiblings("*"):
            yield from beside.iter("*")


def _preceding(element: HtmlElement) -> Iterator[HtmlElement]:
    """What begins before an element, the nearest first, what it stands in included."""
    for above in chain((element,), element.iterancestors()):
        if above is not element:
            yield above
        for beside in above.itersiblings("*", preceding=True):
            yield from _backwards(beside)


def _backwards(element: HtmlElement) -> Iterator[HtmlElement]:
    for child in element.iterchildren("*", reversed=True):
        yield from _backwards(child)
    yield element


def _until_the_text(elements: Iterable[HtmlElement]) -> Iterator[HtmlElement]:
    """Elements up to the second long paragraph."""
    long = 0
    for element in elements:
        if element.tag == "p" and len(element.text_content()) >= LONG:
            long += 1
            if long == 2:
                return
            continue
        yield element


def _lines(element: HtmlElement, reader: DateReader) -> Iterator[tuple[str, str, tuple[datetime, bool]]]:
    """Short lines of an element that hold a date: with what stands before them, alone, and the date."""
    if element.tag in _OUTSIDE or element.tag in ("h1", "title", "html", "body", "a"):
        return
    given = _given(element, reader)
    texts = [given] if given else [element.text, *(child.tail for child in element)] if len(element) < 12 else []
    if 0 < len(element) <= 4 and not given and not any(_given(each, reader) for each in element.iter("time")):
        texts.append(element.text_content())
    for raw in texts:
        text = " ".join((raw or "").split())
        if not text or len(text) > 2 * SHORT or not (given or _YEAR.search(text)) or is_sentence(text):
            continue
        when = reader.read(text)
        before = " ".join(((given and element.text_content()) or "", _before(element)))
        told = f"{before} {text}"
        if when and (len(text) <= SHORT or _SAID.search(text) or _CHANGED.search(text)) and _of_the_page(element):
            yield told, text, when


def is_sentence(text: str) -> bool:
    """Whether a line with a date is a sentence of the text, which tells of that day."""
    return text.endswith(_ENDS) and not _SAID.search(text) and len(_WORD.findall(without_noise(text))) >= WORDS


def _given(element: HtmlElement, reader: DateReader) -> str | None:
    """The date that a `<time>` gives programs, if it is one: what it shows may be that of another day."""
    given = element.get("datetime") if element.tag == "time" else None
    return given if given and reader.read(given) else None


def _before(element: HtmlElement) -> str:
    """The few words that stand before an element in its line: "Updated on"."""
    parent, previous = element.getparent(), element.getprevious()
    words = previous.text_content() + (previous.tail or "") if previous is not None else ""
    if not words.strip() and parent is not None:
        words = parent.text or ""
        above = parent.getprevious()
        if not words.strip() and above is not None:
            words = above.text_content() + (above.tail or "")
    words = " ".join(words.split())
    own = " ".join((element.get("class") or "", (parent.get("class") or "") if parent is not None else ""))
    return f"{words if len(words) <= 40 else ''} {own}"


def _of_the_page(element: HtmlElement) -> bool:
    for one in chain((element,), element.iterancestors()):
        if one.tag in ("body", "html", "article", "main"):
            return True
        if one.tag in _OUTSIDE or _ELSEWHERE.search(f"{one.get('class') or ''} {one.get('id') or ''}"):
            return False
        if one.tag == "a" and one is not element and len(one.text_content()) > 2 * SHORT:
            return False
    return True
