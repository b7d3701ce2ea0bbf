"""Texts beside the reading copy: one Parquet file a UTC day, written again only when its day has changed."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from warehouse.connection import query
from warehouse.leftovers import half

if TYPE_CHECKING:
    import duckdb

FOLDER = "bodies"
EMPTY = "empty"  # a file without rows, so that the view has something to read from the first day on
# Texts of a row group wait in memory together, and are read together where one is asked for.
OPTIONS = "(FORMAT parquet, COMPRESSION zstd, ROW_GROUP_SIZE 10240)"
AT_ONCE = 4_000  # texts that are read together for the files of several days: an archive brings thousands of small ones
NOTHING = "SELECT 0::BIGINT AS article_id, 0::INTEGER AS part, '' AS language, '' AS text WHERE false"


@dataclass(frozen=True, slots=True)
class Day:
    """A UTC day whose texts are kept: parts of texts, and the first and the last article of them."""

    day: str
    texts: int
    first_id: int
    last_id: int


def export_bodies(con: duckdb.DuckDBPyConnection, home: Path, *, fresh: bool = False) -> dict[str, int]:
    """Bring the day files under `home` up to date (`fresh`: write all anew); returns the days with their rows.

    A day whose texts are no longer kept loses its file. A crash in between leaves whole files: the reading copy of
    before finds every text it knows.
    """
    folder = home / FOLDER
    folder.mkdir(parents=True, exist_ok=True)
    for left in folder.glob("*.tmp"):  # older programs wrote here
        left.unlink()
    if not (folder / f"{EMPTY}.parquet").exists():
        _write(con, folder, EMPTY, NOTHING, {})
    there = {} if fresh else _there(con, folder)
    days = [Day(*row) for row in con.execute(query("body_days")).fetchall()]
    for some in _together(each for each in days if there.get(each.day) != each.texts):
        _write_days(con, folder, some)
    known = {each.day: each.texts for each in days}
    for file in folder.glob("????-??-??.parquet"):
        if file.stem not in known:
            file.unlink()
    return known


def _there(con: duckdb.DuckDBPyConnection, folder: Path) -> dict[str, int]:
    """Rows of every day file, by day; a file that cannot be read counts as missing."""
    import duckdb

    pattern = str(folder / "*.parquet")
    try:
        found = con.execute("SELECT file_name, num_rows FROM parquet_file_metadata(?)", [pattern]).fetchall()
    except duckdb.Error:
        return {}
    return {Path(name).stem: rows for name, rows in found}


def _together(days: Iterable[Day]) -> Iterator[list[Day]]:
    """Days in their order, as many at a time as have AT_ONCE texts; a larger day is alone."""
    some, texts = list[Day](), 0
    for day in days:
        if some and texts + day.texts > AT_ONCE:
            yield some
            some, texts = [], 0
        some.append(day)
        texts += day.texts
    if some:
        yield some


def _write_days(con: duckdb.DuckDBPyConnection, folder: Path, days: list[Day]) -> None:
    """Write the files of these days; where they are several, their texts are looked for once."""
    if len(days) == 1:
        (day,) = days
        asked = {"day": day.day, "first_id": day.first_id, "last_id": day.last_id}
        _write(con, folder, day.day, query("body_day"), asked)
        return
    first, last = min(day.first_id for day in days), max(day.last_id for day in days)
    names = [day.day for day in days]
    con.execute(query("bodies_of_days"), {"days": names, "first_id": first, "last_id": last})
    for name in names:
        _write(con, folder, name, query("body_of_days"), {"day": name})
    con.execute("DROP TABLE temp.bodies_of_days")


def _write(con: duckdb.DuckDBPyConnection, folder: Path, day: str, select: str, asked: dict[str, object]) -> None:
    target = folder / f"{day}.parquet"
    fresh = half(target)
    con.execute(f"COPY ({select}) TO {quoted(fresh)} {OPTIONS}", asked)
    settle(fresh)
    fresh.replace(target)


def settle(path: Path) -> None:
    """Have a file on the disk before its name changes, or a folder's change of names: a power cut must not undo it."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def quoted(path: Path) -> str:
    """The path as an SQL string."""
    return in_quotes(str(path))


def in_quotes(text: str) -> str:
    """A text as an SQL string."""
    return "'" + text.replace("'", "''") + "'"
