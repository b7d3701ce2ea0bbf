"""`copydesk outlets record`: what an outlet answers now, kept as a test fixture."""

from __future__ import annotations

import pathlib
from typing import Annotated

import typer

from flows.cli.help.complete import outlets as outlet_ids


def register(_: typer.Typer) -> None:
    """Add `record` to the commands of `outlets`."""
    from flows.cli.outlets.show import app

    if "record" not in {command.name for command in app.registered_commands}:
        app.command("record")(record)


def record(
    outlet_id: Annotated[str, typer.Argument(metavar="ID", help="the outlet", autocompletion=outlet_ids)],
    to: Annotated[
        pathlib.Path | None,
        typer.Option(metavar="DIR", help="folder for fixtures (default: fixtures in the home)", show_default=False),
    ] = None,
    pages: Annotated[int, typer.Option(min=1, max=50, help="most articles to keep")] = 3,
    outlets: Annotated[
        pathlib.Path | None, typer.Option("--outlets", help="outlets.yaml to use", show_default=False)
    ] = None,
) -> None:
    """Crawl one outlet now and keep its answers, with what was extracted for you to check, as a fixture for tests."""
    import asyncio

    from desk.digest.phrasing import counted
    from desk.errors import UsageError
    from flows.fetching import fetch_settings
    from flows.jobs import record_outlet
    from flows.outlet_list import entries_of
    from flows.settings import load

    settings = load()
    settings = settings.model_copy(update={"outlets": outlets}) if outlets else settings
    entry = next((one for one in entries_of(settings) if one.id == outlet_id), None)
    if entry is None:
        raise UsageError(outlet_id, "is no configured outlet", "See `copydesk outlets list`")
    folder = (to or settings.home / "fixtures") / outlet_id
    made = record_outlet.record(entry, folder, fetch_settings(settings), pages=pages, budget=settings.outlet_budget)
    brought = asyncio.run(made)
    for _, article in brought.articles:
        words = record_outlet.row(article)["words"]
        print(f"{article.published or 'not dated'}  {words:6,} words  {', '.join(article.authors)}  {article.title}")
    for reason in brought.reasons:
        print(f"not kept: {reason}")
    told = counted(len(brought.articles), "article")
    print(f"{told} written to {folder}; check {folder / record_outlet.EXPECTED} and mend it")
