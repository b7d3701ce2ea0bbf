"""`copydesk outlets import|export`: from and to other feed readers."""

from __future__ import annotations

import pathlib
import sys
from typing import TYPE_CHECKING, Annotated

import typer

from flows.cli.outlets.edit import File, NewTags, Yes, check_words, counted, desk_of, write
from flows.cli.outlets.show import Languages, Tags, app, selected, table

if TYPE_CHECKING:
    from sources.opml_offer import Offer

MOST_TOLD = 20


def register(_: typer.Typer) -> None:
    """Add `import` and `export` to the commands of `outlets`."""
    if "import" not in {command.name for command in app.registered_commands}:
        app.command("import")(import_opml)
        app.command("export")(export_opml)


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
    desk = desk_of(file)
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
        question = f"Write {counted(len(offered.entries))} to {desk.path}?"
        write(desk, yes, question, f"`{check_words(desk, [one.id for one in offered.entries])}` reads them now")


def _show_offer(offered: Offer) -> None:
    rows = [(e.id, e.name, e.language, ", ".join(e.tags), " ".join(s.url for s in e.sources)) for e in offered.entries]
    if rows:
        table(("id", "name", "language", "tags", "sources"), rows)
    for line in offered.left_out[:MOST_TOLD]:
        print(f"left out: {line}", file=sys.stderr)
    more = len(offered.left_out) - MOST_TOLD
    if more > 0:
        print(f"left out: {more} more", file=sys.stderr)
    print(f"{counted(len(rows))} would be added, {len(offered.left_out)} of the file's feeds left out")


def export_opml(
    opml: Annotated[pathlib.Path, typer.Argument(metavar="FILE.opml", help="file to write; - for standard output")],
    words: Annotated[list[str] | None, typer.Argument(help="only outlets with all these words", metavar="WORD")] = None,
    tag: Tags = None,
    language: Languages = None,
    yes: Annotated[bool, typer.Option("--yes", "-y", help="replace a file that is there without asking")] = False,
) -> None:
    """Write the outlets as OPML for a feed reader, or for `outlets import` elsewhere; tags become groups."""
    from desk.errors import ConfigError, UsageError
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
    print(f"{counted(len(entries))} written to {opml}")
