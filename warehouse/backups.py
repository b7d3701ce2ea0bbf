"""Backups of the live file, and the way back: each is opened and counted before anybody relies on it.

A backup is a folder named by its time: the file, what it held (`backup.json`), and the home's own lists. It appears
whole or not at all. Restoring loses nothing: what stood there moves aside as a home of its own.
"""

from __future__ import annotations

import json
import os
import shutil
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import duckdb

from desk.digest import phrasing
from desk.errors import UsageError, WarehouseError
from warehouse.db import FILE_NAME, TROUBLES, Warehouse, connect, query
from warehouse.duckdb_errors import in_words
from warehouse.leftovers import ASIDE, of_process, remove
from warehouse.migrate import refuse_newer
from warehouse.reading_bodies import FOLDER as BODIES
from warehouse.reading_bodies import settle
from warehouse.reading_sql import READING_NAME
from warehouse.reading_states import FOLDER as STATES
from warehouse.reading_states import states
from warehouse.search_index import FOLDER as SEARCH

FOLDER = "backups"  # under COPYDESK_HOME, unless COPYDESK_BACKUP_DIR names another
NAME = "%Y%m%dT%H%M%SZ"
SAID = "backup.json"
OWN = ("outlets.yaml", "names.yaml", "channels.yaml")  # a person's own lists


@dataclass(frozen=True, slots=True, order=True)
class Backup:
    """A whole backup: when it was made, its folder, rows by table, the file's size in bytes."""

    made: datetime
    folder: Path
    rows: dict[str, int]
    size: int

    @property
    def file(self) -> Path:
        """The DuckDB file in it."""
        return self.folder / FILE_NAME

    @property
    def sentence(self) -> str:
        """What is in it, for a person."""
        numbers = (
            (len(self.rows), "table"),
            (sum(self.rows.values()), "row"),
            (self.rows.get("articles", 0), "article"),
        )
        return ", ".join(phrasing.counted(number, what) for number, what in numbers)


def back_up(warehouse: Warehouse, folder: Path, now: datetime) -> Backup:
    """Copy the live file into `folder` while nobody writes, then open the copy, read every block and count every table.

    WarehouseError if the copy cannot be made or is not what was copied: then nothing of it stays.
    """
    if not warehouse.path.exists():
        raise WarehouseError(str(warehouse.path), "there is no warehouse yet", "Run `copydesk crawl` first")
    target = folder / now.astimezone(UTC).strftime(NAME)
    making = of_process(target.with_name(f"{target.name}.tmp"), os.getpid())
    try:
        folder.mkdir(parents=True, exist_ok=True)
        remove(making)
        making.mkdir()
        rows = _copied(warehouse, making / FILE_NAME)
        for name in OWN:
            if (warehouse.home / name).is_file():
                shutil.copyfile(warehouse.home / name, making / name)
        _found_whole(warehouse, making / FILE_NAME, rows)
        (making / SAID).write_text(json.dumps({"made": now.isoformat(), "rows": rows}, indent=1), "utf-8")
        settle(making / SAID)
        making.rename(target)
        settle(folder)
    except OSError as error:
        raise _told(folder, error) from error
    finally:
        with suppress(OSError):
            remove(making)
    return Backup(now, target, rows, (target / FILE_NAME).stat().st_size)


def _copied(warehouse: Warehouse, target: Path) -> dict[str, int]:
    """Copy the live file with every other process shut out and no handle of this one open; returns rows by table."""
    with warehouse.alone(rewrite=True):
        with warehouse.opened() as con:
            con.execute("CHECKPOINT")
            rows = counted(con)
        if Path(f"{warehouse.path}.wal").exists():
            raise WarehouseError(str(warehouse.path), "could not be copied: its log is not empty", "Run it again")
        shutil.copyfile(warehouse.path, target)
    settle(target)
    return rows


def _found_whole(warehouse: Warehouse, copy: Path, rows: dict[str, int]) -> None:
    try:
        verify(copy, rows)
    except WarehouseError as error:
        problem = f"cannot be backed up, its copy is no good: {error.problem}"
        remedy = "Older backups are kept; `copydesk upkeep restore` puts one in place"
        raise WarehouseError(str(warehouse.path), problem, remedy) from error


def counted(con: duckdb.DuckDBPyConnection) -> dict[str, int]:
    """Rows of every table."""
    tables = [str(name) for (name,) in con.execute(query("stored_tables")).fetchall()]
    return {name: int((con.execute(f'SELECT count(*) FROM "{name}"').fetchone() or (0,))[0]) for name in tables}  # noqa: S608


def verify(file: Path, rows: dict[str, int]) -> None:
    """Open a copy read-only, read every block of it, count every table; WarehouseError if that is not `rows`."""
    try:
        with connect(file, read_only=True) as con:
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


def backups(folder: Path) -> list[Backup]:
    """The backups in `folder`, the oldest first; a folder without its record is none."""
    found = []
    for said in folder.glob(f"*/{SAID}"):
        with suppress(ValueError, KeyError, TypeError, OSError):
            told: dict[str, Any] = json.loads(said.read_text("utf-8"))
            size = (said.parent / FILE_NAME).stat().st_size
            found.append(Backup(datetime.fromisoformat(told["made"]), said.parent, dict(told["rows"]), size))
    return sorted(found)


def let_go(folder: Path, keep: int) -> list[Backup]:
    """Delete all but the newest `keep` backups; returns those that are left."""
    known = backups(folder)
    for backup in known[: max(0, len(known) - keep)]:
        remove(backup.folder)
    return known[-keep:] if keep else []


def named(folder: Path, name: str) -> Backup:
    """The backup of that name, a beginning of it (a day), or `latest`; UsageError if there is none."""
    known = backups(folder)
    wanted = name.replace("-", "").replace(":", "")
    fitting = known if name == "latest" else [each for each in known if each.folder.name.startswith(wanted)]
    if not fitting or not wanted:
        there = ", ".join(each.folder.name for each in known[-5:])
        remedy = f"There are {there}" if known else "`copydesk upkeep backup` makes one"
        raise UsageError(str(folder), f"there is no backup {name}", remedy)
    return fitting[-1]


def restore(warehouse: Warehouse, backup: Backup, now: datetime) -> Path | None:
    """Put a backup in the live file's place; returns the folder to which what stood there moved, None if nothing did.

    The backup is verified first, and again as the copy that is put in place. Publish afterwards: texts and index are
    made anew. Until the last step, a rename, the live file is the old one.
    """
    verify(backup.file, backup.rows)
    fresh = of_process(warehouse.path.with_name(f"{FILE_NAME}.restored"), os.getpid())
    try:
        warehouse.home.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(backup.file, fresh)
        settle(fresh)
        verify(fresh, backup.rows)
        with warehouse.alone(rewrite=True):
            aside = _put_aside(warehouse, backup, now) if warehouse.path.exists() else None
            Path(f"{warehouse.path}.wal").unlink(missing_ok=True)  # stands aside with its file
            fresh.replace(warehouse.path)
            settle(warehouse.home)
        for name in OWN:
            if not (warehouse.home / name).exists() and (backup.folder / name).is_file():
                shutil.copyfile(backup.folder / name, warehouse.home / name)
    except OSError as error:
        raise _told(warehouse.home, error) from error
    finally:
        with suppress(OSError):
            remove(fresh)
    return aside


def _put_aside(warehouse: Warehouse, backup: Backup, now: datetime) -> Path:
    """A home of what stands there now: its file by a link, so that it is never missing; what was made from it moves.

    Where that is as far as it comes, the next start takes it back (`leftovers.clear`).
    """
    with suppress(WarehouseError, *TROUBLES), warehouse.opened() as con:  # a damaged file is put aside as it is
        con.execute("CHECKPOINT")
    aside = warehouse.home / f"{ASIDE}{now.astimezone(UTC).strftime(NAME)}"
    aside.mkdir()
    for path in (warehouse.path, Path(f"{warehouse.path}.wal")):
        if path.exists():
            os.link(path, aside / path.name)
    for name in (READING_NAME, BODIES, SEARCH):
        if (warehouse.home / name).exists():
            (warehouse.home / name).rename(aside / name)
    for state in states(warehouse.home):
        if state.published > backup.made:  # it knows articles that the backup does not
            (aside / STATES).mkdir(exist_ok=True)
            state.file.rename(aside / STATES / state.file.name)
    settle(aside)
    return aside


def _told(where: Path, error: OSError) -> WarehouseError:
    if isinstance(error, (FileExistsError, NotADirectoryError)):
        return WarehouseError(str(where), "is a file, not a folder", "Move it away, or name another folder")
    return in_words(where, error)
