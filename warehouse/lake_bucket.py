"""Data files of a lake in S3: DuckDB's own httpfs with the settings' keys, and whether all it needs is allowed."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING

from desk.errors import WarehouseError
from warehouse import lake_extensions
from warehouse.reading_bodies import in_quotes

if TYPE_CHECKING:
    import duckdb

    from warehouse.lake_place import S3Access

SECRET = "copydesk"  # noqa: S105 - the name of DuckDB's secret, which is gone with the connection


def reach(con: duckdb.DuckDBPyConnection, data: str, s3: S3Access) -> None:
    """Load httpfs and tell it how the bucket of `data` is reached; without keys it goes by AWS_ACCESS_KEY_ID."""
    lake_extensions.load(con, lake_extensions.OF_A_BUCKET)
    words = {"endpoint": s3.endpoint, "region": s3.region, "url_style": s3.url_style}
    words = {name: in_quotes(value) for name, value in words.items() if value} | {"use_ssl": str(s3.ssl).lower()}
    if not s3.key_id:  # a secret without keys would ask as nobody
        for name, value in words.items():
            con.execute(f"SET s3_{name} = {value}")
        return
    scope = "/".join(data.split("/")[:3])
    words |= {"key_id": in_quotes(s3.key_id), "secret": in_quotes(s3.secret_key), "scope": in_quotes(scope)}
    told = ", ".join(f"{name.upper()} {value}" for name, value in words.items())
    con.execute(f"CREATE SECRET {SECRET} (TYPE s3, PROVIDER config, {told})")


def find_writable(con: duckdb.DuckDBPyConnection, data: str) -> None:
    """Write, read, list and remove a small object below `data`, as a lake does.

    Raises what DuckDB raises; WarehouseError where S3 gives back something else.
    """
    token = uuid.uuid4().hex
    folder = f"{data}.copydesk-{token}"
    probe = f"{folder}/probe.csv"
    con.execute(f"COPY (SELECT '{token}') TO {in_quotes(probe)} (FORMAT csv, HEADER false)")
    read = con.execute("SELECT trim(content, E'\n') FROM read_text(?)", [probe]).fetchone()
    if read != (token,):
        raise WarehouseError(
            data, "S3 gives back something else than was written", "See COPYDESK_S3_ENDPOINT: is it an S3 server?"
        )
    nothing = "SELECT 1 AS a, 2 AS b WHERE false"  # DuckDB removes objects only to put others in their place
    con.execute(f"COPY ({nothing}) TO {in_quotes(folder)} (FORMAT csv, PARTITION_BY (b), OVERWRITE)")
