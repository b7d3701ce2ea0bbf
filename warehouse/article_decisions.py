"""What the desk decided about articles one by one: topic verdicts, mentions, openness facts."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from desk.models import Mention, OpennessFact, TopicVerdict
from warehouse.db import query
from warehouse.rows import columns, rows

if TYPE_CHECKING:
    import duckdb

TABLES = ("topic_verdicts", "mentions", "openness")


@dataclass(frozen=True, slots=True)
class Decided:
    """All that was decided about one article by itself."""

    article_id: int
    topics: tuple[TopicVerdict, ...] = ()
    mentions: tuple[Mention, ...] = ()
    openness: tuple[OpennessFact, ...] = ()


def store_decided(con: duckdb.DuckDBPyConnection, decided: Sequence[Decided]) -> None:
    """Store the decisions in place of earlier ones on the same articles, inside the caller's transaction."""
    if not decided:
        return
    ids = [each.article_id for each in decided]
    asked = {"ids": ids, "first": min(ids), "last": max(ids)}  # a range: of a million few are looked at
    for table in TABLES:
        con.execute(query(f"drop_{table}"), asked)
    _add(con, "topic_verdicts", ((each.article_id, verdict) for each in decided for verdict in each.topics))
    _add(con, "mentions", ((each.article_id, mention) for each in decided for mention in each.mentions))
    _add(con, "openness", ((each.article_id, fact) for each in decided for fact in each.openness))


def _add(con: duckdb.DuckDBPyConnection, table: str, records: Iterable[tuple[int, Any]]) -> None:
    given = [{"article_id": article_id, **columns(record)} for article_id, record in records]
    if given:
        con.execute(query(f"add_{table}"), {"rows": rows(given)})


def load_decided(con: duckdb.DuckDBPyConnection, article_ids: Iterable[int]) -> dict[int, Decided]:
    """What was decided about these articles; one that nothing was decided about is empty."""
    ids = list(article_ids)
    topics: dict[int, list[TopicVerdict]] = {}
    mentions: dict[int, list[Mention]] = {}
    openness: dict[int, list[OpennessFact]] = {}
    for article_id, topic, relevant, score, facet, why in _of(con, "topic_verdicts", ids):
        topics.setdefault(article_id, []).append(TopicVerdict(topic, relevant, score, tuple(why), facet))
    for article_id, *mention in _of(con, "mentions", ids):
        mentions.setdefault(article_id, []).append(Mention(*mention))
    for article_id, model, licence, opened, *rest in _of(con, "openness", ids):
        openness.setdefault(article_id, []).append(OpennessFact(model, licence, tuple(opened), *rest))
    return {
        each: Decided(each, tuple(topics.get(each, ())), tuple(mentions.get(each, ())), tuple(openness.get(each, ())))
        for each in ids
    }


def _of(con: duckdb.DuckDBPyConnection, table: str, ids: list[int]) -> list[tuple[Any, ...]]:
    return con.execute(query(f"{table}_of"), {"ids": ids}).fetchall()
