"""A whole warehouse goes out as a folder of Parquet files, and comes back as one."""

from __future__ import annotations

import shutil
from dataclasses import replace
from datetime import datetime
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING

from desk.errors import UsageError, WarehouseError
from flows.crawl_steps.lock import alone
from flows.stored import warehouse_of
from warehouse.backup_files import OWN
from warehouse.db import TROUBLES, Warehouse
from warehouse.duckdb_errors import in_words
from warehouse.export import MANIFEST, Manifest, read_manifest, write_manifest, write_tables
from warehouse.export_loading import load
from warehouse.reading_copy import publish

if TYPE_CHECKING:
    from flows.settings import Settings


def export(settings: Settings, folder: Path, now: datetime) -> Manifest:
    """Everything stored, and the user's own files, into `folder`: new, empty, or an older export that is replaced.

    No crawl or import meanwhile. The folder appears when all of it is written; a crash leaves the older one.
    """
    warehouse, building = warehouse_of(settings), _beside(folder, "new")
    if not warehouse.exists():
        raise WarehouseError(str(warehouse.path), "is not there, so there is nothing to export", "Run `copydesk crawl`")
    _put_back(folder)
    _fit(folder)
    try:
        with alone(settings.home):
            shutil.rmtree(building, ignore_errors=True)
            building.mkdir(parents=True)
            with warehouse.reading() as con:
                made = write_tables(con, building, f"copydesk {version('copydesk')}", now)
            made = replace(made, settings=_copied(settings.home, building))
            write_manifest(building, made)
        _put_in_place(building, folder)
    except (OSError, *TROUBLES) as error:
        raise in_words(folder, error) from error
    finally:
        shutil.rmtree(building, ignore_errors=True)
    return made


def import_export(settings: Settings, folder: Path) -> Manifest:
    """The export in `folder` as the warehouse of a home that has none; publishes the reading copy.

    A file of the user's own that stands in the home already stays.
    """
    if not folder.is_dir():
        raise UsageError(str(folder), "is no folder of an export", "See `copydesk import articles` for a table")
    manifest, home = read_manifest(folder), settings.home
    with alone(home):
        load(folder, manifest, home)
        try:
            for name in set(manifest.settings) & set(OWN):
                if not (home / name).exists():
                    shutil.copyfile(folder / name, home / name)
        except OSError as error:
            raise in_words(home, error) from error
        publish(Warehouse(home), fresh=True)
    return manifest


def exported(path: Path) -> bool:
    """Whether a path is a folder that `export` wrote."""
    return (path / MANIFEST).is_file()


def _fit(folder: Path) -> None:
    """UsageError for a target that holds anything but an older export."""
    if folder.exists() and not folder.is_dir():
        raise UsageError(str(folder), "is a file", "Name a folder that is new, empty, or an older export")
    if folder.is_dir() and any(folder.iterdir()) and not exported(folder):
        raise UsageError(str(folder), "holds something else", "Name a folder that is new, empty, or an older export")


def _copied(home: Path, folder: Path) -> tuple[str, ...]:
    there = tuple(name for name in OWN if (home / name).is_file())
    for name in there:
        shutil.copyfile(home / name, folder / name)
    return there


def _put_in_place(building: Path, folder: Path) -> None:
    """By renames: an older export stands aside until the new one is there."""
    older = _beside(folder, "older")
    if folder.exists():
        folder.rename(older)
    building.rename(folder)
    shutil.rmtree(older, ignore_errors=True)


def _put_back(folder: Path) -> None:
    """What a crash between two renames left aside."""
    older = _beside(folder, "older")
    if older.exists():
        if folder.exists():
            shutil.rmtree(older, ignore_errors=True)
        else:
            older.rename(folder)


def _beside(folder: Path, which: str) -> Path:
    """A name beside the folder that nobody else uses."""
    whole = folder.absolute()
    return whole.with_name(f".{whole.name}.copydesk-export-{which}")
