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
