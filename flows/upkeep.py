"""The Prefect flow for the nightly upkeep of the warehouse."""

from __future__ import annotations

import logging
from datetime import UTC, datetime
from typing import Any

from prefect import flow
from prefect.artifacts import create_markdown_artifact
from prefect.client.schemas.objects import State  # noqa: TC002 - prefect reads annotations at run time

from desk.errors import CopydeskError
from flows.digest_steps.alarms import alarms_told
from flows.jobs.upkeep import keep_up
from flows.may_heal import failed
from flows.run_name import logged, run_name
from flows.settings import load

log = logging.getLogger(__name__)


@flow(name="upkeep", flow_run_name=lambda: run_name("upkeep"), persist_result=False)
def upkeep() -> dict[str, Any] | State[Any]:
    """Prune the fetch log, let old texts go, check, compact and back up the warehouse, publish the reading copy."""
    with logged():
        try:
            told = keep_up(load())
        except CopydeskError as error:
            return failed(error)
        for line in told.lines:
            log.info("%s", line)
        if said := alarms_told(load(), datetime.now(UTC)):
            log.info("%s", said)
        lines = "\n".join(f"- {line}" for line in told.lines)
        create_markdown_artifact(key="upkeep", markdown=lines, description="What upkeep did and found")
        return told.totals()
