"""What readers said about digests, and what was suggested because of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from desk.digest.outbox_message import STORY_REPLIES
from warehouse.db import query
from warehouse.rows import named, rows

if TYPE_CHECKING:
    import duckdb


def delivered_since(con: duckdb.DuckDBPyConnection, target: str, since: datetime) -> list[str]:
    """Digests of a target that were delivered since then, oldest first."""
    asked = {"target": target, "since": since}
    return [row[0] for row in con.execute(query("delivered_since"), asked).fetchall()]


def keep_feedback(
    con: duckdb.DuckDBPyConnection, digest_id: str, target: str, said: Mapping[int, Mapping[str, int]], now: datetime
) -> None:
    """Keep the reactions at each part of a digest (part → reaction → readers), in place of what was read before."""
    asked: dict[str, object] = {"digest_id": digest_id, "target": target}
    told = [line["story_id"] for line in named(con.execute(query("digest_lines"), asked))]
    con.execute(query("drop_feedback"), asked)
    lines = [
        asked | {"part": part, "story_id": _story(part, told), "reaction": reaction, "readers": readers, "read_at": now}
        for part, reactions in said.items()
        for reaction, readers in reactions.items()
    ]
    if lines:
        con.execute(query("add_feedback"), {"rows": rows(lines)})


def _story(part: int, told: list[int]) -> int | None:
    place = part - STORY_REPLIES
    return told[place] if 0 <= place < len(told) else None


def muted_outlets(con: duckdb.DuckDBPyConnection, target: str, since: datetime) -> list[tuple[str, str, int]]:
    """Id, name and number of readers for each outlet that readers muted and nothing was suggested about."""
    return con.execute(query("muted_outlets"), {"target": target, "since": since}).fetchall()


def muted_topics(
    con: duckdb.DuckDBPyConnection, target: str, topics: Sequence[str], since: datetime
) -> list[tuple[str, int]]:
    """Id and number of readers for each of these topics that readers muted in stories of several outlets."""
    asked = {"target": target, "topics": list(topics), "since": since}
    return con.execute(query("muted_topics"), asked).fetchall()


def add_suggestion(
    con: duckdb.DuckDBPyConnection,
    target: str,
    digest_id: str,
    now: datetime,
    *,
    outlet_id: str | None = None,
    topic: str | None = None,
) -> None:
    """Write down that it was suggested to pause an outlet, or to leave a topic out: it is not suggested again."""
    asked = {"target": target, "outlet_id": outlet_id, "topic": topic, "digest_id": digest_id, "now": now}
    con.execute(query("add_suggestion"), asked)
