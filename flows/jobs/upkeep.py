"""Upkeep as a run of its own: recorded like a crawl or a digest."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from flows.jobs.site.build import keep_site
from warehouse.db import Warehouse
from warehouse.reading_copy import publish
from warehouse.runs import finish_run, start_run
from warehouse.upkeep import Upkeep, upkeep

if TYPE_CHECKING:
    from flows.settings import Settings


def keep_up(settings: Settings) -> Upkeep:
    """Prune, check, compact and publish; the run is recorded with its totals."""
    warehouse = Warehouse(settings.home)
    with warehouse.writing() as con:
        run_id = start_run(con, "upkeep", datetime.now(UTC))
    told = upkeep(warehouse, datetime.now(UTC), keep_days=settings.fetch_log_days)
    with warehouse.writing() as con:
        finish_run(con, run_id, "partial" if told.troubles else "ok", datetime.now(UTC), told.totals())
    publish(warehouse, tidy=True)
    keep_site(settings)
    return told
