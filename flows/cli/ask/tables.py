"""How an answer of `copydesk sql` is written: table, csv, json."""

from __future__ import annotations

import csv
import io
import json
import math
import re
from collections.abc import Iterable, Sequence
from datetime import date, datetime, time
from decimal import Decimal
from itertools import islice
from typing import Any, TextIO

# What a page can smuggle into a terminal: control characters but tab and newline, and marks that turn the writing.
UNPRINTABLE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f‪-‮⁦-⁩]")


def write_table(
    columns: Sequence[str], types: Sequence[str], rows: Iterable[tuple[Any, ...]], out: TextIO, most: int
) -> None:
    """At most `most` rows (0: all) as a table; what was left out is told."""
    from rich import box
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    rows = iter(rows)
    shown = list(islice(rows, most or None))
    left = sum(1 for _ in rows)
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    for name, kind in zip(columns, types, strict=True):
        table.add_column(Text(printable(name)), justify="right" if numeric(kind) else "left", overflow="fold")
    for row in shown:
        table.add_row(*(Text(printable(in_a_cell(value))) for value in row))
    terminal = out.isatty()
    console = Console(file=out, width=None if terminal else 10_000, highlight=False, soft_wrap=not terminal)
    console.print(table)
    if left:
        console.print(f"({left:,} more rows: --rows 0 shows all, --format csv is for programs)")
    elif not shown:
        console.print("(no rows)")


NUMBERS = ("INTEGER", "BIGINT", "HUGEINT", "SMALLINT", "TINYINT", "UINTEGER", "UBIGINT", "UHUGEINT", "USMALLINT",
           "UTINYINT", "DOUBLE", "FLOAT", "DECIMAL")  # fmt: skip


def numeric(kind: str) -> bool:
    """Whether a DuckDB type is a number."""
    return kind.split("(")[0] in NUMBERS and not kind.endswith("]")


def in_a_cell(value: Any) -> str:
    """A value as people read it: no microseconds, lists with commas."""
    if value is None:
        return ""
    if isinstance(value, datetime):
        return value.strftime("%Y-%m-%d %H:%M:%S")
    if isinstance(value, float):
        return f"{value:.6g}"
    if isinstance(value, list) and not any(isinstance(inner, (list, dict)) for inner in value):
        return ", ".join(in_a_cell(inner) for inner in value)
    if isinstance(value, (list, dict, bytes)):
        return json.dumps(plain(value), ensure_ascii=False)
    return str(value)


def printable(text: str) -> str:
    """The text without what would command the terminal."""
    return UNPRINTABLE.sub("�", text)


def write_csv(columns: Sequence[str], rows: Iterable[tuple[Any, ...]], out: TextIO) -> None:
    """A header and one line a row; lists and structs as JSON, times in ISO 8601."""
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(columns)
    for row in rows:
        writer.writerow([_in_a_csv_field(value) for value in row])


def _in_a_csv_field(value: Any) -> Any:
    if isinstance(value, (list, dict)):
        return json.dumps(plain(value), ensure_ascii=False)
    return plain(value)


def write_json(columns: Sequence[str], types: Sequence[str], rows: Iterable[tuple[Any, ...]], out: TextIO) -> None:
    """One array, one object a row, written as the rows come; JSON columns are embedded."""
    opening = "[\n"
    for row in rows:
        named = {
            name: json.loads(value) if kind == "JSON" and value else plain(value)
            for name, kind, value in zip(columns, types, row, strict=True)
        }
        out.write(opening + json.dumps(named, ensure_ascii=False))
        opening = ",\n"
    out.write("[]\n" if opening == "[\n" else "\n]\n")


def plain(value: Any) -> Any:
    """A value as JSON has it."""
    if isinstance(value, (datetime, date, time)):
        return value.isoformat()
    if isinstance(value, dict):
        return {str(name): plain(inner) for name, inner in value.items()}
    if isinstance(value, (list, tuple)):
        return [plain(inner) for inner in value]
    if isinstance(value, float) and not math.isfinite(value):
        return None
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    if isinstance(value, (str, int, float)) or value is None:
        return value
    return value.hex() if isinstance(value, bytes) else str(value)


def as_table(columns: Sequence[str], rows: Iterable[tuple[Any, ...]]) -> str:
    """A small table as text, for health and upkeep."""
    out = io.StringIO()
    write_table(columns, ["VARCHAR"] * len(columns), rows, out, 0)
    return out.getvalue()
