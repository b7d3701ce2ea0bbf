"""Asking the reading copy in SQL: read-only, no files but the texts, errors that help."""

from __future__ import annotations

import difflib
import re
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb

from desk.errors import CopydeskError, UsageError, WarehouseError
from warehouse.db import CONFIG, TROUBLES, query
from warehouse.duckdb_errors import damaged_text, in_words, mixed_up
from warehouse.reading_base import holding
from warehouse.reading_bodies import FOLDER, quoted
from warehouse.reading_question import checked, told
from warehouse.reading_watch import Tell, Watch
from warehouse.search_index import FOLDER as SEARCH_FOLDER
from warehouse.search_index import files_of_now

READING_NAME = "reading.duckdb"  # under COPYDESK_HOME
PAUSES = (0.05, 0.2)  # seconds before a question that met a file just being replaced is asked again
AT_ONCE = 1_000  # rows taken from DuckDB together
UNKNOWN = re.compile(r"Table with name (\S+?) does not exist")


@dataclass(frozen=True, slots=True)
class Answer:
    """What a query gave: names and DuckDB types of the columns, and the rows."""

    columns: tuple[str, ...]
    types: tuple[str, ...]
    rows: list[tuple[Any, ...]]


def ask(home: Path, sql: str) -> Answer:
    """One question to the reading copy under `home`."""
    with asking(home) as reading:
        return reading.ask(sql)


def no_copy(path: Path) -> WarehouseError:
    """The error that there is no reading copy at `path`; it names the one of a demo where that is at hand."""
    remedy = "Run `copydesk crawl` first, or name another home with COPYDESK_HOME"
    demo = path.parent / "demo"
    if (demo / READING_NAME).exists():
        remedy += f"; a demo's is in {demo}: COPYDESK_HOME={demo}"
    return WarehouseError(str(path.absolute()), "there is no reading copy yet", remedy)


@contextmanager
def asking(
    home: Path,
    writable: Path | None = None,
    *,
    limit: float = 0,
    zone: str = "UTC",
    state: Path | None = None,
    tell: Tell | None = None,
) -> Iterator[ReadingCopy]:
    """The reading copy, opened read-only; `writable` is the one file that may be written (ReadingCopy.save).

    limit: seconds a question may run, 0 for ever; zone: time zone in which days begin and times are told;
    state: an older copy of this home (reading_states) that is asked in its place;
    tell: hears how far a long question is.
    """
    home = Path(home)
    path = state or home / READING_NAME
    if not path.exists():
        raise no_copy(path)
    with holding(home), _reading(home, path, writable, zone, old=state is not None) as con:
        yield ReadingCopy(con, limit, home / FOLDER, tell)


@contextmanager
def _reading(
    home: Path, path: Path, writable: Path | None, zone: str, *, old: bool
) -> Iterator[duckdb.DuckDBPyConnection]:
    con = duckdb.connect(config=CONFIG)  # an instance of its own: the copy may be replaced while it is open
    try:
        con.execute("SET TimeZone = ?", [zone])
        for setting in ("enable_progress_bar = true", "enable_progress_bar_print = false", "progress_bar_time = 0"):
            con.execute(f"SET {setting}")  # counted for Watch; output is for answers
        con.execute("SET temp_directory = ?", [str(home.resolve() / "sql.tmp")])  # else the working folder
        con.execute(f"ATTACH {quoted(path)} AS copydesk (READ_ONLY)")
        con.execute("USE copydesk")
        ours = con.execute(query("is_reading_copy")).fetchall()
        _close_doors(con, home, writable, old=old and path.name != READING_NAME)
    except (duckdb.Error, OSError) as error:
        con.close()
        remedy = "Ask another day's state" if old else "`copydesk upkeep publish` makes a new one"
        raise WarehouseError(str(path), in_words(path, error).problem, remedy) from error
    try:
        if not ours:
            problem, remedy = (
                "is a DuckDB file, but no reading copy",
                "Move it away; `copydesk upkeep publish` makes one",
            )
            raise WarehouseError(str(path), problem, remedy)
        yield con
    finally:
        con.close()


class ReadingCopy:
    """An open reading copy."""

    def __init__(
        self, con: duckdb.DuckDBPyConnection, limit: float = 0, texts: Path | None = None, tell: Tell | None = None
    ) -> None:
        self._con, self._limit, self._texts, self._tell = con, limit, texts, tell

    def ask(self, sql: str) -> Answer:
        """The answer to one question; UsageError tells what is wrong with it."""
        columns, types, rows = self.stream(sql)
        return Answer(columns, types, list(rows))

    def stream(self, sql: str) -> tuple[tuple[str, ...], tuple[str, ...], Iterator[tuple[Any, ...]]]:
        """Columns, their types, and the rows one by one; asking anything else ends the rows."""
        checked(self._con, sql)
        con = self._run(sql)
        told_as = con.description or []
        return tuple(str(c[0]) for c in told_as), tuple(str(c[1]) for c in told_as), _rows(con)

    def save(self, sql: str, target: Path) -> int:
        """Write the answer to `target`, which `asking` was told, as Parquet; returns the number of rows."""
        checked(self._con, sql)
        fresh = unfinished(target)
        question = sql.strip().rstrip(";")  # on lines of its own: it may end in a comment
        command = f"COPY (\n{question}\n) TO {quoted(fresh)} (FORMAT parquet, USE_TMP_FILE false)"
        try:
            row = self._run(command, target).fetchone()
            fresh.replace(target)
        finally:
            fresh.unlink(missing_ok=True)
        return int(row[0]) if row else 0

    def rows(self, sql: str, asked: dict[str, Any]) -> list[tuple[Any, ...]]:
        """The rows of a question of copydesk's own, with values for what it leaves open."""
        return self._run(sql, asked=asked).fetchall()

    def tables(self) -> list[tuple[str, str]]:
        """Views, then stored tables, each with its comment."""
        return self._con.execute(query("reading_tables")).fetchall()

    def macros(self) -> list[tuple[str, list[str], str, bool]]:
        """Questions that take a value: name, parameters, comment, whether it gives rows (else one value)."""
        return self._con.execute(query("reading_macros")).fetchall()

    def missing_days(self) -> list[str]:
        """Days whose file of texts is gone: what is asked of texts is answered without them."""
        if self._texts is None or not any(name == "store.text_days" for name, _ in self.tables()):
            return []
        days = [str(day) for (day,) in self._con.execute("SELECT day FROM store.text_days ORDER BY day").fetchall()]
        return [day for day in days if not (self._texts / f"{day}.parquet").is_file()]

    def columns(self, name: str) -> list[tuple[str, str, str]]:
        """Name, type and comment of each column of a view or of a stored table (`store.NAME`)."""
        schema, _, table = name.rpartition(".")
        return self._con.execute(query("reading_columns"), {"name": table, "schema": schema or "main"}).fetchall()

    def _run(
        self, sql: str, about: Path = Path(READING_NAME), asked: dict[str, Any] | None = None
    ) -> duckdb.DuckDBPyConnection:
        with Watch(self._con, self._limit, self._tell) as watch:
            try:
                return self._patiently(sql, asked)
            except duckdb.InterruptException:
                if not watch.rang:
                    raise KeyboardInterrupt from None
                remedy = (
                    "Ask for less, or give it longer: --limit-time SECONDS, at the prompt .limit SECONDS; 0 is for ever"
                )
                raise CopydeskError("sql", f"stopped after {self._limit:g} s", remedy) from None
            except TROUBLES as error:
                raise in_words(about, error) from error
            except duckdb.Error as error:
                raise damaged_text(error) or self._told(error) from None

    def _patiently(self, sql: str, asked: dict[str, Any] | None) -> duckdb.DuckDBPyConnection:
        """Once more where a day's file was replaced just then; what is damaged stays damaged, and is told."""
        for pause in PAUSES:
            try:
                return self._con.execute(sql, asked)
            except duckdb.Error as error:
                if not mixed_up(error):
                    raise
            time.sleep(pause)
        return self._con.execute(sql, asked)

    def _told(self, error: duckdb.Error) -> UsageError:
        unknown = UNKNOWN.search(str(error))
        if not unknown:
            return told(error)
        names = [name for name, _ in self.tables()]
        near = difflib.get_close_matches(unknown[1].lower(), names, n=1, cutoff=0.5)
        views = ", ".join(name for name in names if "." not in name)
        problem = f"there is no table {unknown[1]}" + (f", perhaps you mean {near[0]}" if near else "")
        return UsageError("sql", problem, f"There are: {views}")


def _rows(con: duckdb.DuckDBPyConnection) -> Iterator[tuple[Any, ...]]:
    """The rows of an answer, taken by the thousand: one by one each costs as much as four."""
    while taken := con.fetchmany(AT_ONCE):
        yield from taken


def unfinished(target: Path) -> Path:
    """Where a file is written before it takes its name."""
    return target.resolve().with_name(f"{target.name}.tmp")


def _close_doors(con: duckdb.DuckDBPyConnection, home: Path, writable: Path | None, *, old: bool) -> None:
    """Only texts and index may be read besides the copy, only `writable` written; nothing can be set any more.

    old: the index has been merged since, so that the files of now are asked for what this copy knows.
    """
    folders = {"bodies": (home / FOLDER).resolve(), "search": (home / SEARCH_FOLDER).resolve()}
    if old:
        for ending, files in files_of_now(folders["search"]).items():
            con.execute(f"SET VARIABLE {ending} = $files::VARCHAR[]", {"files": files})
    for name, folder in folders.items():
        con.execute(f"SET VARIABLE {name} = ?", [str(folder)])
    con.execute(f"SET allowed_directories = [{', '.join(map(quoted, folders.values()))}]")
    if writable:
        con.execute(f"SET allowed_paths = [{quoted(unfinished(writable))}]")
    con.execute("SET enable_external_access = false")
    con.execute("SET lock_configuration = true")
