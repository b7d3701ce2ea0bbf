"""What a person decides about stories: merge two, split one. Kept: pinned articles are never decided again."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import TYPE_CHECKING

from desk.errors import UsageError
from desk.handles import article_handle, story_handle
from warehouse.arrays import listed
from warehouse.db import query
from warehouse.rows import utc
from warehouse.stories import open_new, refresh
from warehouse.story_lines import story_lines, story_row
from warehouse.story_origins import count_origins

if TYPE_CHECKING:
    import duckdb


def merge(con: duckdb.DuckDBPyConnection, first: int, second: int, now: datetime, by: str = "") -> int:
    """Two stories become one; the older id is kept and returned, the other one leads to it from now on."""
    one, two = (int(story_row(con, story_id)["id"]) for story_id in (first, second))
    if one == two:
        same = (
            "cannot be merged with itself"
            if first == second
            else f"is the same story as {story_handle(second)} already"
        )
        raise UsageError(f"story {story_handle(first)}", same, "Name two stories")
    kept, gone = min(one, two), max(one, two)
    moved = [line["article_id"] for line in story_lines(con, gone)]
    _move(
        con, moved, kept, f"{by or 'a person'} merged story {story_handle(gone)} into this one on {now:%Y-%m-%d}", now
    )
    con.execute(query("pin_story_articles"), {"story_id": kept})
    con.execute(query("merge_story"), {"id": gone, "kept": kept, "at": utc(now)})
    _keep(con, "merge", kept, gone, moved, now, by)
    refresh(con, [kept, gone], now)
    count_origins(con)
    return kept


def split(
    con: duckdb.DuckDBPyConnection, story_id: int, article_ids: Iterable[int], now: datetime, by: str = ""
) -> int:
    """These articles, and the copies of them, become a story of their own; returns its id."""
    story_id = int(story_row(con, story_id)["id"])
    lines = story_lines(con, story_id)
    asked = set(article_ids)
    if not asked:
        raise UsageError(
            f"story {story_handle(story_id)}", "cannot be split: no article is named", "Name the articles that leave it"
        )
    if strange := sorted(asked - {line["article_id"] for line in lines}):
        see = f"See `copydesk story show {story_handle(story_id)}`"
        raise UsageError(article_handle(strange[0]), f"is not in story {story_handle(story_id)}", see)
    moved = asked | {line["article_id"] for line in lines if line["copy_of"] in asked}
    if len(moved) == len(lines):
        raise UsageError(
            f"story {story_handle(story_id)}",
            "would be left empty: these are all its articles, with their copies",
            "Leave at least one article that is no copy of another in it",
        )
    new = open_new(con, 1, now)[0]
    _move(
        con,
        sorted(moved),
        new,
        f"{by or 'a person'} split this story off {story_handle(story_id)} on {now:%Y-%m-%d}",
        now,
    )
    con.execute(query("pin_story_articles"), {"story_id": story_id})
    _keep(con, "split", story_id, new, sorted(moved), now, by)
    refresh(con, [story_id, new], now)
    count_origins(con)
    return new


def _move(con: duckdb.DuckDBPyConnection, ids: list[int], story_id: int, why: str, now: datetime) -> None:
    con.execute(query("move_story_articles"), {"ids": listed(ids), "story_id": story_id, "why": why, "at": utc(now)})


def _keep(
    con: duckdb.DuckDBPyConnection, kind: str, story_id: int, other: int, ids: list[int], now: datetime, by: str
) -> None:
    told = {"story_id": story_id, "other_id": other, "ids": listed(ids)}
    kept = told | {"kind": kind, "at": utc(now), "by": by or None}
    con.execute(query("add_story_judgement"), kept)
