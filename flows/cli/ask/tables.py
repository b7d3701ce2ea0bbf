"""How rows are written: as a table, as records, csv, json."""

from __future__ import annotations

import csv
import json
import math
import re
from collections.abc import Iterable, Sequence
from datetime import date, datetime, time
from decimal import Decimal
from itertools import chain, islice, zip_longest
from typing import Any, TextIO

# What a page can smuggle into a terminal: control characters but tab and newline, and marks that turn the writing.
UNPRINTABLE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f‪-‮⁦-⁩]")


WIDEST = 10_000  # columns of a table that nobody looks at on a terminal
NARROWEST = 18  # columns of a terminal to which a longer text may be folded


def write_table(
    columns: Sequence[str], types: Sequence[str], rows: Iterable[tuple[Any, ...]], out: TextIO, most: int
) -> None:
    """At most `most` rows (0: all) as a table; what was left out is told."""
    rows = iter(rows)
    shown = list(islice(rows, most or None))
    if out.isatty():
        from rich.console import Console

        if _too_wide(columns, shown, Console(file=out).width):
            write_records(columns, chain(shown, rows), out, most)
            return
    left = sum(1 for _ in rows)
    names = [printable(name) for name in columns]
    cells = [[printable(in_a_cell(value)) for value in row] for row in shown]
    to_the_right = [numeric(kind) for kind in types]
    if out.isatty() or not _drawn(names, cells, to_the_right, out):
        draw(names, cells, to_the_right, out)
    out.write(_ending(len(shown), left))


def draw(names: Sequence[str], rows: Sequence[Sequence[str]], to_the_right: Sequence[bool], out: TextIO) -> None:
    """A table with what a terminal has: its width, to which cells are folded, and bold letters."""
    from rich import box
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    terminal = out.isatty()
    console = Console(file=out, width=None if terminal else WIDEST, highlight=False, soft_wrap=not terminal)
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    for name, right in zip(names, to_the_right, strict=True):
        table.add_column(Text(name), justify="right" if right else "left", overflow="fold")
    for row in rows:
        table.add_row(*map(Text, row))
    console.print(table)


def _drawn(names: Sequence[str], rows: Sequence[Sequence[str]], to_the_right: Sequence[bool], out: TextIO) -> bool:
    """The same table for a file or a pipe, in a fraction of the time; False where a cell would have to be folded."""
    from rich.cells import cell_len

    cells = [[cell.split("\n") for cell in row] for row in (names, *rows)]
    widths = [max(cell_len(line) for row in cells for line in row[place]) for place in range(len(names))]
    whole = sum(widths) + 3 * (len(names) - 1)
    odd = any("\n" in name for name in names) or any("\t" in cell for row in (names, *rows) for cell in row)
    if odd or not names or not all(widths) or whole + 2 > WIDEST:
        return False

    def padded(place: int, line: str) -> str:
        line = line.rstrip() if to_the_right[place] else line
        missing = " " * (widths[place] - cell_len(line))
        return missing + line if to_the_right[place] else line + missing

    empty = f"{' ' * (whole + 2)}\n"
    out.write(empty)
    for number, row in enumerate(cells):
        out.writelines(
            f" {'   '.join(padded(place, line) for place, line in enumerate(lines))} \n"
            for lines in zip_longest(*row, fillvalue="")
        )
        if not number:
            out.write(f" {'─' * whole} \n")
    out.write(empty)
    return True


def write_records(columns: Sequence[str], rows: Iterable[tuple[Any, ...]], out: TextIO, most: int) -> None:
    """At most `most` rows (0: all) as records: a line a column, for rows that are wider than the terminal."""
    from rich.cells import cell_len

    rows = iter(rows)
    shown = 0
    width = max((cell_len(name) for name in columns), default=0)
    for shown, row in enumerate(islice(rows, most or None), 1):
        out.write(f"{'─' * 2} {shown} {'─' * max(2, width - 2)}\n")
        for name, value in zip(columns, row, strict=True):
            told = printable(in_a_cell(value)).replace("\n", "\n" + " " * (width + 2))
            out.write(f"{' ' * (width - cell_len(name))}{printable(name)}  {told}".rstrip() + "\n")
    out.write(_ending(shown, sum(1 for _ in rows)))


def _ending(shown: int, left: int) -> str:
    if left:
        rows = f"{left:,} more row" + ("s" if left > 1 else "")
        return f"({rows}: --rows 0 shows all, --format csv is for programs)\n"
    return "" if shown else "(no rows)\n"


def _too_wide(columns: Sequence[str], rows: Sequence[tuple[Any, ...]], width: int) -> bool:
    """Whether columns would be narrower than can be read."""
    from rich.cells import cell_len

    needed = 0
    for place, name in enumerate(columns):
        longest = max((cell_len(in_a_cell(row[place])) for row in rows), default=0)
        needed += min(max(longest, cell_len(name)), NARROWEST) + 2
    return needed - 2 > width


NUMBERS = ("INTEGER", "BIGINT", "HUGEINT", "SMALLINT", "TINYINT", "UINTEGER", "UBIGINT", "UHUGEINT", "USMALLINT",
           "UTINYINT", "DOUBLE", "FLOAT", "DECIMAL")  # fmt: skip


def numeric(kind: str) -> bool:
    """Whether a DuckDB type is a number."""
    return kind.split("(")[0] in NUMBERS and not kind.endswith("]")


def in_a_cell(value: Any) -> str:
    """A value as people read it: no microseconds, lists with commas."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, datetime):
        return value.replace(microsecond=0).isoformat(sep=" ").replace("+00:00", "Z")
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
    return str(value).lower() if isinstance(value, bool) else plain(value)


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
