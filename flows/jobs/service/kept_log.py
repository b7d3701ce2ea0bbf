"""What server, worker and pages print, for months: a log that has grown becomes the earlier one and begins anew."""

from __future__ import annotations

import os
import shutil
from contextlib import suppress
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

MOST = 20_000_000  # bytes of a log; as much is kept of what was before


def earlier(log: Path) -> Path:
    """Where the part before the present log stands."""
    return log.with_name(f"{log.name}.1")


def turn(log: Path, most: int = MOST) -> bool:
    """Whether the log had more than `most` bytes: these are the earlier one now.

    Its process goes on writing to the same file, which it opened to append; what it prints between copying and
    cutting is lost. A disk that is full leaves no second copy, and the log is cut all the same.
    """
    with suppress(OSError):
        if log.stat().st_size > most:
            try:
                shutil.copyfile(log, earlier(log))
            except OSError:
                with suppress(OSError):
                    earlier(log).unlink()
            os.truncate(log, 0)
            return True
    return False
