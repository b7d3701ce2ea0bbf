"""A lake's troubles in words: PostgreSQL gone, a catalog of another version, a folder or bucket it cannot write."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from desk import redaction
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

OF_S3 = re.compile(r"HTTP Error|for HTTP [A-Z]|Request returned HTTP|Failed to remove files")
ADDRESS = re.compile(r"[a-z0-9]+://[^'\"\n]*(?=['\"])|[a-z0-9]+://\S+")
KEYS = "COPYDESK_S3_KEY_ID and COPYDESK_S3_SECRET_KEY, or the AWS_ variables where these are not set"
# The same of what S3 says, its addresses left out.
KNOWN_OF_S3 = (
    (("no credentials are provided",), False, "no keys for the bucket are set", f"Set {KEYS}"),
    (("signaturedoesnotmatch", "invalidaccesskeyid", "invalidtoken", "expiredtoken"), False,
     "S3 does not accept these keys", f"Check {KEYS}"),
    (("requesttimetooskewed",), False, "this machine's clock is wrong, and S3 signs by it", "Set the clock"),
    (("nosuchbucket",), False, "S3 has no such bucket", "Create it, or mend COPYDESK_LAKE_DATA"),
    (("authorizationheadermalformed", "permanentredirect", "http code 301", "http 301", "region being set"), False,
     "the bucket is in another region", "Mend COPYDESK_S3_REGION"),
    (("accessdenied", "forbidden", "http 403", "http code 403"), False, "S3 does not allow it to these keys",
     f"Let them read, write, list and delete there; check {KEYS}"),
    (("ssl connect", "ssl peer", "certificate"), False,
     "S3 cannot be reached by TLS", "Check COPYDESK_S3_ENDPOINT and COPYDESK_S3_SSL"),
    (("nosuchkey", "not found", "http 404", "http code 404"), False,
     "S3 has no such data file, or no such bucket", "Check COPYDESK_LAKE_DATA, and who removes files there"),
    (("could not", "connect", "timeout", "timed out", "http 5", "http code 5", "http 429", "http code 429"), True,
     "S3 cannot be reached", f"{SAFE}: look whether it runs, or mend COPYDESK_S3_ENDPOINT"),
)  # fmt: skip


def in_words(place: LakePlace, error: Exception) -> WarehouseError:
    """The error of DuckDB, libpq or the file system about a lake as a WarehouseError, without a password."""
    if isinstance(error, WarehouseError):
        return error
    told = redaction.redacted(redacted(str(error)), place.keys).strip()
    if found := OF_S3.search(told):
        return _of_s3(place, told[told.rfind("\n", 0, found.start()) + 1 :])
    for signs, passing, problem, remedy in KNOWN:
        if any(sign in told.lower() for sign in signs):
            kind = PassingLakeError if passing else WarehouseError
            return kind(str(place), f"{problem} ({_first(told)})", remedy)
    return WarehouseError(str(place), _first(told) or type(error).__name__, SAFE)


def _of_s3(place: LakePlace, told: str) -> WarehouseError:
    """The subject is the bucket; where only the catalog knows it, DuckDB's words name it."""
    about, words = place.data or str(place), ADDRESS.sub("", told).lower()
    for signs, passing, problem, remedy in KNOWN_OF_S3:
        if any(sign in words for sign in signs):
            kind = PassingLakeError if passing else WarehouseError
            return kind(about, f"{problem} ({_first(told)})", remedy)
    return WarehouseError(about, f"S3 did not carry it out ({_first(told)})", f"{SAFE}: look into the server's log")


def _first(told: str) -> str:
    """The first line that says something, cut where it is long."""
    lines = [line.strip(" .:") for line in told.splitlines() if line.strip(" .:")]
    return lines[0][:200] if lines else ""
