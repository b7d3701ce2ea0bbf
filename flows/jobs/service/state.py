"""How the service of a home is: who keeps it running, whether its server and worker answer, what runs next."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from typing import TYPE_CHECKING, Any

from desk.errors import CopydeskError
from flows.jobs import prefect_server
from flows.jobs.deployments import told
from flows.jobs.service.api import pages
from flows.jobs.service.drift import TAG, drift
from flows.jobs.service.hold import Holder, holder

if TYPE_CHECKING:
    from flows.jobs.prefect_server import Place
    from flows.settings import Settings


@dataclass(frozen=True, slots=True)
class Deployed:
    """One deployment: its name, its next run, how its last one ended (`` where there is none)."""

    name: str
    next: str = ""
    last: str = ""
    ended: str = ""


@dataclass(frozen=True, slots=True)
class State:
    """What `copydesk status` tells."""

    up: Holder | None
    server: bool = False
    worker: str = ""
    deployments: tuple[Deployed, ...] = ()
    drift: tuple[str, ...] = field(default=())

    @property
    def well(self) -> bool:
        """Whether all of it runs as the file says."""
        return bool(self.up and self.server and self.worker == "ONLINE" and not self.drift)

    def record(self) -> dict[str, Any]:
        """For JSON."""
        return asdict(self) | {"well": self.well}


def state(settings: Settings, port: int) -> State:
    """The state of the home; the port is that of its `up`, else the one given."""
    up = holder(prefect_server.place(settings, port).home)
    where = prefect_server.place(settings, up.port if up else port)
    if not up or not prefect_server.answers(where):
        return State(up)
    try:
        workers = pages(where, f"/work_pools/{prefect_server.POOL}/workers/filter", {})
        worker = "ONLINE" if any(each["status"] == "ONLINE" for each in workers) else "OFFLINE" if workers else ""
        return State(up, True, worker, tuple(_deployed(where)), tuple(drift(where, told(settings))))
    except CopydeskError as error:
        return State(up, True, f"unknown: {error.problem}")


def _deployed(where: Place) -> list[Deployed]:
    found = []
    wanted = {"deployments": {"tags": {"all_": [TAG]}}}
    for each in pages(where, "/deployments/filter", {**wanted, "sort": "NAME_ASC"}):
        runs = {"deployments": {"id": {"any_": [each["id"]]}}}
        soon = _first(
            where, runs | {"flow_runs": {"state": {"type": {"any_": ["SCHEDULED"]}}}}, "EXPECTED_START_TIME_ASC"
        )
        last = _first(where, runs | {"flow_runs": {"start_time": {"is_null_": False}}}, "START_TIME_DESC")
        found.append(
            Deployed(
                f"{each['entrypoint'].rsplit('.')[-1]}/{each['name']}",
                soon.get("expected_start_time", "")[:16],
                last.get("start_time", "")[:16],
                last.get("state_name", ""),
            )
        )
    return found


def _first(where: Place, wanted: dict[str, Any], sort: str) -> dict[str, Any]:
    from flows.jobs.service.api import call

    rows = call(where, "POST", "/flow_runs/filter", {**wanted, "sort": sort, "limit": 1})
    return dict(rows[0]) if rows else {}
