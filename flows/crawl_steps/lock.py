"""One crawl at a time for one home: the pace of one process is then the pace of all."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from desk.errors import BusyError, WarehouseError
from warehouse.duckdb_errors import in_words

NAME = "crawl.lock"


@contextmanager
def alone(home: Path) -> Iterator[None]:
    """Hold HOME/crawl.lock; BusyError tells at once who holds it. The kernel lets go of it when the process ends."""
    try:
        home.mkdir(parents=True, exist_ok=True)
        lock = os.open(home / NAME, os.O_RDWR | os.O_CREAT, 0o644)
    except OSError as error:
        raise in_words(home, error) from None
    try:
        _take(lock, home)
        yield
    finally:
        os.close(lock)


def crawler(home: Path) -> str:
    """Who crawls for this home now; '' if nobody does."""
    try:
        lock = os.open(home / NAME, os.O_RDONLY)
    except OSError:
        return ""
    try:
        fcntl.flock(lock, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except BlockingIOError:
        return os.read(lock, 200).decode("utf-8", "replace").strip() or "another process"
    except OSError:
        return ""
    finally:
        os.close(lock)
    return ""


def _take(lock: int, home: Path) -> None:
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        holder = os.read(lock, 200).decode("utf-8", "replace").strip() or "another process"
        raise BusyError(str(home), f"is being crawled by {holder}", "Wait for its end, or stop it") from None
    except OSError as error:
        raise WarehouseError(str(home / NAME), f"cannot be locked ({error.strerror})", "Use a local disk") from None
    os.ftruncate(lock, 0)
    os.pwrite(lock, f"process {os.getpid()} since {datetime.now(UTC):%Y-%m-%d %H:%M:%S} UTC".encode(), 0)
