"""Rows of a table of articles, one by one: JSON lines and CSV. What cannot be read is told by its line."""

from __future__ import annotations

import csv
import gzip
import io
import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any

from desk.errors import UsageError

Row = dict[str, Any]
LARGEST = 16_000_000  # characters of a line or a cell
JSONL, CSV = (".jsonl", ".ndjson", ".json"), (".csv", ".tsv")


class Broken:
    """A line that holds no row, and why."""

    def __init__(self, line: int, why: str) -> None:
        self.line, self.why = line, why

    def __str__(self) -> str:
        return f"line {self.line}: {self.why}"


def kind(path: Path) -> str:
    """jsonl, csv or parquet, by the file's ending (.gz may follow); UsageError for another."""
    endings = [ending.lower() for ending in path.suffixes if ending.lower() != ".gz"]
    ending = endings[-1] if endings else ""
    for name, known in (("jsonl", JSONL), ("csv", CSV), ("parquet", (".parquet",))):
        if ending in known:
            return name
    raise UsageError(str(path), "is no table that can be read", "Give .jsonl, .csv, .tsv (each also .gz) or .parquet")


def rows(path: Path) -> Iterator[Row | Broken]:
    """The rows of a JSON-lines or CSV file, and a `Broken` for each line that holds none."""
    with _opened(path) as file:
        yield from _json_lines(file) if kind(path) == "jsonl" else _csv(file, path)


def columns(path: Path) -> list[str]:
    """The columns: of a CSV its header, of JSON lines all that the first hundred rows have."""
    with _opened(path) as file:
        if kind(path) == "csv":
            return next(csv.reader(file, delimiter=_delimiter(path)), [])
        found: dict[str, None] = {}
        for place, row in enumerate(_json_lines(file)):
            if isinstance(row, dict):
                found |= dict.fromkeys(row)
            if place >= 99:
                break
        return list(found)


def _json_lines(file: IO[str]) -> Iterator[Row | Broken]:
    for number, line in enumerate(file, 1):
        if not line.strip():
            continue
        try:
            row = json.loads(line[:LARGEST])
        except (ValueError, RecursionError):
            yield Broken(number, "is no JSON object")
            continue
        yield row if isinstance(row, dict) else Broken(number, "is no JSON object")


def _csv(file: IO[str], path: Path) -> Iterator[Row | Broken]:
    csv.field_size_limit(LARGEST)
    reader = csv.reader(file, delimiter=_delimiter(path))
    header = next(reader, [])
    while True:
        try:
            row = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            yield Broken(reader.line_num, str(error))
            continue
        if not row:
            continue
        if len(row) != len(header):
            yield Broken(reader.line_num, f"has {len(row)} cells, the header has {len(header)}")
        else:
            yield dict(zip(header, row, strict=True))


def _delimiter(path: Path) -> str:
    return "\t" if ".tsv" in [ending.lower() for ending in path.suffixes] else ","


@contextmanager
def _opened(path: Path) -> Iterator[IO[str]]:
    """The file as text; a broken gzip, a folder, a file without permission is one UsageError."""
    try:
        with path.open("rb") as raw:
            plain = gzip.GzipFile(fileobj=raw) if path.suffix.lower() == ".gz" else raw
            with io.TextIOWrapper(plain, encoding="utf-8-sig", errors="replace", newline="") as text:
                yield text
    except (OSError, EOFError) as error:
        why = getattr(error, "strerror", None) or str(error)
        raise UsageError(str(path), f"cannot be read ({why})", "Nothing that was imported is lost") from error
