"""What one process has open of a lake: DuckDB with the catalog attached, and a line to PostgreSQL for locks."""

from __future__ import annotations

import os
import re
import socket
import uuid
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import duckdb

from desk.errors import WarehouseError
from warehouse import lake_bucket, lake_extensions
from warehouse.db import CONFIG, HERE
from warehouse.lake_place import DATA_SETTING, in_bucket
from warehouse.migrate import DONE, RECORD, missing, refuse_newer
from warehouse.reading_bodies import in_quotes

if TYPE_CHECKING:
    from collections.abc import Iterator

    import psycopg

    from warehouse.lake_place import LakePlace

CATALOG, SCHEMA = "lake", "store"  # tables are in `store`, views for analysts in `main`, as in a reading copy
WRITER = 0x636F7079  # the advisory lock of whoever writes: "copy"
INLINED = 500  # rows of one insert that stay in PostgreSQL until upkeep writes them to a file
LOCK_TIMEOUT = "10min"
COMPRESSION = re.compile(r" USING COMPRESSION \w+", re.IGNORECASE)
DEFAULT = " DEFAULT now())"  # DuckLake takes no expression


@dataclass
class Session:
    """con: DuckDB in memory, the lake attached; desk: PostgreSQL, every statement committed by itself."""

    con: duckdb.DuckDBPyConnection
    desk: psycopg.Connection[Any]

    def close(self) -> None:
        """Let go of both; the writer's lock goes with the line."""
        for end in (self.desk.close, self.con.close):
            with suppress(Exception):
                end()

    def alive(self) -> bool:
        """Whether PostgreSQL still answers on this line: one that was started anew does not."""
        try:
            self.desk.execute("SELECT 1")
        except Exception:  # noqa: BLE001 - whatever it is, the session is of no more use
            return False
        return True


def open_session(place: LakePlace) -> Session:
    """Connect, bring the lake's tables up to date, and look whether its folder can be written.

    Raises what psycopg and DuckDB raise; WarehouseError for a missing extension or folder.
    """
    desk = line(place)
    try:
        con = attached(place, desk)
    except BaseException:
        desk.close()
        raise
    session = Session(con, desk)
    try:
        with writing_alone(desk):
            _up_to_date(con, desk, place)
        con.execute(f"USE {CATALOG}.{SCHEMA}")
        con.execute("SET ducklake_max_retry_count = 0")  # who wrote meanwhile is decided by the catalog's primary key
        find_writable(con)
    except BaseException:
        session.close()
        raise
    return session


@cache
def asked(name: str) -> str:
    """The text of `postgres/NAME.sql`: a question for PostgreSQL itself."""
    return (HERE / "postgres" / f"{name}.sql").read_text("utf-8")


def line(place: LakePlace) -> psycopg.Connection[Any]:
    """A line to PostgreSQL of one's own."""
    desk: psycopg.Connection[Any] = driver().connect(place.dsn, **arguments("writer"))
    desk.execute("SELECT set_config('lock_timeout', %s, false)", [LOCK_TIMEOUT])
    return desk


def driver() -> Any:
    """psycopg; WarehouseError where it is not installed."""
    try:
        import psycopg
    except ImportError:
        raise WarehouseError("psycopg", "is not installed, and a lake needs it", lake_extensions.REMEDY) from None
    return psycopg


def arguments(what: str) -> dict[str, Any]:
    """How a line is opened: every statement committed by itself, a dead peer noticed within a minute."""
    who = f"copydesk {what} {socket.gethostname()} {os.getpid()}"[:63]
    alive = {"keepalives_idle": 30, "keepalives_interval": 10, "keepalives_count": 3}
    return {"autocommit": True, "connect_timeout": 10, "application_name": who, **alive}


@contextmanager
def writing_alone(desk: psycopg.Connection[Any]) -> Iterator[None]:
    """The writer's lock of all machines: nobody else writes into the lake."""
    desk.execute("SELECT pg_advisory_lock(%s)", [WRITER])
    try:
        yield
    finally:
        with suppress(Exception):  # a line that is lost has let go of it
            desk.execute("SELECT pg_advisory_unlock(%s)", [WRITER])


def attached(place: LakePlace, desk: psycopg.Connection[Any], *, read_only: bool = False) -> duckdb.DuckDBPyConnection:
    """DuckDB in memory with the lake attached as `lake`; times are UTC. A catalog is made where there is none yet."""
    known = desk.execute("SELECT to_regclass('ducklake_metadata')").fetchone()
    exists = known is not None and known[0] is not None
    folder = _folder(place, exists)
    options = (["READ_ONLY"] if read_only else []) + ([f"DATA_PATH {in_quotes(folder)}"] if folder else [])
    con = duckdb.connect(config=CONFIG | {"autoload_known_extensions": False})
    try:
        con.execute("SET TimeZone = 'UTC'")
        con.execute("SET enable_progress_bar = false")  # output is for answers
        lake_extensions.load(con)
        _reach_bucket(con, _known_data(desk) if exists else folder, place, first=not exists)
        told = f" ({', '.join(options)})" if options else ""
        con.execute(f"ATTACH {in_quotes(f'ducklake:postgres:{place.dsn}')} AS {CATALOG}{told}")
    except BaseException:
        con.close()
        raise
    return con


def _known_data(desk: psycopg.Connection[Any]) -> str:
    row = desk.execute(asked("data_path")).fetchone()
    return str(row[0]) if row else ""


def _reach_bucket(con: duckdb.DuckDBPyConnection, data: str, place: LakePlace, *, first: bool) -> None:
    """What data files in S3 need; a catalog is made only where they can be written: it keeps the address for good."""
    if in_bucket(data):
        lake_bucket.reach(con, data, place.s3)
        if first:
            lake_bucket.find_writable(con, data)


def _folder(place: LakePlace, exists: bool) -> str:
    """The data folder or bucket as DuckLake is told it, '' for the catalog's own word."""
    if in_bucket(place.data):
        return place.data
    if place.data:
        folder = Path(place.data).resolve()
        if not exists:
            folder.mkdir(parents=True, exist_ok=True)
        return f"{folder}/"
    if not exists:
        problem = "there is no lake yet, and nothing says where its data files go"
        remedy = f"Let {DATA_SETTING} name a folder that every worker has, or s3://bucket/prefix"
        raise WarehouseError(str(place), problem, remedy)
    return ""


def find_writable(con: duckdb.DuckDBPyConnection) -> None:
    """WarehouseError if the data folder is not there or cannot be written here: a share may not be mounted.

    In S3 a small object is written, read and removed; what DuckDB says against it is raised.
    """
    row = con.execute(f"SELECT value FROM {CATALOG}.options() WHERE option_name = 'data_path'").fetchone()  # noqa: S608
    if row is None or in_bucket(row[0]):
        return lake_bucket.find_writable(con, row[0]) if row else None
    folder = Path(row[0])
    if not folder.is_dir():
        problem = "the lake's data folder is not there"
        raise WarehouseError(str(folder), problem, "Mount the share where the other workers have it")
    probe = folder / f".copydesk-{socket.gethostname()}-{uuid.uuid4().hex}"  # machines may share name and process id
    try:
        probe.touch()
        probe.unlink()
    except OSError as error:
        problem = f"the lake's data folder cannot be written here ({error.strerror})"
        raise WarehouseError(str(folder), problem, "Check whose it is, and how the share is mounted") from None


def _up_to_date(con: duckdb.DuckDBPyConnection, desk: psycopg.Connection[Any], place: LakePlace) -> None:
    """Tables of the lake by the same migrations as a file's, all in one commit; tables of the desk."""
    con.execute("SET ducklake_max_retry_count = 0")
    con.execute(f"CREATE SCHEMA IF NOT EXISTS {CATALOG}.{SCHEMA}")
    con.execute(f"USE {CATALOG}.{SCHEMA}")
    done = refuse_newer(con, Path(str(place)))
    if not done:
        con.execute(f"CALL {CATALOG}.set_option('data_inlining_row_limit', {INLINED})")
    if waiting := missing(done):
        con.execute("BEGIN")
        if not done:
            con.execute(RECORD.removesuffix(DEFAULT) + ")")
        for number, file in waiting:
            con.execute(COMPRESSION.sub("", file.read_text("utf-8")))
            con.execute(DONE, [number, file.stem])
        con.execute("COMMIT")
    for file in sorted((HERE / "postgres").glob("[0-9]*.sql")):
        desk.execute(file.read_text("utf-8"))
