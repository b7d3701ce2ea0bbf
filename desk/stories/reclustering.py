"""Deciding all stories anew, by better rules: what a person placed stays, and so do ids where they can."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING

from desk.stories.clustering import WINDOW, Assignment, OpenStory, assign

if TYPE_CHECKING:
    from desk.stories.cards import Card


def recluster(
    chunks: Iterable[Sequence[Card]],
    before: Mapping[int, int],
    pinned: Mapping[int, int],
    copies: Mapping[int, int] | None = None,
) -> list[Assignment]:
    """Assignments of all articles that nobody pinned.

    chunks: the cards of all articles in time order, pinned ones too; before: article id to its story until now;
    pinned: those that stay; copies: article id to its original's. Only the stories of one window are held.
    """
    decided = list(_decide(chunks, pinned, copies or {}))
    return _with_ids(decided, before, set(pinned.values()))


def _decide(
    chunks: Iterable[Sequence[Card]], pinned: Mapping[int, int], copies: Mapping[int, int]
) -> Iterator[Assignment]:
    """Assignments with the pinned stories' own ids, and -1 - founder for every other story."""
    recent: dict[int, list[Card]] = {}
    home: dict[int, int] = {}
    for chunk in chunks:
        recent = _in_window(recent, chunk)
        for card in chunk:
            if card.article_id in pinned:
                _put(card, pinned[card.article_id], recent, home)
        loose = {card.article_id: card for card in chunk if card.article_id not in pinned}
        for assignment in assign(loose.values(), _open(recent, home, loose, copies), copies):
            story = assignment.story_id if assignment.story_id is not None else -1 - assignment.founder
            _put(loose[assignment.article_id], story, recent, home)
            yield replace(assignment, story_id=story)


def _put(card: Card, story: int, recent: dict[int, list[Card]], home: dict[int, int]) -> None:
    recent.setdefault(story, []).append(card)
    home[card.article_id] = story


def _open(
    recent: Mapping[int, list[Card]], home: Mapping[int, int], loose: Iterable[int], copies: Mapping[int, int]
) -> list[OpenStory]:
    """The stories of the window, and the homes of originals whatever their age."""
    members: dict[int, set[int]] = defaultdict(set)
    for story, cards in recent.items():
        members[story] = {card.article_id for card in cards}
    for article_id in loose:
        original = copies.get(article_id)
        if original is not None and original in home:
            members[home[original]].add(original)
    return [OpenStory(story, tuple(recent.get(story, ())), frozenset(ids)) for story, ids in members.items()]


def _in_window(recent: Mapping[int, list[Card]], chunk: Sequence[Card]) -> dict[int, list[Card]]:
    times = [card.published for card in chunk if card.published]
    if not times:
        return dict(recent)
    start = min(times) - WINDOW
    return {story: cards for story, cards in recent.items() if _latest(cards, start) >= start}


def _latest(cards: Sequence[Card], otherwise: datetime) -> datetime:
    return max((card.published for card in cards if card.published), default=otherwise)


def _with_ids(decided: Sequence[Assignment], before: Mapping[int, int], taken: set[int]) -> list[Assignment]:
    """Give every new story the free old id that most of its articles had, the older one of two; else None."""
    shared: Counter[tuple[int, int]] = Counter()
    for assignment in decided:
        assert assignment.story_id is not None
        old = before.get(assignment.article_id)
        if assignment.story_id < 0 and old is not None and old not in taken:
            shared[assignment.story_id, old] += 1
    kept: dict[int, int] = {}
    used: set[int] = set()
    for (story, old), _ in sorted(shared.items(), key=lambda pair: (-pair[1], pair[0][1], -pair[0][0])):
        if story not in kept and old not in used:
            kept[story] = old
            used.add(old)
    final = []
    for assignment in decided:
        at = assignment.story_id
        assert at is not None
        founder = -1 - at if at < 0 else assignment.founder
        final.append(replace(assignment, story_id=at if at >= 0 else kept.get(at), founder=founder))
    return final
