"""The forms an answer of `copydesk sql` can take, and which one is meant."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any, TextIO

from desk.errors import CopydeskError, UsageError
from flows.cli.ask.tables import in_a_cell, numeric, plain, printable, write_csv, write_json, write_records, write_table

ENDINGS = {
    ".csv": "csv", ".json": "json", ".jsonl": "jsonl", ".ndjson": "jsonl", ".md": "md", ".parquet": "parquet",
    ".xlsx": "xlsx",
}  # fmt: skip
FORMS = ("table", "line", "csv", "json", "jsonl", "parquet", "xlsx", "md")
FILES_ONLY = ("parquet", "xlsx")
LONGEST_CELL, MOST_ROWS = 32_767, 1_048_575  # of a worksheet, its head not counted
EXACT = 2**53  # whole numbers beyond it are changed by a worksheet

Rows = Iterable[tuple[Any, ...]]


def chosen(form: str | None, output: Path | None) -> str:
    """The form that is meant: the one that is named, else that of the file's ending, else a table on the terminal."""
    if form is None:
        if output is None:
            return "table"
        form = ENDINGS.get(output.suffix.lower())
        if form is None:
            remedy = f"Choose one of {', '.join(ENDINGS)}, or name the form with --format"
            raise UsageError(str(output), "has an ending that tells no form", remedy)
    if form not in FORMS:
        raise UsageError("--format", f"{form} is not known", "Choose one of: " + ", ".join(FORMS))
    if form in FILES_ONLY and output is None:
        raise UsageError(f"--format {form}", "needs a file", f"Add -o FILE.{form}")
    return form


def write(form: str, columns: Sequence[str], types: Sequence[str], rows: Rows, out: TextIO, most: int) -> int:
    """The answer as text in any form but `FILES_ONLY`; returns how many rows were written."""
    counted = Counted(rows)
    if form == "table":
        write_table(columns, types, counted, out, most)
    elif form == "line":
        write_records(columns, counted, out, most)
    elif form == "csv":
        write_csv(columns, counted, out)
    elif form == "json":
        write_json(columns, types, counted, out)
    elif form == "jsonl":
        _write_jsonl(columns, types, counted, out)
    else:
        _write_markdown(columns, types, counted, out)
    return counted.number


class Counted:
    """Rows, and how many of them were taken."""

    def __init__(self, rows: Rows) -> None:
        self._rows, self.number = iter(rows), 0

    def __iter__(self) -> Counted:
        return self

    def __next__(self) -> tuple[Any, ...]:
        row = next(self._rows)
        self.number += 1
        return row


def _write_jsonl(columns: Sequence[str], types: Sequence[str], rows: Rows, out: TextIO) -> None:
    """One object a line."""
    for row in rows:
        named = {
            name: json.loads(value) if kind == "JSON" and value else plain(value)
            for name, kind, value in zip(columns, types, row, strict=True)
        }
        out.write(json.dumps(named, ensure_ascii=False) + "\n")


def _write_markdown(columns: Sequence[str], types: Sequence[str], rows: Rows, out: TextIO) -> None:
    """A table as GitHub and most others render it; numbers to the right."""

    def line(cells: Iterable[str]) -> str:
        return "| " + " | ".join(cells) + " |\n"

    def cell(value: Any) -> str:
        return " ".join(printable(in_a_cell(value)).replace("\\", "\\\\").replace("|", "\\|").split())

    out.write(line(cell(name) for name in columns))
    out.write(line("--:" if numeric(kind) else "---" for kind in types))
    out.writelines(line(cell(value) for value in row) for row in rows)


def write_xlsx(columns: Sequence[str], rows: Rows, target: Path) -> tuple[int, int]:
    """A workbook of one sheet at `target`; returns the number of rows and of cells that had to be cut.

    Texts are written as texts, never as formulas or links: headlines come from strangers. Times are in the zone of
    the question and carry none themselves, since a worksheet knows no zones.
    """
    from xlsxwriter import Workbook

    cut = number = 0
    with Workbook(target, {"constant_memory": True, "strings_to_urls": False, "strings_to_formulas": False}) as book:
        sheet = book.add_worksheet("answer")
        bold, dated = book.add_format({"bold": True}), book.add_format({"num_format": "yyyy-mm-dd"})
        timed = book.add_format({"num_format": "yyyy-mm-dd hh:mm:ss"})
        for place, name in enumerate(columns):
            sheet.write_string(0, place, name, bold)
        sheet.freeze_panes(1, 0)
        for number, row in enumerate(rows, 1):
            if number > MOST_ROWS:
                raise CopydeskError(str(target), f"a sheet holds {MOST_ROWS:,} rows", "Ask for less, or write .csv")
            for place, value in enumerate(row):
                known = _in_a_sheet(value)
                if isinstance(known, bool):
                    sheet.write_boolean(number, place, known)
                elif isinstance(known, (int, float)):
                    sheet.write_number(number, place, known)
                elif isinstance(known, datetime):
                    sheet.write_datetime(number, place, known, timed)
                elif isinstance(known, date):
                    sheet.write_datetime(number, place, known, dated)
                elif known:
                    cut += len(known) > LONGEST_CELL
                    sheet.write_string(number, place, known[:LONGEST_CELL])
    return number, cut


def _in_a_sheet(value: Any) -> bool | int | float | datetime | date | str | None:
    """A value as a cell has it; what a sheet would change is a text."""
    if isinstance(value, Decimal):
        value = plain(value)
    if isinstance(value, bool) or value is None:
        return value
    if isinstance(value, int):
        return value if abs(value) <= EXACT else str(value)
    if isinstance(value, float):
        return None if plain(value) is None else value
    if isinstance(value, datetime):
        return value.replace(tzinfo=None) if value.year >= 1900 else value.isoformat()
    if isinstance(value, date):
        return value if value.year >= 1900 else value.isoformat()
    return value if isinstance(value, str) else in_a_cell(value)
