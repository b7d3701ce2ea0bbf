"""`copydesk outlets list|check`: the configured outlets, and how they answer now."""

from __future__ import annotations

import json
import pathlib
from typing import TYPE_CHECKING, Annotated, Any

import typer

from flows.cli.help.complete import languages, tags
from flows.cli.help.complete import outlets as outlet_ids

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sources.outlets import OutletEntry

app = typer.Typer(no_args_is_help=True, help="The outlets: list and check them, keep your own, import and export.")
File = Annotated[pathlib.Path | None, typer.Option("--outlets", help="outlets.yaml to use", show_default=False)]
Json = Annotated[bool, typer.Option("--json", help="JSON on standard output")]
Tags = Annotated[
    list[str] | None, typer.Option("--tag", help="only outlets of this tag; may be repeated", autocompletion=tags)
]
Languages = Annotated[
    list[str] | None, typer.Option("--language", help="only outlets in it; may be repeated", autocompletion=languages)
]


def register(parent: typer.Typer) -> None:
    """Add `outlets` to the app."""
    parent.add_typer(app, name="outlets")


@app.command("list")
def list_outlets(
    words: Annotated[
        list[str] | None, typer.Argument(help="only those with all these words", metavar="WORD", show_default=False)
    ] = None,
    tag: Tags = None,
    language: Languages = None,
    outlets: File = None,
    as_json: Json = False,
) -> None:
    """The configured outlets, the paused ones with the reason."""
    settings = _settings(outlets)
    entries = selected(settings, words or (), tag or (), language or ())
    if as_json:
        print(json.dumps([entry.model_dump(mode="json") for entry in entries], ensure_ascii=False, indent=1))
        return
    rows = [
        (e.id, e.name, e.language, ", ".join(e.tags), _kinds(e), f"paused: {e.paused}" if e.paused else "")
        for e in entries
    ]
    if rows:
        table(("id", "name", "language", "tags", "sources", ""), rows)
    print(f"{_counted(len(entries))}, {sum(bool(e.paused) for e in entries)} of them paused")
    if settings.outlets is None and settings.own_outlets.exists():
        print(f"{settings.own_outlets} is laid over the bundled list")


def selected(settings: Any, words: Sequence[str], tags: Sequence[str], languages: Sequence[str]) -> list[OutletEntry]:
    """The entries in force that hold all the words, and are of the tags and languages asked for."""
    from desk.outlet_groups import Group
    from flows.outlet_list import entries_of, refuse_unknown

    entries, group = entries_of(settings), Group(tuple(tags), tuple(languages))
    refuse_unknown(entries, group)
    return [
        entry
        for entry in entries
        if group.has(entry.tags, entry.language) and all(word.casefold() in _text(entry) for word in words)
    ]


def _text(entry: OutletEntry) -> str:
    places = [entry.home, *(source.url for source in entry.sources)]
    return " ".join([entry.id, entry.name, entry.language, *entry.tags, *places]).casefold()


def _counted(number: int) -> str:
    return "1 outlet" if number == 1 else f"{number} outlets"


def _kinds(entry: OutletEntry) -> str:
    kinds = [source.kind for source in entry.sources]
    return ", ".join(f"{kinds.count(kind)} {kind}" for kind in dict.fromkeys(kinds))


def _settings(outlets: pathlib.Path | None) -> Any:
    from flows.settings import load

    settings = load()
    return settings.model_copy(update={"outlets": outlets}) if outlets else settings


@app.command()
def check(
    ids: Annotated[
        list[str] | None,
        typer.Argument(help="outlets to check (default: all)", autocompletion=outlet_ids, show_default=False),
    ] = None,
    tag: Tags = None,
    language: Languages = None,
    outlets: File = None,
    as_json: Json = False,
) -> None:
    """Read every outlet now: does it answer, how many entries, dated, newest, what does a page's text yield."""
    import asyncio

    from flows.jobs.check_outlets import checked
    from flows.outlet_list import chosen

    settings = _settings(outlets)
    wanted = chosen(settings, ids or (), tag or (), language or ())
    with _progress("checking", len(wanted), quiet=as_json) as advance:
        checks = asyncio.run(checked(settings, wanted, advance))
    if as_json:
        print(json.dumps([one.row() for one in checks], ensure_ascii=False, indent=1, default=str))
    else:
        table(
            ("outlet", "source", "answer", "entries", "dated", "newest", "robots", "words"), [c.cells() for c in checks]
        )
    if any(one.status == "failed" for one in checks):
        raise typer.Exit(1)


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


def table(head: tuple[str, ...], rows: Sequence[Any]) -> None:
    """A plain table; as wide as it must be when it goes into a pipe."""
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    console = Console()
    console = console if console.is_terminal else Console(width=240)
    drawn = Table(*head, box=None, pad_edge=False)
    for row in rows:
        drawn.add_row(*(Text(str(cell)) for cell in row))
    console.print(drawn)
