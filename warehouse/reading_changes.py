"""What of the stored tables a reading copy does not show yet, and bringing it up to that.

A table's rows are counted and their hashes added up chunk by chunk, a chunk being a thousand articles, a story's
thousand or a run; the sums stand in the copy itself (schema `publishing`). Where they differ, the chunk's rows are
replaced. So nobody who writes need say what he changed, and a copy of whatever age is brought to what is stored now.
"""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256
from typing import TYPE_CHECKING

import duckdb

from warehouse.db import query

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

# Machinery that is no use in a query and large: fingerprints, vectors, cards, texts of a user's own seeds.
LEFT_OUT = {"migrations", "bodies", "user_seeds", "user_fingerprints", "story_cards", "article_pages", "page_readings"}
LEFT_OUT |= {"imprints", "sketch_hashes", "common_hashes", "sketches", "anchors", "doc_vectors"}
COLUMNS_LEFT_OUT = {("leads", "content"), ("revisions", "text")}

# Where not every row and column need be read to see what changed; tests/warehouse/test_reading_changes.py holds both.
GROWN = {"articles", "outlet_reports", "fetches"}  # rows are added behind the last chunk, none is changed
STAMPS = {"leads": ("outcome", "attempts", "next_try", "closed_at")}  # what every change of a row changes
CHUNKS = ("article_id", "id", "story_id", "run_id")  # the first BIGINT among a table's columns makes its chunks
SIZE = {"run_id": 1}  # ids of a chunk
THOUSAND = 1000
NOWHERE = -1  # the chunk of rows without that value
RUNS = 16  # runs of adjoining chunks that are replaced one by one, which leaves all other rows unread
MOST = 500  # times a copy is brought up to date before it is made anew, without the holes that leaves


@dataclass(frozen=True, slots=True)
class Table:
    """A stored table with the columns that are published; `by` makes its chunks, None: it is one."""

    name: str
    columns: tuple[str, ...]
    by: str | None

    @property
    def size(self) -> int:
        """How many values of `by` are one chunk."""
        return SIZE.get(self.by or "", THOUSAND)

    @property
    def chunk(self) -> str:
        """The chunk of a row, as SQL."""
        return f'coalesce("{self.by}" // {self.size}, {NOWHERE})' if self.by else "0"

    @property
    def listed(self) -> str:
        """Its columns, for a SELECT."""
        return ", ".join(f'"{column}"' for column in self.columns)

    def sums(self, since: int | None) -> str:
        """SELECT of (of_table, chunk, rows, mark), of the chunks from `since` on."""
        marks = ", ".join(f'"{column}"' for column in STAMPS.get(self.name, self.columns))
        only = "" if since is None else f"WHERE {self.chunk} >= {since}"
        return (
            f"SELECT '{self.name}' AS of_table, {self.chunk} AS chunk, count(*) AS rows, "  # noqa: S608 (own names)
            f'sum(hash({marks})) AS mark FROM "{self.name}" {only} GROUP BY chunk'
        )


class MakeAnewError(Exception):
    """The copy at hand cannot be brought up to date."""


def tables(con: duckdb.DuckDBPyConnection) -> list[Table]:
    """What is published of the live file `con`."""
    found = []
    for name, columns, types in con.execute(query("columns_to_publish")).fetchall():
        wanted = tuple(column for column in columns if (name, column) not in COLUMNS_LEFT_OUT)
        if name not in LEFT_OUT and wanted:
            numbers = {column for column, kind in zip(columns, types, strict=True) if kind == "BIGINT"}
            by = next((column for column in CHUNKS if column in numbers), None)
            found.append(Table(name, wanted, by))
    return found


def shape(con: duckdb.DuckDBPyConnection, published: Iterable[Table]) -> str:
    """What a copy must have been made by, to be brought up to date by this program."""
    migrated = con.execute("SELECT max(number) FROM migrations").fetchone()
    told = f"{duckdb.__version__} {migrated} {sorted(map(repr, published))} {STAMPS} {sorted(GROWN)}"
    return sha256(told.encode()).hexdigest()


def copy_whole(con: duckdb.DuckDBPyConnection, published: Sequence[Table]) -> None:
    """Fill the empty, attached database `building`, in the caller's transaction."""
    con.execute("CREATE SCHEMA building.store")
    con.execute("CREATE SCHEMA building.publishing")
    for table in published:
        con.execute(f'CREATE TABLE building.store."{table.name}" AS SELECT {table.listed} FROM "{table.name}"')  # noqa: S608
    sums = " UNION ALL ".join(table.sums(None) for table in published)
    con.execute(f"CREATE TABLE building.publishing.chunks AS {sums}")
    con.execute(
        "CREATE TABLE building.publishing.made AS SELECT $shape AS shape, 0 AS times", {"shape": shape(con, published)}
    )


def fits(con: duckdb.DuckDBPyConnection, published: Sequence[Table]) -> bool:
    """Whether the attached database `building` is a copy that `copy_changed` can bring up to date."""
    try:
        row = con.execute("SELECT shape, times FROM building.publishing.made").fetchone()
    except duckdb.CatalogException:
        return False
    return row is not None and row[0] == shape(con, published) and row[1] < MOST


def copy_changed(con: duckdb.DuckDBPyConnection, published: Sequence[Table]) -> None:
    """Bring the attached copy `building` to what is stored, in the caller's transaction."""
    last = dict(con.execute(query("last_chunks")).fetchall())
    sums = " UNION ALL ".join(table.sums(last.get(table.name) if table.name in GROWN else None) for table in published)
    con.execute(f"CREATE OR REPLACE TEMP TABLE fresh_chunks AS {sums}")
    starts = [[name, last[name]] for name in sorted(GROWN & last.keys())]
    con.execute(query("changed_chunks"), {"starts": starts})
    changed = {name for (name,) in con.execute("SELECT DISTINCT of_table FROM changed_chunks").fetchall()}
    for table in published:
        if table.name in changed:
            _replace_chunks(con, table)
        if table.name in GROWN or table.name in changed:
            _counted_alike(con, table)
    for step in ("forget_chunks", "keep_chunks"):
        con.execute(query(step))
    con.execute("UPDATE building.publishing.made SET times = times + 1")


def _replace_chunks(con: duckdb.DuckDBPyConnection, table: Table) -> None:
    shown, stored = f'building.store."{table.name}"', f'SELECT {table.listed} FROM "{table.name}"'  # noqa: S608 (own names)
    for where in _places_of_change(con, table):
        con.execute(f"DELETE FROM {shown} WHERE {where}")  # noqa: S608
        con.execute(f"INSERT INTO {shown} {stored} WHERE {where}")


def _places_of_change(con: duckdb.DuckDBPyConnection, table: Table) -> list[str]:
    """Conditions, as SQL, that together hold for the rows of all changed chunks; ranges, where these are few."""
    runs = con.execute(query("runs_of_changes"), {"table": table.name}).fetchall()
    if table.by is None or len(runs) > RUNS or any(first == NOWHERE for first, _ in runs):
        return [f"{table.chunk} IN (SELECT chunk FROM changed_chunks WHERE of_table = '{table.name}')"]  # noqa: S608
    return [
        f'"{table.by}" >= {first * table.size} AND "{table.by}" < {(last + 1) * table.size}' for first, last in runs
    ]


def _counted_alike(con: duckdb.DuckDBPyConnection, table: Table) -> None:
    """What was left unread must be there as often as it was: rows may have been pruned."""
    counts = f'SELECT (SELECT count(*) FROM "{table.name}") = (SELECT count(*) FROM building.store."{table.name}")'  # noqa: S608
    if con.execute(counts).fetchone() != (True,):
        raise MakeAnewError(table.name)
