"""Online clustering: which open story does an article join, or does it open a new one?

Articles come in time order. Candidates share rare terms or lie close by vector; an article joins only if it
fits the story as a whole (average over representative cards), so that no chain of near misses swallows
unrelated events. Copies go where their original is. Single-pass clustering with a time window is the custom
of topic detection and tracking (Allan, Papka and Lavrenko, SIGIR 1998).
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from weakref import WeakKeyDictionary

import numpy as np
import xxhash

from desk.handles import article_handle
from desk.stories.same_event import Card, kind, same, score
from desk.text.terms import weight

WINDOW = timedelta(days=10)  # a story is open so long after (or before) its nearest article
# Probability the best representative card must reach. The weights were fitted on pairs of which every third is
# one event; among the stories of a window it is one in hundreds, and a headline alone says least.
JOIN = {"text": 0.80, "headline": 0.88, "across": 0.76, "undated": 0.88, "undated across": 0.88}
HOLD = 0.60  # probability all representative cards must reach on average
LONGEST_TITLE = 90  # characters of a title told in a reason
KEYS = 16  # rarest terms of a card by which candidates are found
LEAST = 2  # of them a candidate shares: one name alone is a company, not an event
CANDIDATES = 6  # stories compared in full
NEAR = 0.5  # cosine of the vectors from which a story is a candidate without a shared term
STACK = 64  # vectors that may wait before they are put into one matrix
FIRST, LATEST = 2, 4  # representative cards of a story: its first and its latest ones

# Deciding anew puts the cards of a window on the stories again and again; a crawl reads them anew for each batch, and a
# cache by number would hold thousands that nobody else has any more.
_rarest: WeakKeyDictionary[Card, tuple[str, ...]] = WeakKeyDictionary()


@dataclass(frozen=True, slots=True)
class OpenStory:
    """A stored story: representative cards (oldest first) and the ids of all its articles."""

    story_id: int
    cards: tuple[Card, ...]
    members: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Assignment:
    """Where an article goes. `story_id` None: a new story, which all assignments with this `founder` share."""

    article_id: int
    story_id: int | None
    founder: int  # article id of the first article of the story in this batch
    score: float  # 1.0 for a founder or a copy
    why: tuple[str, ...]


def assign(
    cards: Iterable[Card], open_stories: Iterable[OpenStory], copies: Mapping[int, int] | None = None
) -> list[Assignment]:
    """Assign every card, in time order whatever the given one. `copies`: article id to its original's id."""
    stories = OpenStories(open_stories)
    originals = copies or {}
    waiting = {card.article_id: card for card in sorted(cards, key=_order)}
    return [_place(waiting[at], stories, originals) for at in _originals_first(waiting, originals)]


def story_keys(card: Card) -> list[int]:
    """The hashes of a card's rarest terms, names and numbers: two articles on one event share some."""
    return [xxhash.xxh3_64_intdigest(term.encode()) for term in rarest(card)]


def rarest(card: Card) -> tuple[str, ...]:
    """The terms by which candidates are found, rarest first; remembered as long as the card is there."""
    found = _rarest.get(card)
    if found is None:
        found = _rarest[card] = _ranked(card)
    return found


def _ranked(card: Card) -> tuple[str, ...]:
    terms = card.title_terms | card.names | {number for number in card.numbers if weight(number) > 0.4}
    telling = (term for term in terms if weight(term) > 0.3)
    return tuple(sorted(telling, key=lambda term: (-weight(term), term))[:KEYS])


@dataclass(slots=True)
class _Pile:
    """A story while a batch is being assigned."""

    story_id: int | None
    founder: int
    cards: list[Card]
    latest: datetime | None = None

    def representatives(self) -> list[Card]:
        return self.cards if len(self.cards) <= FIRST + LATEST else self.cards[:FIRST] + self.cards[-LATEST:]


@dataclass(slots=True)
class OpenStories:
    """The open stories, found by term, by vector and by article."""

    stories: Iterable[OpenStory]
    piles: list[_Pile] = field(init=False, default_factory=list)
    home: dict[int, int] = field(init=False, default_factory=dict)  # article id to pile
    by_term: dict[str, set[int]] = field(init=False, default_factory=lambda: defaultdict(set))
    rows: list[np.ndarray] = field(init=False, default_factory=list)
    row_pile: list[int] = field(init=False, default_factory=list)
    stacked: np.ndarray = field(init=False, default_factory=lambda: np.zeros((0, 0), np.float32))

    def __post_init__(self) -> None:
        for story in self.stories:
            at = self.open(story.story_id, min(story.members, default=-1))
            self.home.update((member, at) for member in story.members)
            for card in story.cards:
                self.put(card, at)

    def open(self, story_id: int | None, founder: int) -> int:
        """A new, empty pile."""
        self.piles.append(_Pile(story_id, founder, []))
        return len(self.piles) - 1

    def put(self, card: Card, at: int) -> None:
        """Add a card to a pile."""
        self.piles[at].cards.append(card)
        self.home[card.article_id] = at
        for term in rarest(card):
            self.by_term[term].add(at)
        if card.vector is not None:
            self.rows.append(card.vector)
            self.row_pile.append(at)

    def candidates(self, card: Card) -> list[int]:
        """Piles worth a full comparison, likeliest first; only those within the window of the card's time."""
        counted: dict[int, float] = defaultdict(float)
        shared: Counter[int] = Counter()
        total = len(self.piles) + 1
        for term in rarest(card):
            found = self.by_term.get(term, ())
            rarity = weight(term) * math.log(1 + total / (1 + len(found))) if found else 0.0
            for at in found:
                counted[at] += rarity
                shared[at] += 1
        near = self._near(card)
        best = sorted((at for at in counted if shared[at] >= LEAST), key=lambda at: (-counted[at], at))
        likely = [at for at in best[: 4 * CANDIDATES] if self._within(card, at)][:CANDIDATES]
        return likely + [at for at in near if at not in likely and self._within(card, at)]

    def _near(self, card: Card) -> list[int]:
        if card.vector is None or not self.rows:
            return []
        if len(self.stacked) < len(self.rows) - STACK or not len(self.stacked):
            self.stacked = np.stack(self.rows)
        new = np.stack(self.rows[len(self.stacked) :] or [card.vector])[: len(self.rows) - len(self.stacked)]
        cosine = np.concatenate([self.stacked @ card.vector, new @ card.vector])
        best = np.argsort(-cosine)[:CANDIDATES]
        return list(dict.fromkeys(self.row_pile[i] for i in best if cosine[i] >= NEAR))

    def _within(self, card: Card, at: int) -> bool:
        return days_away(card, self.piles[at].cards) <= WINDOW.days


def days_away(card: Card, cards: Sequence[Card]) -> float:
    """Days between a card and the nearest of others in time; 0 where a date is missing."""
    times = [other.published for other in cards if other.published]
    if card.published is None or not times:
        return 0.0
    return min(abs((card.published - time).total_seconds()) for time in times) / 86400


def _place(card: Card, stories: OpenStories, copies: Mapping[int, int]) -> Assignment:
    original = copies.get(card.article_id)
    if original is not None and original in stories.home:
        return _join(card, stories, stories.home[original], 1.0, (f"a copy of {article_handle(original)}",))
    for copy, source in copies.items():  # a stored article turned out to be a copy of this one
        if source == card.article_id and copy in stories.home:
            return _join(card, stories, stories.home[copy], 1.0, (f"the original of {article_handle(copy)}",))
    at, fit, reasons = _best(card, stories)
    if at is None:
        at = stories.open(None, card.article_id)
        return _join(card, stories, at, 1.0, ("opens a story", *reasons))
    return _join(card, stories, at, fit, reasons)


def _best(card: Card, stories: OpenStories) -> tuple[int | None, float, tuple[str, ...]]:
    best: tuple[int | None, float, tuple[str, ...]] = (None, 0.0, ())
    for at in stories.candidates(card):
        others = stories.piles[at].representatives()
        gap = days_away(card, others) if card.published else None
        fits = [score(card, other, gap) for other in others]
        mean, top = sum(fits) / len(fits), max(fits)
        if top >= JOIN[kind(card, others[fits.index(top)])] and mean >= HOLD and mean + top > best[1] * 2:
            closest = others[fits.index(top)]
            best = (at, (mean + top) / 2, _told(closest, same(card, closest).why))
    return best


def _told(closest: Card, why: tuple[str, ...]) -> tuple[str, ...]:
    return (f"closest to “{closest.title[:LONGEST_TITLE]}” ({closest.outlet})", *why) if closest.title else why


def _join(card: Card, stories: OpenStories, at: int, fit: float, why: tuple[str, ...]) -> Assignment:
    stories.put(card, at)
    pile = stories.piles[at]
    return Assignment(card.article_id, pile.story_id, pile.founder, round(fit, 4), why)


def _originals_first(waiting: Mapping[int, Card], copies: Mapping[int, int]) -> list[int]:
    """Article ids in the given order, each original pulled before its copies."""
    ordered: dict[int, None] = {}
    for article_id in waiting:
        chain = [article_id]
        while (original := copies.get(chain[-1])) in waiting and original not in chain and original is not None:
            chain.append(original)
        ordered.update(dict.fromkeys(reversed(chain)))
    return list(ordered)


def _order(card: Card) -> tuple[datetime, int]:
    return (card.published or datetime.max.replace(tzinfo=UTC), card.article_id)
