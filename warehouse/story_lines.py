"""Stories by their rows, for whoever names or tells one: nothing that decides is loaded for it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from desk.errors import NamingError
from desk.handles import story_handle
from warehouse.arrays import listed
from warehouse.db import query
from warehouse.rows import named

if TYPE_CHECKING:
    import duckdb

SHOW = 'See `copydesk sql "from stories order by last_time desc limit 20"`'


def story_row(con: duckdb.DuckDBPyConnection, story_id: int) -> dict[str, Any]:
    """The story with this id as a row by column; a merged one leads to the story it went into.

    NamingError if there is none.
    """
    seen: set[int] = set()
    while True:
        found = named(con.execute(query("story_row"), {"id": story_id}))
        if not found:
            raise NamingError(f"story {story_handle(story_id)}", "does not exist", SHOW)
        row = found[0]
        if row["merged_into"] is None or row["merged_into"] in seen:
            return row
        seen.add(story_id)
        story_id = row["merged_into"]


def story_lines(con: duckdb.DuckDBPyConnection, story_id: int) -> list[dict[str, Any]]:
    """Its articles in time order: article_id, title, url, outlet_id, language, time, score, why, copy_of, pinned."""
    return named(con.execute(query("story_lines"), {"id": story_id}))


def stories_of(con: duckdb.DuckDBPyConnection, article_ids: Iterable[int]) -> dict[int, int]:
    """{article id: story id} of those that tell one."""
    return dict(con.execute(query("stories_of_articles"), {"ids": listed(article_ids)}).fetchall())
