"""A warehouse for many machines: DuckLake tables whose catalog is a PostgreSQL database, data files on a share.

The same tables, queries and transactions as in the one file. What the file's lock decides there, PostgreSQL decides
here: whoever writes holds an advisory lock, which ends with its line, so that ids, addresses and the outbox are
decided one transaction after the other; and since a line may be lost while its transaction goes on, each commit must
follow the very snapshot that it read (no retries of DuckLake's own): the primary key of the catalog's snapshots lets
one of two through, and the other decides anew.
"""

from __future__ import annotations

import threading
import time
import uuid
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import duckdb

from desk.errors import WarehouseError
from warehouse.db import Warehouse, query
from warehouse.duckdb_errors import in_words as home_in_words
from warehouse.lake_errors import PassingLakeError, in_words
from warehouse.lake_session import CATALOG, Session, asked, line, open_session, writing_alone

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from warehouse.lake_place import LakePlace

T = TypeVar("T")
TIDYING = ("lake_flush", "lake_merge", "lake_old_states", "lake_old_files")
KEPT = "7 days"  # states of before: a reader that began then finds its files
PAUSE = 0.5  # seconds between two attempts to reach PostgreSQL

_sessions: dict[LakePlace, Session] = {}
_registry = threading.Lock()


class Lake(Warehouse):
    """The lake at `place`, for the crawls and readers of `home`, where the reading copy is.

    wait: seconds that a transaction is tried again while PostgreSQL is gone.
    """

    def __init__(self, home: Path, place: LakePlace, *, wait: float = 120.0) -> None:
        super().__init__(home, wait=wait)
        self.place = place
        self.path = Path("/", str(place))  # no file: what threads of this process hold it by

    @contextmanager
    def _gate(self, _kind: int) -> Iterator[None]:
        """Other processes are kept out by PostgreSQL."""
        try:
            self.home.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise home_in_words(self.home, error) from error
        yield

    def tidied(self) -> tuple[int, int]:
        """Write rows out of PostgreSQL, merge small files, let old states go; bytes of the files before and after."""
        with self.alone(), self.opened() as con, self._turn():
            before = _bytes(con)
            for step in TIDYING:
                con.execute(query(step), {"catalog": CATALOG, "kept": KEPT} if "old" in step else {"catalog": CATALOG})
            return before, _bytes(con)

    def exists(self) -> bool:
        """A lake is made when it is first asked for."""
        return True

    @contextmanager
    def opened(self) -> Iterator[duckdb.DuckDBPyConnection]:
        """The connection of this process, opened at the first call and after PostgreSQL was gone; inside `alone()`."""
        con = self._session().con
        try:
            yield con
        except duckdb.Error as error:
            self._forget()
            raise self._told(error) from error

    @contextmanager
    def transaction(self, con: duckdb.DuckDBPyConnection) -> Iterator[None]:
        """One transaction while no other machine writes; PassingLakeError if it did not come to be, for now."""
        token = uuid.uuid4().hex
        try:
            with self._turn(), self._commits(con, token):
                yield
        except PassingLakeError:
            self._forget()
            if not self._committed(token):
                raise

    def carried_out(self, _con: duckdb.DuckDBPyConnection, /, step: Callable[[duckdb.DuckDBPyConnection], T]) -> T:
        """`step` in a transaction, again and again until it is written once; the connection may be gone meanwhile."""

        def once() -> T:
            with self.opened() as own, self.transaction(own):
                return step(own)

        return self._patiently(once)

    def read_out(self, _con: duckdb.DuckDBPyConnection, /, step: Callable[[duckdb.DuckDBPyConnection], T]) -> T:
        """`step`, which only reads, again where PostgreSQL was gone meanwhile."""

        def once() -> T:
            with self.opened() as own:
                try:
                    return step(own)
                except WarehouseError as error:  # told already, as of a file
                    if isinstance(error.__cause__, duckdb.Error):
                        raise error.__cause__ from None
                    raise

        return self._patiently(once)

    def _patiently(self, once: Callable[[], T]) -> T:
        until = time.monotonic() + self.wait
        while True:
            try:
                return once()
            except PassingLakeError:
                if time.monotonic() >= until:
                    raise
            time.sleep(PAUSE)

    def now(self, _con: duckdb.DuckDBPyConnection, /) -> duckdb.DuckDBPyConnection:
        """The connection of the session that is open now."""
        return self._session().con

    @contextmanager
    def _commits(self, con: duckdb.DuckDBPyConnection, token: str) -> Iterator[None]:
        try:
            con.execute("BEGIN")
            con.execute(f"CALL {CATALOG}.set_commit_message('copydesk', '', extra_info => '{token}')")
            yield
        except BaseException as error:
            with suppress(duckdb.Error):
                con.execute("ROLLBACK")
            if isinstance(error, duckdb.Error):
                raise self._told(error) from error
            raise
        try:
            con.execute("COMMIT")
        except duckdb.Error as error:
            raise self._told(error) from error

    @contextmanager
    def _turn(self) -> Iterator[None]:
        """The writer's lock of all machines."""
        import psycopg

        with ExitStack() as stack:
            try:
                stack.enter_context(writing_alone(self._session().desk))
            except psycopg.Error as error:
                raise self._told(error) from error
            yield

    def _committed(self, token: str) -> bool:
        """Whether a transaction whose end nobody told is in the catalog; nobody writes while it is looked for.

        WarehouseError, and no further attempt, where that cannot be found out: what stands there must not be doubled.
        """
        import psycopg

        until = time.monotonic() + self.wait
        while True:
            try:
                with line(self.place) as desk, writing_alone(desk):  # whatever else is gone: only PostgreSQL is asked
                    return desk.execute(asked("committed"), [token]).fetchone() == (True,)
            except psycopg.Error as error:
                if time.monotonic() >= until:
                    problem = f"whether the last batch was written is not known ({self._told(error).problem})"
                    raise WarehouseError(str(self.place), problem, "Run it again when PostgreSQL answers") from error
            time.sleep(PAUSE)

    def _session(self) -> Session:
        """What this process has open, reopened where PostgreSQL was gone, for as long as `wait`."""
        import psycopg

        with _registry:
            session = _sessions.get(self.place)
        if session is not None and session.alive():
            return session
        self._forget()
        until = time.monotonic() + self.wait
        while True:
            try:
                session = open_session(self.place)
                break
            except (duckdb.Error, psycopg.Error, OSError, WarehouseError) as error:
                told = self._told(error)
                if not isinstance(told, PassingLakeError) or time.monotonic() >= until:
                    raise told from error
            time.sleep(PAUSE)
        with _registry:
            _sessions[self.place] = session
        return session

    def _forget(self) -> None:
        closed(self.place)

    def _told(self, error: Exception) -> WarehouseError:
        return in_words(self.place, error)


def _bytes(con: duckdb.DuckDBPyConnection) -> int:
    (found,) = con.execute(query("lake_bytes"), {"catalog": CATALOG}).fetchone() or (0,)
    return int(found or 0)


def closed(place: LakePlace) -> None:
    """Let go of what this process has open of a lake."""
    with _registry:
        session = _sessions.pop(place, None)
    if session is not None:
        session.close()
