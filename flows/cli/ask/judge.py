"""`copydesk judge URL`: a person's word on a copy; it outlives every rule."""

from __future__ import annotations

import pathlib
from typing import Annotated

import typer

from desk.errors import UsageError


def register(app: typer.Typer) -> None:
    """Add `judge` to the app."""
    app.command()(judge)


def judge(
    url: Annotated[str | None, typer.Argument(help="address of a stored article", show_default=False)] = None,
    copy_of: Annotated[str, typer.Option("--copy-of", metavar="URL", help="what it was taken from (or seed:ID)")] = "",
    not_a_copy: Annotated[bool, typer.Option("--not-a-copy", help="it was taken from nobody")] = False,
    kind: Annotated[str, typer.Option(help="exact, near, excerpt, … (default: as the rules see the pair)")] = "",
    note: Annotated[str, typer.Option(help="why, for whoever reads it later")] = "",
    export: Annotated[
        pathlib.Path | None, typer.Option(help="write all judgements as labelled pairs (JSONL)", show_default=False)
    ] = None,
) -> None:
    """Say that an article is a copy of another, or of none; or write all judgements to a file."""
    from flows.jobs import overrule
    from flows.settings import load

    settings = load()
    if url:
        if bool(copy_of) == not_a_copy:
            raise UsageError("judge", "needs either --copy-of URL or --not-a-copy", "Give one of the two")
        _overrule(url, copy_of, kind, note)
    elif export is None:
        raise UsageError("judge", "needs the address of an article", "Or --export FILE")
    if export:
        print(f"{overrule.export(settings, export)} labelled pairs in {export}")


def _overrule(url: str, copy_of: str, kind: str, note: str) -> None:
    from datetime import UTC, datetime

    from flows.jobs import overrule
    from flows.settings import load

    changes = overrule.overrule(load(), url, datetime.now(UTC), copy_of=copy_of, kind=kind, note=note)
    print(f"Kept: {url} is {'a copy of ' + copy_of if copy_of else 'not a copy'}")
    for change in changes:
        before = change.before.standing if change.before else "alone"
        after = change.after.standing if change.after else "alone"
        print(f"  article {change.article_id}: {before} → {after}")
