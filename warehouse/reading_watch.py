"""What goes on beside a question that runs: it is stopped at its limit, and how far it is is told."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from types import TracebackType

    import duckdb

Tell = Callable[[float, float], None]  # seconds since it began, and per cent of it that are done (below 0: unknown)
FIRST, STEP = 2.0, 0.5  # seconds before something is told, and between two times


class Watch:
    """Interrupts `con` once `limit` seconds are over (0: never) and tells how far it is, until the block ends."""

    def __init__(self, con: duckdb.DuckDBPyConnection, limit: float, tell: Tell | None) -> None:
        self.rang = False
        self._con, self._limit, self._tell, self._ended = con, limit, tell, threading.Event()
        self._thread = threading.Thread(target=self._look, daemon=True) if limit or tell else None

    def _look(self) -> None:
        began, limit, next_told = time.monotonic(), self._limit or float("inf"), FIRST
        while not self._ended.wait(min(limit if not self._tell else next_told, limit) - (time.monotonic() - began)):
            spent = time.monotonic() - began
            if spent >= limit:
                self.rang = True
                self._con.interrupt()
                return
            if self._tell and spent >= next_told:
                self._tell(spent, self._con.query_progress())
                next_told = spent + STEP

    def __enter__(self) -> Watch:
        if self._thread:
            self._thread.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._ended.set()
        if self._thread:
            self._thread.join()
