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
from datetime import UTC, datetime
from itertools import combinations
from pathlib import Path
from typing import Any

from desk.stories.cards import Card, card, card_text
from desk.stories.same_event import kind
from desk.stories.signals import telling

CHANCE = {"text": 0.15, "headline": 0.05, "across": 0.15}  # weight of a chance pair, a labelled one counts 1
MADE = 0.1  # weight of a pair whose text was taken away
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


def read(path: Path) -> list[dict[str, Any]]:
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def make_cards(articles: list[tuple[str, str, str, str]], encoder: Any) -> list[Card]:
    """Cards of (title, text, date, language); vectors if an encoder is given."""
    vectors = encoder.encode([card_text(title, body) for title, body, *_ in articles]) if encoder else None
    made = []
    for at, (title, body, date, language) in enumerate(articles):
        published = datetime.fromisoformat(date).replace(tzinfo=UTC) if date else None
        vector = None if vectors is None else vectors[at]
        made.append(card(at, title, body, published, language, "", (), vector, encoder.name if encoder else ""))
    return made


def labelled(rows: list[dict[str, Any]], encoder: Any) -> list[Pair]:
    """The labelled pairs, grouped by event: connected components of the positive pairs."""
    keys = sorted({(row[f"title_{s}"], row[f"text_{s}"], row[f"date_{s}"] or "", "") for row in rows for s in "ab"})
    made = dict(zip(keys, make_cards(keys, encoder), strict=True))
    sides = [[made[row[f"title_{s}"], row[f"text_{s}"], row[f"date_{s}"] or "", ""] for s in "ab"] for row in rows]
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
        if p.groups[0] != q.groups[1] and p.a.title != q.b.title:
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
        pairs.append(Pair(made[2 * at], made[2 * at + 1], told, "across", (row["a"][:80], row["b"][:80]), gap))
    if encoder is None:  # two texts that share no name and no number cannot be told without vectors
        pairs = [p for p in pairs if not p.same or p.a.names & p.b.names or len(p.a.numbers & p.b.numbers) > 1]
    return pairs + [p for p in chance(pairs, "across", 1500, 3) if kind(p.a, p.b) == "across"]


def _half(text: str, which: int) -> tuple[str, str]:
    sentences = [part.strip() for part in re.split(r"(?<=[.!?])\s+|(?<=[。！？])|\n+", text) if part.strip()]
    chosen = sentences[which::2] or sentences
    return chosen[0][:120], " ".join(chosen)


def sets(pairs: list[Pair], encoder: Any) -> dict[str, list[Pair]]:
    """What the models for one language are fitted on: labelled pairs and those made of them."""
    with_text = [p for p in pairs if kind(p.a, p.b) == "text"]
    without = [p for p in pairs if kind(p.a, p.b) == "headline"] + headlines(pairs, encoder)
    return {
        "text": with_text + chance(with_text, "text", 1500),
        "headline": without + chance(without, "headline", 1000) + namesakes(without, "headline"),
    }
