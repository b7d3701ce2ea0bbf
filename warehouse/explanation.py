"""All that the reading copy knows about one address: how it was found, read, judged and used."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from desk.errors import UsageError, WarehouseError
from warehouse.db import TROUBLES, connect, query
from warehouse.duckdb_errors import in_words
from warehouse.reading_sql import READING_NAME, no_copy

if TYPE_CHECKING:
    import duckdb

Row = dict[str, Any]
ASPECTS = ("topics", "mentions", "openness", "copies", "evidence", "group", "judgements", "story", "digests")


@dataclass(frozen=True, slots=True)
class Explanation:
    """Rows by aspect (`ASPECTS`), columns by name; `article` is None for a lead that never became one."""

    url: str
    article: Row | None
    lead: Row | None
    aspects: dict[str, list[Row]] = field(default_factory=dict)


def explain(home: Path, url: str, key: str) -> Explanation:
    """What is known about an address; UsageError when it was never met."""
    path = Path(home) / READING_NAME
    if not path.exists():
        raise no_copy(path)
    with _opened(path) as con:
        article = _rows(con, "why_article", {"key": key, "url": url})
        lead = _rows(con, "why_lead", {"key": key, "url": url})
        if not article and not lead:
            raise UsageError(url, "was never met by a crawl", 'See `copydesk sql "select url from articles"`')
        asked = {"id": article[0]["id"]} if article else None
        found = {aspect: _rows(con, f"why_{aspect}", asked) for aspect in ASPECTS} if asked else {}
        return Explanation(url, article[0] if article else None, lead[0] if lead else None, found)


@contextmanager
def _opened(path: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    try:
        con = connect(path, read_only=True)
    except (*TROUBLES, OSError) as error:
        remedy = "`copydesk upkeep publish` makes a new one"
        raise WarehouseError(str(path), in_words(path, error).problem, remedy) from error
    with con:
        yield con


def _rows(con: duckdb.DuckDBPyConnection, name: str, asked: Row) -> list[Row]:
    answer = con.execute(query(name), asked)
    columns = [column[0] for column in answer.description or []]
    return [dict(zip(columns, row, strict=True)) for row in answer.fetchall()]
