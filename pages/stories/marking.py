"""Two passages beside each other: the words they share, those exchanged; cut to what may be shown of another's text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import TYPE_CHECKING, NamedTuple

from desk.text.segmentation import CHARACTER_IN_WORDS, words

if TYPE_CHECKING:
    from desk.text.segmentation import Words

MOST_WORDS = 40  # of another's text around a match, unless the settings allow more
SAME, SWAPPED, OWN = "same", "swap", "own"
VERBATIM = ("exact", "near", "excerpt", "spun")  # kinds whose words can be laid beside each other one by one


class Piece(NamedTuple):
    """A stretch of text. mark: in both passages (`same`), exchanged (`swap`), in one only (`own`), or plain ("")."""

    text: str
    mark: str


@dataclass(frozen=True, slots=True)
class Side:
    """One passage in pieces; `cut`: whether more of it was found than is shown."""

    pieces: tuple[Piece, ...]
    cut: bool = False

    @property
    def text(self) -> str:
        """The passage as it is shown."""
        return "".join(piece.text for piece in self.pieces)


def beside(copy: str, original: str, kind: str, most: int | None = MOST_WORDS) -> tuple[Side, Side]:
    """Both passages marked; at most `most` words of each (None: all)."""
    mine, theirs = words(copy), words(original)
    keys, other_keys = mine.hashes.tolist(), theirs.hashes.tolist()
    if kind in VERBATIM:
        marks, other_marks, end, other_end = _aligned(keys, other_keys, _fitting(mine, most), kind)
        other_end = min(other_end, _fitting(theirs, most))
    else:  # sentences that mean the same: what stands in both are names and numbers
        common = _telling(mine, copy) & _telling(theirs, original)
        marks, other_marks = ([SAME if key in common else "" for key in side] for side in (keys, other_keys))
        end, other_end = _fitting(mine, most), _fitting(theirs, most)
    return _side(copy, mine, marks, end), _side(original, theirs, other_marks, other_end)


def _telling(found: Words, text: str) -> set[int]:
    """The words of a passage but single letters: a is a word in English and another one in French."""
    told = zip(found.hashes.tolist(), found.starts.tolist(), found.ends.tolist(), found.single.tolist(), strict=True)
    return {key for key, start, end, single in told if single or end - start > 1 or text[start].isdigit()}


def alone(text: str, most: int | None = MOST_WORDS) -> Side:
    """A passage whose counterpart is not at hand."""
    found = words(text)
    return _side(text, found, [""] * len(found), _fitting(found, most))


def _aligned(keys: Sequence[int], other: Sequence[int], end: int, kind: str) -> tuple[list[str], list[str], int, int]:
    """Marks of both sides, and where the other one ends if this one is cut after `end` words."""
    marks, other_marks, other_end = [""] * len(keys), [""] * len(other), len(other)
    for what, start, stop, other_start, other_stop in SequenceMatcher(None, keys, other, autojunk=False).get_opcodes():
        mark = {"equal": SAME, "replace": SWAPPED}.get(what, OWN)
        if mark == SAME and kind == "spun":
            mark = ""  # there what was exchanged is the news
        marks[start:stop] = [mark] * (stop - start)
        other_marks[other_start:other_stop] = [mark] * (other_stop - other_start)
        if start < end <= stop:
            other_end = other_start + (end - start) if what == "equal" else other_stop
    return marks, other_marks, end, other_end if end < len(keys) else len(other)


def _fitting(found: Words, most: int | None) -> int:
    """How many words may be shown, a character of an unspaced script counting less."""
    if most is None:
        return len(found)
    told = 0.0
    for place, single in enumerate(found.single.tolist()):
        told += CHARACTER_IN_WORDS if single else 1.0
        if told > most:
            return place
    return len(found)


def _side(text: str, found: Words, marks: Sequence[str], end: int) -> Side:
    """The passage up to its word number `end`, neighbours with one mark in one piece."""
    if not len(found):
        return Side((Piece(text, ""),) if text else ())
    starts, ends = found.starts.tolist(), found.ends.tolist()
    pieces: list[Piece] = [Piece(text[: starts[0]], "")]
    for place in range(end):
        mark, said = marks[place], text[starts[place] : ends[place]]
        gap = text[ends[place - 1] : starts[place]] if place else ""
        if mark == pieces[-1].mark:
            pieces[-1] = Piece(pieces[-1].text + gap + said, mark)
        else:
            pieces += [Piece(gap, ""), Piece(said, mark)]
    whole = end == len(found)
    if whole:
        pieces.append(Piece(text[ends[-1] :], ""))
    return Side(tuple(_merged(pieces)), not whole)


def _merged(pieces: Sequence[Piece]) -> Iterator[Piece]:
    held = Piece("", "")
    for piece in pieces:
        if piece.mark == held.mark or not piece.text:
            held = Piece(held.text + piece.text, held.mark)
        else:
            if held.text:
                yield held
            held = piece
    if held.text:
        yield held


class Stretch(NamedTuple):
    """A part of a full text: `number` of the passage it is, None between passages."""

    text: str
    number: int | None


def in_full(text: str, spans: Sequence[tuple[int, int]]) -> list[list[Stretch]]:
    """A full text as paragraphs of stretches; `spans`: character offsets of its passages, numbered from 1.

    Where passages overlap, the earlier one keeps what both have.
    """
    cuts: list[tuple[int, int, int | None]] = []
    at = 0
    for start, end, number in sorted((start, end, number) for number, (start, end) in enumerate(spans, 1)):
        start = max(start, at)
        if start < end <= len(text):
            cuts += [(at, start, None), (start, end, number)]
            at = end
    cuts.append((at, len(text), None))
    paragraphs: list[list[Stretch]] = [[]]
    for start, end, which in cuts:
        for place, line in enumerate(text[start:end].split("\n")):
            if place:
                paragraphs.append([])
            if line:
                paragraphs[-1].append(Stretch(line, which))
    return [paragraph for paragraph in paragraphs if paragraph]
