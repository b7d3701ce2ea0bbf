"""What a killed process left in the home: cleared away by the next one that opens the warehouse.

Whoever has the live file open is the only one who writes it, rewrites it or publishes from it: half a file that such
work leaves is then nobody's. Other half files bear the number of their process.
"""

from __future__ import annotations

import re
import shutil
import time
from contextlib import suppress
from pathlib import Path

from warehouse.lease import running

OF_THE_HOLDER = (
    "copydesk.duckdb.rewritten*", "copydesk.duckdb.tmp", "reading.duckdb.tmp*", "reading.spare.duckdb.wal",
    "bodies-*.tmp", "search-*.tmp", "digests/*.part",
)  # fmt: skip
OF_A_PROCESS = ("copydesk.duckdb.new-*", "copydesk.duckdb.restored-*", "import.tmp-*", "backups/*.tmp-*")
LIVE, ASIDE = "copydesk.duckdb", "before-restore-"  # what a restore puts aside is a folder of that name and its time
PID = re.compile(r"-(\d+)(?:\.\w+)*$")
OF_READERS, OLD = "sql.tmp/*", 86_400.0  # what questions spilled to the disk; seconds after which nobody reads it


def clear(home: Path) -> list[str]:
    """Delete what is left over; only by whoever has the live file open. Returns the names."""
    left = [path for pattern in OF_THE_HOLDER for path in home.glob(pattern)]
    left += [path for pattern in OF_A_PROCESS for path in home.glob(pattern) if _ownerless(path)]
    left += [path for path in home.glob(OF_READERS) if time.time() - path.stat().st_mtime > OLD]
    for path in left:
        with suppress(OSError):
            remove(path)
    for aside in home.glob(f"{ASIDE}*"):
        with suppress(OSError):
            _take_back(home, aside)
    return [path.name for path in left]


def _take_back(home: Path, aside: Path) -> None:
    """Undo a restore killed before its last step: what it put aside is still the live file and what goes with it."""
    linked = aside / LIVE
    if not any(aside.iterdir()):
        aside.rmdir()
    if not (linked.exists() and linked.samefile(home / LIVE)):
        return
    for path in [each for each in aside.rglob("*") if each.is_file() and each != linked]:
        back = home / path.relative_to(aside)
        if not back.exists():
            back.parent.mkdir(exist_ok=True)
            path.rename(back)
    shutil.rmtree(aside)


def half(path: Path) -> Path:
    """Where a file is written before it takes its name: beside its folder, which may hold a file for each day of years
    and is not looked through at each start."""
    return path.parent.with_name(f"{path.parent.name}-{path.name}.tmp")


def of_process(path: Path, pid: int) -> Path:
    """The name of half a file or folder of a process, by which `clear` knows whose it is."""
    return path.with_name(f"{path.name}-{pid}")


def remove(path: Path) -> None:
    """Delete a file, or a folder with what is in it; nothing where there is none."""
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)


def remove_database(path: Path) -> None:
    """Delete a DuckDB file that is nobody's, with its log."""
    for left in (path, Path(f"{path}.wal")):
        left.unlink(missing_ok=True)


def _ownerless(path: Path) -> bool:
    owner = PID.search(path.name)
    return owner is not None and not running(int(owner[1]))
