"""`copydesk outlets add|pause|resume|remove|edit`: one's own outlets, written where no checkout is."""

from __future__ import annotations

import pathlib
import shlex
import sys
from typing import TYPE_CHECKING, Annotated, Any

import typer

from flows.cli.help.complete import outlets

if TYPE_CHECKING:
    from flows.jobs.edit_outlets import Editing
    from sources.find_sources import Found
    from sources.outlets import OutletEntry

File = Annotated[
    pathlib.Path | None,
    typer.Option("--file", help="a whole list to write to, in place of one's own", show_default=False),
]
Yes = Annotated[bool, typer.Option("--yes", "-y", help="write without asking")]
Id = Annotated[str, typer.Argument(metavar="ID", help="the outlet", autocompletion=outlets)]
NewTags = Annotated[list[str] | None, typer.Option("--tag", help="a tag to give; may be repeated")]


def register(_: typer.Typer) -> None:
    """Add the commands that write to `outlets`."""
    from flows.cli.outlets.show import app

    if "add" not in {command.name for command in app.registered_commands}:
        for name, command in (
            ("add", add), ("pause", pause), ("resume", resume), ("remove", remove), ("edit", edit),
        ):  # fmt: skip
            app.command(name)(command)


def desk_of(file: pathlib.Path | None) -> Editing:
    """The file that changes go to, with what is in force beside it."""
    from flows.jobs.edit_outlets import editing
    from flows.settings import load

    return editing(load(), file)


def add(
    url: Annotated[str, typer.Argument(help="the outlet's home page, a section of it, or a feed")],
    file: File = None,
    outlet_id: Annotated[str | None, typer.Option("--id", help="id to give it", show_default=False)] = None,
    tag: NewTags = None,
    replace: Annotated[bool, typer.Option("--replace", help="put it in the place of the outlet of this id")] = False,
    yes: Yes = False,
) -> None:
    """Find the feeds, news sitemaps and listing of a site, show what each would bring, and write the entry."""
    import dataclasses

    from sources.outlets_file import entry

    desk = desk_of(file)
    if outlet_id and not replace:
        desk.refuse_taken(outlet_id)  # before anything is asked
    found = _found(url if "://" in url else f"https://{url}")
    _show(found)
    outlet = _entry(dataclasses.replace(found, id=outlet_id) if outlet_id else found, tag or [])
    if not replace:
        desk.refuse_taken(outlet.id)
        _refuse_known(desk, outlet)
    print(f"\n{entry(outlet)}")
    desk.add([outlet], replace=replace)
    write(desk, yes, f"Write this to {desk.path}?", f"`{check_words(desk, [outlet.id])}` reads it now")


def _show(found: Found) -> None:
    from desk.errors import ConfigError
    from flows.cli.outlets.show import table

    cells = [
        (c.kind, c.url, c.entries, f"{c.dated}/{c.entries}", f"{c.newest:%Y-%m-%d}" if c.newest else "-", c.reason)
        for c in found.candidates
        if c.entries or "404" not in c.reason
    ]
    table(("kind", "address", "entries", "dated", "newest", ""), cells)
    if not found.best:
        problem = "no feed, sitemap or listing was found that brings anything"
        raise ConfigError(found.home, problem, "Write the entry by hand")


def _entry(found: Found, tags: list[str]) -> OutletEntry:
    from pydantic import ValidationError

    from desk.errors import UsageError
    from sources.find_sources import entry_of

    try:
        return entry_of(found, tags)
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        field, said = str(first["loc"][0]), str(first["msg"]).removeprefix("Value error, ")
        remedy = "Give one with --id: small letters, digits, hyphens" if field == "id" else "Give another"
        raise UsageError(f"{field} {first['input']!r:.60}", said[:1].lower() + said[1:], remedy) from None


def _refuse_known(desk: Editing, outlet: OutletEntry) -> None:
    from desk.errors import ConfigError
    from desk.urls import key

    read = {key(source.url): one for one in desk.known.values() for source in one.sources}
    by = [read.get(key(source.url)) for source in outlet.sources]
    if by[0] is not None and all(by):
        paused = f" (paused: {by[0].paused})" if by[0].paused else ""
        problem = f"is read already, by the outlet {by[0].id}{paused}"
        raise ConfigError(outlet.sources[0].url, problem, f"Put yours in its place with --replace --id {by[0].id}")


def _found(url: str) -> Any:
    import asyncio
    from datetime import UTC, datetime

    from flows.cli.fetching import fetcher
    from sources.find_sources import find
    from sources.parsers.pool import ParserPool

    async def search() -> Any:
        async with ParserPool(1) as parsers, fetcher(parsers) as open_fetcher:
            return await find(url, open_fetcher, datetime.now(UTC), parsers)

    return asyncio.run(search())


def pause(
    outlet_id: Id,
    reason: Annotated[str, typer.Option("--reason", help="why, for `outlets list`")] = "paused by hand",
    file: File = None,
) -> None:
    """Leave an outlet unread for a while; it stays in the list, with the reason."""
    from desk.errors import UsageError
    from desk.text.sanitise import visible

    if not visible(reason):
        raise UsageError("--reason", "is empty", "Say in a few words why it is paused")
    desk = desk_of(file)
    desk.pause(outlet_id, visible(reason))
    desk.file.write()
    print(f"{outlet_id} is paused in {desk.path}; `copydesk outlets resume {outlet_id}` lets it run again")


def resume(outlet_id: Id, file: File = None) -> None:
    """Read an outlet again that was paused, or a bundled one that was removed."""
    desk = desk_of(file)
    desk.resume(outlet_id)
    desk.file.write()
    print(f"{outlet_id} runs again; `{check_words(desk, [outlet_id])}` reads it now")


def edit(
    outlet_id: Annotated[
        str | None, typer.Argument(metavar="ID", help="an outlet", autocompletion=outlets, show_default=False)
    ] = None,
    file: File = None,
) -> None:
    """Open your own file in your editor ($EDITOR); with an ID, with the whole entry of that outlet in it.

    What is saved is checked before it takes the file's place.
    """
    import click

    from desk.errors import ConfigError

    desk = desk_of(file)
    before = desk.file.text
    text: str | None = desk.opened(outlet_id) if outlet_id else before
    while True:
        text = click.edit(text, extension=".yaml", require_save=False)
        if text is None or text == before:
            print("nothing was changed")
            return
        try:
            desk.checked(text)
        except ConfigError as error:
            print(f"copydesk: {error}", file=sys.stderr)
            if not typer.confirm("Edit it again?", default=True):
                print("nothing was written")
                return
            continue
        desk.file.write(text)
        print(f"written to {desk.path}")
        return


def remove(outlet_id: Id, file: File = None, yes: Yes = False) -> None:
    """Take an outlet out of the list. What was stored of it stays; a bundled one can be resumed."""
    desk = desk_of(file)
    said, bundled = desk.remove(outlet_id), outlet_id in desk.base
    if said:
        print(f"{desk.path} says of it, and would no longer:\n\n{said}")
    after = f"`copydesk outlets resume {outlet_id}` brings it back" if bundled else "what was stored of it stays"
    write(desk, yes, f"Remove {outlet_id}?", after)


def write(desk: Editing, yes: bool, question: str, after: str) -> None:
    """Write what is prepared if the person agrees."""
    if yes or typer.confirm(question):
        desk.file.write()
        print(f"written to {desk.path}; {after}")
    else:
        print("nothing was written")


def check_words(desk: Editing, ids: list[str]) -> str:
    """The command that reads these outlets now, with the file where it is not the one in force."""
    where = "" if desk.is_in_force else f" --outlets {shlex.quote(str(desk.path))}"
    return f"copydesk outlets check {' '.join(ids[:5])}{' …' if len(ids) > 5 else ''}{where}"


def counted(number: int) -> str:
    """`1 outlet`, `2 outlets`."""
    return "1 outlet" if number == 1 else f"{number} outlets"
