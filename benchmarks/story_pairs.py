"""Pairs of story cards to fit and to try the story verdict on: labelled ones, and those made from them.

A labelled pair is {id, title_a, text_a, date_a, title_b, text_b, date_b, same}. Articles joined by a positive pair
form one event. Made of them: headlines without their texts, chance pairs of different events, namesakes (different
events of one company) and, of translated pairs {kind, a, b, lang_a, lang_b, label}, pairs across languages.
"""

from __future__ import annotations

import gzip
import json
import random
import re
from collections import defaultdict
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from itertools import combinations
from pathlib import Path
from typing import Any

from desk.stories.cards import Card, card
from desk.stories.meaning import made_by, meanings
from desk.stories.same_event import kind
from desk.stories.signals import telling, with_vectors
from desk.text.language import detect

CHANCE = {"text": 0.15, "headline": 0.05, "across": 0.15}  # weight of a chance pair, a labelled one counts 1
MADE = 0.1  # weight of a pair whose text was taken away, or whose dates were made up
STRIPPED = 0.5  # weight of a pair whose dates were taken away
APART = 20  # days between two articles that name one company, from which they tell different events


@dataclass(frozen=True, slots=True)
class Pair:
    """Two cards and whether they tell one event; `groups` are the events of its two sides."""

    a: Card
    b: Card
    same: bool
    name: str  # part of the evaluation it belongs to; "" for a chance or made pair
    groups: tuple[str, str]
    gap: float | None = None
    weight: float = 1.0


def read(*paths: Path) -> list[dict[str, Any]]:
    """The rows of these files of JSON Lines, gzipped."""
    found: list[dict[str, Any]] = []
    for path in paths:
        with gzip.open(path, "rt", encoding="utf-8") as lines:
            found += [json.loads(line) for line in lines]
    return found


def make_cards(articles: list[tuple[str, str, str, str]], encoder: Any) -> list[Card]:
    """Cards of (title, text, date, language); vectors if an encoder is given."""
    vectors = meanings([(title, body, language) for title, body, _, language in articles], encoder)
    made = []
    for at, (title, body, date, language) in enumerate(articles):
        published = datetime.fromisoformat(date).replace(tzinfo=UTC) if date else None
        made.append(card(at, title, body, published, language, "", (), vectors[at], made_by(encoder)))
    return made


def labelled(rows: list[dict[str, Any]], encoder: Any) -> list[Pair]:
    """The labelled pairs, grouped by event: connected components of the positive pairs."""

    def article(row: dict[str, Any], side: str) -> tuple[str, str, str, str]:
        title, text = row[f"title_{side}"], row[f"text_{side}"]
        return title, text, row[f"date_{side}"] or "", detect(f"{title}\n{text}")

    keys = sorted({article(row, side) for row in rows for side in "ab"})
    made = dict(zip(keys, make_cards(keys, encoder), strict=True))
    sides = [[made[article(row, side)] for side in "ab"] for row in rows]
    root = {card.article_id: card.article_id for card in made.values()}

    def find(x: int) -> int:
        while root[x] != x:
            x = root[x]
        return x

    for row, (a, b) in zip(rows, sides, strict=True):
        if row["same"]:
            root[find(a.article_id)] = find(b.article_id)
    return [
        Pair(a, b, bool(row["same"]), row["id"].split(":")[0], (str(find(a.article_id)), str(find(b.article_id))))
        for row, (a, b) in zip(rows, sides, strict=True)
    ]


def headlines(pairs: list[Pair], encoder: Any) -> list[Pair]:
    """The pairs with text once more, as headlines only; a vector then is of the headline alone."""
    taken = [p for p in pairs if kind(p.a, p.b) == "text" and (p.same or p.name == "gedikli")]
    full = {card.article_id: card for p in taken for card in (p.a, p.b)}
    dates = {at: card.published.isoformat() if card.published else "" for at, card in full.items()}
    made = make_cards([(card.title, "", dates[at], card.language) for at, card in full.items()], encoder)
    bare = dict(zip(full, made, strict=True))
    return [replace(p, a=bare[p.a.article_id], b=bare[p.b.article_id], name="", weight=MADE) for p in taken]


def chance(pairs: list[Pair], which: str, count: int, seed: int = 1) -> list[Pair]:
    """Pairs of different events, a few days apart, in the kind of the given ones."""
    rng = random.Random(seed)
    made: list[Pair] = []
    while pairs and len(made) < count:
        p, q = rng.choice(pairs), rng.choice(pairs)
        if p.groups[0] != q.groups[1] and p.a.title != q.b.title and kind(p.a, q.b) == which:
            groups = (p.groups[0], q.groups[1])
            made.append(Pair(p.a, q.b, False, "", groups, rng.uniform(0, 5), CHANCE[which]))
    return made


def namesakes(pairs: list[Pair], which: str) -> list[Pair]:
    """Pairs whose titles share a name and which tell different events, set 0 to 3 days apart.

    Two articles told long after each other stand for two events that one company has in a week.
    """
    event = {one.article_id: (one, group) for p in pairs for one, group in zip((p.a, p.b), p.groups, strict=True)}
    known: dict[str, list[int]] = defaultdict(list)
    for at in sorted(event):
        for name in telling(event[at][0].title_names):
            known[name].append(at)
    rng = random.Random(5)
    made = []
    for x, y in sorted({pair for several in known.values() for pair in combinations(several, 2)}):
        (a, one), (b, other) = event[x], event[y]
        if one != other and a.title != b.title and _long_apart(a, b):
            made.append(Pair(a, b, False, "", (one, other), rng.uniform(0, 3), CHANCE[which]))
    return made


def _long_apart(a: Card, b: Card) -> bool:
    return a.published is not None and b.published is not None and abs((a.published - b.published).days) >= APART


def translated(rows: list[dict[str, Any]], encoder: Any) -> list[Pair]:
    """Made pairs across languages: even sentences of a text, odd ones of its translation."""
    rows = [row for row in rows if row["lang_a"] != row["lang_b"] and row["label"] in ("translation", "unrelated")]
    texts = [(*_half(row[side], at), "", row[f"lang_{side}"]) for row in rows for at, side in enumerate("ab")]
    made = make_cards(texts, encoder)
    rng = random.Random(2)
    pairs = []
    for at, row in enumerate(rows):
        told = row["label"] == "translation"
        gap = rng.uniform(0, 2) if told else rng.uniform(0, 5)
        pair = Pair(made[2 * at], made[2 * at + 1], told, "across", (row["a"][:80], row["b"][:80]))
        pairs.append(_placed(pair, gap))
    if encoder is None:  # two texts that share no name and no number cannot be told without vectors
        pairs = [p for p in pairs if not p.same or p.a.names & p.b.names or len(p.a.numbers & p.b.numbers) > 1]
    made = pairs + [p for p in chance(pairs, "across", 1500, 3) if kind(p.a, p.b) == "across"]
    return comparable(made, encoder)


def _half(text: str, which: int) -> tuple[str, str]:
    sentences = [part.strip() for part in re.split(r"(?<=[.!?])\s+|(?<=[。！？])|\n+", text) if part.strip()]
    chosen = sentences[which::2] or sentences
    return chosen[0][:120], " ".join(chosen)


def dated(pairs: list[Pair]) -> list[Pair]:
    """Undated labelled pairs as if told 0 to 2 days apart: they teach the weights for dated ones other languages."""
    rng = random.Random(4)
    return [replace(_placed(p, rng.uniform(0, 2)), name="", weight=MADE) for p in pairs if _undated(p)]


def undated(pairs: list[Pair]) -> list[Pair]:
    """Dated labelled pairs as if no date were known."""
    taken = [p for p in pairs if not _undated(p)]
    bare = [(replace(p.a, published=None), replace(p.b, published=None), p) for p in taken]
    return [replace(p, a=a, b=b, name="", weight=STRIPPED) for a, b, p in bare]


def _undated(pair: Pair) -> bool:
    return pair.a.published is None or pair.b.published is None


def _placed(pair: Pair, days: float) -> Pair:
    start = datetime(2026, 3, 2, tzinfo=UTC)
    return replace(pair, a=replace(pair.a, published=start), b=replace(pair.b, published=start + timedelta(days=days)))


def sets(pairs: list[Pair], encoder: Any) -> dict[str, list[Pair]]:
    """What the model of each kind is fitted on: labelled pairs and those made of them."""
    known, bare = pairs + dated(pairs), pairs + undated(pairs)
    with_text, across = (_of(known, which) for which in ("text", "across"))
    across = [replace(p, weight=1.0) for p in across]  # there are few others
    without = _of(pairs, "headline") + headlines([p for p in pairs if not _undated(p)], encoder)
    made = {
        "text": with_text + chance(_of(pairs, "text"), "text", 1500),
        "across": across + chance(across, "across", 500),
        "headline": without + chance(without, "headline", 1000) + namesakes(without, "headline"),
        "undated": _of(bare, "undated"),
        "undated across": _of(bare, "undated across"),
    }
    return {which: comparable(several, encoder) for which, several in made.items()}


def comparable(pairs: list[Pair], encoder: Any) -> list[Pair]:
    """Those whose both sides have vectors; all where no encoder is given."""
    return [p for p in pairs if encoder is None or with_vectors(p.a, p.b)]


def _of(pairs: list[Pair], which: str) -> list[Pair]:
    return [p for p in pairs if kind(p.a, p.b) == which]
