"""An export made a warehouse again: built beside, counted, and only then put in its place."""

from __future__ import annotations

import os
from pathlib import Path

import duckdb

from desk.errors import WarehouseError
from warehouse.db import FILE_NAME, TROUBLES, connect, query
from warehouse.duckdb_errors import in_words
from warehouse.export import Manifest, Table, checksum
from warehouse.leftovers import of_process, remove_database
from warehouse.migrate import migrate
from warehouse.reading_bodies import quoted, settle

REMEDY = "Take another copy of the export"


def load(folder: Path, manifest: Manifest, home: Path) -> None:
    """A warehouse in `home` with what `folder` holds, brought up to date; WarehouseError if there is one already.

    Every file is compared with the manifest first. A crash leaves no warehouse, never half of one.
    """
    target, fresh = home / FILE_NAME, of_process(home / f"{FILE_NAME}.new", os.getpid())
    if target.exists():
        raise _taken(target)
    for table in manifest.tables:
        _whole(folder, table)
    try:
        remove_database(fresh)
        with connect(fresh) as con:
            migrate(con, target, up_to=manifest.migration)
            _fill(con, folder, manifest)
            migrate(con, target)
            con.execute("CHECKPOINT")
        settle(fresh)
        os.link(fresh, target)
    except FileExistsError:  # another process was quicker
        raise _taken(target) from None
    except (OSError, *TROUBLES) as error:
        raise in_words(fresh, error) from error
    finally:
        remove_database(fresh)


def _taken(target: Path) -> WarehouseError:
    problem = "there is a warehouse already, and what is in it would be lost"
    return WarehouseError(str(target), problem, "Let COPYDESK_HOME name an empty folder")


def _whole(folder: Path, table: Table) -> None:
    """WarehouseError if a table's file is missing or not the one that was written."""
    file = folder / f"{table.name}.parquet"
    try:
        told = checksum(file)
    except OSError as error:
        raise WarehouseError(str(file), f"cannot be read ({error.strerror})", REMEDY) from None
    if told != table.sha256:
        raise WarehouseError(str(file), "is not what was exported: its checksum differs", REMEDY)


def _fill(con: duckdb.DuckDBPyConnection, folder: Path, manifest: Manifest) -> None:
    """Each table from its file, in the order of the rows, all in one transaction."""
    known = {name for (name,) in con.execute(query("stored_tables")).fetchall()}
    con.execute("BEGIN")
    for table in manifest.tables:
        file = folder / f"{table.name}.parquet"
        if table.name not in known:
            raise WarehouseError(str(file), "is no table of copydesk's", "Move what is foreign out of the export")
        try:
            row = con.execute(f'INSERT INTO main."{table.name}" BY NAME FROM {quoted(file)}').fetchone()
        except (duckdb.CatalogException, duckdb.BinderException, duckdb.ConversionException) as error:
            problem = f"does not fit migration {manifest.migration} ({str(error).splitlines()[0]})"
            raise WarehouseError(str(file), problem, "Please report this") from error
        if row is None or row[0] != table.rows:
            raise WarehouseError(str(file), f"should hold {table.rows:,} rows", REMEDY)
    con.execute("COMMIT")
