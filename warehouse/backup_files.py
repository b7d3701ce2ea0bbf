"""The files of a backup: how one is made so that it appears whole or not at all, opened, read and counted.

What an older program wrote is kept like this before it is brought up to date: the way back to that program.
"""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime
from itertools import count
from pathlib import Path

import duckdb

from desk.errors import WarehouseError
from warehouse.connection import FILE_NAME, connect, query, sparingly
from warehouse.duckdb_errors import in_words
from warehouse.leftovers import of_process, remove
from warehouse.migrate import missing, refuse_newer
from warehouse.reading_bodies import settle

BACKUPS = "backups"  # under COPYDESK_HOME, unless COPYDESK_BACKUP_DIR names another
NAME = "%Y%m%dT%H%M%SZ"
SAID = "backup.json"
OWN = ("outlets.yaml", "names.yaml", "channels.yaml")  # a person's own lists
SPARE = 64_000_000  # bytes that a migration may need beside the copy


class BadCopyError(WarehouseError):
    """A copy that is not what was copied."""


Copied = Callable[[Path], dict[str, int]]  # writes the copy there, returns rows by table


def make(home: Path, target: Path, now: datetime, copied: Copied, why: str = "") -> dict[str, int]:
    """Fill the folder `target` with a copy, its record and the home's own lists; it appears whole or not at all."""
    making = of_process(target.with_name(f"{target.name}.tmp"), os.getpid())
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        remove(making)
        making.mkdir()
        rows = copied(making / FILE_NAME)
        for name in OWN:
            if (home / name).is_file():
                shutil.copyfile(home / name, making / name)
        _found_whole(making / FILE_NAME, rows)
        said = {"made": now.isoformat(), "rows": rows} | ({"why": why} if why else {})
        (making / SAID).write_text(json.dumps(said, indent=1), "utf-8")
        settle(making / SAID)
        making.rename(target)
        settle(target.parent)
    except OSError as error:
        raise told(target.parent, error) from error
    finally:
        with suppress(OSError):
            remove(making)
    return rows


def _found_whole(copy: Path, rows: dict[str, int]) -> None:
    try:
        verify(copy, rows)
    except WarehouseError as error:
        raise BadCopyError(str(copy), error.problem, error.remedy) from error


def keep_before_migration(path: Path, folder: Path, now: datetime) -> Path | None:
    """Copy a live file that an older program wrote; the backup's folder, None if it is up to date by now, or new.

    No process may have it open, this one included. WarehouseError if there is no room, or the copy is no good: then
    nothing is changed.
    """
    with connect(path) as con:
        done = refuse_newer(con, path)
        waiting, rows = missing(done), counted(con)
        con.execute("CHECKPOINT")
    if not done or not waiting:
        return None
    _room(path, folder)

    def copied(target: Path) -> dict[str, int]:
        shutil.copyfile(path, target)
        settle(target)
        return rows

    named = f"{now.astimezone(UTC).strftime(NAME)}-schema-{max(done)}"
    target = next(at for n in count() if not (at := folder / (f"{named}-{n}" if n else named)).exists())
    try:
        make(path.parent, target, now, copied, why=f"as it was before migration {waiting[0][1].stem}")
    except WarehouseError as error:
        why = f"{error.subject}: {error.problem}"
        problem = f"is of an older version and cannot be kept before it is brought up to date: {why}"
        raise WarehouseError(str(path), problem, f"Nothing was changed. {error.remedy}") from error
    return target


def _room(path: Path, folder: Path) -> None:
    """WarehouseError where the backup would not fit."""
    free, size = room_of(folder), path.stat().st_size
    if free is not None and free < size + SPARE:
        problem = (
            f"is of an older version; before it is brought up to date a backup is made, which needs {size:,} bytes"
        )
        remedy = "Free some space, or let COPYDESK_BACKUP_DIR name another disk"
        raise WarehouseError(str(path), f"{problem} in {folder}, where {free:,} are free", remedy)


def room_of(folder: Path) -> int | None:
    """Bytes that are free where a folder is or will be; None if that cannot be told, as on some shares."""
    for each in (folder.absolute(), *folder.absolute().parents):
        with suppress(OSError):
            usage = shutil.disk_usage(each)
            return usage.free if usage.total else None
    return None


def counted(con: duckdb.DuckDBPyConnection) -> dict[str, int]:
    """Rows of every table."""
    tables = [str(name) for (name,) in con.execute(query("stored_tables")).fetchall()]
    return {name: int((con.execute(f'SELECT count(*) FROM "{name}"').fetchone() or (0,))[0]) for name in tables}  # noqa: S608


def verify(file: Path, rows: dict[str, int]) -> None:
    """Open a copy read-only, read every block of it, count every table; WarehouseError if that is not `rows`."""
    try:
        with connect(file, read_only=True) as con, sparingly(con):
            refuse_newer(con, file)
            found = counted(con)
            for table in found:
                con.execute(f'SELECT bit_xor(hash(t)) FROM "{table}" AS t').fetchall()  # noqa: S608 (a name of our own)
    except duckdb.Error as error:
        raise WarehouseError(str(file), in_words(file, error).problem, "Take another backup") from error
    wrong = [name for name in sorted(rows.keys() | found.keys()) if rows.get(name) != found.get(name)]
    if wrong:
        problem = f"is not what was copied: {wrong[0]} has {found.get(wrong[0])} rows, not {rows.get(wrong[0])}"
        raise WarehouseError(str(file), problem, "Take another backup")


def told(where: Path, error: OSError) -> WarehouseError:
    """An error of the file system about a folder of backups."""
    if isinstance(error, (FileExistsError, NotADirectoryError)):
        return WarehouseError(str(where), "is a file, not a folder", "Move it away, or name another folder")
    return in_words(where, error)
