"""The Prefect flow for the nightly upkeep of the warehouse."""

from __future__ import annotations

from typing import Any

from prefect import flow, get_run_logger

from flows.jobs.upkeep import keep_up
from flows.run_name import run_name
from flows.settings import load


@flow(name="upkeep", flow_run_name=lambda: run_name("upkeep"), persist_result=False)
def upkeep() -> dict[str, Any]:
    """Prune, compact, check and publish."""
    told = keep_up(load())
    for line in told.lines:
        get_run_logger().info(line)
    return told.totals()
