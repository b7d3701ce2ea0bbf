"""Texts beside the reading copy: one Parquet file a UTC day, written again only when its day has changed."""

from __future__ import annotations

import os
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
NOTHING = "SELECT 0::BIGINT AS article_id, 0::INTEGER AS part, '' AS language, '' AS text WHERE false"


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
    days: dict[str, int] = {}
    for day, texts, first_id, last_id in con.execute(query("body_days")).fetchall():
        days[day] = texts
        if there.get(day) != texts:
            _write(con, folder, day, query("body_day"), {"day": day, "first_id": first_id, "last_id": last_id})
    for file in folder.glob("????-??-??.parquet"):
        if file.stem not in days:
            file.unlink()
    return days


def _there(con: duckdb.DuckDBPyConnection, folder: Path) -> dict[str, int]:
    """Rows of every day file, by day; a file that cannot be read counts as missing."""
    import duckdb

    pattern = str(folder / "*.parquet")
    try:
        found = con.execute("SELECT file_name, num_rows FROM parquet_file_metadata(?)", [pattern]).fetchall()
    except duckdb.Error:
        return {}
    return {Path(name).stem: rows for name, rows in found}


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
