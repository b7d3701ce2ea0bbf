"""What assigning stories costs, per stored articles: 10k, 100k, 1M spread over as many days, one batch of 20.

    python -m benchmarks.stories [--sizes 10000,100000,1000000] [--a-day 1500] [--vectors]

The warehouse is filled with made-up cards (words drawn by Zipf's law, some articles of one event) straight
through SQL; measured, as processor time of all threads, are card making, reading the open stories, deciding
and storing, on the newest day.
"""

from __future__ import annotations

import argparse
import itertools
import random
import tempfile
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from desk.stories.cards import Card, card
from desk.stories.clustering import Assignment, assign
from warehouse.db import Warehouse, query
from warehouse.rows import rows
from warehouse.stories import open_stories, store_assignments
from warehouse.story_cards import card_row

if TYPE_CHECKING:
    import duckdb

END = datetime(2026, 3, 2, tzinfo=UTC)
SYLLABLES = (
    ("ka", "ve", "mo", "tri", "lu", "sen"),
    ("", "bo", "gra", "ni", "zu"),
    ("ra", "li", "don", "pek", "su", "ti", "nor", "bal", "gim", "fo"),
    ("", "n", "ster", "lak", "ma", "x", "ten", "vik", "ra", "zo"),
)
WORDS = ["".join(parts) for parts in itertools.product(*SYLLABLES)]
RANKS = np.array([1 / (rank + 5) for rank in range(len(WORDS))])
BATCH, ROUNDS, STORED = 20, 10, 5000


def made_up(article_id: int, at: datetime, rng: random.Random, vectors: bool) -> Card:
    """The card of `drawn_up` words."""
    return card(*drawn_up(article_id, at, rng, vectors))


def drawn_up(article_id: int, at: datetime, rng: random.Random, vectors: bool) -> tuple[Any, ...]:
    """What a card of about 200 words is made from; every fifth article shares its event's names with a neighbour."""
    event = random.Random(article_id // 5 if article_id % 5 < 2 else -article_id)
    names = [event.choice(WORDS).title() + event.choice(WORDS) for _ in range(6)]
    drawn = rng.choices(WORDS, weights=RANKS, k=190)
    for place, name in enumerate(names):
        drawn.insert(place * 25 + 3, name)
    title = " ".join([names[0], *rng.choices(WORDS, weights=RANKS, k=5), names[1]])
    vector = None
    if vectors:
        vector = np.random.default_rng(article_id).standard_normal(512).astype(np.float32)
        vector /= np.linalg.norm(vector)
    return article_id, title, " ".join(drawn), at, "en", f"outlet-{article_id % 40}", (), vector, "made-up"


def fill(con: duckdb.DuckDBPyConnection, size: int, a_day: int, vectors: bool) -> None:
    """Store `size` articles, each a story of its own: STORED different cards, repeated over the days before."""
    rng = random.Random(1)
    cards = [made_up(at, END, rng, vectors) for at in range(min(STORED, size))]
    con.execute("CREATE TEMP TABLE made AS SELECT * FROM story_cards")
    sql = query("add_story_cards").replace("INSERT INTO story_cards", "INSERT INTO made")
    con.execute(sql, {"rows": rows(card_row(one, END) for one in cards)})
    span = {"size": size, "stored": len(cards), "step": 86400 / a_day, "end": END}
    con.execute(
        "INSERT INTO story_cards SELECT i, $end::TIMESTAMPTZ - to_seconds(($size - i) * $step), keys, card, encoder,"
        " vector FROM range($size) AS r(i) JOIN made ON made.article_id = i % $stored ORDER BY i",
        span,
    )
    con.execute(
        "INSERT INTO story_articles SELECT i, i + 1, 1, ['opens a story'], NULL, false, $end::TIMESTAMPTZ"
        " FROM range($size) AS r(i)",
        {"size": size, "end": END},
    )
    con.execute(
        "INSERT INTO stories (id, opened_at, changed_at, articles) SELECT i + 1, $end, $end, 1"
        " FROM range($size) AS r(i)",
        {"size": size, "end": END},
    )


def spend(size: int, a_day: int, vectors: bool) -> tuple[dict[str, float], int]:
    """Processor milliseconds an article of each step beside `size` stored articles, and stories read a batch."""
    rng = random.Random(2)
    spent = {"card": 0.0, "read": 0.0, "assign": 0.0, "store": 0.0}
    with tempfile.TemporaryDirectory() as folder:
        house = Warehouse(Path(folder))
        with house.writing() as con:
            fill(con, size, a_day, vectors)
        found = 0
        for turn in range(ROUNDS):
            ids = [size + turn * BATCH + at for at in range(BATCH)]
            drawn = [drawn_up(at, END + timedelta(minutes=turn), rng, vectors) for at in ids]
            with house.writing() as con:
                start = time.process_time()
                cards = [card(*one) for one in drawn]
                made = time.process_time()
                stories = open_stories(con, cards)
                read = time.process_time()
                decided: list[Assignment] = assign(cards, stories)
                assigned = time.process_time()
                store_assignments(con, cards, decided, {}, END)
                stored = time.process_time()
            found += len(stories)
            steps = (made - start, read - made, assigned - read, stored - assigned)
            for step, seconds in zip(spent, steps, strict=True):
                spent[step] += seconds
    return {step: seconds / (ROUNDS * BATCH) * 1000 for step, seconds in spent.items()}, found // ROUNDS


def measure(size: int, a_day: int, vectors: bool) -> str:
    spent, found = spend(size, a_day, vectors)
    each = "  ".join(f"{step} {milliseconds:6.2f}" for step, milliseconds in spent.items())
    total = sum(spent.values())
    return f"{size:>9,} stored: CPU ms an article: {each}  all {total:6.2f}  ({found} stories read a batch)"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sizes", default="10000,100000,1000000")
    parser.add_argument("--a-day", type=int, default=1500, help="articles a day: how many stand in the window")
    parser.add_argument("--vectors", action="store_true", help="every card has a vector of 512 numbers")
    args = parser.parse_args()
    for size in map(int, args.sizes.split(",")):
        print(measure(size, args.a_day, args.vectors), flush=True)


if __name__ == "__main__":
    main()
