"""A story card as a row of the warehouse and back."""

from __future__ import annotations

import base64
import json
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

import numpy as np

from desk.clusters import story_keys
from desk.storycards import Card
from warehouse.rows import utc

if TYPE_CHECKING:
    from numpy.typing import NDArray

START = datetime(1970, 1, 1, tzinfo=UTC)
SETS = ("title_terms", "lead_terms", "title_names", "names", "numbers")
SINGLE = ("title", "language", "outlet", "subject", "notice")


def card_row(card: Card, now: datetime) -> dict[str, Any]:
    """The row of `story_cards`; an undated article stands at `now`."""
    written: dict[str, Any] = {name: sorted(getattr(card, name)) for name in SETS}
    written |= {name: getattr(card, name) for name in SINGLE} | {"dated": bool(card.published)}
    return {
        "article_id": card.article_id,
        "time": utc(card.published) if card.published else now,
        "keys": story_keys(card),
        "card": written,
        "encoder": card.encoder,
        "vector": None if card.vector is None else base64.b64encode(_small(card.vector)).decode("ascii"),
    }


def read_card(article_id: int, time: int, written: str, encoder: str, vector: bytes | None) -> Card:
    """The card a row holds; `time` in microseconds since 1970."""
    read = json.loads(written)
    fields: dict[str, Any] = {name: frozenset(read[name]) for name in SETS} | {name: read[name] for name in SINGLE}
    return Card(
        article_id=article_id,
        published=START + timedelta(microseconds=time) if read["dated"] else None,
        vector=None if vector is None else read_vector(vector),
        encoder=encoder,
        **fields,
    )


def read_vector(blob: bytes) -> NDArray[np.float32]:
    """int8[d] back to a unit vector float32[d]."""
    vector = np.frombuffer(blob, np.int8).astype(np.float32)
    return np.asarray(vector / max(float(np.linalg.norm(vector)), 1e-9), np.float32)


def _small(vector: NDArray[np.float32]) -> bytes:
    largest = max(float(np.abs(vector).max()), 1e-9)
    return bytes(np.round(vector / largest * 127).astype(np.int8).tobytes())
