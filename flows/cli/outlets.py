"""`copydesk outlets list|check|add`: the configured outlets, how they answer now, and finding new ones."""

from __future__ import annotations

import json
import pathlib
from typing import TYPE_CHECKING, Annotated, Any

import typer

if TYPE_CHECKING:
    pass

app = typer.Typer(no_args_is_help=True, help="The outlets: list them, check how they answer, add one.")
File = Annotated[pathlib.Path | None, typer.Option("--outlets", help="outlets.yaml to use", show_default=False)]
Json = Annotated[bool, typer.Option("--json", help="JSON on standard output")]


def register(parent: typer.Typer) -> None:
    """Add `outlets` to the app."""
    parent.add_typer(app, name="outlets")


@app.command("list")
def list_outlets(outlets: File = None, as_json: Json = False) -> None:
    """The configured outlets, the paused ones with the reason."""
    from flows.settings import load
    from sources.outlets import load_entries

    entries = load_entries(outlets or load().outlets)
    if as_json:
        print(json.dumps([entry.model_dump(mode="json") for entry in entries], ensure_ascii=False, indent=1))
        return
    rows = [(e.id, e.name, e.language, _kinds(e), f"paused: {e.paused}" if e.paused else "") for e in entries]
    _table(("id", "name", "language", "sources", ""), rows)
    print(f"{len(entries)} outlets, {sum(bool(e.paused) for e in entries)} of them paused")


def _kinds(entry: Any) -> str:
    kinds = [source.kind for source in entry.sources]
    return ", ".join(f"{kinds.count(kind)} {kind}" for kind in dict.fromkeys(kinds))


@app.command()
def check(
    ids: Annotated[list[str] | None, typer.Argument(help="outlets to check (default: all)", show_default=False)] = None,
    outlets: File = None,
    as_json: Json = False,
) -> None:
    """Read every outlet now: does it answer, how many entries, dated, newest, what does a page's text yield."""
    import asyncio

    from flows.crawl_steps.pipeline import chosen
    from flows.jobs.check_outlets import checked
    from flows.settings import load

    settings = load()
    settings = settings.model_copy(update={"outlets": outlets}) if outlets else settings
    wanted = chosen(settings, ids or [])
    with _progress("checking", len(wanted), quiet=as_json) as advance:
        checks = asyncio.run(checked(settings, wanted, advance))
    if as_json:
        print(json.dumps([one.row() for one in checks], ensure_ascii=False, indent=1, default=str))
    else:
        _table(
            ("outlet", "source", "answer", "entries", "dated", "newest", "robots", "words"), [c.cells() for c in checks]
        )
    if any(one.status == "failed" for one in checks):
        raise typer.Exit(1)


@app.command()
def add(
    url: Annotated[str, typer.Argument(help="the outlet's home page, a section of it, or a feed")],
    file: Annotated[pathlib.Path | None, typer.Option("--file", help="file to write to", show_default=False)] = None,
    outlet_id: Annotated[str | None, typer.Option("--id", help="id to give it", show_default=False)] = None,
    yes: Annotated[bool, typer.Option("--yes", "-y", help="write without asking")] = False,
) -> None:
    """Find the feeds, news sitemaps and listing of a site, show what each would bring, and write the entry."""
    import dataclasses

    from desk.errors import ConfigError
    from flows.settings import load
    from sources.find_sources import outlet_of
    from sources.outlets import BUNDLED
    from sources.outlets_file import append, entry

    found = _found(url if "://" in url else f"https://{url}")
    cells = [
        (c.kind, c.url, c.entries, f"{c.dated}/{c.entries}", f"{c.newest:%Y-%m-%d}" if c.newest else "-", c.reason)
        for c in found.candidates
        if c.entries or "404" not in c.reason
    ]
    _table(("kind", "address", "entries", "dated", "newest", ""), cells)
    if not found.best:
        raise ConfigError(url, "no feed, sitemap or listing was found that brings anything", "Write the entry by hand")
    outlet = outlet_of(dataclasses.replace(found, id=outlet_id) if outlet_id else found, found.best)
    print(f"\n{entry(outlet)}")
    target = file or load().outlets or BUNDLED
    if yes or typer.confirm(f"Write this to {target}?"):
        append(target, outlet)
        print(f"written to {target}; `copydesk outlets check {outlet.id}` reads it now")


def _found(url: str) -> Any:
    import asyncio
    from datetime import UTC, datetime

    from flows.cli.fetching import fetcher
    from sources.find_sources import find

    async def search() -> Any:
        async with fetcher() as asking:
            return await find(url, asking, datetime.now(UTC))

    return asyncio.run(search())


def _progress(words: str, total: int, *, quiet: bool) -> Any:
    import contextlib

    from rich.console import Console
    from rich.progress import Progress

    @contextlib.contextmanager
    def shown() -> Any:
        console = Console(stderr=True)
        with Progress(console=console, transient=True, disable=quiet or not console.is_terminal) as bar:
            at = bar.add_task(words, total=total)
            yield lambda: bar.update(at, advance=1)

    return shown()


def _table(head: tuple[str, ...], rows: list[Any]) -> None:
    """A plain table; as wide as it must be when it goes into a pipe."""
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    console = Console()
    console = console if console.is_terminal else Console(width=240)
    table = Table(*head, box=None, pad_edge=False)
    for row in rows:
        table.add_row(*(Text(str(cell)) for cell in row))
    console.print(table)
