"""Server and worker kept running: what dies is started again, and the slots of what died with it are given back."""

from __future__ import annotations

import time
from contextlib import ExitStack, suppress
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from desk.digest.phrasing import counted
from desk.errors import ConfigError, CopydeskError
from flows.jobs import prefect_server
from flows.jobs.deployments import deploy
from flows.jobs.service import processes
from flows.jobs.service.automations import keep_automations
from flows.jobs.service.slots import release_dead

if TYPE_CHECKING:
    import subprocess
    from collections.abc import Callable
    from pathlib import Path

    from flows.jobs.prefect_server import Place
    from flows.settings import Settings

LOOK = 15.0  # seconds between two looks for runs that nobody executes
MOST_STARTS = 6  # of one kind of process within WHILE seconds; more says that it cannot run at all
WHILE = 600.0


class Service:
    """Server and worker of one place. `serve` returns only by an exception, KeyboardInterrupt among them."""

    def __init__(self, where: Place, settings: Settings, say: Callable[[str], None]) -> None:
        self.where, self._settings, self._say = where, settings, say
        self._stacks = {"server": ExitStack(), "worker": ExitStack()}
        self._running: dict[str, subprocess.Popen[bytes]] = {}
        self._starts: dict[str, list[float]] = {"server": [], "worker": []}
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
            self._watch()
        finally:
            self._stop()

    def _watch(self) -> None:
        looked = time.monotonic()
        while True:
            time.sleep(0.5)
            for kind in ("server", "worker"):
                if (status := self._running[kind].poll()) is not None:
                    self._say(f"the {kind} ended with status {status}; starting it again (log: {self._log(kind)})")
                    self._start(kind)
                    self._free()
            if time.monotonic() - looked > LOOK:
                self._free()
                looked = time.monotonic()

    def _start(self, kind: str) -> None:
        now = time.monotonic()
        self._starts[kind] = [at for at in self._starts[kind] if now - at < WHILE] + [now]
        if len(self._starts[kind]) > MOST_STARTS:
            problem = f"ended {MOST_STARTS} times within {WHILE / 60:.0f} minutes"
            raise CopydeskError(f"Prefect {kind}", problem, f"Read {self._log(kind)}")
        self._stacks[kind].close()
        if kind == "server" and (old := self._running.get(kind)):
            processes.end_group(old.pid)  # what it started itself, and holds the port
        begin = prefect_server.server_process if kind == "server" else prefect_server.worker
        if kind == "worker":
            self._since = datetime.now(UTC)  # what is PENDING by now, nobody starts any more
        self._running[kind] = self._stacks[kind].enter_context(begin(self.where, self._log(kind)))
        if kind == "server":
            prefect_server.wait_for(self.where, self._running[kind], self._log(kind))

    def _log(self, kind: str) -> Path:
        return self.where.home / f"{kind}.log"

    def _free(self) -> None:
        """Runs that nobody executes; a server that does not answer just now is asked at the next look."""
        with suppress(CopydeskError):
            for name in release_dead(self.where, since=self._since):
                self._say(f"{name} was killed; its slot is free again")

    def _stop(self) -> None:
        self._stacks["worker"].close()
        if server := self._running.get("server"):  # it hears how the runs end
            processes.end_all(self.where.home, keep=[server.pid, *processes.group(server.pid)])
        self._stacks["server"].close()
        processes.end_all(self.where.home)
