"""`copydesk sql`: what stands in the reading copy, asked in SQL."""

from __future__ import annotations

import sys
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from desk.errors import UsageError

if TYPE_CHECKING:
    from datetime import datetime
    from zoneinfo import ZoneInfo

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
    file: Annotated[
        Path | None, typer.Option("--file", metavar="FILE", help="file of questions and dot commands to be asked")
    ] = None,
    at: Annotated[
        str | None, typer.Option("--at", metavar="DATE", help="ask what was known at the end of that day, or by a time")
    ] = None,
) -> None:
    """Ask the warehouse in SQL, also while a crawl is writing; without a question: a prompt.

    Times and days are in the zone of COPYDESK_TIMEZONE. Only reading is possible. docs/sql.md has worked questions.
    """
    from flows.cli.sql.session import Session
    from flows.settings import load

    said = " ".join(question or ())
    if file and said:
        raise UsageError(f"--file {file}", "and a question are two", "Leave one of them out")
    settings = load()
    session = Session(settings.home, "table", most, limit, settings.timezone)
    if at:
        _look_back(session, at)
    _answers_go(session, form, output)
    _ask(session, f".read {file}" if file else said, prompted=not output)


def _answers_go(session: Session, form: str | None, output: Path | None) -> None:
    from flows.cli.sql.forms import chosen

    if output:
        session.into(output, form)
    else:
        session.form = chosen(form, None)


def _ask(session: Session, said: str, *, prompted: bool) -> None:
    """What is said; where nothing is, what comes on standard input, or (`prompted`) at a terminal what is typed."""
    if said and said != "-":
        session.do(said)
    elif said == "-" or not prompted or not sys.stdin.isatty():
        _from_standard_input(session)
    else:
        _prompt(session)


def _look_back(session: Session, at: str) -> None:
    """Have the session ask the state of that moment, and say of when it is."""
    from zoneinfo import ZoneInfo

    from warehouse.reading_states import state_at

    zone = ZoneInfo(session.zone)
    state = state_at(session.home, moment(at, zone))
    session.state = state.file
    print(f"copydesk: as published on {state.published.astimezone(zone):%Y-%m-%d at %H:%M %Z}", file=sys.stderr)


def moment(said: str, zone: ZoneInfo) -> datetime:
    """`2026-11-28` is the end of that day in the zone, `2026-11-28 09:30` that minute; UsageError for anything else."""
    from datetime import datetime, time

    try:
        told = datetime.fromisoformat(said.strip())
    except ValueError:
        raise UsageError(f"--at {said}", "is no day", "Write 2026-11-28, or 2026-11-28T09:30") from None
    if len(said.strip()) <= len("2026-11-28"):
        told = datetime.combine(told, time.max)
    return told if told.tzinfo else told.replace(tzinfo=zone)


def _from_standard_input(session: Session) -> None:
    text = sys.stdin.read()
    if not text.strip("; \n\t"):
        raise UsageError("sql", "there is no question", 'Try: copydesk sql "select * from articles limit 5"')
    session.script(text.splitlines())


def _prompt(session: Session) -> None:
    from flows.cli.sql.prompt import prompt, remember

    with session.reading() as reading:
        views = [name for name, _ in reading.tables() if "." not in name]
        catalogue = {view: [column for column, _, _ in reading.columns(view)] for view in views}
    save = remember(session.home / "sql_history", catalogue)
    try:
        prompt(session)
    finally:
        with suppress(OSError):
            save()
