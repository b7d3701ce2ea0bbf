"""Rows of an archive on their way in: put aside in a file of their own, given back in order of time.

Whose text was there first is decided by dates, and stories grow article by article: an archive sorted by outlet, or the
newest first, must not matter. What is stored is left out, so that an import that was stopped goes on where it was.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import duckdb

from desk.errors import UsageError
from warehouse.db import CONFIG, TROUBLES, query
from warehouse.duckdb_errors import in_words
from warehouse.leftovers import remove_database
from warehouse.rows import rows

NAME = "import.tmp-{pid}.duckdb"  # under COPYDESK_HOME, while an import runs
AT_ONCE = 2_000  # rows put aside by one statement
SPARINGLY = "256MB"  # of memory; DuckDB keeps of a file what it has read until then, and spills what it sorts


@dataclass(frozen=True, slots=True)
class Staged:
    """A row with its key and the time it claims."""

    key: str
    at: datetime | None
    row: dict[str, Any]


class Stage:
    """An open stage."""

    def __init__(self, con: duckdb.DuckDBPyConnection) -> None:
        self._con = con
        con.execute("CREATE TABLE staged (place BIGINT, key VARCHAR, told_at TIMESTAMPTZ, line VARCHAR)")

    def put(self, given: Iterable[Staged]) -> int:
        """Put rows aside; returns how many."""
        count, waiting = 0, list[dict[str, Any]]()
        for each in given:
            waiting.append({"place": count, "key": each.key, "told_at": each.at, "line": rows([each.row])[1:-1]})
            count += 1
            if len(waiting) == AT_ONCE:
                self._flush(waiting)
        self._flush(waiting)
        return count

    def keys(self) -> list[str]:
        """The different keys."""
        return [key for (key,) in self._con.execute("SELECT DISTINCT key FROM staged").fetchall()]

    def batches(self, wanted: Sequence[str], size: int) -> Iterator[list[dict[str, Any]]]:
        """The first row of each of these keys, all of which were put, oldest first, those without a time last; once."""
        self._con.execute(
            "CREATE OR REPLACE TEMP TABLE wanted AS SELECT unnest($keys::VARCHAR[]) AS key", {"keys": list(wanted)}
        )
        self._con.execute(query("order_staged"))
        self._con.execute("DROP TABLE staged")
        for first in range(0, len(wanted), size):
            asked = {"first": first, "last": first + size - 1}
            yield [json.loads(line) for (line,) in self._con.execute(query("staged_lines"), asked).fetchall()]

    def _flush(self, waiting: list[dict[str, Any]]) -> None:
        if waiting:
            self._con.execute(query("stage_rows"), {"rows": rows(waiting)})
            waiting.clear()


@contextmanager
def stage(home: Path) -> Iterator[Stage]:
    """An empty stage under `home`; gone when the block ends. A killed import's is cleared with all leftovers."""
    path = home / NAME.format(pid=os.getpid())
    try:
        home.mkdir(parents=True, exist_ok=True)
        remove_database(path)
        with duckdb.connect(str(path), config=CONFIG) as con:
            con.execute("SET TimeZone = 'UTC'")
            con.execute(f"SET memory_limit = '{SPARINGLY}'")
            yield Stage(con)
    except (OSError, *TROUBLES) as error:
        raise in_words(path, error) from error
    finally:
        remove_database(path)


def parquet_columns(path: Path) -> list[str]:
    """The columns of a Parquet file; UsageError if it is none."""
    with _asked(path, "DESCRIBE FROM read_parquet($path)") as found:
        return [str(row[0]) for row in found.fetchall()]


def parquet_rows(path: Path) -> Iterator[dict[str, Any]]:
    """Its rows, as objects."""
    with _asked(path, "FROM read_parquet($path)") as found:
        names = [str(column[0]) for column in found.description or ()]
        while some := found.fetchmany(AT_ONCE):
            yield from (dict(zip(names, row, strict=True)) for row in some)


@contextmanager
def _asked(path: Path, question: str) -> Iterator[duckdb.DuckDBPyConnection]:
    with duckdb.connect(config=CONFIG) as con:
        con.execute("SET TimeZone = 'UTC'")
        try:
            found = con.execute(question, {"path": str(path)})
        except duckdb.Error as error:
            raise UsageError(
                str(path), f"cannot be read ({str(error).splitlines()[0]})", "Give a Parquet file"
            ) from error
        yield found
