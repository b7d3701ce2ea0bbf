"""Runs that a kill left behind: the server holds their slot until somebody says that they are dead.

A deployment's concurrency limit counts runs that were begun and never ended. After `kill -9` of a flow with its worker
nobody ends them, and after one of the server even their lease is gone: every further run would be cancelled for ever.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

from flows.jobs.service.api import call, pages
from flows.jobs.service.drift import TAG, deployments_of
from flows.jobs.service.processes import living_runs

if TYPE_CHECKING:
    from flows.jobs.prefect_server import Place

HOLDING = ["RUNNING", "PENDING", "CANCELLING"]
STARTING = timedelta(seconds=120)  # how long a worker may take from PENDING to the process


def release_dead(where: Place, *, since: datetime | None = None) -> list[str]:
    """End every run that no process executes any more, and give back its slot; the names of those runs.

    A run that was begun within STARTING may still be on its way to a process, unless that was before `since`, when the
    worker was started. All workers must be on this machine, and it must tell of its processes (Linux).
    """
    living, now = living_runs(), datetime.now(UTC)
    if living is None:
        return []
    dead = [run for run in holding(where) if run["id"] not in living and _is_over(run, since, now)]
    for run in dead:
        message = "Its process is gone without a word (killed, or the machine went down); its slot was freed."
        state = {"type": "CRASHED", "name": "Crashed", "message": message}
        call(where, "POST", f"/flow_runs/{run['id']}/set_state", {"state": state, "force": True})
    _recount(where)
    return [run["name"] for run in dead]


def holding(where: Place) -> list[dict[str, Any]]:
    """The runs that hold a slot."""
    wanted = {"flow_runs": {"state": {"type": {"any_": HOLDING}}}, "deployments": {"tags": {"all_": [TAG]}}}
    return pages(where, "/flow_runs/filter", wanted)


def _is_over(run: dict[str, Any], since: datetime | None, now: datetime) -> bool:
    begun = datetime.fromisoformat(run["state"]["timestamp"])
    return now - begun > STARTING or (since is not None and begun < since)


def _recount(where: Place) -> None:
    """Set each limit of a deployment to the runs that hold it: a server that was killed forgets its leases."""
    held: dict[str, int] = {}
    for run in holding(where):
        held[run["deployment_id"]] = held.get(run["deployment_id"], 0) + 1
    for deployment in deployments_of(where):
        limit = deployment.get("global_concurrency_limit")
        if limit and limit["active_slots"] > held.get(deployment["id"], 0):
            slots = {"active_slots": held.get(deployment["id"], 0)}
            call(where, "PATCH", f"/v2/concurrency_limits/{limit['id']}", slots)
