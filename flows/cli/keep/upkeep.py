"""`copydesk upkeep`: prune, check, compact, back up and publish; each also by itself. And the way back: restore."""

from __future__ import annotations

import sys
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from flows.settings import Settings
    from warehouse.db import Warehouse

# Open for further commands: another module adds its own with @upkeep_app.command().
upkeep_app = typer.Typer(invoke_without_command=True, help="Keep the warehouse in order; without a command: all of it.")

Days = Annotated[int | None, typer.Option("--keep-days", min=1, help="days the fetch log is kept")]


def register(app: typer.Typer) -> None:
    """Add `upkeep` to the app."""
    app.add_typer(upkeep_app, name="upkeep")


@upkeep_app.callback()
def everything(ctx: typer.Context, keep_days: Days = None) -> None:
    """Prune the fetch log, let old texts go, check, rewrite a file with holes, back up, publish the reading copy."""
    if ctx.invoked_subcommand is None:
        from flows.jobs.upkeep import keep_up

        told = keep_up(_settings(keep_days))
        for line in told.lines:
            print(line)
        if told.troubles:
            raise typer.Exit(1)


@upkeep_app.command()
def check() -> None:
    """Read every block and look for what does not fit together; exit status 1 if something is found."""
    from warehouse.upkeep import check

    troubles = check(_warehouse())
    print("\n".join(troubles) if troubles else "nothing is wrong")
    if troubles:
        raise typer.Exit(1)


@upkeep_app.command()
def prune(keep_days: Days = None) -> None:
    """Forget requests that are older than some days."""
    from warehouse.upkeep import prune

    rows = prune(_warehouse(), datetime.now(UTC), _settings(keep_days).fetch_log_days)
    print(f"{rows:,} {'row' if rows == 1 else 'rows'} pruned")


@upkeep_app.command()
def compact(force: Annotated[bool, typer.Option("--force", help="also a file that has few holes")] = False) -> None:
    """Rewrite the file without its holes."""
    from warehouse.upkeep import compact, size

    before, after = compact(_warehouse(), force=force)
    print(f"{size(before)} before, {size(after)} after" if before != after else f"{size(before)}: nothing to gain")


@upkeep_app.command()
def publish(fresh: Annotated[bool, typer.Option("--fresh", help="write every text file anew")] = False) -> None:
    """Publish the reading copy that `copydesk sql` asks."""
    from warehouse.reading_copy import publish

    print(publish(_warehouse(), fresh=fresh))


@upkeep_app.command()
def backup() -> None:
    """Copy the warehouse, open the copy and count it; the oldest copies go."""
    from flows.jobs.upkeep import back_up
    from flows.settings import load
    from warehouse.upkeep import size

    made, kept = back_up(load(), _warehouse(), datetime.now(UTC))
    print(f"{made.folder}: {size(made.size)}, opened and counted: {made.sentence}; {kept} kept")


@upkeep_app.command()
def restore(
    name: Annotated[str | None, typer.Argument(help="a backup's name, its day, or latest; without it: a list")] = None,
) -> None:
    """Put a backup in the warehouse's place; what stood there is put aside, not lost."""
    from flows.jobs.upkeep import restore
    from flows.settings import load

    settings = load()
    if name is None:
        _list(settings)
        return
    backup, aside = restore(settings, name)
    print(f"restored {backup.folder.name}, opened and counted: {backup.sentence}")
    if aside:
        print(f"What stood there is in {aside}; COPYDESK_HOME={aside} asks it")


def _list(settings: Settings) -> None:
    from flows.cli.ask.tables import write_table
    from warehouse.backups import backups
    from warehouse.upkeep import size

    known = backups(settings.backup_folder)
    if not known:
        print(f"no backups in {settings.backup_folder} yet; `copydesk upkeep backup` makes one")
        return
    shown = [(each.folder.name, size(each.size), each.sentence) for each in known]
    write_table(("backup", "size", "what is in it"), ("VARCHAR",) * 3, shown, sys.stdout, 0)


def _settings(keep_days: int | None) -> Settings:
    from flows.settings import load

    settings = load()
    return settings.model_copy(update={"fetch_log_days": keep_days}) if keep_days else settings


def _warehouse() -> Warehouse:
    from flows.settings import load
    from flows.stored import warehouse_of

    return warehouse_of(load())
