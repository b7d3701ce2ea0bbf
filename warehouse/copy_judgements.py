"""What people ruled on copies: appended, never changed, stronger than every rule."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from warehouse.db import query
from warehouse.rows import utc

if TYPE_CHECKING:
    import duckdb


@dataclass(frozen=True, slots=True)
class Judgement:
    """A person's word on an article: a copy of `original_id` (or of a seed), or not a copy of anything."""

    article_id: int
    copy: bool
    judged_at: datetime
    original_id: int | None = None
    seed_id: str | None = None
    kind: str | None = None
    note: str = ""
    judged_by: str | None = None  # None: nobody knows


def add_judgement(con: duckdb.DuckDBPyConnection, judgement: Judgement) -> None:
    """Keep a judgement; call groups.update_groups for its articles afterwards, in the same transaction."""
    con.execute(
        query("add_judgement"),
        {
            "article_id": judgement.article_id,
            "copy": judgement.copy,
            "original_id": judgement.original_id,
            "seed_id": judgement.seed_id,
            "kind": judgement.kind,
            "note": judgement.note,
            "judged_by": judgement.judged_by,
            "now": utc(judgement.judged_at),
        },
    )


def judgements_on(con: duckdb.DuckDBPyConnection, article_id: int) -> tuple[Judgement, ...]:
    """All judgements on an article, the one that holds last."""
    return tuple(Judgement(*row) for row in con.execute(query("judgements_on"), {"id": article_id}).fetchall())


def labelled_pairs(con: duckdb.DuckDBPyConnection) -> Iterator[dict[str, Any]]:
    """The judgements that hold as labelled pairs: id, kind, label, a, b, lang_a, lang_b, url_a, url_b, note, …

    `a` is the judged article, `b` what it was (or was not) taken from; `kind` is "none" for a pair that a
    rule called a copy and a person did not. A seed of which only the fingerprint is at hand gives no text.
    """
    asked = con.execute(query("labelled_pairs"))
    names = [column[0] for column in asked.description or ()]
    while row := asked.fetchone():
        pair = dict(zip(names, row, strict=True))
        yield pair | {"judged_at": pair["judged_at"].isoformat()}
