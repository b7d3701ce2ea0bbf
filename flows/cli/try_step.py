"""`copydesk try …`: one step of the pipeline on one text, page or feed; `--jsonl` for pipes."""

from __future__ import annotations

import importlib
from typing import Annotated

import typer

from desk.errors import UsageError
from flows.cli.help.complete import steps
from flows.cli.tries import WHAT


def register(app: typer.Typer) -> None:
    """Add `try` to the app."""
    told = "\n\n".join(f"{step}: {does}" for step, does in WHAT.items())
    app.command("try", help=f"Try one step on a file, URL or text.\n\n{told}")(try_step)


def try_step(
    what: Annotated[str, typer.Argument(help="what to try, see below", autocompletion=steps)],
    targets: Annotated[
        list[str] | None, typer.Argument(help="files or URLs (story takes two, copy two or more, lineage more)")
    ] = None,
    jsonl: Annotated[bool, typer.Option("--jsonl", help="JSON Lines in on standard input, JSON Lines out")] = False,
) -> None:
    """Run one step; the module flows/cli/tries/WHAT.py does it."""
    if what not in WHAT:
        raise UsageError(what, "is not a step", "Choose one of: " + ", ".join(WHAT))
    module = importlib.import_module(f"flows.cli.tries.{what}")
    if jsonl:
        from flows.cli.tries.jsonl import pipe

        if not pipe(module.judge):
            raise typer.Exit(1)
        return
    if not targets:
        raise UsageError(f"try {what}", "needs a file or URL", "Or pass --jsonl and write JSON Lines to standard input")
    module.show(targets)
