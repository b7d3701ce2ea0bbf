"""What was decided about copies: one row a compared pair, its passages, and the texts a verdict needs."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from warehouse.arrays import listed
from warehouse.articles import article_texts
from warehouse.db import query
from warehouse.rows import columns, named, rows, utc

if TYPE_CHECKING:
    import duckdb

    from desk.models import CopyVerdict, Kinship, Part

RULES = "7"  # version of the copy rules; raise it when a rule or threshold changes, and re-decide


@dataclass(frozen=True, slots=True)
class Compared:
    """A newcomer and what it was compared with: an earlier article, or part `seed_part` of a seed."""

    article_id: int
    verdict: CopyVerdict
    known_id: int | None = None
    seed_id: str | None = None
    seed_part: int | None = None
    kinship: Kinship | None = None  # of a copy and its known article, a the newcomer

    @property
    def notable(self) -> bool:
        """Whether it is worth a row: a copy, or a shared passage."""
        return self.verdict.kind != "none" or self.verdict.shared_passage


@dataclass(frozen=True, slots=True)
class KnownText:
    """A stored article as a comparison needs it."""

    article_id: int
    url: str
    outlet_id: str
    title: str
    published: datetime | None
    canonical_url: str | None
    source: str | None
    parts: tuple[Part, ...]


def known_texts(con: duckdb.DuckDBPyConnection, ids: Iterable[int]) -> dict[int, KnownText]:
    """Texts and facts of stored articles, by id; at most 4 ms each however many are stored."""
    parts = article_texts(con, ids)
    if not parts:
        return {}
    found = {}
    for told in named(con.execute(query("copy_facts_of"), {"ids": listed(parts)})):
        found[told["article_id"]] = KnownText(**told, parts=parts[told["article_id"]])
    return found


def store_verdicts(con: duckdb.DuckDBPyConnection, compared: Iterable[Compared], now: datetime) -> None:
    """Keep the notable ones with their evidence; for a pair that has a row already, call drop_verdicts first."""
    kept = [each for each in compared if each.notable]
    if not kept:
        return
    con.execute(query("add_copy_verdicts"), {"rows": rows(map(_columns, kept)), "rules": RULES, "now": utc(now)})
    passages = [
        _pair(each) | {"place": place} | columns(passage)
        for each in kept
        for place, passage in enumerate(each.verdict.evidence)
    ]
    if passages:
        con.execute(query("add_copy_evidence"), {"rows": rows(passages)})


def drop_verdicts(con: duckdb.DuckDBPyConnection, article_ids: Sequence[int]) -> None:
    """Forget what these were found to be as newcomers (a person's judgements are kept elsewhere and stay)."""
    for name in ("drop_copy_verdicts", "drop_copy_evidence"):
        con.execute(query(name), {"ids": listed(article_ids)})


def _pair(compared: Compared) -> dict[str, Any]:
    return {name: getattr(compared, name) for name in ("article_id", "known_id", "seed_id", "seed_part")}


def _columns(compared: Compared) -> dict[str, Any]:
    verdict = compared.verdict
    return _pair(compared) | {
        "kind": verdict.kind,
        "score": float(verdict.score),
        "rule": verdict.rule,
        "shared_passage": bool(verdict.shared_passage),
        "coverage_article": float(verdict.coverage_a),
        "coverage_known": float(verdict.coverage_b),
        "newcomer_is_copy": bool(verdict.newcomer_is_copy),
        "direction_why": verdict.direction_why,
        "why": verdict.why,
        "kinship": compared.kinship,
    }
