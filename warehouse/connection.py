"""A connection to a DuckDB file with the house's settings, and the queries of .sql files."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
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
SPARING = "512MB"  # for work that goes through all that is stored: DuckDB keeps what it read as long as it may
# bytes of a block of the file that crawls write. DuckDB's own are twice as large, for tables of millions; a batch adds
# a few rows to forty tables and holds blocks for each of their columns: 30 MB less of a first crawl's largest process
# (benchmarks/whole.py). Half of this would save as much again, and
# appending at 100,000 articles took a sixth more processor time.
BLOCK = 131072
TROUBLES = (duckdb.IOException, duckdb.FatalException, duckdb.InternalException, duckdb.OutOfMemoryException,
            duckdb.SerializationException, duckdb.TransactionException)  # fmt: skip


@cache
def query(name: str) -> str:
    """The text of `queries/NAME.sql` (one statement)."""
    return (HERE / "queries" / f"{name}.sql").read_text("utf-8")


def connect(path: Path, *, read_only: bool = False) -> duckdb.DuckDBPyConnection:
    """A connection with the house's settings; times are UTC. A file that is not there is made with small blocks."""
    config = CONFIG if path.exists() else CONFIG | {"default_block_size": str(BLOCK)}
    con = duckdb.connect(str(path), read_only=read_only, config=config)
    con.execute("SET TimeZone = 'UTC'")
    con.execute("SET enable_progress_bar = false")  # output is for answers
    return con


@contextmanager
def sparingly(con: duckdb.DuckDBPyConnection, threads: int | None = None) -> Iterator[None]:
    """With little memory, beyond which DuckDB spills, and so many threads; by the house's settings again afterwards.

    A second thread does little for statements that sort or compress, and doubles their memory.
    """
    bounds = {"memory_limit": SPARING} | ({"threads": threads} if threads else {})
    for name, value in bounds.items():
        con.execute(f"SET {name} = '{value}'")
    try:
        yield
    finally:
        for name in bounds:
            con.execute(f"SET {name} = '{CONFIG[name]}'")
