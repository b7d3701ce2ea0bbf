"""A connection to a DuckDB file with the house's settings, and the queries of .sql files."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import duckdb

HERE = Path(__file__).parent
FILE_NAME = "copydesk.duckdb"
CONFIG: dict[str, str | bool | int | float | list[str]] = {
    "memory_limit": "2GB",  # a ceiling; beyond it DuckDB spills to disk
    "threads": 2,
    "storage_compatibility_version": "v1.5.0",
    "autoinstall_known_extensions": False,  # never the network
}
TROUBLES = (duckdb.IOException, duckdb.FatalException, duckdb.InternalException, duckdb.OutOfMemoryException,
            duckdb.SerializationException, duckdb.TransactionException)  # fmt: skip


@cache
def query(name: str) -> str:
    """The text of `queries/NAME.sql` (one statement)."""
    return (HERE / "queries" / f"{name}.sql").read_text("utf-8")


def connect(path: Path, *, read_only: bool = False) -> duckdb.DuckDBPyConnection:
    """A connection with the house's settings; times are UTC."""
    con = duckdb.connect(str(path), read_only=read_only, config=CONFIG)
    con.execute("SET TimeZone = 'UTC'")
    con.execute("SET enable_progress_bar = false")  # output is for answers
    return con
