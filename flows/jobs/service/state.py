"""How the service of a home is: who keeps it running, whether its server and worker answer, what runs next."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

from desk.errors import CopydeskError
from flows.jobs import prefect_server
from flows.jobs.deployments import told
from flows.jobs.service import beside
from flows.jobs.service.api import pages
from flows.jobs.service.drift import deployments_of, drift, name_of
from flows.jobs.service.hold import Holder, holder

if TYPE_CHECKING:
    from flows.jobs.prefect_server import Place
    from flows.settings import Settings

NEXT = {"flow_runs": {"state": {"type": {"any_": ["SCHEDULED"]}}}}
PLANS = timedelta(seconds=60)  # how long after its start a server may take to plan the first runs


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
    unplanned: tuple[str, ...] = ()
    site: str = ""

    @property
    def well(self) -> bool:
        """Whether all of it runs as the file says; the pages are only for a look."""
        runs = self.up and self.server and self.worker == "ONLINE"
        return bool(runs and not self.drift and not self.unplanned)

    def record(self) -> dict[str, Any]:
        """For JSON."""
        return asdict(self) | {"well": self.well}


def state(settings: Settings, port: int) -> State:
    """The state of the home; the port is that of its `up`, else the one given."""
    up = holder(prefect_server.place(settings, port).home)
    where = prefect_server.place(settings, up.port if up else port)
    pages_of = beside.shown(where)
    site = f"http://127.0.0.1:{pages_of.port}/" if pages_of else ""
    if not up or not prefect_server.answers(where):
        return State(up, site=site)
    try:
        workers = pages(where, f"/work_pools/{prefect_server.POOL}/workers/filter", {})
        worker = "ONLINE" if any(each["status"] == "ONLINE" for each in workers) else "OFFLINE" if workers else ""
        differs = tuple(drift(where, told(settings)))
        missing = () if _young(up) else tuple(unplanned(where))
        return State(up, True, worker, tuple(_deployed(where)), differs, missing, site)
    except CopydeskError as error:
        return State(up, True, f"unknown: {error.problem}", site=site)


def unplanned(where: Place) -> list[str]:
    """Deployments with a schedule that is on, of which the server has planned no run: its scheduler does not work."""
    found = []
    for each in deployments_of(where):
        scheduled = not each["paused"] and any(one["active"] for one in each["schedules"])
        planned = NEXT | {"deployments": {"id": {"any_": [each["id"]]}}}
        if scheduled and not _first(where, planned, "EXPECTED_START_TIME_ASC"):
            found.append(name_of(each))
    return found


def _young(up: Holder) -> bool:
    return datetime.now(UTC) - datetime.fromisoformat(up.since).replace(tzinfo=UTC) < PLANS


def _deployed(where: Place) -> list[Deployed]:
    found = []
    for each in deployments_of(where):
        runs = {"deployments": {"id": {"any_": [each["id"]]}}}
        soon = _first(where, NEXT | runs, "EXPECTED_START_TIME_ASC")
        last = _first(where, runs | {"flow_runs": {"start_time": {"is_null_": False}}}, "START_TIME_DESC")
        found.append(
            Deployed(
                name_of(each),
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
