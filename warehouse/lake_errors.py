"""A lake's troubles in words: PostgreSQL gone, a catalog of another version, a folder that cannot be written."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desk.errors import WarehouseError
from warehouse.lake_place import redacted

if TYPE_CHECKING:
    from warehouse.lake_place import LakePlace

SAFE = "Nothing that was committed is lost"


class PassingLakeError(WarehouseError):
    """Tried again, the same may go well: PostgreSQL starts anew, or another program wrote at the same moment."""


# Of the message, lower case. The first that fits is told; whether it may pass by itself.
KNOWN = (
    (("exceeded the maximum retry count",), True,
     "another program wrote without the writer's lock", f"{SAFE}: run it again"),
    (("password authentication", "no password supplied", "role \"", "pg_hba.conf", "peer authentication"), False,
     "PostgreSQL does not let this user in", "Check user, password and pg_hba.conf"),
    (("database \"",), False,
     "PostgreSQL has no such database", "Create it (createdb), or mend COPYDESK_WAREHOUSE"),
    (("canceling statement due to lock timeout",), True,
     "another machine has been writing for ten minutes", "See who: select * from pg_stat_activity"),
    (("connection refused", "could not connect", "connection to server", "server closed the connection",
      "terminating connection", "the database system is", "connection timed out", "could not translate host name",
      "the connection is lost", "the connection is closed", "no connection to the server", "ssl syscall",
      "consuming input failed", "already closed",
      "not ready to accept", "connection failed", "connection timeout"), True,
     "PostgreSQL cannot be reached", f"{SAFE}: start it, or mend COPYDESK_WAREHOUSE"),
    (("catalog version", "ducklake version", "is not supported by this", "version mismatch", "migrat"), False,
     "the catalog is of another DuckLake version",
     "`copydesk warehouse move file` with the version that wrote it, `move lake` into a new database with this one"),
    (("data_path parameter", "data path"), False,
     "its data files are in another folder than COPYDESK_LAKE_DATA says", "Mend or unset COPYDESK_LAKE_DATA"),
    (("no space left", "disk quota"), False,
     "the disk is full", f"{SAFE}: free some space and run it again"),
    (("permission denied", "read-only file system", "cannot open file", "cannot create"), False,
     "its data folder cannot be written or read here", "Check the share and whose the folder is"),
    (("no such file", "no files found", "could not open"), False,
     "misses a data file", "Check that the share is mounted here"),
    (("failed to execute query", "failed to commit ducklake"), True,
     "PostgreSQL did not carry it out", f"{SAFE}: look into its log, and run it again"),
)  # fmt: skip


def in_words(place: LakePlace, error: Exception) -> WarehouseError:
    """The error of DuckDB, libpq or the file system about a lake as a WarehouseError, without a password."""
    if isinstance(error, WarehouseError):
        return error
    told = redacted(str(error)).strip()
    for signs, passing, problem, remedy in KNOWN:
        if any(sign in told.lower() for sign in signs):
            kind = PassingLakeError if passing else WarehouseError
            return kind(str(place), f"{problem} ({_first(told)})", remedy)
    return WarehouseError(str(place), _first(told) or type(error).__name__, SAFE)


def _first(told: str) -> str:
    """The first line that says something, cut where it is long."""
    lines = [line.strip(" .:") for line in told.splitlines() if line.strip(" .:")]
    return lines[0][:200] if lines else ""
