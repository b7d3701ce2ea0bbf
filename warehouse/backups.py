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

from desk.digest import phrasing
from desk.errors import UsageError, WarehouseError
from warehouse.backup_files import NAME, OWN, SAID, BadCopyError, counted, make, told, verify
from warehouse.db import FILE_NAME, TROUBLES, Warehouse
from warehouse.leftovers import ASIDE, of_process, remove
from warehouse.reading_bodies import FOLDER as BODIES
from warehouse.reading_bodies import settle
from warehouse.reading_sql import READING_NAME
from warehouse.reading_states import FOLDER as STATES
from warehouse.reading_states import states
from warehouse.search_index import FOLDER as SEARCH


@dataclass(frozen=True, slots=True, order=True)
class Backup:
    """A whole backup: when it was made, its folder, rows by table, the file's size in bytes, why it was made."""

    made: datetime
    folder: Path
    rows: dict[str, int]
    size: int
    why: str = ""

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
        said = [phrasing.counted(number, what) for number, what in numbers]
        return ", ".join([*said, self.why] if self.why else said)


def back_up(warehouse: Warehouse, folder: Path, now: datetime) -> Backup:
    """Copy the live file into `folder` while nobody writes, then open the copy, read every block and count every table.

    WarehouseError if the copy cannot be made or is not what was copied: then nothing of it stays.
    """
    if not warehouse.path.exists():
        raise WarehouseError(str(warehouse.path), "there is no warehouse yet", "Run `copydesk crawl` first")
    target = folder / now.astimezone(UTC).strftime(NAME)
    try:
        rows = make(warehouse.home, target, now, lambda copy: _copied(warehouse, copy))
    except BadCopyError as error:
        problem = f"cannot be backed up, its copy is no good: {error.problem}"
        remedy = "Older backups are kept; `copydesk upkeep restore` puts one in place"
        raise WarehouseError(str(warehouse.path), problem, remedy) from error
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


def backups(folder: Path) -> list[Backup]:
    """The backups in `folder`, the oldest first; a folder without its record is none."""
    found = []
    for said in folder.glob(f"*/{SAID}"):
        with suppress(ValueError, KeyError, TypeError, OSError):
            its: dict[str, Any] = json.loads(said.read_text("utf-8"))
            size, made = (said.parent / FILE_NAME).stat().st_size, datetime.fromisoformat(its["made"])
            found.append(Backup(made, said.parent, dict(its["rows"]), size, its.get("why", "")))
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
    fitting = [each for each in known if each.folder.name.replace("-", "").startswith(wanted)]
    fitting = known if name == "latest" else fitting
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
        raise told(warehouse.home, error) from error
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
