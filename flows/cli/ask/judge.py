"""`copydesk judge ARTICLE`: a person's word on a copy; it outlives every rule."""

from __future__ import annotations

import pathlib
from typing import TYPE_CHECKING, Annotated

import typer

from desk.errors import UsageError
from flows.cli.ask.arguments import NAMED
from flows.cli.help.complete import articles, kinds

if TYPE_CHECKING:
    from collections.abc import Iterator

    from desk.lineage.groups import Member
    from flows.jobs.overrule import Ruling
    from flows.settings import Settings
    from warehouse.articles import ArticleRow


def register(app: typer.Typer) -> None:
    """Add `judge` to the app."""
    app.command()(judge)


def judge(
    article: Annotated[
        str | None, typer.Argument(metavar="ARTICLE", help=NAMED, autocompletion=articles, show_default=False)
    ] = None,
    copy_of: Annotated[
        str,
        typer.Option(
            "--copy-of",
            metavar="ARTICLE",
            help="what it was taken from, or seed:ID",
            autocompletion=articles,
            show_default=False,
        ),
    ] = "",
    not_a_copy: Annotated[bool, typer.Option("--not-a-copy", help="it was taken from nobody")] = False,
    kind: Annotated[
        str, typer.Option(help="exact, near, excerpt, … (default: as the rules see the pair)", autocompletion=kinds)
    ] = "",
    note: Annotated[str, typer.Option(help="why, for whoever reads it later")] = "",
    by: Annotated[str, typer.Option(help="whose word it is (default: COPYDESK_USER or the login name)")] = "",
    export: Annotated[
        pathlib.Path | None, typer.Option(help="write all judgements as labelled pairs (JSONL)", show_default=False)
    ] = None,
) -> None:
    """Say that an article is a copy of another, or of none; or write all judgements to a file."""
    from flows.settings import load

    settings = load()
    if article:
        if bool(copy_of) == not_a_copy:
            raise UsageError("judge", "needs either --copy-of ARTICLE or --not-a-copy", "Give one of the two")
        _overrule(article, copy_of, kind, note, by)
    elif export is None:
        raise UsageError("judge", "needs an article", "Give its short id, address or title, or --export FILE")
    if export:
        _export(settings, export)


def _export(settings: Settings, target: pathlib.Path) -> None:
    from desk.digest.phrasing import counted
    from flows.jobs import overrule

    pairs = overrule.export(settings, target)
    print(f"{counted(pairs, 'labelled pair')} in {target}")
    if not pairs:
        print("a word “not a copy” makes a pair only where a rule had called the article a copy of another")


def _overrule(said: str, copy_of: str, kind: str, note: str, by: str) -> None:
    from datetime import UTC, datetime

    from flows.jobs import overrule
    from flows.settings import load

    ruling = overrule.overrule(load(), said, datetime.now(UTC), copy_of=copy_of, kind=kind, note=note, by=by)
    for line in _told(ruling):
        print(line)


def _told(ruling: Ruling) -> Iterator[str]:
    from desk.handles import article_handle
    from flows.cli.ask.why_copies import KINDS

    relation = KINDS.get(ruling.kind, "a copy of")
    if ruling.original:
        said = f"{relation} {_named(ruling.original)}"
    else:
        said = f"{relation} the seed {ruling.seed_id}" if ruling.seed_id else "taken from nobody"
    yield f"Kept: {_named(ruling.article)} is {said}"
    for change in ruling.changes:
        yield f"  {article_handle(change.article_id)}: {_place(change.before)} → {_place(change.after)}"
    if not ruling.changes:
        yield "  nothing moved by it: it stood there already"


def _named(article: ArticleRow) -> str:
    from desk.handles import article_handle

    return f"{article_handle(article.id)} “{article.title}” ({article.outlet_id})"


def _place(member: Member | None) -> str:
    from desk.handles import article_handle

    if member is None:
        return "alone"
    return f"copy of {article_handle(member.parent_id)}" if member.parent_id else member.standing
