"""DuckDB's troubles in words a user can act on."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

from desk.errors import WarehouseError
from warehouse.lease import holder

if TYPE_CHECKING:
    import duckdb

HELD = re.compile(r"Conflicting lock is held in (?P<program>\S+)?.*?\(PID (?P<pid>\d+)\)")

PARQUET = re.compile(r"""['"]([^'"\n]+\.(?:parquet|words|terms))['"]""")
DAMAGED = ("magic bytes", "too small to be a parquet", "parquet file", "thrift", "zstd", "snappy")

# A file that took another's place between DuckDB's listing and its opening is read by the other one's size.
MIXED = (*DAMAGED, "tprotocol", "don't know what type", "invalid data")

# Of DuckDB's message, lower case: what to say and what to do. The first that fits is told.
KNOWN = (
    (("no space left", "disk quota", "file too large", "not enough space"),
     "the disk is full",
     "Nothing that was committed is lost: free some space and run it again"),
    (("replaying wal", "wal file"),
     "its write-ahead log (the .wal file beside it) is damaged",
     "Restore both files from a backup; or move the .wal away, and the next crawl fetches again what it held"),
    (("not a valid duckdb",),
     "is not a DuckDB file",
     "Move it away, or let COPYDESK_HOME name another folder"),
    (("newer", "older version", "storage version", "version number"),
     "was written by another DuckDB version that this one cannot read",
     "Install the version of copydesk that wrote it"),
    (("corrupt", "checksum", "serialization error", "deserialize", "not read the requested", "not read enough bytes"),
     "the file is damaged",
     "Restore it from a backup (`copydesk upkeep restore`); `copydesk sql` still answers from the reading copy"),
    (("file exists", "not a directory"),
     "is a file, not a folder",
     "Move it away, or let COPYDESK_HOME name another folder"),
    (("is a directory",),
     "is a folder, not a file",
     "Move it away, or let COPYDESK_HOME name another folder"),
    (("no files found that match",),
     "misses a file of texts or of its index",
     "`copydesk upkeep publish` writes it anew"),
    (("no such file or directory",),
     "cannot be made",
     "Let COPYDESK_HOME name a folder that exists or can be made"),
    (("permission denied", "read-only file system", "cannot open file", "read only"),
     "cannot be opened for writing",
     "Check who owns the file and its folder, and that the folder can be written to"),
    (("out of memory", "could not allocate"),
     "DuckDB ran out of memory",
     "Nothing that was committed is lost: end other programs and run it again"),
    (("database has been invalidated", "previous fatal error"),
     "DuckDB closed the file after a grave error",
     "Nothing that was committed is lost: run it again"),
)  # fmt: skip


def held(error: duckdb.Error) -> bool:
    """Whether another process has the file open."""
    return "could not set lock" in str(error).lower()


def in_words(path: Path, error: Exception) -> WarehouseError:
    """The error of DuckDB or the file system about `path` as a WarehouseError."""
    if "could not set lock" in str(error).lower():
        remedy = "Wait until that is done, or end it; `copydesk sql` answers meanwhile from the reading copy"
        return WarehouseError(str(path), f"is held by {_holder(str(error), path.parent)}", remedy)
    if isinstance(error, BlockingIOError):
        by = f" ({who})" if (who := holder(path.parent)) else ""
        problem = f"is being rewritten or copied by another process{by}"
        return WarehouseError(str(path), problem, "Run it again in a minute")
    if isinstance(error, OSError) and error.filename:
        named = Path(error.filename2 or error.filename)
        path = path if named in path.parents else named  # what was asked for, where only a part of it is missing
    told = ((error.strerror if isinstance(error, OSError) else None) or str(error)).lower()
    told = told.replace(str(path).lower(), "")  # a folder may be called `newer`
    for signs, problem, remedy in KNOWN:
        if any(sign in told for sign in signs):
            return WarehouseError(str(path), problem, remedy)
    first = str(error).strip().splitlines()[0] if str(error).strip() else type(error).__name__
    return WarehouseError(str(path), first, "Nothing that was committed is lost")


def mixed_up(error: duckdb.Error) -> bool:
    """Whether a question may have met a file of texts that was just being replaced: asked again, it is answered."""
    return any(sign in str(error).lower() for sign in MIXED)


def damaged_text(error: duckdb.Error) -> WarehouseError | None:
    """The error that a file of texts or index beside the reading copy is damaged, if it is that."""
    found = PARQUET.search(str(error))
    if not found or not any(sign in str(error).lower() for sign in DAMAGED):
        return None
    return WarehouseError(found[1], "the file is damaged", "`copydesk upkeep publish --fresh` writes it anew")


def _holder(message: str, home: Path) -> str:
    found = HELD.search(message)
    if not found:
        return "another process"
    program = Path(found["program"]).name if found["program"] else "a program"
    who = holder(home, found["pid"]) or f"{program}, pid {found['pid']}"
    return f"another process ({who})"
