"""Whether an article belongs to a topic: weighted signals from topic.yaml, added up, with reasons in words."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from desk.cleaning.calls_to_action import without_furniture
from desk.models import TopicVerdict
from desk.names.gazetteer import Names
from desk.names.gazetteer import load as load_names
from desk.text.phrases import lower
from desk.topic.signals import Hit, beside, find
from desk.topic.topic_file import Signal, Topic, read

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["Topic", "judge", "load"]

MOST_REASONS = 6
READ = 40_000  # characters of a text; a topic that has not shown by then is not the article's topic
PLACES = ("title", "lead", "body")


@dataclass(frozen=True, slots=True)
class _Reason:
    points: float
    signal: Signal
    words: tuple[str, ...]
    place: str


def load(path: Path | None = None, names: Names | None = None) -> Topic:
    """The topic of `path` (open-source AI when None), with the names that are evidence for it."""
    return Topic(read(path), names or load_names())


def judge(
    topic: Topic,
    title: str,
    text: str,
    language: str | None = None,  # noqa: ARG001 - terms of all languages are looked for: articles quote and mix
    outlet: str | None = None,  # noqa: ARG001
) -> TopicVerdict:
    """Relevant or not, a score from 0 to 1 (0.5 is the threshold), the reasons, and the facet."""
    whole = f"{title}\n{without_furniture(text[:READ])}"
    hits, facets = find(topic, whole, len(title))
    reasons = sorted(_reasons(topic, hits, whole, len(title)), key=lambda reason: -abs(reason.points))
    points = _sum(reasons)
    relevant = points >= topic.file.threshold
    score = 1 / (1 + math.exp(max(-60.0, min(60.0, (topic.file.threshold - points) / topic.file.spread))))
    facet = next(iter(facets)) if relevant and len(facets) == 1 else None  # a title that says two things says none
    return TopicVerdict(topic.file.id, relevant, round(score, 4), _words(reasons), facet)


def _reasons(topic: Topic, hits: list[Hit], whole: str, title_end: int) -> Iterable[_Reason]:
    """One reason a signal and place: its distinct words times its weight there."""
    places = (title_end, title_end + 1 + topic.file.lead)
    for signal in topic.file.signals:
        own = [hit for hit in hits if hit.signal == signal.id]
        if signal.before and own:
            rivals = [hit.start for hit in hits if hit.signal in signal.before]
            own = [hit for hit in own if not rivals or hit.start < rivals[0]]
        if signal.near and own:
            own = beside(signal, own, hits, whole)
        for place in PLACES:
            weight = getattr(signal.weights, place)
            words = tuple(dict.fromkeys(hit.words for hit in own if _place(hit, places) == place)) if weight else ()
            if words:
                yield _Reason(weight * len({lower(word) for word in words}), signal, words, place)


def _place(hit: Hit, places: tuple[int, int]) -> str:
    return "title" if hit.start < places[0] else "lead" if hit.start < places[1] else "body"


def _sum(reasons: list[_Reason]) -> float:
    """Points of all signals, none beyond its `most`."""
    total: dict[str, float] = {}
    for reason in reasons:
        total[reason.signal.id] = total.get(reason.signal.id, 0.0) + reason.points
    most = {reason.signal.id: reason.signal.most for reason in reasons}
    return sum(max(-most[owner], min(most[owner], points)) for owner, points in total.items())


def _words(reasons: list[_Reason]) -> tuple[str, ...]:
    """The heaviest reasons, such as: open model named in the title: Llama 3.1, Qwen (+2.5)."""
    if not reasons:
        return ("nothing in it speaks of the topic",)
    said = [(reason, ", ".join(word.strip() for word in reason.words[:4])) for reason in reasons[:MOST_REASONS]]
    return tuple(
        f"{reason.signal.says} in the {reason.place}: {words} ({reason.points:+.1f})" for reason, words in said
    )
