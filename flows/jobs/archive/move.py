"""A warehouse moves from its file into a lake, or back; the reading copy is published from where it is then."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flows.crawl_steps.lock import alone
from flows.stored import lake_of
from warehouse.db import Warehouse
from warehouse.lake import Lake
from warehouse.lake_move import into_lake, out_of_lake
from warehouse.reading_copy import publish

if TYPE_CHECKING:
    from flows.settings import Settings
    from warehouse.lake_move import Moved


def to_lake(settings: Settings) -> Moved:
    """The file of this home into the lake of the settings, which is empty. No crawl of this home meanwhile."""
    lake = Lake(settings.home, lake_of(settings))
    with alone(settings.home):
        moved = into_lake(settings.home, lake)
        publish(lake)
    return moved


def to_file(settings: Settings) -> Moved:
    """What the lake holds into a file of this home, which has none. Crawls of other machines go on into the lake."""
    lake = Lake(settings.home, lake_of(settings))
    with alone(settings.home):
        moved = out_of_lake(lake, settings.home)
        publish(Warehouse(settings.home), fresh=True)
    return moved
