"""A story card as a row of the warehouse and back.

The card is one string: a line of JSON for what stands alone, then a line for each combination of the sets that
terms belong to. Each term is written once; most stand in the lead only. Read back, a line is split, not parsed:
a batch reads hundreds of cards.
"""

from __future__ import annotations

import base64
import json
from collections import defaultdict
from datetime import UTC, datetime, timedelta
from typing import Any

from desk.stories.cards import Card
from desk.stories.clustering import story_keys
from desk.text.vectors import packed, unpacked
from warehouse.rows import utc

START = datetime(1970, 1, 1, tzinfo=UTC)
SETS = ("title_terms", "lead_terms", "title_names", "names", "numbers", "facts")
SINGLE = ("title", "language", "outlet", "subject", "notice")
LINE, BETWEEN = "\n", "\t"  # no term holds either; a space may come out of a ligature's folding


def card_row(card: Card, now: datetime) -> dict[str, Any]:
    """The row of `story_cards`; an undated article stands at `now`."""
    return {
        "article_id": card.article_id,
        "time": utc(card.published) if card.published else now,
        "keys": story_keys(card),
        "card": write_card(card),
        "encoder": card.encoder,
        "vector": None if card.vector is None else base64.b64encode(packed(card.vector)).decode("ascii"),
    }


def write_card(card: Card) -> str:
    """The card as one string: singles as JSON, then lines of terms headed by the places in SETS they belong to."""
    belongs: dict[str, str] = defaultdict(str)
    for place, name in enumerate(SETS):
        for term in getattr(card, name):
            belongs[term] += str(place)
    lines: dict[str, list[str]] = defaultdict(list)
    for term in sorted(belongs):
        lines[belongs[term]].append(term)
    single = json.dumps([bool(card.published), *(getattr(card, name) for name in SINGLE)], ensure_ascii=False)
    return LINE.join([single, *(BETWEEN.join([places, *terms]) for places, terms in sorted(lines.items()))])


def read_card(article_id: int, time: int, written: str, encoder: str, vector: bytes | None) -> Card:
    """The card a row holds; `time` in microseconds since 1970."""
    single, *lines = written.split(LINE)
    dated, *singles = json.loads(single)
    sets: tuple[list[str], ...] = tuple([] for _ in SETS)
    for line in lines:
        places, *terms = line.split(BETWEEN)
        for place in places:
            sets[int(place)].extend(terms)
    fields: dict[str, Any] = dict(zip((*SINGLE, *SETS), (*singles, *map(frozenset, sets)), strict=True))
    return Card(
        article_id=article_id,
        published=START + timedelta(microseconds=time) if dated else None,
        vector=None if vector is None else unpacked([vector])[0],
        encoder=encoder,
        **fields,
    )
