"""`copydesk upkeep redecide`: decide everything stored anew, after a rule, a list or a threshold changed."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Annotated

import typer

from flows.cli.keep.upkeep import upkeep_app


def register(app: typer.Typer) -> None:
    """Add `redecide` to `upkeep`, which stands in the app already."""
    assert any(group.name == "upkeep" for group in app.registered_groups)
    upkeep_app.command()(redecide)


def redecide(
    afresh: Annotated[bool, typer.Option("--afresh", help="give up an unfinished pass and begin again")] = False,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="no progress")] = False,
) -> None:
    """Topic, names, copies and stories of everything stored; stopped, it goes on where it was."""
    from rich.console import Console
    from rich.progress import Progress

    from flows.decide_steps.newsdesk import Newsdesk
    from flows.jobs.redecide import redecide as decide_anew
    from flows.settings import load
    from flows.stored import warehouse_of
    from warehouse.reading_copy import publish

    settings, now = load(), datetime.now(UTC)
    warehouse = warehouse_of(settings)
    newsdesk = Newsdesk(settings)
    newsdesk.check()
    with warehouse.writing() as con:
        newsdesk.stock(con)
    console = Console(stderr=True)
    with Progress(console=console, transient=True, disable=quiet or not console.is_terminal) as bar:
        at = bar.add_task("deciding anew", total=None)
        done = decide_anew(
            warehouse,
            newsdesk,
            now,
            afresh=afresh,
            tell=lambda up_to, last: bar.update(at, completed=up_to, total=last),
        )
    publish(warehouse)
    from desk.digest.phrasing import counted

    print(
        f"{counted(done.articles, 'article')} decided anew; "
        + ("nothing changed" if not done.changed else "what changed:")
    )
    for what, count in done.changed.most_common():
        print(f"  {what}, {counted(count, 'article')}")
