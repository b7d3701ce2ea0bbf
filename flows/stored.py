"""The warehouse that the settings name: the file under COPYDESK_HOME, or a lake that many machines share."""

from __future__ import annotations

from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from flows.settings import Settings
    from warehouse.db import Warehouse
    from warehouse.lake_place import LakePlace
    from warehouse.lake_turns import LakeTurns


def warehouse_of(settings: Settings) -> Warehouse:
    """Where this home's articles are; what a lake needs is loaded only where one is named."""
    if settings.warehouse is None:
        from warehouse.db import Warehouse

        return Warehouse(settings.home, backups=settings.backup_folder)
    from warehouse.lake import Lake

    return Lake(settings.home, lake_of(settings))


def lake_of(settings: Settings) -> LakePlace:
    """The lake that COPYDESK_WAREHOUSE names; ConfigError if it names none."""
    from desk.errors import ConfigError
    from warehouse.lake_place import EXAMPLE, SETTING, S3Access, lake_place

    if settings.warehouse is None:
        raise ConfigError(SETTING, "names no lake", EXAMPLE)
    key_id, secret = (
        key.get_secret_value().strip() if key else "" for key in (settings.s3_key_id, settings.s3_secret_key)
    )
    where = settings.s3_endpoint.strip(), settings.s3_region.strip()
    access = S3Access(*where, key_id, secret, settings.s3_url_style, settings.s3_ssl)
    return lake_place(settings.warehouse.get_secret_value(), settings.lake_data.strip(), access)


@asynccontextmanager
async def turns_of(settings: Settings) -> AsyncIterator[LakeTurns | None]:
    """What this crawl agrees about with those of other machines; None where there are none."""
    if settings.warehouse is None:
        yield None
        return
    from warehouse.lake_turns import LakeTurns

    async with LakeTurns(lake_of(settings)) as turns:
        yield turns
