"""`copydesk sql` and `copydesk health`: what stands in the reading copy."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Annotated, TextIO

import typer

from desk.errors import CopydeskError, UsageError

FORMATS = ("table", "csv", "json", "parquet")


def register(app: typer.Typer) -> None:
    """Add `sql` and `health` to the app."""
    app.command("sql", help="Ask the warehouse in SQL; without a question: a prompt.")(sql)
    app.command("health", help="How the outlets, the last runs and the reading copy are.")(health)


def sql(
    question: Annotated[str | None, typer.Argument(help="one question; - reads it from standard input")] = None,
    form: Annotated[str | None, typer.Option("--format", "-f", help="one of: " + ", ".join(FORMATS))] = None,
    output: Annotated[
        Path | None, typer.Option("--output", "-o", help="file to write; its ending tells the format")
    ] = None,
    most: Annotated[int, typer.Option("--rows", min=0, help="rows a table shows; 0: all")] = 200,
) -> None:
    """Answer from the reading copy: also while a crawl is writing."""
    from flows.settings import load

    home = load().home
    form = _format(form, output)
    if output and not output.parent.is_dir():
        raise CopydeskError(str(output), "its folder does not exist", "Make it, or choose another file")
    if question is None and sys.stdin.isatty() and output is None:
        _prompt(home, form, most)
        return
    if question in (None, "-"):
        question = sys.stdin.read()
    _answer(home, question or "", form, output, most)


def _format(form: str | None, output: Path | None) -> str:
    ending = {".csv": "csv", ".json": "json", ".parquet": "parquet"}.get(output.suffix.lower()) if output else None
    form = form or ending or "table"
    if form not in FORMATS:
        raise UsageError("--format", f"{form} is not known", "Choose one of: " + ", ".join(FORMATS))
    if form == "parquet" and output is None:
        raise UsageError("--format parquet", "needs a file", "Add -o FILE.parquet")
    return form


def _answer(home: Path, question: str, form: str, output: Path | None, most: int) -> None:
    from flows.cli.ask.tables import write_csv, write_json, write_table
    from warehouse.reading_sql import asking

    with asking(home, output) as reading:
        if form == "parquet" and output:
            with _told_of(output):
                rows = reading.save(question, output)
            print(f"{rows:,} rows in {output}", file=sys.stderr)
            return
        columns, types, stream = reading.stream(question)
        with _out(output) as out:
            if form == "table":
                write_table(columns, types, stream, out, most)
            elif form == "csv":
                write_csv(columns, stream, out)
            else:
                write_json(columns, types, stream, out)


@contextmanager
def _out(output: Path | None) -> Iterator[TextIO]:
    """Standard output, or a file that takes its name when it is whole."""
    if output is None:
        yield sys.stdout
        sys.stdout.flush()
        return
    fresh = output.with_name(f"{output.name}.tmp")
    with _told_of(output):
        try:
            with fresh.open("w", encoding="utf-8", newline="") as out:
                yield out
            fresh.replace(output)
        finally:
            with suppress(OSError):
                fresh.unlink(missing_ok=True)


@contextmanager
def _told_of(output: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise CopydeskError(
            str(output), f"cannot be written ({error.strerror or error})", "Choose another file"
        ) from error


def _prompt(home: Path, form: str, most: int) -> None:
    from flows.cli.ask.sql_prompt import prompt, remember
    from warehouse.reading_sql import asking

    with asking(home) as reading:
        words = [name for name, _ in reading.tables()]
        words += {column for name in words if "." not in name for column, _, _ in reading.columns(name)}
    save = remember(home / "sql_history", words)
    try:
        prompt(home, lambda question: _answer(home, question, form, None, most))
    finally:
        with suppress(OSError):
            save()


def health(json_out: Annotated[bool, typer.Option("--json", help="one JSON object, for programs")] = False) -> None:
    """Tell which outlets fail or are silent, and how fresh everything is; exit status 0 whatever it finds."""
    from flows.cli.ask.health import show
    from flows.settings import load

    show(load().home, sys.stdout, as_json=json_out)
