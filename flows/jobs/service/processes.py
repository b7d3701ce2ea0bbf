"""The processes of one Prefect home on this machine, told by what they were started with (Linux: /proc)."""

from __future__ import annotations

import ctypes
import os
import signal
import time
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator


RUN = "PREFECT__FLOW_RUN_ID"  # Prefect's name for the run that a process executes
_PARENT_DEATH = 1  # PR_SET_PDEATHSIG of prctl(2)


def ours(home: Path) -> dict[int, str]:
    """Process ids that were started for this Prefect home, each with the flow run it executes ("" for none)."""
    mine, found = os.getpid(), dict[int, str]()
    for pid, environment in _environments():
        if environment.get("PREFECT_HOME") == str(home) and pid != mine:
            found[pid] = environment.get(RUN, "")
    return found


def versions(home: Path) -> set[str]:
    """Which versions of copydesk started the processes of this Prefect home."""
    told = (environment for _, environment in _environments() if environment.get("PREFECT_HOME") == str(home))
    return {environment["COPYDESK_VERSION"] for environment in told if environment.get("COPYDESK_VERSION")}


def living_runs() -> set[str] | None:
    """Ids of the flow runs that processes of this machine execute, of any home; None where that cannot be told."""
    if not Path("/proc/self/environ").is_file():
        return None
    return {told[RUN] for _, told in _environments() if RUN in told}


def end_all(home: Path, seconds: float = 15.0, *, keep: Iterable[int] = ()) -> int:
    """End every process of this home but some, kindly and then harder; returns how many there were."""
    met, kept = set[int](), set(keep)
    for sign, patience in ((signal.SIGTERM, seconds), (signal.SIGKILL, 5.0)):
        left = set(ours(home)) - kept
        met |= left
        _send(left, sign)
        end = time.monotonic() + patience
        while left and time.monotonic() < end:
            time.sleep(0.1)
            left = set(ours(home)) - kept
        if not left:
            break
    return len(met)


def group(leader: int) -> list[int]:
    """The processes of a process group."""
    found = []
    for folder in Path("/proc").glob("[0-9]*"):
        with suppress(OSError, ValueError):
            if os.getpgid(int(folder.name)) == leader:
                found.append(int(folder.name))
    return found


def end_group(leader: int) -> None:
    """End a process group at once."""
    with suppress(ProcessLookupError, PermissionError):
        os.killpg(leader, signal.SIGKILL)


def die_with_parent() -> None:
    """For a child before it begins: the kernel sends it SIGTERM when its parent is gone, however that ended."""
    with suppress(OSError, AttributeError):  # not Linux
        ctypes.CDLL(None).prctl(_PARENT_DEATH, signal.SIGTERM)


def _send(pids: Iterable[int], sign: int) -> None:
    for pid in pids:
        with suppress(ProcessLookupError, PermissionError):
            os.kill(pid, sign)


def _environments() -> Iterator[tuple[int, dict[str, str]]]:
    """What each process that may be looked at was started with; a zombie has none."""
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            told = (folder / "environ").read_bytes().decode("utf-8", "replace")
        except OSError:
            continue
        yield int(folder.name), dict(line.split("=", 1) for line in told.split("\0") if "=" in line)
