"""Who has the warehouse: a line in `warehouse.lock` beside the lock itself, for whoever has to wait.

The lock is the kernel's and ends with its process; the line only tells whose it is, and may be of somebody before.
"""

from __future__ import annotations

import os
import re
import socket
import sys
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

LOCK = "warehouse.lock"  # under COPYDESK_HOME
PID = re.compile(r"\bpid (\d+)\b")
SHOWN = 60  # characters told of a command


def sign(home: Path) -> None:
    """Leave word that this process has the warehouse; a full disk takes no word, and tells so itself."""
    with suppress(OSError):
        lock = os.open(home / LOCK, os.O_WRONLY)
        try:
            os.ftruncate(lock, os.pwrite(lock, f"{command()}, pid {os.getpid()} {_since()}".encode(), 0))
        finally:
            os.close(lock)


def holder(home: Path, pid: str = "") -> str:
    """Who left word last; '' if that is not process `pid` (where it is known), or nobody did."""
    try:
        told = (home / LOCK).read_text("utf-8").strip()
    except (OSError, UnicodeDecodeError):
        return ""
    found = PID.search(told)
    return told if found and pid in ("", found[1]) else ""


def command() -> str:
    """The command of this process as it was called, cut where it is long."""
    program = Path(sys.argv[0]).name
    name = "copydesk" if program == "__main__.py" else program
    return " ".join([name, *sys.argv[1:]])[:SHOWN].strip() or "a program"


def running(pid: int) -> bool:
    """Whether a process of this number lives on this machine."""
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


def _since() -> str:
    return f"on {socket.gethostname()} since {datetime.now(UTC):%Y-%m-%d %H:%M:%S} UTC"
