"""Deciding everything anew, article by article, so that it can be stopped and taken up again."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING

from warehouse.arrays import listed
from warehouse.copy_verdicts import drop_verdicts
from warehouse.db import query
from warehouse.rows import utc

if TYPE_CHECKING:
    import duckdb

FOUND_BY = ("sketch_hashes", "sketches", "anchors", "doc_vectors")


@dataclass(frozen=True, slots=True)
class Pass:
    """How far deciding anew has come: done up to an id, of all up to `last_id`; what changed so far."""

    up_to: int
    last_id: int
    changed: Counter[str] = field(default_factory=Counter)


def take_up(con: duckdb.DuckDBPyConnection, now: datetime, *, afresh: bool = False) -> Pass:
    """The unfinished pass, or a new one over all articles; `afresh` gives up an unfinished one."""
    found = con.execute(query("open_redecision")).fetchone()
    if found and afresh:
        advance(con, Pass(found[0], found[1], Counter(json.loads(found[2]))), now)
        found = None
    if not found:
        con.execute(query("start_redecision"), {"now": utc(now)})
        found = con.execute(query("open_redecision")).fetchone()
    assert found is not None  # it was just started
    return Pass(found[0], found[1], Counter(json.loads(found[2])))


def next_articles(con: duckdb.DuckDBPyConnection, at: Pass, size: int) -> list[int]:
    """The ids that come next, ascending; empty when the pass is through."""
    asked = {"up_to": at.up_to, "last_id": at.last_id, "size": size}
    return [row[0] for row in con.execute(query("redecision_articles"), asked).fetchall()]


def advance(con: duckdb.DuckDBPyConnection, at: Pass, finished: datetime | None = None) -> None:
    """Remember how far the pass is; call it in the transaction that wrote these articles."""
    when = utc(finished) if finished else None
    con.execute(
        query("advance_redecision"), {"up_to": at.up_to, "changed": json.dumps(dict(at.changed)), "finished": when}
    )


def forget_found(con: duckdb.DuckDBPyConnection, article_ids: Sequence[int]) -> None:
    """Drop what these articles were found by and what they were found to be, before both are written anew.

    A person's judgements stay, and so do verdicts of later articles on these: their own turn comes.
    """
    if not article_ids:
        return
    asked = {"ids": listed(article_ids), "first": min(article_ids), "last": max(article_ids)}
    for table in FOUND_BY:
        con.execute(query(f"drop_{table}"), asked)
    drop_verdicts(con, article_ids)
