"""A whole warehouse from the one file into a lake, and back: one commit, then counts and checksums of every table."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from desk.errors import WarehouseError
from warehouse.db import Warehouse, connect, query
from warehouse.lake_session import CATALOG, SCHEMA
from warehouse.leftovers import of_process, remove_database
from warehouse.migrate import migrate
from warehouse.reading_bodies import quoted, settle

if TYPE_CHECKING:
    import duckdb

    from warehouse.lake import Lake

FILE = "file"  # under which name the file is attached
RECORD = "migrations"


@dataclass(frozen=True, slots=True)
class Moved:
    """Rows and the sum of their hashes, by table: the same on both sides."""

    tables: dict[str, tuple[int, int]]

    @property
    def rows(self) -> int:
        """Of all tables."""
        return sum(rows for rows, _ in self.tables.values())

    def sentence(self) -> str:
        """For a terminal."""
        return f"{len(self.tables)} tables, {self.rows:,} rows: counted, and their checksums are the same on both sides"


def into_lake(home: Path, lake: Lake) -> Moved:
    """Copy the file under `home` into an empty lake. The file stays as it is; WarehouseError if the lake holds rows."""
    file = Warehouse(home)
    if not file.exists():
        raise WarehouseError(str(file.path), "is not there, so there is nothing to move", "Run `copydesk crawl`")
    with file.reading():  # brings it up to date
        pass
    with file.alone(rewrite=True), lake.alone(), lake.opened() as con:
        con.execute(f"ATTACH {quoted(file.path)} AS {FILE} (READ_ONLY)")
        try:
            return lake.carried_out(con, lambda own: _copied_in(own, lake))
        finally:
            lake.now(con).execute(f"DETACH DATABASE IF EXISTS {FILE}")


def _copied_in(con: duckdb.DuckDBPyConnection, lake: Lake) -> Moved:
    there = f"{CATALOG}.{SCHEMA}"
    tables = _tables(con)
    for name in tables:
        if con.execute(f'SELECT 1 FROM {there}."{name}" LIMIT 1').fetchone():  # noqa: S608 (names of our own)
            problem = f"holds rows already (in {name}), and what is in it would be mixed up"
            raise WarehouseError(str(lake.place), problem, "Move into a database of its own (createdb)")
    for name in tables:
        con.execute(f'INSERT INTO {there}."{name}" BY NAME SELECT * FROM {FILE}.main."{name}"')  # noqa: S608
    return _alike(con, tables, f"{FILE}.main", there)


def out_of_lake(lake: Lake, home: Path) -> Moved:
    """Make the file under `home` of what the lake holds; WarehouseError if there is one. The lake stays as it is."""
    file = Warehouse(home)
    if file.exists():
        problem = "there is a warehouse already, and what is in it would be lost"
        raise WarehouseError(str(file.path), problem, "Move it away first")
    fresh = of_process(file.path.with_name(f"{file.path.name}.new"), os.getpid())
    remove_database(fresh)
    try:
        with connect(fresh) as own:
            migrate(own, file.path)
        with lake.alone(), lake.opened() as con:
            con.execute(f"ATTACH {quoted(fresh)} AS {FILE}")
            try:
                moved = _copied_out(con)
                con.execute(f"CHECKPOINT {FILE}")
            finally:
                con.execute(f"DETACH {FILE}")
        settle(fresh)
        os.link(fresh, file.path)
    except FileExistsError:
        raise WarehouseError(str(file.path), "was made by another process meanwhile", "Move it away first") from None
    finally:
        remove_database(fresh)
    return moved


def _copied_out(con: duckdb.DuckDBPyConnection) -> Moved:
    """One transaction, so one state of the lake."""
    there = f"{CATALOG}.{SCHEMA}"
    con.execute("BEGIN")
    try:
        tables = _tables(con)
        for name in tables:
            con.execute(f'INSERT INTO {FILE}.main."{name}" BY NAME SELECT * FROM {there}."{name}" ORDER BY rowid')  # noqa: S608
        moved = _alike(con, tables, there, f"{FILE}.main")
    except BaseException:
        con.execute("ROLLBACK")
        raise
    con.execute("COMMIT")
    return moved


def _tables(con: duckdb.DuckDBPyConnection) -> list[str]:
    return [name for (name,) in con.execute(query("stored_tables")).fetchall() if name != RECORD]


def _alike(con: duckdb.DuckDBPyConnection, tables: list[str], first: str, second: str) -> Moved:
    """Rows and checksums of each table; WarehouseError where both sides differ."""
    found = {}
    for name in tables:
        columns = ", ".join(f'"{row[0]}"' for row in con.execute(f'DESCRIBE {first}."{name}"').fetchall())
        sums = [
            con.execute(f'SELECT count(*), sum(hash(ROW({columns}))::HUGEINT) FROM {side}."{name}"').fetchone()  # noqa: S608
            for side in (first, second)
        ]
        if sums[0] != sums[1] or sums[0] is None:
            problem = f"table {name} did not arrive whole: {sums[0]} there, {sums[1]} here (rows, checksum)"
            raise WarehouseError(second, problem, "Nothing was changed; please report this")
        found[name] = (int(sums[0][0]), int(sums[0][1] or 0))
    return Moved(found)
