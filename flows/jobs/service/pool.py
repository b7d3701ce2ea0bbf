"""The work pool on a server: made, set right, and where it differs from what the worker and the deployments need."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from desk.errors import CopydeskError
from flows.jobs.prefect_server import POOL, run
from flows.jobs.service.api import call, pages

if TYPE_CHECKING:
    from collections.abc import Mapping

    from flows.jobs.prefect_server import Place

TYPE = "process"  # its worker starts each run as a process of its own machine
QUEUE = "default"
OPEN = {"is_paused": False, "concurrency_limit": None}


def keep_pool(where: Place) -> None:
    """Make the pool, or let it go on where it was paused or limited; CopydeskError where it is of another type.

    A worker of ours would take runs of such a pool and not know how to begin them.
    """
    pool = _pool(where)
    if pool and pool["type"] != TYPE:
        remedy = f"Delete it in Prefect's pages or by `prefect work-pool delete {POOL}`, then deploy again"
        raise CopydeskError(f"work pool {POOL}", f"is of type {pool['type']}, not {TYPE}", remedy)
    run(where, "work-pool", "create", POOL, "--type", TYPE, "--overwrite")
    if pool_drift(where):
        call(where, "PATCH", f"/work_pools/{POOL}", OPEN)
        call(where, "PATCH", f"/work_pools/{POOL}/queues/{QUEUE}", OPEN)


def pool_drift(where: Place) -> list[str]:
    """How the server's pool and its queue differ from ours, in words."""
    pool = _pool(where)
    if pool is None:
        return [f"work pool {POOL}: is not on the server"]
    found = [f"type is {pool['type']!r}, not {TYPE!r}"] if pool["type"] != TYPE else []
    queues = pages(where, f"/work_pools/{POOL}/queues/filter", {})
    queue = next((each for each in queues if each["name"] == QUEUE), None)
    found += _closed(pool)
    found += [f"its queue {QUEUE} {each}" for each in _closed(queue)] if queue else [f"has no queue {QUEUE}"]
    return [f"work pool {POOL}: {each}" for each in found]


def _closed(has: Mapping[str, Any]) -> list[str]:
    limit = has["concurrency_limit"]
    return ["is paused"] * bool(has["is_paused"]) + [f"is limited to {limit} runs at once"] * (limit is not None)


def _pool(where: Place) -> dict[str, Any] | None:
    return next((each for each in pages(where, "/work_pools/filter", {}) if each["name"] == POOL), None)
