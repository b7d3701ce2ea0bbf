"""Text as the copy rules see it: words, sentences, quotations and narration, in any script.

Nothing here changes a text's length, so every offset points into the text as given.
"""

from __future__ import annotations

import functools
import re
import unicodedata
from bisect import bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import xxhash

from desk.text.scripts import MARKS, UNSPACED, unspaced, unspaced_in
from desk.text.simplified import simplify

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

_WORD = re.compile(rf"[{UNSPACED}]|[^\W_{UNSPACED}](?:[^\W_{UNSPACED}]|[{MARKS}])*(?:['’][^\W_{UNSPACED}]+)?")
# The same words, found sooner, where there is neither an unspaced script nor a mark of its own: in most texts.
_PLAIN_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)?")
_UNUSUAL = re.compile(f"[{UNSPACED}{MARKS}]")
CHARACTER_IN_WORDS = 0.6  # one unspaced character counts as this much of a word (about 1.7 characters a word)

_PAIRS = {"“": "”", "«": "»", "„": "“”", "「": "」", "『": "』", "‹": "›", "»": "«", "‟": "”", "﹁": "﹂", "〝": "〞"}
_MARK = re.compile('["“”«»„「」『』‹›‟﹁﹂〝〞](?:(?<=")"+)?')  # a class in front is looked for in one go
LONGEST_QUOTATION = 1500  # characters; beyond it an opening mark has lost its closing one
SHORTEST_QUOTATION = 4  # words; shorter ones are names and scare quotes, part of the narration

_STOP = re.compile(r"[.!?…؟۔।][\"'”’»)\]]*(?=\s)|[。！？｡]+[”’」』）\"]*|\n")
_ABBREVIATION = re.compile(
    r"(?:\b(?:Mr|Mrs|Ms|Dr|Prof|Sen|Rep|Gov|Gen|Lt|Col|Sgt|Capt|Rev|Hon|St|Mt|No|vs|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec"
    r"|Inc|Corp|Ltd|Bros|Jr|Sr|approx|etc|bzw|ca|Nr|usw|env|art|pp?|Hr|Fr|Mme|Mlle|MM)|(?<![^\W_])[^\W\d_])\.$"
)
LONGEST_SENTENCE = 600  # characters; longer ones are cut at a space or comma so that no vector blurs a page


@dataclass(frozen=True, slots=True)
class Sentence:
    """`text[start:end]` without outer white space; `quoted` when most of it stands in quotation marks."""

    start: int
    end: int
    text: str
    quoted: bool


@dataclass(frozen=True, eq=False)
class Words:
    """The words of a text, each array of length n.

    `hashes` uint64: xxh3 of the folded word; `starts`, `ends` int32: offsets into the text, found when first asked for,
    since most texts are told by their words alone; `single` bool: a character of an unspaced script; `quoted` bool:
    inside a quotation.
    """

    hashes: NDArray[np.uint64]
    single: NDArray[np.bool_]
    quoted: NDArray[np.bool_]
    text: str
    pattern: re.Pattern[str]

    @functools.cached_property
    def starts(self) -> NDArray[np.int32]:
        """Where each word begins."""
        return np.fromiter(map(re.Match.start, self.pattern.finditer(self.text)), np.int32, len(self))

    @functools.cached_property
    def ends(self) -> NDArray[np.int32]:
        """Where each word ends."""
        return np.fromiter(map(re.Match.end, self.pattern.finditer(self.text)), np.int32, len(self))

    @functools.cached_property
    def ranked(self) -> NDArray[np.uint64]:
        """The different words, sorted."""
        return np.unique(self.hashes)

    def __len__(self) -> int:
        return len(self.hashes)

    @property
    def count(self) -> int:
        """Words, an unspaced character counting 0.6."""
        singles = int(self.single.sum())
        return len(self) - singles + round(CHARACTER_IN_WORDS * singles)

    @property
    def substance(self) -> int:
        """Words, but at most twice the different ones: a word said a thousand times is no article."""
        _, firsts = np.unique(self.hashes, return_index=True)
        different = float(np.where(self.single[firsts], CHARACTER_IN_WORDS, 1.0).sum())
        return min(self.count, round(2 * different))


@functools.lru_cache(maxsize=200_000)
def _fold(word: str) -> str:
    """Case, width, ligatures and apostrophes folded."""
    return unicodedata.normalize("NFKC", simplify(word)).casefold().replace("’", "'")


class _Hashes(dict[str, int]):
    """The hash of each word that was met; of 200,000 different ones all are forgotten.

    A dict finds a word in two thirds of the time that functools.lru_cache takes, which keeps an order as well.
    """

    MOST = 200_000

    def __missing__(self, word: str) -> int:
        if len(self) >= self.MOST:
            self.clear()
        found = self[word] = xxhash.xxh3_64_intdigest(_fold(word).encode("utf-8", "surrogatepass"))
        return found


_hashes = _Hashes()


def tokens(text: str) -> list[str]:
    """The folded words of a text; each character of an unspaced script is one."""
    if text.isascii():
        return _PLAIN_WORD.findall(text.lower())
    return list(map(_fold, _words(text).findall(text)))


def _words(text: str) -> re.Pattern[str]:
    return _PLAIN_WORD if text.isascii() or not _UNUSUAL.search(text) else _WORD


def words(text: str) -> Words:
    """The words with offsets, hashed; see `Words`."""
    pattern = _words(text)
    strings = pattern.findall(text)
    count = len(strings)
    hashes = np.fromiter(map(_hashes.__getitem__, strings), np.uint64, count)
    by_character = pattern is _WORD and unspaced_in(text)
    single = np.fromiter(map(unspaced, strings), bool, count) if by_character else np.zeros(count, bool)
    found = Words(hashes, single, np.zeros(count, bool), text, pattern)
    if spans := quotations(text):
        for first, last in np.searchsorted(found.starts, spans).tolist():
            characters = int(single[first:last].sum()) if by_character else 0
            if last - first - characters + CHARACTER_IN_WORDS * characters >= SHORTEST_QUOTATION:
                found.quoted[first:last] = True
    return found


def quotations(text: str) -> list[tuple[int, int]]:
    """Spans (marks included) of quotations in every style, in order; a mark without partner quotes nothing.

    A paragraph that opens with a mark and does not close it is quoted to its end if the next
    paragraph opens with one too: the English custom for long speeches.
    """
    spans: list[tuple[int, int]] = []
    if text.isascii() and '"' not in text:
        return spans
    opened, closing = -1, ""
    for match in _MARK.finditer(text):
        at, mark = match.start(), match.group()[0]
        if opened >= 0 and at - opened > LONGEST_QUOTATION:
            opened = -1
        if opened >= 0 and _closes(text, at, mark, closing):
            spans.append((opened, match.end()))
            opened = -1
        elif (opened < 0 or mark == text[opened]) and _opens(text, at, match.end(), mark):
            if opened >= 0 and (end := _paragraph_of_speech(text, opened, at)):
                spans.append((opened, end))
            opened, closing = at, _PAIRS.get(mark, mark)
    return spans


def _closes(text: str, at: int, mark: str, closing: str) -> bool:
    """Whether a mark ends the open quotation; a straight one does unless a word starts right after a space."""
    if mark not in closing:
        return False
    starts_word = text[at - 1 : at].isspace() and not text[at + 1 : at + 2].isspace()
    return mark != '"' or not starts_word


def _opens(text: str, at: int, end: int, mark: str) -> bool:
    """Whether a mark may start a quotation; straight and German marks need a word after and none before."""
    before, after = text[at - 1 : at] if at else "", text[end : end + 1]
    if mark in "”›﹂〞" or not after or (after.isspace() and mark != "«"):
        return False
    if mark in '"»' or (mark == "“" and after in " ,.;"):
        return not before or before.isspace() or before in "([—–-:：，。" or unspaced(before)
    return True


def _paragraph_of_speech(text: str, opened: int, at: int) -> int:
    """End of the paragraph that `opened` starts, if it runs unclosed into one that starts at `at`; else 0."""
    end = text.find("\n", opened, at)
    starts = not opened or text[opened - 1] == "\n"
    return end if end > 0 and starts and not text[end:at].strip() else 0


def narration(text: str) -> list[tuple[int, int]]:
    """Spans of the text outside quotations, in order: what a reporter wrote, not what was said."""
    spans, last = [], 0
    for start, end in quotations(text):
        if start > last:
            spans.append((last, start))
        last = end
    if last < len(text):
        spans.append((last, len(text)))
    return spans


def sentences(text: str, language: str | None = None) -> list[Sentence]:
    """Sentences in order; a line break always ends one. `language` "de": "3. Oktober" is not an end."""
    quoted = quotations(text)
    starts = [start for start, _ in quoted]
    return [_sentence(text, start, end, quoted, starts) for start, end in _spans(text, language)]


def _sentence(text: str, start: int, end: int, quoted: list[tuple[int, int]], starts: list[int]) -> Sentence:
    inside = 0
    index = max(0, bisect_right(starts, start) - 1)
    while index < len(quoted) and quoted[index][0] < end:
        inside += max(0, min(end, quoted[index][1]) - max(start, quoted[index][0]))
        index += 1
    return Sentence(start, end, text[start:end], inside * 2 > end - start)


def _spans(text: str, language: str | None) -> Iterator[tuple[int, int]]:
    start = 0
    for match in _STOP.finditer(text):
        if _goes_on(text, match, language):
            continue
        yield from _trimmed(text, start, match.end())
        start = match.end()
    yield from _trimmed(text, start, len(text))


def _goes_on(text: str, match: re.Match[str], language: str | None) -> bool:
    """Whether a full stop belongs to an abbreviation, an initial or (in German) an ordinal number."""
    if not match.group().startswith("."):
        return False
    before = text[max(0, match.start() - 12) : match.start() + 1]
    following = text[match.end() : match.end() + 3].lstrip(' "“«')[:1]
    if following.islower():
        return True
    return bool(_ABBREVIATION.search(before)) or (language == "de" and before[-2:-1].isdigit())


def _trimmed(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The span without outer white space, cut where it is too long; nothing if it is empty."""
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    while end - start > LONGEST_SENTENCE:
        window = text[start : start + LONGEST_SENTENCE]
        cut = max(window.rfind(sign) for sign in (" ", "，", "、", ",")) + 1
        cut = start + (cut if cut > LONGEST_SENTENCE // 2 else LONGEST_SENTENCE)
        yield start, cut
        start = cut
    if end > start:
        yield start, end
