"""What a warehouse would go through if this program opened it; looked at read-only, nothing is written."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import duckdb

from warehouse.backup_files import SPARE, room_of
from warehouse.connection import FILE_NAME, connect, query
from warehouse.duckdb_errors import in_words
from warehouse.migrate import missing, refuse_newer

if TYPE_CHECKING:
    from warehouse.lake_place import LakePlace


@dataclass(frozen=True, slots=True)
class Stored:
    """What stands there: its name, size in bytes, format, newest migration, those pending, copies judged by version of
    the rules, and the newest run of each machine within a week: (host, version, when)."""

    name: str
    bytes: int
    format: str
    schema: int
    pending: tuple[str, ...]
    rules: dict[str, int] = field(default_factory=dict)
    programs: tuple[tuple[str, str, datetime], ...] = ()
    is_lake: bool = False

    @property
    def needed(self) -> int:
        """Bytes that the backup before the migrations needs."""
        return self.bytes + SPARE

    def room(self, folder: Path) -> int | None:
        """Bytes that are free where backups go; None where that cannot be told: then the migration tries it."""
        return room_of(folder)


def stored(home: Path) -> Stored | None:
    """The live file under `home`, None where there is none. WarehouseError if it is held, damaged or newer."""
    path = home / FILE_NAME
    if not path.exists():
        return None
    try:
        with connect(path, read_only=True) as con:
            told = con.execute(query("storage_version")).fetchone() or ("unknown", "unknown")
            kind = f"DuckDB storage {told[0]}, read by DuckDB {told[1]}"
            return _looked_at(con, path, path.stat().st_size, kind)
    except (duckdb.Error, OSError) as error:
        raise in_words(path, error) from error


def stored_in_lake(place: LakePlace) -> Stored | None:
    """The lake at `place`, None where it was not made yet.

    WarehouseError if it cannot be reached or is newer, or its data folder cannot be written here.
    """
    import psycopg

    from warehouse.lake_errors import in_words as lake_in_words
    from warehouse.lake_session import CATALOG, SCHEMA, attached, find_writable, line

    try:
        with line(place) as desk:
            there = desk.execute("SELECT to_regclass('ducklake_metadata')").fetchone()
            if there is None or there[0] is None:
                return None
            with attached(place, desk, read_only=True) as con:
                con.execute(f"USE {CATALOG}.{SCHEMA}")
                row = con.execute(f"SELECT value FROM {CATALOG}.options() WHERE option_name = 'version'").fetchone()  # noqa: S608
                find_writable(con)
                (taken,) = con.execute(query("lake_bytes"), {"catalog": CATALOG}).fetchone() or (0,)
                kind = f"DuckLake {row[0] if row else 'unknown'}"
                return _looked_at(con, Path(str(place)), int(taken or 0), kind, is_lake=True)
    except (duckdb.Error, psycopg.Error, OSError) as error:
        raise lake_in_words(place, error) from error


def _looked_at(con: duckdb.DuckDBPyConnection, path: Path, size: int, kind: str, *, is_lake: bool = False) -> Stored:
    done = refuse_newer(con, path)
    rules = con.execute(query("rules_of_verdicts")).fetchall() if "rules" in _of(con, "copy_verdicts") else []
    programs = con.execute(query("programs_of_hosts")).fetchall() if "program" in _of(con, "runs") else []
    return Stored(
        str(path), size, kind, max(done, default=0), tuple(file.stem for _, file in missing(done)),
        {str(name): int(count) for name, count in rules},
        tuple((str(host), str(program), at) for host, program, at in programs),
        is_lake,
    )  # fmt: skip


def _of(con: duckdb.DuckDBPyConnection, table: str) -> set[str]:
    return {str(name) for (name,) in con.execute(query("columns_of"), {"table": table}).fetchall()}
