"""Records to the JSON rows that bulk statements take (`from_json($rows)`): one statement, not one a row."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from dataclasses import asdict, fields, is_dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import duckdb
    from _typeshed import DataclassInstance

# DuckDB strings are UTF-8: a lone surrogate of a broken page has no place there, nor has NUL.
UNWRITABLE = re.compile("[\ud800-\udfff\x00]")


def plain(value: Any) -> Any:
    """The value as JSON has it: times in UTC, tuples as lists, text without what UTF-8 cannot hold."""
    if isinstance(value, str):
        return UNWRITABLE.sub("�", value)
    if isinstance(value, datetime):
        return utc(value).isoformat()
    if is_dataclass(value) and not isinstance(value, type):
        return plain(asdict(value))
    if isinstance(value, dict):
        return {name: plain(inner) for name, inner in value.items()}
    if isinstance(value, (list, tuple)):
        return [plain(inner) for inner in value]
    return value


def utc(value: datetime) -> datetime:
    """The same moment in UTC; a time without a zone is taken for UTC."""
    return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


def rows(records: Iterable[dict[str, Any]]) -> str:
    """The records as one JSON array."""
    given = list(records)
    told = json.dumps(given, ensure_ascii=False, allow_nan=False, default=_told)
    if r"\u0000" in told or not _writable(told):  # looked for once: each text by itself costs more than all the rest
        told = json.dumps([plain(record) for record in given], ensure_ascii=False, allow_nan=False)
    return told


def _told(value: object) -> Any:
    """What JSON does not know by itself, as `plain` has it."""
    if isinstance(value, datetime):
        return utc(value).isoformat()
    if is_dataclass(value) and not isinstance(value, type):
        return {field.name: getattr(value, field.name) for field in fields(value)}
    raise TypeError(f"no JSON of {type(value)}")


def _writable(text: str) -> bool:
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        return False
    return True


def columns(record: DataclassInstance, *but: str) -> dict[str, Any]:
    """A record's fields as columns of the same names, except `but`: a field added later is not forgotten here."""
    return {field.name: getattr(record, field.name) for field in fields(record) if field.name not in but}


def named(answered: duckdb.DuckDBPyConnection) -> list[dict[str, Any]]:
    """The rows of an answer by the names of their columns."""
    names = [column[0] for column in answered.description or ()]
    return [dict(zip(names, row, strict=True)) for row in answered.fetchall()]


def tuples(line: dict[str, Any]) -> dict[str, Any]:
    """A row whose lists are tuples, as frozen records hold them."""
    return {name: tuple(told) if isinstance(told, list | tuple) else told for name, told in line.items()}
