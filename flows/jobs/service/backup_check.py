"""Whether the backups could be put in place today: the newest is young enough, and each opens and holds its rows."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from desk.errors import WarehouseError
from warehouse import backups
from warehouse.backup_files import verify

if TYPE_CHECKING:
    from datetime import datetime

    from flows.settings import Settings

OLD = timedelta(days=2)  # upkeep makes one a night


def check_backups(settings: Settings, now: datetime) -> list[str]:
    """A line for each backup that was opened, the newest first; WarehouseError at the first that is no use."""
    folder, remedy = settings.backup_folder, "Run `copydesk upkeep backup`, and look why the nightly upkeep made none"
    if not settings.backups:
        return ["COPYDESK_BACKUPS is 0: no backups are kept here"]
    known = backups.backups(folder)[::-1]
    if not known:
        raise WarehouseError(str(folder), "holds no backup", remedy)
    if now - known[0].made > OLD:
        raise WarehouseError(str(folder), f"its newest backup is of {known[0].made:%Y-%m-%d}", remedy)
    for each in known:
        verify(each.file, each.rows)
    return [f"{each.folder.name}: opened, every table counted; {each.sentence}" for each in known]
