"""`copydesk export DIR` and its way back, `copydesk import DIR`."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from warehouse.export import Manifest

Folder = Annotated[Path, typer.Argument(metavar="DIR", help="folder of the export")]


def register(app: typer.Typer) -> None:
    """Add `export` to the app, and `import folder` to `import`."""
    from flows.cli.keep.archive import import_app

    app.command()(export)
    import_app.command("folder")(import_folder)


def export(folder: Folder) -> None:
    """Write everything that is stored as Parquet, a file a table, with its schema.

    The folder is new, empty, or an older export, which is replaced. `copydesk import DIR` makes a warehouse of it
    again, on another machine too. It holds the texts of articles and of your own seeds, and no secrets.
    """
    from flows.jobs.archive import export as job
    from flows.settings import load

    _tell(job.export(load(), folder, datetime.now(UTC)), f"in {folder}")


def import_folder(folder: Folder) -> None:
    """Make a warehouse of what `copydesk export` wrote, in a home that has none."""
    from flows.jobs.archive import export as job
    from flows.settings import load

    settings = load()
    made = job.import_export(settings, folder)
    _tell(made, f"of {made.exported_at[:16].replace('T', ' ')} UTC are in {settings.home}")


def _tell(made: Manifest, where: str) -> None:
    from desk.digest.phrasing import counted

    rows = {table.name: table.rows for table in made.tables}
    articles, stories = counted(rows.get("articles", 0), "article"), counted(rows.get("stories", 0), "story")
    print(f"{articles}, {stories}, {counted(made.rows, 'row')} of {counted(len(made.tables), 'table')} {where}")
    if made.settings:
        print(f"  and {', '.join(made.settings)}")
