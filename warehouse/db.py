"""Opening the DuckDB file: one writer, short connections, numbered migrations, queries from .sql files."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path

import duckdb

from desk.errors import WarehouseError

HERE = Path(__file__).parent
FILE_NAME = "copydesk.duckdb"


@cache
def query(name: str) -> str:
    """The text of `queries/NAME.sql` (one statement)."""
    return (HERE / "queries" / f"{name}.sql").read_text("utf-8")


class Warehouse:
    """The live file under `home`. Connections are opened for one step and closed again."""

    def __init__(self, home: Path, *, wait: float = 30.0) -> None:
        self.home, self.wait = home, wait
        self.path = home / FILE_NAME

    @contextmanager
    def reading(self) -> Iterator[duckdb.DuckDBPyConnection]:
        """A connection for reading the live file; nothing is written."""
        with self._open() as con:
            yield con

    @contextmanager
    def writing(self) -> Iterator[duckdb.DuckDBPyConnection]:
        """One transaction: committed when the block ends, rolled back when it raises."""
        with self._open() as con:
            con.execute("BEGIN")
            try:
                yield con
            except BaseException:
                con.execute("ROLLBACK")
                raise
            con.execute("COMMIT")

    @contextmanager
    def _open(self) -> Iterator[duckdb.DuckDBPyConnection]:
        self.home.mkdir(parents=True, exist_ok=True)
        try:
            con = duckdb.connect(str(self.path))
            con.execute("SET TimeZone = 'UTC'")
        except duckdb.Error as error:
            raise WarehouseError(str(self.path), str(error)) from error
        try:
            migrate(con)
            yield con
        finally:
            con.close()


def migrate(con: duckdb.DuckDBPyConnection) -> None:
    """Bring the file up to the newest migration, each in one transaction with its record."""
    con.execute(
        "CREATE TABLE IF NOT EXISTS migrations (number INTEGER, name VARCHAR, applied_at TIMESTAMPTZ DEFAULT now())"
    )
    done = {row[0] for row in con.execute("SELECT number FROM migrations").fetchall()}
    for path in sorted((HERE / "migrations").glob("*.sql")):
        number = int(path.name[:4])
        if number in done:
            continue
        con.execute("BEGIN")
        con.execute(path.read_text("utf-8"))
        con.execute("INSERT INTO migrations (number, name) VALUES (?, ?)", [number, path.stem])
        con.execute("COMMIT")
