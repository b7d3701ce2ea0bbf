"""All that the reading copy knows about one article: how it was found, read, judged and used."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import duckdb

from desk.errors import NamingError, WarehouseError
from desk.handles import as_address
from warehouse.db import TROUBLES, connect, query
from warehouse.duckdb_errors import in_words
from warehouse.handles import address_key, article_named
from warehouse.reading_base import holding
from warehouse.reading_sql import READING_NAME, no_copy
from warehouse.rows import named

Row = dict[str, Any]
ASPECTS = (
    "topics", "mentions", "openness", "copies", "evidence", "group", "lineage", "copied_by", "roundup", "judgements",
    "story", "digests", "addresses", "revisions",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Explanation:
    """Rows by aspect (`ASPECTS`), columns by name; `article` is None for a lead that never became one."""

    url: str
    article: Row | None
    lead: Row | None
    aspects: dict[str, list[Row]] = field(default_factory=dict)


def explain(home: Path, said: str) -> Explanation:
    """What is known about an article, told by address, short id or a part of its title, or about a lead's address.

    A story's short id means its lead article. NamingError when nothing, or more than one article, is meant.
    """
    with opened(home) as con:
        lead = _lead(con, as_address(said) or "", address_key(said) or "")
        try:
            asked = {"id": article_named(con, said, lead=True)}
        except NamingError:
            if lead is None:
                raise
            return Explanation(lead["url"], None, lead)
        (article,) = rows_of(con, "why_article", asked)
        found = {aspect: rows_of(con, f"why_{aspect}", asked) for aspect in ASPECTS}
        return Explanation(article["url"], article, lead or _lead(con, article["url"], article["key"]), found)


def _lead(con: duckdb.DuckDBPyConnection, url: str, key: str) -> Row | None:
    """By its key; by its address where an older version made keys otherwise, since each is looked for in all leads."""
    for asked in ({"key": key, "url": ""}, {"key": "", "url": url}) if key else ():
        if found := rows_of(con, "why_lead", asked):
            return found[0]
    return None


@contextmanager
def opened(home: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    """The reading copy under `home` for queries of the warehouse's own: its tables have the names of the live file."""
    path = Path(home) / READING_NAME
    if not path.exists():
        raise no_copy(path)
    try:
        con = connect(path, read_only=True)
    except (*TROUBLES, OSError) as error:
        remedy = "`copydesk upkeep publish` makes a new one"
        raise WarehouseError(str(path), in_words(path, error).problem, remedy) from error
    with holding(path.parent), con:
        con.execute("USE store")  # there the tables have the warehouse's own names
        yield con


def rows_of(con: duckdb.DuckDBPyConnection, name: str, asked: Row | None = None) -> list[Row]:
    """What `queries/NAME.sql` answers; WarehouseError where the copy is of a version without what it asks for."""
    try:
        answer = con.execute(query(name), asked)
    except (duckdb.CatalogException, duckdb.BinderException) as error:
        if isinstance(error, duckdb.BinderException) and "column" not in str(error):
            raise  # our own mistake
        problem = f"was made by an older version ({str(error).splitlines()[0]})"
        raise WarehouseError(READING_NAME, problem, "`copydesk upkeep publish` makes a new one") from None
    return named(answer)
