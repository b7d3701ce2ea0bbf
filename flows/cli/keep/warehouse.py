"""`copydesk warehouse move`: from the one file to a lake that many machines share, and back."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

import typer

warehouse_app = typer.Typer(no_args_is_help=True, help="Where the warehouse is: one file, or a lake for many machines.")


class Where(StrEnum):
    """The two places of a warehouse."""

    LAKE = "lake"
    FILE = "file"


def register(app: typer.Typer) -> None:
    """Add `warehouse` to the app."""
    app.add_typer(warehouse_app, name="warehouse")


@warehouse_app.callback()
def about() -> None:
    """Where the warehouse is: one file, or a lake for many machines."""


@warehouse_app.command()
def move(to: Annotated[Where, typer.Argument(help="lake: into COPYDESK_WAREHOUSE; file: into COPYDESK_HOME")]) -> None:
    """Copy everything stored into an empty lake, or out of it into a home without a warehouse.

    Rows are counted and checksums compared before it counts as done; what it was copied from stays as it is.
    """
    from flows.jobs.archive.move import to_file, to_lake
    from flows.settings import load

    settings = load()
    moved = (to_lake if to is Where.LAKE else to_file)(settings)
    print(moved.sentence())
    if to is Where.LAKE:
        print(f"{settings.home / 'copydesk.duckdb'} stays as it was; with COPYDESK_WAREHOUSE set it is asked no more")
    else:
        print(f"It is in {settings.home}; unset COPYDESK_WAREHOUSE to go on with it. The lake stays as it was")
