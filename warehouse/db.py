"""Opening the DuckDB file: one writer at a time, short connections, queries from .sql files.

Never open() or copy the live file in a process that has it open: closing the copy's descriptor drops
the POSIX lock, and a second writer gets in.
"""

from __future__ import annotations

import fcntl
import os
import random
import shutil
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from functools import cache
from pathlib import Path
from typing import TypeVar

import duckdb

from desk.errors import WarehouseError
from warehouse.duckdb_errors import held, in_words
from warehouse.lease import LOCK, sign
from warehouse.leftovers import clear, of_process, remove_database
from warehouse.migrate import migrate

HERE = Path(__file__).parent
FILE_NAME = "copydesk.duckdb"
CONFIG: dict[str, str | bool | int | float | list[str]] = {
    "memory_limit": "2GB",  # a ceiling; beyond it DuckDB spills to disk
    "threads": 2,
    "storage_compatibility_version": "v1.5.0",
    "autoinstall_known_extensions": False,  # never the network
}
ROOM = 64_000_000  # bytes that must be free for what could as well be left
QUEUE = 600.0  # seconds: threads of one crawl queue up here, which is no trouble by itself
TROUBLES = (duckdb.IOException, duckdb.FatalException, duckdb.InternalException, duckdb.OutOfMemoryException,
            duckdb.SerializationException, duckdb.TransactionException)  # fmt: skip

# One writer a file within this process as well: id = max(id) + 1 is decided inside a transaction.
_locks: dict[Path, threading.Lock] = {}
_holders: dict[Path, int] = {}
_registry = threading.Lock()
_cleared: set[Path] = set()  # homes that this process has cleared of leftovers

T = TypeVar("T")


@cache
def query(name: str) -> str:
    """The text of `queries/NAME.sql` (one statement)."""
    return (HERE / "queries" / f"{name}.sql").read_text("utf-8")


class Warehouse:
    """The live file under `home`. Connections are opened for one step and closed again.

    wait: seconds to wait for another process that has the file open.
    """

    def __init__(self, home: Path, *, wait: float = 30.0) -> None:
        self.home, self.wait = Path(home), wait
        self.path = self.home / FILE_NAME

    @contextmanager
    def reading(self) -> Iterator[duckdb.DuckDBPyConnection]:
        """A connection for reading the live file; nothing is written."""
        with self.alone(), self.opened() as con:
            yield con

    @contextmanager
    def writing(self) -> Iterator[duckdb.DuckDBPyConnection]:
        """One transaction: committed when the block ends, rolled back when it raises."""
        with self.alone(), self.opened() as con, self.transaction(con):
            yield con

    @contextmanager
    def transaction(self, con: duckdb.DuckDBPyConnection) -> Iterator[None]:
        """One transaction on a connection from `opened()`; its troubles in words."""
        con.execute("BEGIN")
        try:
            yield
        except BaseException as error:
            with suppress(duckdb.Error):  # after a fatal error there is nothing left to roll back
                con.execute("ROLLBACK")
            if isinstance(error, TROUBLES):
                raise in_words(self.path, error) from error
            raise
        try:
            con.execute("COMMIT")
        except duckdb.Error as error:  # a full disk comes as a TransactionException here
            raise in_words(self.path, error) from error

    def carried_out(self, con: duckdb.DuckDBPyConnection, /, step: Callable[[duckdb.DuckDBPyConnection], T]) -> T:
        """What `step` returns, in one transaction on a connection from `opened()`.

        A lake may ask it again, where PostgreSQL was gone for a moment: `step` changes nothing but what it writes.
        """
        with self.transaction(con):
            return step(con)

    def now(self, con: duckdb.DuckDBPyConnection, /) -> duckdb.DuckDBPyConnection:
        """The connection that `opened()` gave, or what has taken its place since."""
        return con

    def tidied(self) -> tuple[int, int] | None:
        """Bytes before and after a lake's own upkeep; None for a file, which is rewritten instead."""
        return None

    def exists(self) -> bool:
        """Whether anything was ever stored."""
        return self.path.exists()

    @contextmanager
    def alone(self, *, rewrite: bool = False) -> Iterator[None]:
        """Hold the file against other threads, and (rewrite) against every other process' opening it."""
        path = self.path.resolve()
        with _registry:
            lock = _locks.setdefault(path, threading.Lock())
        if _holders.get(path) == threading.get_ident():
            raise WarehouseError(str(self.path), "is opened twice by one thread", "Pass the open connection on")
        if not lock.acquire(timeout=QUEUE):
            raise WarehouseError(str(self.path), f"was held by another thread for {QUEUE:g} s", "Run it again")
        _holders[path] = threading.get_ident()
        try:
            with self._gate(fcntl.LOCK_EX if rewrite else fcntl.LOCK_SH):
                yield
        finally:
            del _holders[path]
            lock.release()

    @contextmanager
    def _gate(self, kind: int) -> Iterator[None]:
        """Opening shares the gate; putting a rewritten file in the live one's place has it alone."""
        try:
            self.home.mkdir(parents=True, exist_ok=True)
            gate = os.open(self.home / LOCK, os.O_RDWR | os.O_CREAT, 0o644)
        except OSError as error:
            raise in_words(self.home, error) from error
        try:
            _patiently(lambda: fcntl.flock(gate, kind | fcntl.LOCK_NB), BlockingIOError, self.wait, self.path)
            yield
        finally:
            os.close(gate)

    @contextmanager
    def opened(self) -> Iterator[duckdb.DuckDBPyConnection]:
        """A bare connection; only inside `alone()`."""
        try:
            if not self.path.exists():
                self._create()
            con = self._connect(self.path)
        except (duckdb.Error, OSError) as error:
            raise in_words(self.path, error) from error
        try:
            sign(self.home)
            first = self.home not in _cleared
            if first:
                _cleared.add(self.home)
                clear(self.home)
            migrate(con, self.path)
            if first:
                _end_log(con, self.path)
            yield con
        except TROUBLES as error:
            raise in_words(self.path, error) from error
        finally:
            with suppress(duckdb.Error):
                con.close()

    def _create(self) -> None:
        """A new file appears whole or not at all, whenever the process is killed."""
        fresh = of_process(self.home / f"{FILE_NAME}.new", os.getpid())
        remove_database(fresh)
        with connect(fresh) as con:
            migrate(con, self.path)
        with suppress(FileExistsError):  # another process was quicker: its file holds
            os.link(fresh, self.path)
        fresh.unlink()

    def _connect(self, path: Path) -> duckdb.DuckDBPyConnection:
        return _patiently(lambda: connect(path), duckdb.IOException, self.wait, path)


def _end_log(con: duckdb.DuckDBPyConnection, path: Path) -> None:
    """Let the log of a killed process go.

    DuckDB passes over a commit that was cut off, and keeps its log until something is written: a checkpoint by itself
    finds nothing to do. On a disk that is nearly full it stays.
    """
    if Path(f"{path}.wal").exists() and shutil.disk_usage(path.parent).free > ROOM:
        con.execute("BEGIN")
        con.execute("CREATE TABLE end_of_log (nothing INTEGER)")
        con.execute("DROP TABLE end_of_log")
        con.execute("COMMIT")
        con.execute("CHECKPOINT")


def connect(path: Path, *, read_only: bool = False) -> duckdb.DuckDBPyConnection:
    """A connection with the house's settings; times are UTC."""
    con = duckdb.connect(str(path), read_only=read_only, config=CONFIG)
    con.execute("SET TimeZone = 'UTC'")
    con.execute("SET enable_progress_bar = false")  # output is for answers
    return con


def _patiently(attempt: Callable[[], T], refusal: type[Exception], wait: float, path: Path) -> T:
    """Try until it works or `wait` seconds are over; the pause grows from 20 ms to half a second."""
    until, pause = time.monotonic() + wait, 0.02
    while True:
        try:
            return attempt()
        except refusal as error:
            left = until - time.monotonic()
            if isinstance(error, duckdb.Error) and not held(error):
                raise
            if left <= 0:
                raise in_words(path, error) from error
        time.sleep(min(left, pause * random.uniform(0.5, 1.0)))  # noqa: S311 (no cryptography)
        pause = min(pause * 1.6, 0.5)
