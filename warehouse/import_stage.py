"""Rows of an archive on their way in: put aside in a file of their own, given back in order of time.

Whose text was there first is decided by dates, and stories grow article by article: an archive sorted by outlet, or the
newest first, must not matter. What is stored is left out, so that an import that was stopped goes on where it was.
"""

from __future__ import annotations

import json
import os
from array import array
from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import duckdb

from desk.errors import UsageError
from warehouse.db import CONFIG, TROUBLES, query
from warehouse.duckdb_errors import in_words
from warehouse.leftovers import remove, remove_database
from warehouse.rows import rows

NAME = "import.tmp-{pid}.duckdb"  # under COPYDESK_HOME, while an import runs; its rows stand in files beside it
AT_ONCE = 2_000  # rows noted by one statement
PART, PARTS = 10_000, 200  # rows of a file that is put in order in memory, at the least; such files at the most


@dataclass(frozen=True, slots=True)
class Staged:
    """A row with its key and the time it claims."""

    key: str
    at: datetime | None
    row: dict[str, Any]


class Stage:
    """An open stage: keys and times in DuckDB, the rows themselves as lines of files.

    DuckDB (1.5.5) runs out of memory where it should spill rows as wide as texts, and an archive is larger than memory.
    So lines are dealt into files by their turn, and each file is put in order when its turn comes.
    """

    def __init__(self, con: duckdb.DuckDBPyConnection, folder: Path) -> None:
        self._con, self._folder = con, folder
        self._lines, self._count = folder / "lines", 0
        con.execute("CREATE TABLE staged (place BIGINT, key VARCHAR, told_at TIMESTAMPTZ)")

    def put(self, given: Iterable[Staged]) -> int:
        """Put rows aside; returns how many."""
        waiting = list[dict[str, Any]]()
        with self._lines.open("a", encoding="utf-8") as file:
            for each in given:
                file.write(rows([each.row])[1:-1] + "\n")
                waiting.append({"place": self._count, "key": each.key, "told_at": each.at})
                self._count += 1
                if len(waiting) == AT_ONCE:
                    self._note(waiting)
        self._note(waiting)
        return self._count

    def keys(self) -> list[str]:
        """The different keys."""
        return [key for (key,) in self._con.execute("SELECT DISTINCT key FROM staged").fetchall()]

    def batches(self, wanted: Sequence[str], size: int) -> Iterator[list[dict[str, Any]]]:
        """The first row of each of these keys, oldest first, those without a time last."""
        self._con.execute(
            "CREATE OR REPLACE TEMP TABLE wanted AS SELECT unnest($keys::VARCHAR[]) AS key", {"keys": list(wanted)}
        )
        turns = array("q", bytes(8 * self._count))  # of each line, from 1 on; 0: it does not come in
        number = 0
        for number, (place,) in enumerate(self._con.execute(query("staged_in_order")).fetchall(), start=1):
            turns[place] = number
        for part in self._dealt(turns, number):
            lines = [line for _, line in sorted(map(_with_turn, part.open(encoding="utf-8")))]
            part.unlink()
            for at in range(0, len(lines), size):
                yield [json.loads(line) for line in lines[at : at + size]]

    def _dealt(self, turns: array[int], number: int) -> list[Path]:
        """Files of lines with their turns; those of the first one come first."""
        each = max(PART, -(-number // PARTS))
        parts = [self._folder / f"part-{at}" for at in range(-(-number // each))]
        with ExitStack() as opened, self._lines.open(encoding="utf-8") as lines:
            files = [opened.enter_context(part.open("w", encoding="utf-8")) for part in parts]
            for turn, line in zip(turns, lines, strict=True):
                if turn:
                    files[(turn - 1) // each].write(f"{turn}\t{line}")
        return parts

    def _note(self, waiting: list[dict[str, Any]]) -> None:
        if waiting:
            self._con.execute(query("stage_rows"), {"rows": rows(waiting)})
            waiting.clear()


def _with_turn(line: str) -> tuple[int, str]:
    turn, _, row = line.partition("\t")
    return int(turn), row


@contextmanager
def stage(home: Path) -> Iterator[Stage]:
    """An empty stage under `home`; gone when the block ends. A killed import's is cleared with all leftovers."""
    path = home / NAME.format(pid=os.getpid())
    folder = path.with_suffix(".rows")
    try:
        _clear(path, folder)
        folder.mkdir(parents=True)
        with duckdb.connect(str(path), config=CONFIG) as con:
            con.execute("SET TimeZone = 'UTC'")
            yield Stage(con, folder)
    except (OSError, *TROUBLES) as error:
        raise in_words(path, error) from error
    finally:
        _clear(path, folder)


def _clear(path: Path, folder: Path) -> None:
    remove_database(path)
    remove(folder)


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
