"""The file in which the next reading copy is made: the copy before the last, which nobody reads any more, or a copy.

Bringing an old copy up to date costs what has changed; copying the file costs all that is stored. So the reading copy
that another one replaces is kept beside it, as `reading.spare.duckdb`, and the next is made of that in place. It is
left alone while anybody has it open: DuckDB's lock tells of other processes, this module of its own, a second name of
the file of whoever linked it; its rest of some minutes is for programs that copy it byte by byte.
"""

from __future__ import annotations

import os
import shutil
import threading
import time
from collections import Counter
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

SPARE_NAME = "reading.spare.duckdb"  # under COPYDESK_HOME
RESTS = 600.0  # seconds a replaced copy is left alone: whoever copies it byte by byte has no lock

_held: Counter[Path] = Counter()  # reading copies that this process has open, by their home
_registry = threading.Lock()


@contextmanager
def holding(home: Path) -> Iterator[None]:
    """Note that this process has a reading copy of that home open: a lock keeps only other processes out."""
    own = home.resolve()
    with _registry:
        _held[own] += 1
    try:
        yield
    finally:
        with _registry:
            _held[own] -= 1


def bases(target: Path, building: Path) -> Iterator[Path]:
    """Files that may be brought up to date to be the next copy, the cheapest first: the spare, a copy of `target`.

    None while this process reads: closing what is copied would drop the lock that it has on it.
    """
    with _registry:
        if _held[target.parent.resolve()]:
            return
    spare = target.with_name(SPARE_NAME)
    with suppress(FileNotFoundError):
        told = spare.stat()
        if time.time() - told.st_ctime >= RESTS and told.st_nlink == 1:
            yield spare
    with suppress(FileNotFoundError):
        shutil.copyfile(target, building)
        yield building


def put_in_place(built: Path, target: Path) -> None:
    """Let `built` be the reading copy, in one step for every reader, and keep the one it replaces as the spare."""
    spare, old = target.with_name(SPARE_NAME), target.with_name(f"{SPARE_NAME}.old")
    old.unlink(missing_ok=True)
    with suppress(OSError):  # no reading copy yet, or no links on this file system: then there is no spare
        os.link(target, old)
    built.replace(target)
    with suppress(FileNotFoundError):
        old.replace(spare)
