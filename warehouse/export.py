"""Everything that is stored, as Parquet: a file a table and a manifest that says what they hold.

Any reader of Parquet can use the files; `export_loading.py` makes a warehouse of them again. The manifest has the
schema, and rows and checksum of every file, so that what is missing or spoilt is named.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, dataclass, field
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from desk.errors import WarehouseError
from warehouse.db import query
from warehouse.migrate import newest
from warehouse.reading_bodies import OPTIONS, quoted, settle

if TYPE_CHECKING:
    import duckdb

MANIFEST = "copydesk-export.json"
RECORD = "migrations"  # the file's own record; told by the manifest


@dataclass(frozen=True, slots=True)
class Column:
    """A column as DuckDB names its type; `comment` says what it holds, empty where nothing does."""

    name: str
    type: str
    comment: str


@dataclass(frozen=True, slots=True)
class Table:
    """A table and its file, `NAME.parquet`; sha256 of the file in hexadecimal."""

    name: str
    rows: int
    sha256: str
    comment: str
    columns: tuple[Column, ...]


@dataclass(frozen=True, slots=True)
class Manifest:
    """What an export holds; `migration` is the last one of the file that it was made of."""

    made_by: str  # copydesk VERSION
    migration: int
    exported_at: str  # ISO 8601
    tables: tuple[Table, ...]
    settings: tuple[str, ...] = ()  # names of the user's own files beside them
    format: int = field(default=1)

    @property
    def rows(self) -> int:
        """Of all tables."""
        return sum(table.rows for table in self.tables)


def write_tables(con: duckdb.DuckDBPyConnection, folder: Path, made_by: str, now: datetime) -> Manifest:
    """A Parquet file of every table in `folder`, as they are in one snapshot; returns the manifest, not yet written."""
    described: dict[str, list[Column]] = {}
    for table, column, kind, comment in con.execute(query("columns_to_export")).fetchall():
        described.setdefault(table, []).append(Column(column, kind, comment or ""))
    comments = {table: said for table, column, said in con.execute(query("comments")).fetchall() if column is None}
    con.execute("BEGIN")
    try:
        tables = [
            _write(con, folder, name, comments.get(name) or "", tuple(columns))
            for name, columns in described.items()
            if name != RECORD
        ]
        row = con.execute("SELECT max(number) FROM migrations").fetchone()
    finally:
        con.execute("ROLLBACK")  # nothing was written
    return Manifest(made_by, row[0] if row else 0, now.isoformat(), tuple(tables))


def _write(con: duckdb.DuckDBPyConnection, folder: Path, name: str, comment: str, columns: tuple[Column, ...]) -> Table:
    file = folder / f"{name}.parquet"
    row = con.execute(f'COPY "{name}" TO {quoted(file)} {OPTIONS}').fetchone()
    settle(file)
    return Table(name, int(row[0]) if row else 0, checksum(file), comment, columns)


def write_manifest(folder: Path, manifest: Manifest) -> None:
    """The last file of an export: a folder without it is none."""
    file = folder / MANIFEST
    file.write_text(json.dumps(asdict(manifest), ensure_ascii=False, indent=1), "utf-8")
    settle(file)


def read_manifest(folder: Path) -> Manifest:
    """What the folder says that it holds; WarehouseError if it is no export, or one of a newer program."""
    try:
        told = json.loads((folder / MANIFEST).read_text("utf-8"))
        tables = tuple(_table(each) for each in told["tables"])
        found = Manifest(
            str(told["made_by"]), int(told["migration"]), str(told["exported_at"]), tables,
            tuple(str(name) for name in told.get("settings", ())), int(told["format"]),
        )  # fmt: skip
    except FileNotFoundError:
        problem = f"is no export: it has no {MANIFEST}"
        raise WarehouseError(str(folder), problem, "Name a folder that `copydesk export` wrote to its end") from None
    except (OSError, ValueError, TypeError, KeyError) as error:
        problem = f"cannot be read ({type(error).__name__}: {error})"
        raise WarehouseError(str(folder / MANIFEST), problem, "Take another copy of the export") from None
    if found.format > 1 or found.migration > newest():
        problem = f"was made by a newer program ({found.made_by}, migration {found.migration}; here it is {newest()})"
        raise WarehouseError(str(folder), problem, "Update copydesk")
    return found


def _table(told: dict[str, Any]) -> Table:
    columns = tuple(Column(str(each["name"]), str(each["type"]), str(each["comment"])) for each in told["columns"])
    return Table(str(told["name"]), int(told["rows"]), str(told["sha256"]), str(told["comment"]), columns)


def checksum(file: Path) -> str:
    """SHA-256 of a file, in hexadecimal."""
    with file.open("rb") as opened:
        return hashlib.file_digest(opened, "sha256").hexdigest()
