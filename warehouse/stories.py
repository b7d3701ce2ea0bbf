"""Stories as the warehouse keeps them: the open ones for a batch, what was decided, what a person decided.

All functions take a connection inside one write transaction of `Warehouse.writing()`; reading functions work
on any connection.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any

import numpy as np

from desk.stories.clustering import CANDIDATES, FIRST, LATEST, LEAST, NEAR, WINDOW, Assignment, OpenStory, story_keys
from desk.text.vectors import unpacked
from warehouse.arrays import listed
from warehouse.db import query
from warehouse.rows import rows, utc
from warehouse.story_cards import card_row, read_card
from warehouse.story_lines import stories_of

if TYPE_CHECKING:
    import duckdb

    from desk.stories.cards import Card

COMMON = 500  # articles of the window that may share a term; one that stands in more points to nothing
MOST = CANDIDATES + 2  # articles a newcomer shares most with, whose stories are read


def open_stories(
    con: duckdb.DuckDBPyConnection, cards: Sequence[Card], copies: Mapping[int, int] | None = None
) -> tuple[OpenStory, ...]:
    """The stored stories that could take one of these cards: within the window, sharing terms, near by vector,
    or home of an original (or copy) in `copies` (article id to its original's id)."""
    if not cards:
        return ()
    times = [utc(card.published) for card in cards if card.published]
    span = {"since": min(times) - WINDOW, "until": max(times) + WINDOW} if times else None
    ids = _homes(con, copies or {})
    if span:
        asked = rows({"article": card.article_id, "keys": story_keys(card)} for card in cards)
        limits = {"most": MOST, "least": LEAST, "common": COMMON}
        found = con.execute(query("story_candidates"), {"rows": asked, **limits, **span}).fetchall()
        ids |= {story_id for (story_id,) in found}
        ids |= _near(con, cards, span)
    return read_stories(con, ids)


def read_stories(con: duckdb.DuckDBPyConnection, ids: Iterable[int]) -> tuple[OpenStory, ...]:
    """These stories with their representative cards, by id."""
    asked = {"ids": listed(ids), "first": FIRST, "latest": LATEST}
    told = con.execute(query("story_representatives"), asked).fetchall()
    chosen = listed(article for _, article, representative in told if representative)
    read = con.execute(query("story_cards_of"), {"ids": chosen}).fetchall()
    ordered = sorted(read, key=lambda row: (row[1], row[0]))  # by time
    cards = {article: read_card(article, *columns) for article, *columns in ordered}
    home = {article: story for story, article, _ in told}
    members: dict[int, set[int]] = {}
    shown: dict[int, list[Card]] = {}
    for article, story in home.items():
        members.setdefault(story, set()).add(article)
    for article, card in cards.items():
        shown.setdefault(home[article], []).append(card)
    return tuple(OpenStory(at, tuple(shown.get(at, ())), frozenset(members[at])) for at in sorted(members))


def store_assignments(
    con: duckdb.DuckDBPyConnection,
    cards: Sequence[Card],
    assignments: Sequence[Assignment],
    copies: Mapping[int, int],
    now: datetime,
) -> dict[int, int]:
    """Store cards and assignments; returns {article id: story id}. New stories get the next free ids."""
    if not assignments:
        return {}
    opened = _opened(con, assignments, now)
    placed = {a.article_id: a.story_id if a.story_id is not None else opened[a.founder] for a in assignments}
    given = (
        {
            "article_id": a.article_id,
            "story_id": placed[a.article_id],
            "score": a.score,
            "why": a.why,
            "copy_of": copies.get(a.article_id),
            "pinned": False,
        }
        for a in assignments
    )
    con.execute(query("add_story_articles"), {"rows": rows(given), "at": utc(now)})
    con.execute(query("add_story_cards"), {"rows": rows(card_row(card, utc(now)) for card in cards)})
    turned = {copy: original for copy, original in copies.items() if copy not in placed}
    touched = set(placed.values()) | set_copies(con, turned)
    refresh(con, touched, now)
    return placed


def set_copies(con: duckdb.DuckDBPyConnection, copies: Mapping[int, int | None]) -> set[int]:
    """Note which stored articles are copies of which article (None: of none); returns their stories, to refresh."""
    if not copies:
        return set()
    given = rows({"article_id": copy, "copy_of": original} for copy, original in copies.items())
    con.execute(query("set_copies_of"), {"rows": given})
    return set(stories_of(con, copies).values())


def refresh(con: duckdb.DuckDBPyConnection, story_ids: Iterable[int], now: datetime) -> None:
    """Work out lead article, headline, times, outlets, reports, and languages of these stories anew.

    Their independent reports are counted later, all at once (`warehouse.story_origins.count_origins`).
    """
    if ids := set(story_ids):
        con.execute(query("refresh_stories"), {"ids": listed(sorted(ids)), "at": utc(now)})


def open_new(con: duckdb.DuckDBPyConnection, count: int, now: datetime) -> list[int]:
    """Open so many stories; returns their ids, which no story had before."""
    first: int = (con.execute(query("next_story_id")).fetchone() or (1,))[0]
    ids = list(range(first, first + count))
    if ids:
        con.execute(query("add_stories"), {"ids": listed(ids), "at": utc(now)})
    return ids


def _opened(con: duckdb.DuckDBPyConnection, assignments: Sequence[Assignment], now: datetime) -> dict[int, int]:
    founders = list(dict.fromkeys(a.founder for a in assignments if a.story_id is None))
    return dict(zip(founders, open_new(con, len(founders), now), strict=True))


def _homes(con: duckdb.DuckDBPyConnection, copies: Mapping[int, int]) -> set[int]:
    return set(stories_of(con, {*copies, *copies.values()}).values()) if copies else set()


def _near(con: duckdb.DuckDBPyConnection, cards: Sequence[Card], span: dict[str, Any]) -> set[int]:
    """Stories with a vector close to that of a newcomer."""
    encoders = {card.encoder for card in cards if card.vector is not None}
    near: set[int] = set()
    for encoder in encoders:
        found = con.execute(query("story_vectors"), {"encoder": encoder, **span}).fetchall()
        if not found:
            continue
        leads = np.stack([card.vector for card in cards if card.vector is not None and card.encoder == encoder])
        known = unpacked([blob for _, blob in found])
        cosine = leads @ known.T
        for row in cosine:
            near |= {found[i][0] for i in np.argsort(-row)[:CANDIDATES] if row[i] >= NEAR}
    return near
