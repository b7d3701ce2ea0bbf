"""Opening the DuckDB file: one writer at a time, short connections, queries from .sql files.

Never open() or copy the live file in a process that has it open: closing the copy's descriptor drops
the POSIX lock, and a second writer gets in.
"""

from __future__ import annotations

import fcntl
import logging
import os
import random
import shutil
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import TypeVar

import duckdb

from desk.errors import WarehouseError
from warehouse.backup_files import BACKUPS, keep_before_migration
from warehouse.connection import CONFIG, FILE_NAME, HERE, TROUBLES, connect, query, sparingly
from warehouse.duckdb_errors import held, in_words
from warehouse.lease import LOCK, sign
from warehouse.leftovers import clear, of_process, remove_database
from warehouse.migrate import migrate, pending

__all__ = ["CONFIG", "FILE_NAME", "HERE", "TROUBLES", "Warehouse", "connect", "query", "sparingly"]
log = logging.getLogger(__name__)
ROOM = 64_000_000  # bytes that must be free for what could as well be left
QUEUE = 600.0  # seconds: threads of one crawl queue up here, which is no trouble by itself

# One writer a file within this process as well: id = max(id) + 1 is decided inside a transaction.
_locks: dict[Path, threading.Lock] = {}
_holders: dict[Path, int] = {}
_registry = threading.Lock()
_cleared: set[Path] = set()  # homes that this process has cleared of leftovers

T = TypeVar("T")


class Warehouse:
    """The live file under `home`. Connections are opened for one step and closed again.

    wait: seconds to wait for another process that has the file open. backups: where an older file is kept before it
    is brought up to date; HOME/backups if not given.
    """

    def __init__(self, home: Path, *, wait: float = 30.0, backups: Path | None = None) -> None:
        self.home, self.wait = Path(home), wait
        self.path, self.backups = self.home / FILE_NAME, backups or Path(home) / BACKUPS
        self._held = -1, fcntl.LOCK_UN  # descriptor of the gate and how it is held, inside `alone()`

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

    def read_out(self, con: duckdb.DuckDBPyConnection, /, step: Callable[[duckdb.DuckDBPyConnection], T]) -> T:
        """What `step`, which only reads, returns; a lake may ask it again, where PostgreSQL was gone for a moment."""
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
            self._held = gate, kind
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
            if pending(con, self.path):
                con = self._kept_and_migrated(con)
            if first:
                _end_log(con, self.path)
            yield con
        except TROUBLES as error:
            raise in_words(self.path, error) from error
        finally:
            with suppress(duckdb.Error):
                con.close()

    def _kept_and_migrated(self, con: duckdb.DuckDBPyConnection) -> duckdb.DuckDBPyConnection:
        """Copy the file as it is, every other process shut out, and then bring it up to date."""
        gate, kind = self._held
        con.close()  # no descriptor of this process may be on it while it is copied
        _patiently(lambda: fcntl.flock(gate, fcntl.LOCK_EX | fcntl.LOCK_NB), BlockingIOError, self.wait, self.path)
        try:
            kept = keep_before_migration(self.path, self.backups, datetime.now(UTC))
            con = self._connect(self.path)
            migrate(con, self.path)
        finally:
            fcntl.flock(gate, kind)
        if kept:
            log.warning("%s was brought up to date; as it was before it is kept in %s", self.path, kept)
        return con

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
