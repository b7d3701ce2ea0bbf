"""`copydesk import`: an archive of one's own, or of the web, into the warehouse."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from typer.core import TyperGroup

from desk.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Callable

    from flows.jobs.archive.import_archive import Progress
    from sources.archives.columns import Columns


class FolderToo(TyperGroup):
    """`import DIR` for `import folder DIR`: what is no command but is a path is taken for an export's."""

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        """The command that the words name, and what is left of them."""
        if args and args[0] not in self.commands and Path(args[0]).exists():
            args = ["folder", *args]
        return super().resolve_command(ctx, args)


import_app = typer.Typer(
    cls=FolderToo, no_args_is_help=True, help="Bring history in: tables of articles, web archives, a whole export."
)
SHOWN = 5  # notes told in full


def register(app: typer.Typer) -> None:
    """Add `import` to the app."""
    app.add_typer(import_app, name="import")


@import_app.command(epilog="For example: copydesk import articles archive.csv --column text=Body --check")
def articles(
    file: Annotated[Path, typer.Argument(help=".jsonl, .csv, .tsv (each also .gz) or .parquet")],
    column: Annotated[list[str] | None, typer.Option("--column", help="FIELD=NAME: which column holds what")] = None,
    check: Annotated[bool, typer.Option("--check", help="only tell which column holds what")] = False,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="no progress")] = False,
) -> None:
    """Import articles of a table; stopped, the same command goes on where it was.

    Each goes the way of a crawled page: cleaned, judged, compared with everything, put into stories, oldest first.
    """
    from flows.jobs.archive.import_archive import columns_of, import_table
    from flows.settings import load

    found = columns_of(file, _said(column or []))
    for line in _mapping(found):
        print(line)
    if not check:
        _end(import_table(load(), file, found, _teller(quiet)))


@import_app.command(epilog="For example: copydesk import warc CC-NEWS-20261101.warc.gz")
def warc(
    files: Annotated[list[Path], typer.Argument(help=".warc, .warc.gz, .wacz")],
    every_host: Annotated[bool, typer.Option("--every-host", help="also pages of hosts that no outlet has")] = False,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="no progress")] = False,
) -> None:
    """Import the articles of web archives: pages of the outlets in the list, dated by their records.

    Nothing is asked on the network, so no robots.txt either: the archive has the pages already.
    """
    from flows.jobs.archive.import_archive import import_warc
    from flows.settings import load

    _end(import_warc(load(), files, _teller(quiet), every_host=every_host))


def _said(given: list[str]) -> dict[str, str]:
    said = {}
    for each in given:
        field, equals, name = each.partition("=")
        if not (field and equals and name):
            raise UsageError(f"--column {each}", "does not say which column holds what", "Write FIELD=NAME: text=Body")
        said[field] = name
    return said


def _mapping(found: Columns) -> list[str]:
    lines = [f"{field:<10} from {column}" for field, column in found.columns.items()]
    return [*lines, *([f"not used   {', '.join(found.unused)}"] if found.unused else [])]


def _teller(quiet: bool) -> Callable[[Progress], None]:
    def tell(progress: Progress) -> None:
        if not quiet and sys.stderr.isatty():
            print(f"\r{_line(progress)}", end="", file=sys.stderr, flush=True)

    return tell


def _line(progress: Progress) -> str:
    from desk.digest.phrasing import counted

    told = [
        counted(progress.stored, "article") + " stored",
        f"{progress.relevant:,} on topic",
        counted(progress.copies, "copy"),
        f"{progress.known:,} known before",
    ]
    return f"{progress.total:,} met: {', '.join(told)}"


def _end(progress: Progress) -> None:
    if sys.stderr.isatty():
        print(file=sys.stderr)
    print(_line(progress))
    for reason, count in progress.dropped.most_common():
        if count:
            print(f"  {count:,} left out: {reason}")
    for note in progress.notes[:SHOWN]:
        print(f"  {note}")
    if len(progress.notes) > SHOWN:
        print(f"  … and {len(progress.notes) - SHOWN:,} more lines")
    if not progress.stored and not progress.known:
        raise typer.Exit(1)
