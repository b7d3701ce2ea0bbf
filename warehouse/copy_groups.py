"""Groups of copies kept in step with the verdicts: read what is touched, regroup, write what changed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from desk.copies.groups import Edge, Member, regroup
from warehouse.arrays import listed
from warehouse.db import query
from warehouse.rows import rows, utc

if TYPE_CHECKING:
    import duckdb


@dataclass(frozen=True, slots=True)
class GroupChange:
    """An article whose standing changed; None: it stood, or stands, alone."""

    article_id: int
    before: Member | None
    after: Member | None


def update_groups(con: duckdb.DuckDBPyConnection, article_ids: Iterable[int], now: datetime) -> tuple[GroupChange, ...]:
    """Regroup everything these articles touch, from the stored verdicts and judgements; returns what changed.

    Call it in the transaction that stored the verdicts, after them.
    """
    touched = _reach(con, set(article_ids))
    if not touched:
        return ()
    before = members_of(con, touched)
    edges, outlets = _edges(con, touched), _outlets(con, touched)
    after = regroup(edges, outlets)
    changed = [
        GroupChange(article_id, before.get(article_id), after.get(article_id))
        for article_id in sorted(touched)
        if before.get(article_id) != after.get(article_id)
    ]
    if changed:
        con.execute(query("drop_copy_members"), {"ids": listed(change.article_id for change in changed)})
        kept = [asdict(change.after) for change in changed if change.after is not None]
        con.execute(query("add_copy_members"), {"rows": rows(kept), "now": utc(now)})
    return tuple(changed)


def members_of(con: duckdb.DuckDBPyConnection, article_ids: Iterable[int]) -> dict[int, Member]:
    """Where these articles stand; those that stand alone are left out."""
    found = con.execute(query("copy_members_of"), {"ids": listed(article_ids)}).fetchall()
    return {row[0]: Member(*row) for row in found}


def originals(con: duckdb.DuckDBPyConnection, article_ids: Iterable[int]) -> dict[int, int]:
    """{copy: lead of its group} for those of these articles that are copies of another article."""
    members = members_of(con, article_ids).values()
    return {
        member.article_id: member.lead_id
        for member in members
        if member.standing == "copy" and member.lead_id not in (None, member.article_id)
    }


def copied_ones(con: duckdb.DuckDBPyConnection, article_ids: Iterable[int]) -> set[int]:
    """Those of these articles that `originals` names for others."""
    return {row[0] for row in con.execute(query("copied_ones"), {"ids": listed(article_ids)}).fetchall()}


def _reach(con: duckdb.DuckDBPyConnection, start: set[int]) -> set[int]:
    """These articles and all that hang together with them by groups or verdicts."""
    reached: set[int] = set()
    fresh = start
    while fresh:
        reached |= fresh
        asked = {"ids": listed(sorted(fresh))}
        fresh = {row[0] for row in con.execute(query("copy_neighbours"), asked).fetchall()} - reached
    return reached


def _edges(con: duckdb.DuckDBPyConnection, article_ids: set[int]) -> list[Edge]:
    found = con.execute(query("copy_edges_of"), {"ids": listed(sorted(article_ids))}).fetchall()
    return [Edge(*row) for row in found]


def _outlets(con: duckdb.DuckDBPyConnection, article_ids: set[int]) -> dict[int, str]:
    return dict(con.execute(query("outlets_of_articles"), {"ids": listed(sorted(article_ids))}).fetchall())
