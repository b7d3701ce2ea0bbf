"""Where a lake is: the PostgreSQL database that is its catalog, and the folder of its data files."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from desk.errors import ConfigError

SCHEME = "ducklake:postgres:"
SETTING, DATA_SETTING = "COPYDESK_WAREHOUSE", "COPYDESK_LAKE_DATA"
EXAMPLE = (
    "Write ducklake:postgres:DSN, DSN as psql takes it: ducklake:postgres:host=db.example.org dbname=desk user=desk"
)
SECRET = re.compile(r"(password\s*=\s*)('(?:[^'\\]|\\.)*'|\S+)|(//[^:/@\s]*:)([^@\s]+)(?=@)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class LakePlace:
    """dsn: libpq's words or URI, may hold a password; data: folder of the data files, '' where the catalog tells it."""

    dsn: str = field(repr=False)
    data: str = ""

    def __str__(self) -> str:
        """For messages: without a password."""
        return SCHEME + redacted(self.dsn)


def lake_place(told: str, data: str = "") -> LakePlace:
    """What COPYDESK_WAREHOUSE and COPYDESK_LAKE_DATA say; ConfigError if that is no lake."""
    dsn = told.strip().removeprefix(SCHEME)
    if not told.strip().startswith(SCHEME) or not dsn.strip():
        raise ConfigError(SETTING, f"{redacted(told)!r} is no lake", EXAMPLE)
    if "://" in data:
        problem = f"{data} is no folder: only folders that every worker has mounted were tried"
        raise ConfigError(DATA_SETTING, problem, "Name a folder on a share")
    return LakePlace(dsn.strip(), data)


def redacted(dsn: str) -> str:
    """The same without its password."""
    return SECRET.sub(lambda found: (found[1] or found[3]) + "…", dsn)
