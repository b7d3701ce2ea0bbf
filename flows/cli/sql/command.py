"""`copydesk sql`: what stands in the reading copy, asked in SQL."""

from __future__ import annotations

import sys
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from desk.errors import UsageError

if TYPE_CHECKING:
    from flows.cli.sql.session import Session

LIMIT = 120.0  # seconds a question may run unless one says otherwise
FORMS = "table, line, csv, json, jsonl, parquet, xlsx, md"


def register(app: typer.Typer) -> None:
    """Add `sql` to the app."""
    app.command()(sql)


def sql(
    question: Annotated[
        list[str] | None,
        typer.Argument(metavar="QUESTION", help="one question or dot command; - reads them from standard input"),
    ] = None,
    form: Annotated[
        str | None,
        typer.Option(
            "--format", "-f", metavar="FORM", help=f"one of: {FORMS}", autocompletion=lambda: FORMS.split(", ")
        ),
    ] = None,
    output: Annotated[
        Path | None, typer.Option("--output", "-o", metavar="FILE", help="file to write; its ending tells the form")
    ] = None,
    most: Annotated[int, typer.Option("--rows", metavar="N", min=0, help="rows a table shows; 0: all")] = 200,
    limit: Annotated[
        float, typer.Option("--limit-time", metavar="SECONDS", min=0, help="stop a longer question; 0: never")
    ] = LIMIT,
) -> None:
    """Ask the warehouse in SQL, also while a crawl is writing; without a question: a prompt.

    Times and days are in the zone of COPYDESK_TIMEZONE. Only reading is possible. docs/sql.md has worked questions.
    """
    from flows.cli.sql.forms import chosen
    from flows.cli.sql.session import Session
    from flows.settings import load

    settings = load()
    session = Session(settings.home, "table", most, limit, settings.timezone)
    if output:
        session.into(output, form)
    else:
        session.form = chosen(form, None)
    said = " ".join(question or ())
    if said and said != "-":
        session.do(said)
    elif said == "-" or output or not sys.stdin.isatty():
        _from_standard_input(session)
    else:
        _prompt(session)


def _from_standard_input(session: Session) -> None:
    text = sys.stdin.read()
    if not text.strip("; \n\t"):
        raise UsageError("sql", "there is no question", 'Try: copydesk sql "select * from articles limit 5"')
    session.script(text.splitlines())


def _prompt(session: Session) -> None:
    from flows.cli.sql.prompt import prompt, remember
    from warehouse.reading_sql import asking

    with asking(session.home) as reading:
        views = [name for name, _ in reading.tables() if "." not in name]
        catalogue = {view: [column for column, _, _ in reading.columns(view)] for view in views}
    save = remember(session.home / "sql_history", catalogue)
    try:
        prompt(session)
    finally:
        with suppress(OSError):
            save()
