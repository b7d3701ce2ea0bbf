"""Upkeep as a run of its own: recorded like a crawl or a digest."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from desk.digest.phrasing import counted
from desk.errors import UsageError, WarehouseError
from flows import logs
from flows.crawl_steps.lock import alone
from flows.jobs.site.build import keep_site
from flows.stored import warehouse_of
from warehouse import backups, reading_states
from warehouse.alarms import look
from warehouse.backups import Backup
from warehouse.reading_copy import publish
from warehouse.runs import finish_run, start_run
from warehouse.upkeep import Upkeep, size, upkeep

if TYPE_CHECKING:
    from pathlib import Path

    from flows.settings import Settings
    from warehouse.db import Warehouse

LAKES = "back up its database (pg_dump) and then its data files, or `copydesk warehouse move file`"


def keep_up(settings: Settings) -> Upkeep:
    """Prune, check, compact, back up and publish, let old states go; the run is recorded with its totals."""
    warehouse, now = warehouse_of(settings), datetime.now(UTC)
    with warehouse.writing() as con:
        run_id = start_run(con, "upkeep", now, flow_run=logs.flow_run())
    told = upkeep(warehouse, now, keep_days=settings.fetch_log_days, text_days=settings.text_days)
    told = _backed_up(told, settings, warehouse, now)
    told = replace(told, notes=(*told.notes, *_states(settings, now)))
    with warehouse.writing() as con:
        finish_run(con, run_id, "partial" if told.troubles else "ok", datetime.now(UTC), told.totals())
        look(con, now)
    publish(warehouse, tidy=True)
    keep_site(settings)
    return told


def back_up(settings: Settings, warehouse: Warehouse, now: datetime) -> tuple[Backup, int]:
    """One more backup, and none beyond COPYDESK_BACKUPS; returns it and how many there are."""
    _refuse_lake(settings)
    made = backups.back_up(warehouse, settings.backup_folder, now)
    return made, len(backups.let_go(settings.backup_folder, max(1, settings.backups)))


def restore(settings: Settings, name: str) -> tuple[Backup, Path | None]:
    """Put the backup of that name in place and publish it; returns it, and where what stood there is now.

    BusyError while a crawl or an import is running.
    """
    _refuse_lake(settings)
    warehouse, backup = warehouse_of(settings), backups.named(settings.backup_folder, name)
    with alone(settings.home):
        aside = backups.restore(warehouse, backup, datetime.now(UTC))
        publish(warehouse, fresh=True)
    return backup, aside


def _refuse_lake(settings: Settings) -> None:
    if settings.warehouse:
        raise UsageError("COPYDESK_WAREHOUSE", "is a lake, and backups are of the one file", LAKES)


def _backed_up(told: Upkeep, settings: Settings, warehouse: Warehouse, now: datetime) -> Upkeep:
    """A backup that fails is a trouble of this upkeep; where there are troubles, no older backup goes."""
    if not settings.backups:
        return told
    if settings.warehouse:
        return replace(told, notes=(*told.notes, f"backup: none is made of a lake; {LAKES}"))
    try:
        made = backups.back_up(warehouse, settings.backup_folder, now)
        kept = backups.backups(settings.backup_folder)
        if not told.troubles:
            kept = backups.let_go(settings.backup_folder, settings.backups)
    except WarehouseError as error:
        return replace(told, troubles=(*told.troubles, f"backup: {error}"))
    sizes = f"{size(made.size)}; {len(kept)} kept, {size(sum(each.size for each in kept))}"
    return replace(told, notes=(*told.notes, f"backup: {made.folder}, opened and counted: {made.sentence}; {sizes}"))


def _states(settings: Settings, now: datetime) -> tuple[str, ...]:
    kept, taken = reading_states.let_go(settings.home, now, settings.state_days)
    return (f"older states: {counted(kept, 'day')} kept for `sql --at`, {size(taken)}",) if kept else ()
