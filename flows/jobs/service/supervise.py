"""Server, worker and pages kept running: what dies is started again, and the slots of what died with it given back."""

from __future__ import annotations

import time
from contextlib import ExitStack, suppress
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from desk.digest.phrasing import counted
from desk.errors import ConfigError, CopydeskError
from flows.jobs import prefect_server
from flows.jobs.deployments import deploy
from flows.jobs.service import beside, kept_log, processes
from flows.jobs.service.automations import keep_automations
from flows.jobs.service.slots import release_dead
from flows.jobs.service.state import PLANS, unplanned

if TYPE_CHECKING:
    import subprocess
    from collections.abc import Callable
    from contextlib import AbstractContextManager
    from pathlib import Path

    from flows.jobs.prefect_server import Place
    from flows.settings import Settings

LOOK = 15.0  # seconds between two looks for runs that nobody executes
MOST_STARTS = 6  # of one kind of process within WHILE seconds; more says that it cannot run at all
WHILE = 600.0


class Service:
    """All of one place. `serve` returns only by an exception, KeyboardInterrupt among them."""

    def __init__(self, where: Place, settings: Settings, say: Callable[[str], None]) -> None:
        self.where, self._settings, self._say = where, settings, say
        self._begin: dict[str, Callable[[Place, Path], AbstractContextManager[subprocess.Popen[bytes]]]] = {
            "server": prefect_server.server_process,
            "worker": prefect_server.worker,
            "site": lambda where, log: beside.process(where, settings.site_port, log),
        }
        self._stacks = {kind: ExitStack() for kind in self._begin}
        self._running: dict[str, subprocess.Popen[bytes]] = {}
        self._starts: dict[str, list[float]] = {kind: [] for kind in self._begin}
        self._since = datetime.now(UTC)

    def serve(self) -> None:
        """Start all of it, then watch."""
        if left := processes.end_all(self.where.home):
            self._say(f"ended {counted(left, 'process', 'processes')} that an earlier `copydesk up` left behind")
        if prefect_server.occupied(self.where.port):
            problem = "is in use by another program"
            raise ConfigError(f"port {self.where.port}", problem, "Give another one with --port")
        try:
            self._start("server")
            deploy(self.where, self._settings)
            keep_automations(self.where)
            self._free()
            self._start("worker")
            self._say("started")
            self._show()
            self._watch()
        finally:
            self._stop()

    def _watch(self) -> None:
        looked = began = time.monotonic()
        told = False
        while True:
            time.sleep(0.5)
            for kind in list(self._running):
                self._keep(kind)
            if time.monotonic() - looked > LOOK:
                self._free()
                for kind in self._running:
                    kept_log.turn(self._log(kind))
                looked = time.monotonic()
            if not told and time.monotonic() - began > PLANS.total_seconds():
                self._tell_unplanned()
                told = True

    def _keep(self, kind: str) -> None:
        """Start again what has ended; pages that cannot be shown are told and given up."""
        if (status := self._running[kind].poll()) is None:
            return
        if kind == "site" and (status in (1, 2) or len(self._starts[kind]) >= MOST_STARTS):
            del self._running[kind]
            self._say(f"the pages are not shown: {self._last_line(kind)}")
            return
        name = "server of the pages" if kind == "site" else kind
        self._say(f"the {name} ended with status {status}; starting it again (log: {self._log(kind)})")
        self._start(kind)
        if kind != "site":
            self._free()

    def _start(self, kind: str) -> None:
        now = time.monotonic()
        self._starts[kind] = [at for at in self._starts[kind] if now - at < WHILE] + [now]
        if len(self._starts[kind]) > MOST_STARTS:
            problem = f"ended {MOST_STARTS} times within {WHILE / 60:.0f} minutes"
            raise CopydeskError(f"Prefect {kind}", problem, f"Read {self._log(kind)}")
        self._stacks[kind].close()
        if kind == "server" and (old := self._running.get(kind)):
            processes.end_group(old.pid)  # what it started itself, and holds the port
        if kind == "worker":
            self._since = datetime.now(UTC)  # what is PENDING by now, nobody starts any more
        self._running[kind] = self._stacks[kind].enter_context(self._begin[kind](self.where, self._log(kind)))
        if kind == "server":
            prefect_server.wait_for(self.where, self._running[kind], self._log(kind))

    def _show(self) -> None:
        """The pages; everything else goes on without them."""
        if port := self._settings.site_port:
            if prefect_server.occupied(port):
                remedy = "COPYDESK_SITE_PORT names another, 0 none"
                self._say(f"the pages are not shown: port {port} is in use by another program. {remedy}")
                return
            self._start("site")
            self._say(f"the desk's pages: http://127.0.0.1:{port}/")

    def _tell_unplanned(self) -> None:
        """A server may answer and plan nothing."""
        with suppress(CopydeskError):
            for name in unplanned(self.where):
                self._say(f"{name} is scheduled, yet the server planned no run of it. Read {self._log('server')}")

    def _last_line(self, kind: str) -> str:
        lines = self._log(kind).read_text("utf-8", "replace").splitlines()
        return lines[-1] if lines else f"ended at once (log: {self._log(kind)})"

    def _log(self, kind: str) -> Path:
        return self.where.home / f"{kind}.log"

    def _free(self) -> None:
        """Runs that nobody executes; a server that does not answer just now is asked at the next look."""
        with suppress(CopydeskError):
            for name in release_dead(self.where, since=self._since):
                self._say(f"{name} was killed; its slot is free again")

    def _stop(self) -> None:
        self._stacks["worker"].close()
        self._stacks["site"].close()
        if server := self._running.get("server"):  # it hears how the runs end
            processes.end_all(self.where.home, keep=[server.pid, *processes.group(server.pid)])
        self._stacks["server"].close()
        processes.end_all(self.where.home)
