"""Numbered migrations: each in one transaction with its record; a newer file is refused."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from desk.errors import WarehouseError

if TYPE_CHECKING:
    import duckdb

FOLDER = Path(__file__).parent / "migrations"
RECORD = "CREATE TABLE IF NOT EXISTS migrations (number INTEGER, name VARCHAR, applied_at TIMESTAMPTZ DEFAULT now())"
DONE = "INSERT INTO migrations (number, name, applied_at) VALUES (?, ?, now())"
OURS = "SELECT table_name FROM duckdb_tables() WHERE database_name = current_database()"


def newest(folder: Path = FOLDER) -> int:
    """Number of the last migration that this program knows."""
    return max(_files(folder), default=0)


def migrate(con: duckdb.DuckDBPyConnection, path: Path, folder: Path = FOLDER, *, up_to: int | None = None) -> None:
    """Bring the file up to the newest migration of `folder`, or to `up_to`; `path` is for messages.

    Raises WarehouseError for a file that is newer than the program or not copydesk's.
    """
    done = refuse_newer(con, path, folder)
    if not done:
        con.execute(RECORD)
    for number, file in missing(done, folder):
        if up_to is None or number <= up_to:
            _apply(con, path, number, file)


def pending(con: duckdb.DuckDBPyConnection, path: Path, folder: Path = FOLDER) -> list[str]:
    """Names of the migrations that the file is still to go through; WarehouseError as `refuse_newer` has it."""
    return [file.stem for _, file in missing(refuse_newer(con, path, folder), folder)]


def missing(done: set[int], folder: Path = FOLDER) -> list[tuple[int, Path]]:
    """Numbers and files of the migrations that are not done yet, in their order."""
    known = _files(folder)
    return [(number, known[number]) for number in sorted(set(known) - done)]


def refuse_newer(con: duckdb.DuckDBPyConnection, path: Path, folder: Path = FOLDER) -> set[int]:
    """WarehouseError if the file is newer than the program, or not copydesk's; returns the migrations it has."""
    known, done = _files(folder), _done(con, path)
    newer = sorted(number for number in done if number > max(known, default=0))
    if newer:
        raise WarehouseError(
            str(path),
            f"is newer than this program (it has migration {newer[-1]}, the program knows {max(known, default=0)})",
            "Update copydesk, or put back what was kept before it became newer: `copydesk upkeep restore` lists it",
        )
    return done


def _files(folder: Path) -> dict[int, Path]:
    return {int(file.name[:4]): file for file in sorted(folder.glob("[0-9]*.sql"))}


def _done(con: duckdb.DuckDBPyConnection, path: Path) -> set[int]:
    import duckdb

    try:  # nearly always it is there, and asking which tables there are takes four times as long
        return {row[0] for row in con.execute("SELECT number FROM migrations").fetchall()}
    except duckdb.CatalogException:
        tables = con.execute(OURS).fetchall()
    if tables:
        raise WarehouseError(str(path), "is a DuckDB file, but not copydesk's", "Let COPYDESK_HOME name another folder")
    return set()


def _apply(con: duckdb.DuckDBPyConnection, path: Path, number: int, file: Path) -> None:
    import duckdb

    con.execute("BEGIN")
    try:
        con.execute(file.read_text("utf-8"))
        con.execute(DONE, [number, file.stem])
        con.execute("COMMIT")
    except duckdb.Error as error:
        with suppress(duckdb.Error):
            con.execute("ROLLBACK")
        if isinstance(error, duckdb.OperationalError):
            raise  # the disk's fault, not the migration's
        problem = f"migration {file.stem} cannot be applied ({str(error).splitlines()[0]})"
        raise WarehouseError(str(path), problem, "The file is as it was; please report this") from error
