"""The page's own article in its data: the longest run of prose that goes with the page's headline or address."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from desk.text.scripts import weight
from sources.extract.facts.titles import folded
from sources.extract.feed_text import text_of
from sources.extract.state import agreement, prose, scripts, vocabulary
from sources.extract.state.literal import decode
from sources.extract.state.tokens import NoDataError

if TYPE_CHECKING:
    from collections.abc import Iterable

    from lxml.html import HtmlElement

LEAST = 250  # letters (Latin equivalents) of an article worth taking
SHORT = LEAST // 3  # characters of a string that holds none: a dense script says as much in a third
MOST_CANDIDATES = 4_000
MOST_INNER = 2_000_000  # characters of data within strings that is read
_TITLES = vocabulary.TITLES | {"name"}
_LEADS = vocabulary.words(
    """lead leadtext lede teaser dek deck perex standfirst intro introduction subtitle subheadline chapo sapo entradilla
    bajada sommario preamble ingress kickertext summary anons drophead abstract"""
)


@dataclass(frozen=True, slots=True)
class _Candidate:
    value: Any
    above: tuple[dict[str, Any], ...]  # the objects it stands in, the nearest first
    line: tuple[int, ...]  # the containers it stands in
    size: int  # letters of prose


@dataclass
class _Search:
    told: agreement.Told
    reader: prose.Reader = field(default_factory=prose.Reader)
    found: list[_Candidate] = field(default_factory=list)
    seen: set[int] = field(default_factory=set)
    kept: list[Any] = field(default_factory=list)
    inner: int = 0
    shown: str = ""  # the page's description where an element of the page shows it

    def walk(self, value: Any, above: tuple[dict[str, Any], ...], line: tuple[int, ...], depth: int) -> None:
        """Every list, and every long string, is a candidate, but for those of related articles and comments."""
        if depth > prose.DEEPEST or len(self.found) >= MOST_CANDIDATES or len(self.seen) > prose.MOST_STEPS:
            return
        if isinstance(value, str):
            self._string(value, above, line, depth)
            return
        if not isinstance(value, list | dict) or id(value) in self.seen:
            return
        self.seen.add(id(value))
        self.kept.append(value)
        if isinstance(value, dict):
            above = (value, *above[:7])
            line = (*line, id(value))
            for key, each in value.items():
                if _worth(each) and not (isinstance(key, str) and vocabulary.is_foreign(key)):
                    self.walk(each, above, line, depth + 1)
            return
        if prose.is_element(value):
            self._element(value)
        several = is_list_of_articles(value)
        if not several and len(value) > 1:
            size = sum(_prose(each) for each in self.reader.paragraphs(value))
            if size >= LEAST:
                self.found.append(_Candidate(value, above, line, size))
        line = (*line, id(value))
        for each in value:
            if _worth(each):
                self.walk(each, above, line, depth + 1)

    def _element(self, value: list[Any]) -> None:
        props = value[3] if isinstance(value[3], dict) else {}
        said = props.get("children")
        if value[1] not in ("meta", "title", "script") and isinstance(said, str) and len(said) >= 40:
            described = any(folded(said) == folded(each) for each in self.told.descriptions)
            self.shown = said if described else self.shown

    def _string(self, value: str, above: tuple[dict[str, Any], ...], line: tuple[int, ...], depth: int) -> None:
        if len(value) < SHORT:
            return
        if value[:1] in "{[" and self.inner < MOST_INNER:
            self.inner += len(value)
            try:
                inner, end = decode(value)
            except NoDataError:
                return
            if end > 0.9 * len(value):
                self.collect(inner)
                self.walk(inner, above, line, depth + 1)
            return
        if (size := _prose(value)) >= LEAST:
            self.found.append(_Candidate(value, above, line, size))

    def collect(self, value: Any) -> None:
        """Keep the entities of a normalised cache, by name."""
        if isinstance(value, dict):
            for key, each in value.items():
                if isinstance(each, dict) and "__typename" in each:
                    self.reader.entities.setdefault(str(key), each)
                elif key == "ROOT_QUERY" or (isinstance(each, dict) and "ROOT_QUERY" in each):
                    self.collect(each)


def read(tree: HtmlElement, code: list[HtmlElement], told: agreement.Told) -> str:
    """The article that a page carries as data, in its scripts or attributes; "" without one, or with another page's."""
    return find(scripts.values(tree, code), told)


def find(values: Iterable[Any], told: agreement.Told) -> str:
    """The article's paragraphs, one a line; "" when the data hold none, or another page's."""
    search = _Search(told)
    every = list(values)
    for value in every:
        search.collect(value)
    for value in every:
        search.walk(value, (), (), 0)
    ranked = sorted(search.found, key=lambda each: -each.size)
    best: tuple[float, _Candidate] | None = None
    for each in ranked[:60]:
        fit = _fit(each, search, told)
        if fit and (best is None or fit * each.size > best[0] * 1.001):
            best = (fit * each.size, each)
    if best is None:
        return ""
    chosen = best[1]
    for each in ranked:
        if id(chosen.value) in each.line and each.size >= 0.75 * chosen.size and _fit(each, search, told) > 0:
            chosen = each
    return _text(chosen, search)


def _fit(each: _Candidate, search: _Search, told: agreement.Told) -> float:
    """How well a candidate goes with the page: 1 by its object's title or address, less by its words, 0 not at all.

    Where its own object bears another headline, the titles of articles beside it are theirs and not its own.
    """
    text = _plain(each, search)
    spoken = agreement.says(text, told)
    holders = (
        {id(found.above[0]) for found in search.found if found.above} if _is_of_another(each, told) else set[int]()
    )
    for above in each.above:
        described = {key: value for key, value in above.items() if id(value) not in holders} if holders else above
        titles, addresses = (
            agreement.strings_named(described, _TITLES, 300),
            agreement.strings_named(described, agreement.ADDRESSES, 400),
        )
        if any(agreement.same_title(title, told.titles) for title in titles) or any(
            agreement.same_address(address, told.urls) for address in addresses
        ):
            return 1.0
        if titles and addresses and not spoken >= 0.6:
            return 0.0
    return spoken if spoken >= 0.4 else 0.0


def _is_of_another(each: _Candidate, told: agreement.Told) -> bool:
    """Whether a text's own object bears a headline, and none of the page's."""
    own = {key: value for key, value in each.above[0].items() if isinstance(value, str)} if each.above else {}
    titles = agreement.strings_named(own, _TITLES, 300)
    headlines = [title for title in titles if len(title) >= 16 or " " in title.strip()]
    return bool(headlines) and not any(agreement.same_title(title, told.titles) for title in titles)


def is_list_of_articles(value: list[Any]) -> bool:
    """Whether a list holds several articles, or teasers of them: each with its title and its address."""
    marked = sum(
        isinstance(each, dict)
        and any(isinstance(key, str) and vocabulary.named(key) & _TITLES for key in each)
        and any(isinstance(key, str) and vocabulary.named(key) & (agreement.ADDRESSES - {"id", "link"}) for key in each)
        for each in value
    )
    return marked >= 2 and marked * 2 >= len(value)


def _worth(value: Any) -> bool:
    """Whether a value may hold an article: most of a state are numbers, marks and short strings."""
    return len(value) >= SHORT if isinstance(value, str) else isinstance(value, list | dict) and bool(value)


def _prose(text: str) -> int:
    """The letters of a stretch that are prose."""
    if len(text) < 40:
        return 0
    size = weight(agreement.TAG.sub("", text) if "<" in text else text)
    if size < 40 or prose.machine(text) or (" " not in text and text.isascii()):
        return 0
    return size


def _plain(each: _Candidate, search: _Search) -> str:
    value = each.value
    return value if isinstance(value, str) else " ".join(search.reader.paragraphs(value))


def _text(each: _Candidate, search: _Search) -> str:
    """The paragraphs of the article that was found, its lead above them."""
    value = each.value
    pieces = [value] if isinstance(value, str) else search.reader.paragraphs(value)
    lines = [line for piece in pieces for line in _lines(piece)]
    kept = list(dict.fromkeys(lines))  # what an object and its parts both say
    lead = _lead(each, kept, search)
    return "\n".join([*([lead] if lead else []), *kept])


def _lines(piece: str) -> list[str]:
    if "<" in piece or "&" in piece:
        return text_of(piece).split("\n")
    return [" ".join(line.split()) for line in piece.split("\n") if line.strip()]


def _lead(each: _Candidate, lines: list[str], search: _Search) -> str:
    """The lead that stands beside the text in its object, when the text does not say it; the described one first."""
    said = folded(" ".join(lines[:8]))
    given = [raw for above in each.above[:3] for raw in agreement.strings_named(above, _LEADS, 1_200)]
    known = {folded(description) for description in search.told.descriptions}
    said_so = [raw for raw in (search.shown, *given) if len(raw) >= 40 and not prose.machine(raw)]
    leads = [" ".join(text_of(raw).split()) for raw in said_so]
    leads.sort(key=lambda line: folded(line) not in known)
    for line in leads[:1]:
        if weight(line) >= 40 and folded(line)[:60] not in said:
            return line
    return ""
