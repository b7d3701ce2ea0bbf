"""`copydesk digest`: make the digest of a day and send it, or show what would be sent."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from flows.digest_steps.make import MadeDigest

Date = Annotated[str | None, typer.Option("--date", help="ISO date (default: today)", show_default=False)]
TopicId = Annotated[
    str | None, typer.Option("--topic", help="id of the topic (default: the first)", show_default=False)
]


def register(app: typer.Typer) -> None:
    """Add `digest` to the app."""
    app.command()(digest)


def digest(
    date: Date = None,
    preview: Annotated[bool, typer.Option("--preview", help="show it; send and keep nothing")] = False,
    revise: Annotated[bool, typer.Option("--revise", help="change the day's last digest in place")] = False,
    topic: TopicId = None,
    since: Annotated[
        str | None, typer.Option("--since", help="look back to this day, or so far (14d)", show_default=False)
    ] = None,
    tag: Annotated[list[str] | None, typer.Option("--tag", help="only what outlets of this tag report")] = None,
    language: Annotated[list[str] | None, typer.Option("--language", help="only what outlets in it report")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="the digest as JSON on standard output")] = False,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="errors only")] = False,
) -> None:
    """Make the digest and send it to Slack, or show it if no Slack is set. Run again, it sends only what is new."""
    from desk.outlet_groups import Group
    from flows.digest_steps.make import make_digest
    from flows.settings import load

    group = Group(tuple(tag or ()), tuple(language or ()))
    made = make_digest(load(), date, preview=preview, revise=revise, topic=topic, group=group, since=since)
    show_digest(made, quiet=quiet, as_json=as_json)


def show_digest(made: MadeDigest, *, quiet: bool = False, as_json: bool = False) -> None:
    """The digest where it was not sent to Slack, then one sentence on what was done."""
    import sys

    from rich.console import Console

    from delivery import formats

    for warning in made.warnings:
        print(f"copydesk: {warning}", file=sys.stderr)
    if as_json:
        print(formats.as_json(made.digest), end="")
        return
    if quiet:
        return
    if made.status in ("preview", "shown"):
        formats.terminal(made.digest, Console(highlight=False))
        print()
    print(made.sentence())
