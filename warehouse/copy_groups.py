"""Groups of copies kept in step with the verdicts: read what is touched, regroup, write what changed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from desk.lineage.descent import Witness
from desk.lineage.groups import Member, regroup
from warehouse.arrays import listed
from warehouse.copy_edges import edges_of
from warehouse.db import query
from warehouse.rows import columns, rows, utc

if TYPE_CHECKING:
    import duckdb

    from desk.lineage.groups import Edge
    from warehouse.copy_verdicts import Compared


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
    asked = {"ids": listed(sorted(set(article_ids)))}
    return regroup_all(con, {row[0] for row in con.execute(query("copy_concerned"), asked).fetchall()}, now)


def update_new_groups(
    con: duckdb.DuckDBPyConnection, compared: Iterable[Compared], now: datetime
) -> tuple[GroupChange, ...]:
    """As `update_groups`, for articles that came in just now: what was compared tells which are concerned."""
    hanging = [each for each in compared if each.verdict.kind != "none"]
    known = {each.known_id for each in hanging if each.known_id is not None}
    return regroup_all(con, {each.article_id for each in hanging} | known, now)


def regroup_all(con: duckdb.DuckDBPyConnection, concerned: set[int], now: datetime) -> tuple[GroupChange, ...]:
    """Regroup all that hangs together with these articles."""
    touched = reach(con, concerned)
    if not touched:
        return ()
    before = members_of(con, touched)
    edges, own = edges_of(con, touched)
    after = regroup(edges, _witnesses(con, touched), own)
    changed = [
        GroupChange(article_id, before.get(article_id), after.get(article_id))
        for article_id in sorted(touched)
        if before.get(article_id) != after.get(article_id)
    ]
    if changed:
        if stood := [change.article_id for change in changed if change.before is not None]:
            con.execute(query("drop_copy_members"), {"ids": listed(stood)})
        kept = [columns(change.after) for change in changed if change.after is not None]
        con.execute(query("add_copy_members"), {"rows": rows(kept), "now": utc(now)})
    return tuple(change for change in changed if _moved(change))


def _moved(change: GroupChange) -> bool:
    """Whether it stands elsewhere now; how sure that is is nobody's business but a reader's."""
    return (change.before and change.before.place) != (change.after and change.after.place)


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


def way_up(
    con: duckdb.DuckDBPyConnection, article_id: int, witness: Witness, edges: Sequence[Edge]
) -> list[dict[str, Any]]:
    """Where a text that is not stored would come from: a row a step, the direct original first. Nothing is written.

    `article_id`: one that no article has; `edges`: what the text was found to be to stored articles and seeds.
    """
    touched = reach(
        con, {name for edge in edges for name in (edge.copy, edge.original) if name not in (None, article_id)}
    )
    known, own = edges_of(con, touched) if touched else ([], set())
    texts = _witnesses(con, touched) | {article_id: witness}
    members = regroup([*known, *edges], texts, own)
    chain, member = [], members.get(article_id)
    while member is not None and member.standing == "copy":
        chain.append(member)
        member = members.get(member.parent_id) if member.parent_id is not None else None
    return [_step(con, each) for each in chain]


def _step(con: duckdb.DuckDBPyConnection, member: Member) -> dict[str, Any]:
    asked = {"id": member.parent_id, "seed_id": member.seed_id}
    outlet, title, url = con.execute(query("original_of"), asked).fetchone() or ("?", "", "")
    return {"outlet": outlet, "title": title, "url": url, "kind": member.kind, "certainty": member.certainty,
            "why": member.why}  # fmt: skip


def reach(con: duckdb.DuckDBPyConnection, start: set[int]) -> set[int]:
    """These articles and all that hang together with them by groups or verdicts."""
    if not start:
        return set()
    return {row[0] for row in con.execute(query("copy_reach"), {"ids": listed(sorted(start))}).fetchall()}


def _witnesses(con: duckdb.DuckDBPyConnection, article_ids: set[int]) -> dict[int, Witness]:
    found = con.execute(query("witnesses_of"), {"ids": listed(sorted(article_ids))}).fetchall()
    return {row[0]: Witness(row[1], (row[2],), *row[3:]) for row in found}
