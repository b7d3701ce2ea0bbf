"""Where the signals of a topic stand in a text: terms, phrases built of two words, expressions, names."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from desk.text.phrases import Spot, fold, is_cjk, longest, lower, shouts

if TYPE_CHECKING:
    from desk.topic.topic_file import Signal, Topic

__all__ = ["Hit", "beside", "find"]

LONGEST_WORD = 24  # characters; how far the second half of a built phrase is looked for is gap + 1 such words
_BREAK = re.compile(r"[!?;:()|\n、。,]|\.(?!\d)")  # what no built phrase reaches over
_STOP = re.compile(r"\n|[.!?…](?=\s)|[。！？]")


@dataclass(frozen=True, slots=True)
class Hit:
    """Words of a signal: characters start to end of title and text."""

    start: int
    end: int
    signal: str
    words: str


def find(topic: Topic, whole: str, title_end: int) -> tuple[list[Hit], set[str]]:
    """Everything found, in order of place; and the facets of which the title says a word."""
    folded = fold(whole)
    by_sort: dict[str, dict[str, list[Spot]]] = {"signal": {}, "else": {}, "first": {}, "then": {}, "facet": {}}
    for spot in topic.spotter.all(folded, lower(folded), any_case=shouts(whole)):
        sort, owner = spot.phrase.value
        by_sort[sort or "signal"].setdefault(owner, []).append(spot)
    facets = {name for name, spots in by_sort["facet"].items() if any(spot.start < title_end for spot in spots)}
    hits = [*_terms(topic, by_sort, folded), *_built(topic, by_sort, folded), *_patterns(topic, folded)]
    whole_hits = [Hit(hit.start, hit.end, hit.signal, whole[hit.start : hit.end]) for hit in _apart(hits)]
    whole_hits += _named(topic, whole)
    return sorted(whole_hits, key=lambda hit: hit.start), facets


def _terms(topic: Topic, by_sort: dict[str, dict[str, list[Spot]]], folded: str) -> Iterable[Hit]:
    """Terms that stand for themselves: not inside a `never`, not before words that make them something else."""
    for signal in topic.file.signals:
        others = sorted(by_sort["else"].get(signal.id, ()) if signal.near else (), key=lambda other: other.start)
        near = sorted(spot.start for owner in signal.near for spot in by_sort["signal"].get(owner, ()))
        for spot in longest(by_sort["signal"].get(signal.id, ())):
            following = others[bisect_left(others, spot.end, key=lambda other: other.start) :][:3]
            if spot.phrase.value[0] and not any(_otherwise(folded, spot, other, near) for other in following):
                yield Hit(spot.start, spot.end, signal.id, "")


def _otherwise(folded: str, spot: Spot, other: Spot, near: list[int]) -> bool:
    """An open-source database is; an open-source AI database is not: what the signal asks for stands between."""
    return _joined(folded, spot, other, 2) and not _between(near, spot.end, other.start)


def _between(starts: list[int], low: int, high: int) -> bool:
    place = bisect_left(starts, low)
    return place < len(starts) and starts[place] < high


def _built(topic: Topic, by_sort: dict[str, dict[str, list[Spot]]], folded: str) -> Iterable[Hit]:
    """Phrases of two halves with at most `gap` words between them: the nearest second half of each first one."""
    for (signal, either, gap), owner in topic.built:
        firsts, thens = by_sort["first"].get(owner, ()), by_sort["then"].get(owner, ())
        if not firsts or not thens:
            continue
        nevers = [spot for spot in by_sort["signal"].get(signal, ()) if not spot.phrase.value[0]]
        others = sorted(spot.start for spot in by_sort["else"].get(signal, ()))
        seconds = [then for then in longest([*thens, *nevers]) if then.phrase.value[0]]
        for first in longest([*firsts, *nevers]):
            second = _second(folded, first, seconds, gap, either) if first.phrase.value[0] else None
            if second and not _between(others, first.end, second.start):
                yield Hit(min(first.start, second.start), max(first.end, second.end), signal, "")


def _second(folded: str, first: Spot, seconds: list[Spot], gap: int, either: bool) -> Spot | None:
    reach = (gap + 1) * LONGEST_WORD
    low = bisect_left(seconds, first.start - 2 * reach, key=lambda spot: spot.start)
    high = bisect_left(seconds, first.end + reach + 1, key=lambda spot: spot.start)
    after = (second for second in seconds[low:high] if _joined(folded, first, second, gap))
    before = (second for second in seconds[low:high] if either and _joined(folded, second, first, gap))
    return next(after, None) or next(before, None)


def _joined(folded: str, first: Spot, then: Spot, gap: int) -> bool:
    """Whether `then` follows `first` in the same phrase, with at most `gap` words between (4 characters are one)."""
    if not first.end <= then.start <= first.end + (gap + 1) * LONGEST_WORD:
        return False
    between = folded[first.end : then.start]
    if _BREAK.search(between):
        return False
    written = sum(map(is_cjk, between))
    return len(between.replace("-", " ").split()) <= gap if not written else written <= 4 * gap


def _patterns(topic: Topic, folded: str) -> Iterable[Hit]:
    for owner, pattern in topic.patterns:
        for match in pattern.finditer(folded):
            start = folded.rfind(" ", 0, match.start()) + 1  # the reason shows the whole word
            yield Hit(start, match.end(), owner, "")


def _apart(hits: Iterable[Hit]) -> Iterable[Hit]:
    """Without hits of one signal that overlap: the leftmost first, of several at one place the longest."""
    free: dict[str, int] = {}
    for hit in sorted(hits, key=lambda hit: (hit.start, -hit.end)):
        if hit.start >= free.get(hit.signal, 0):
            free[hit.signal] = hit.end
            yield hit


def _named(topic: Topic, whole: str) -> Iterable[Hit]:
    signals = [(signal.id, signal.names) for signal in topic.file.signals if signal.names]
    for start, end, name in topic.names.spots(whole) if signals else ():
        sort = topic.names.sort(name)
        for owner, which in signals:
            if sort.kind in which.kinds and sort.open in which.open:
                yield Hit(start, end, owner, name.label)


def beside(signal: Signal, own: list[Hit], hits: list[Hit], whole: str) -> list[Hit]:
    """Those of its own hits that stand near one of the signals it asks for."""
    others = [hit for hit in hits if hit.signal in signal.near]
    return [hit for hit in own if _close(hit, others, signal, whole)]


def _close(hit: Hit, others: list[Hit], signal: Signal, whole: str) -> bool:
    """Whether one of the others (in order of place) stands at most `within` characters away."""
    first = bisect_left(others, hit.start - signal.within - 60, key=lambda other: other.start)
    for other in others[first:]:
        if other.start > hit.end + signal.within:
            return False
        apart = max(other.start - hit.end, hit.start - other.end)
        inside = other.start >= hit.start and other.end <= hit.end
        if apart <= signal.within and not inside:
            between = whole[min(hit.end, other.end) : max(hit.start, other.start)]
            if not (signal.sentence and _STOP.search(between)):
                return True
    return False
