"""One `copydesk up`, and one server of its pages, for one home: a lock that says who holds it, and on which port."""

from __future__ import annotations

import fcntl
import json
import os
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from warehouse.duckdb_errors import in_words

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

NAME = "up.lock"
SITE = "site.lock"  # of the process that serves the pages beside it


@dataclass(frozen=True, slots=True)
class Holder:
    """Who keeps a home running, or shows its pages: its process, the port of its server, since when (UTC)."""

    process: int
    port: int
    since: str

    def sentence(self) -> str:
        """For a person."""
        return f"process {self.process} since {self.since} UTC, http://127.0.0.1:{self.port}"


class HeldError(Exception):
    """Another process keeps this home running; its `holder`."""

    def __init__(self, holder: Holder | None) -> None:
        super().__init__("held")
        self.holder = holder


@contextmanager
def held(folder: Path, port: int, name: str = NAME) -> Iterator[None]:
    """Hold FOLDER/NAME; HeldError where somebody does. The kernel lets go of it when its process ends."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        lock = os.open(folder / name, os.O_RDWR | os.O_CREAT, 0o644)
    except OSError as error:
        raise in_words(folder, error) from None
    try:
        if not _taken(lock):
            raise HeldError(_read(lock))
        told = Holder(os.getpid(), port, f"{datetime.now(UTC):%Y-%m-%d %H:%M:%S}")
        os.ftruncate(lock, 0)
        os.pwrite(lock, json.dumps(asdict(told)).encode(), 0)
        yield
    finally:
        os.close(lock)


def holder(folder: Path, name: str = NAME) -> Holder | None:
    """Who holds it now; None if nobody does."""
    try:
        lock = os.open(folder / name, os.O_RDWR)
    except OSError:
        return None
    try:
        return None if _taken(lock) else _read(lock)
    finally:
        os.close(lock)


def _taken(lock: int) -> bool:
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def _read(lock: int) -> Holder | None:
    try:
        return Holder(**json.loads(os.pread(lock, 1000, 0)))
    except (ValueError, TypeError):  # it has just taken it
        return None
