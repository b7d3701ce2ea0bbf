"""`copydesk outlets add|pause|resume|remove|import|export`: one's own outlets, written where no checkout is."""

from __future__ import annotations

import pathlib
import shlex
import sys
from typing import TYPE_CHECKING, Annotated, Any

import typer

if TYPE_CHECKING:
    from flows.jobs.edit_outlets import Editing
    from sources.find_sources import Found
    from sources.opml_offer import Offer
    from sources.outlets import OutletEntry

File = Annotated[
    pathlib.Path | None,
    typer.Option("--file", help="a whole list to write to, in place of one's own", show_default=False),
]
Yes = Annotated[bool, typer.Option("--yes", "-y", help="write without asking")]
Id = Annotated[str, typer.Argument(metavar="ID", help="the outlet")]
NewTags = Annotated[list[str] | None, typer.Option("--tag", help="a tag to give; may be repeated")]
MOST_TOLD = 20


def register(_: typer.Typer) -> None:
    """Add the commands that write to `outlets`."""
    from flows.cli.outlets import app

    if "add" not in {command.name for command in app.registered_commands}:
        for name, command in (
            ("add", add), ("pause", pause), ("resume", resume), ("remove", remove), ("edit", edit),
            ("import", import_opml), ("export", export_opml),
        ):  # fmt: skip
            app.command(name)(command)


def _editing(file: pathlib.Path | None) -> Editing:
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

    desk = _editing(file)
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
    _write(desk, yes, f"Write this to {desk.path}?", f"`{_check(desk, [outlet.id])}` reads it now")


def _show(found: Found) -> None:
    from desk.errors import ConfigError
    from flows.cli.outlets import table

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

    from flows.cli.outlets import fetcher
    from sources.find_sources import find

    async def search() -> Any:
        async with fetcher() as open_fetcher:
            return await find(url, open_fetcher, datetime.now(UTC))

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
    desk = _editing(file)
    desk.pause(outlet_id, visible(reason))
    desk.file.write()
    print(f"{outlet_id} is paused in {desk.path}; `copydesk outlets resume {outlet_id}` lets it run again")


def resume(outlet_id: Id, file: File = None) -> None:
    """Read an outlet again that was paused, or a bundled one that was removed."""
    desk = _editing(file)
    desk.resume(outlet_id)
    desk.file.write()
    print(f"{outlet_id} runs again; `{_check(desk, [outlet_id])}` reads it now")


def edit(
    outlet_id: Annotated[str | None, typer.Argument(metavar="[ID]", help="an outlet", show_default=False)] = None,
    file: File = None,
) -> None:
    """Open your own file in your editor ($EDITOR); with an ID, with the whole entry of that outlet in it.

    What is saved is checked before it takes the file's place.
    """
    from desk.errors import ConfigError

    desk = _editing(file)
    before = desk.file.text
    text: str | None = desk.opened(outlet_id) if outlet_id else before
    while True:
        text = typer.edit(text, extension=".yaml", require_save=False)
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
    desk = _editing(file)
    said, bundled = desk.remove(outlet_id), outlet_id in desk.base
    if said:
        print(f"{desk.path} says of it, and would no longer:\n\n{said}")
    after = f"`copydesk outlets resume {outlet_id}` brings it back" if bundled else "what was stored of it stays"
    _write(desk, yes, f"Remove {outlet_id}?", after)


def import_opml(
    opml: Annotated[pathlib.Path, typer.Argument(metavar="FILE.opml", help="a list exported by a feed reader")],
    file: File = None,
    language: Annotated[str, typer.Option("--language", help="of feeds whose language the file does not name")] = "en",
    tag: NewTags = None,
    yes: Yes = False,
) -> None:
    """Add the feeds of an OPML file; its groups become tags. Nothing is asked on the network."""
    from desk.errors import ConfigError, UsageError
    from sources.opml import LARGEST, outlines
    from sources.opml_offer import offer
    from sources.outlets import tag_of

    for one in tag or ():
        if tag_of(one) != one:
            raise UsageError(f"--tag {one}", "is no tag: small letters, digits and hyphens", f"Write {tag_of(one)!r}")
    desk = _editing(file)
    try:
        with opml.open("rb") as given:
            body = given.read(LARGEST + 1)
    except OSError as error:
        raise ConfigError(str(opml), f"cannot be read: {error.strerror}", "Give the path of an OPML file") from None
    taken = {*desk.known, *(str(one.get("id")) for one in desk.file.values)}
    offered = offer(outlines(body, str(opml)), desk.known.values(), taken, str(opml), language, tag or ())
    _show_offer(offered)
    if offered.entries:
        desk.add(offered.entries)
        question = f"Write {_outlets(len(offered.entries))} to {desk.path}?"
        _write(desk, yes, question, f"`{_check(desk, [one.id for one in offered.entries])}` reads them now")


def _show_offer(offered: Offer) -> None:
    from flows.cli.outlets import table

    rows = [(e.id, e.name, e.language, ", ".join(e.tags), " ".join(s.url for s in e.sources)) for e in offered.entries]
    if rows:
        table(("id", "name", "language", "tags", "sources"), rows)
    for line in offered.left_out[:MOST_TOLD]:
        print(f"left out: {line}", file=sys.stderr)
    more = len(offered.left_out) - MOST_TOLD
    if more > 0:
        print(f"left out: {more} more", file=sys.stderr)
    print(f"{_outlets(len(rows))} would be added, {len(offered.left_out)} of the file's feeds left out")


def export_opml(
    opml: Annotated[pathlib.Path, typer.Argument(metavar="FILE.opml", help="file to write; - for standard output")],
    words: Annotated[
        list[str] | None, typer.Argument(help="only outlets with all these words", metavar="[WORD]…")
    ] = None,
    tag: Annotated[list[str] | None, typer.Option("--tag", help="only outlets of this tag; may be repeated")] = None,
    language: Annotated[
        list[str] | None, typer.Option("--language", help="only outlets in it; may be repeated")
    ] = None,
    yes: Annotated[bool, typer.Option("--yes", "-y", help="replace a file that is there without asking")] = False,
) -> None:
    """Write the outlets as OPML for a feed reader, or for `outlets import` elsewhere; tags become groups."""
    from desk.errors import ConfigError, UsageError
    from flows.cli.outlets import selected
    from flows.settings import load
    from sources.opml import written

    entries = selected(load(), words or (), tag or (), language or ())
    if not entries:
        raise UsageError(" ".join(words or ()) or "outlets", "no outlet is so", "See `copydesk outlets list`")
    body = written(entries, "copydesk outlets")
    if str(opml) == "-":
        sys.stdout.write(body.decode("utf-8"))
        return
    if opml.exists() and not yes and not typer.confirm(f"{opml} is there already. Replace it?"):
        return
    try:
        opml.write_bytes(body)
    except OSError as error:
        raise ConfigError(str(opml), f"cannot be written: {error.strerror}", "Name another file") from None
    print(f"{_outlets(len(entries))} written to {opml}")


def _write(desk: Editing, yes: bool, question: str, after: str) -> None:
    """Write what is prepared if the person agrees."""
    if yes or typer.confirm(question):
        desk.file.write()
        print(f"written to {desk.path}; {after}")
    else:
        print("nothing was written")


def _check(desk: Editing, ids: list[str]) -> str:
    """The command that reads these outlets now, with the file where it is not the one in force."""
    where = "" if desk.is_in_force else f" --outlets {shlex.quote(str(desk.path))}"
    return f"copydesk outlets check {' '.join(ids[:5])}{' …' if len(ids) > 5 else ''}{where}"


def _outlets(number: int) -> str:
    return "1 outlet" if number == 1 else f"{number} outlets"
