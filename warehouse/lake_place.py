"""Where a lake is: the PostgreSQL database that is its catalog, and the folder or bucket of its data files."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from desk.errors import ConfigError

SCHEME = "ducklake:postgres:"
SETTING, DATA_SETTING = "COPYDESK_WAREHOUSE", "COPYDESK_LAKE_DATA"
EXAMPLE = (
    "Write ducklake:postgres:DSN, DSN as psql takes it: ducklake:postgres:host=db.example.org dbname=desk user=desk"
)
BUCKET = re.compile(r"s3://(?P<bucket>[A-Za-z0-9][\w.-]+)(?:/[^*?\[\]#]*)?")  # those signs would be patterns
SECRET = re.compile(r"(password\s*=\s*)('(?:[^'\\]|\\.)*'|\S+)|(//[^:/@\s]*:)([^@\s]+)(?=@)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class S3Access:
    """How a bucket is reached: endpoint as host:port, both keys or none; '' is left to the environment's AWS_ names."""

    endpoint: str = ""
    region: str = ""
    key_id: str = field(default="", repr=False)
    secret_key: str = field(default="", repr=False)
    url_style: str = ""
    ssl: bool = True


@dataclass(frozen=True, slots=True)
class LakePlace:
    """dsn: libpq's words or URI, may hold a password; data: folder or s3:// address, '' where the catalog tells it."""

    dsn: str = field(repr=False)
    data: str = ""
    s3: S3Access = S3Access()

    @property
    def keys(self) -> tuple[str, ...]:
        """What no message may hold, besides the password."""
        return tuple(filter(None, (self.s3.key_id, self.s3.secret_key)))

    def __str__(self) -> str:
        """For messages: without a password."""
        return SCHEME + redacted(self.dsn)


def in_bucket(data: str) -> bool:
    """Whether data files are in S3, not in a folder."""
    return data.startswith("s3://")


def lake_place(told: str, data: str = "", s3: S3Access = S3Access()) -> LakePlace:
    """What COPYDESK_WAREHOUSE, COPYDESK_LAKE_DATA and COPYDESK_S3_… say; ConfigError if that is no lake."""
    dsn = told.strip().removeprefix(SCHEME)
    if not told.strip().startswith(SCHEME) or not dsn.strip():
        raise ConfigError(SETTING, f"{redacted(told)!r} is no lake", EXAMPLE)
    if "://" in data and not BUCKET.fullmatch(data):
        problem = f"{redacted(data)} is neither a folder nor a bucket's address"
        raise ConfigError(DATA_SETTING, problem, "Name a folder on a share, or s3://bucket/prefix")
    _whole(s3)
    return LakePlace(dsn.strip(), f"{data.rstrip('/')}/" if in_bucket(data) else data, s3)


def _whole(s3: S3Access) -> None:
    if "://" in s3.endpoint or "/" in s3.endpoint:
        remedy = "Write host:port as in minio.example.org:9000; COPYDESK_S3_SSL tells whether by TLS"
        raise ConfigError("COPYDESK_S3_ENDPOINT", f"{redacted(s3.endpoint)!r} is no host and port", remedy)
    if bool(s3.key_id) != bool(s3.secret_key):
        lacking, there = "COPYDESK_S3_SECRET_KEY", "COPYDESK_S3_KEY_ID"
        lacking, there = (lacking, there) if s3.key_id else (there, lacking)
        remedy = "Set both, or none where the AWS_ variables tell the keys"
        raise ConfigError(lacking, f"is not set, {there} is", remedy)


def redacted(dsn: str) -> str:
    """The same without its password."""
    return SECRET.sub(lambda found: (found[1] or found[3]) + "…", dsn)
