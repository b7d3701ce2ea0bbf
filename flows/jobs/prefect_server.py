"""Prefect on one machine: server, work pool, deployments and a worker as child processes.

Workers took the place of agents in Prefect 3: a process work pool hands runs to `prefect worker start`.
"""

from __future__ import annotations

import contextlib
import http.client
import signal
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from desk.errors import ConfigError, CopydeskError
from flows.settings import Settings, child_environment

ROOT = Path(__file__).resolve().parents[2]
POOL = "copydesk"


@dataclass(frozen=True, slots=True)
class Place:
    """Where Prefect runs: its server's port, its own home, and the environment its processes get."""

    port: int
    home: Path
    environment: dict[str, str]

    @property
    def api(self) -> str:
        """The server's API address."""
        return f"http://127.0.0.1:{self.port}/api"


def place(settings: Settings, port: int) -> Place:
    """Prefect's home lies under COPYDESK_HOME, its telemetry is off, our own addresses bypass any proxy."""
    home = settings.home.resolve() / "prefect"
    environment = child_environment(
        PREFECT_API_URL=f"http://127.0.0.1:{port}/api",
        PREFECT_HOME=str(home),
        PREFECT_SERVER_ANALYTICS_ENABLED="false",
        DO_NOT_TRACK="1",
        PREFECT_CLI_PROMPT="false",
        COPYDESK_ROOT=str(ROOT),
        COPYDESK_HOME=str(settings.home.resolve()),
        COPYDESK_TIMEZONE=settings.timezone,
    )
    skip = {h for h in environment.get("NO_PROXY", "").split(",") if h} | {"127.0.0.1", "localhost"}
    environment["NO_PROXY"] = environment["no_proxy"] = ",".join(sorted(skip))
    return Place(port, home, environment)


def command(*words: str) -> list[str]:
    """A Prefect command line in this very interpreter."""
    return [sys.executable, "-m", "prefect", *words]


def run(where: Place, *words: str) -> str:
    """Run one Prefect command to its end; its output, or a CopydeskError with its last lines."""
    done = subprocess.run(
        command(*words), env=where.environment, cwd=ROOT, capture_output=True, text=True, check=False, timeout=300
    )
    if done.returncode:
        tail = " ".join((done.stdout + done.stderr).split()[-60:])
        raise CopydeskError(f"prefect {' '.join(words)}", f"ended with status {done.returncode}: {tail}")
    return done.stdout


@contextlib.contextmanager
def child(where: Place, *words: str, log: Path) -> Iterator[subprocess.Popen[bytes]]:
    """A Prefect process that is stopped with SIGINT (then harder) when the block ends."""
    log.parent.mkdir(parents=True, exist_ok=True)
    with log.open("ab") as out:
        process = subprocess.Popen(
            command(*words), env=where.environment, cwd=ROOT, stdout=out, stderr=out, start_new_session=True
        )
        try:
            yield process
        finally:
            for sign in (signal.SIGINT, signal.SIGTERM, signal.SIGKILL):
                if process.poll() is None:
                    process.send_signal(sign)
                    with contextlib.suppress(subprocess.TimeoutExpired):
                        process.wait(15)


def wait_for(where: Place, process: subprocess.Popen[bytes], log: Path, seconds: float = 90) -> None:
    """Return when the server answers its health check."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if process.poll() is not None:
            raise CopydeskError("Prefect server", f"stopped with status {process.returncode}", f"Read {log}")
        if answers(where):
            return
        time.sleep(0.3)
    raise CopydeskError("Prefect server", f"did not answer within {seconds:.0f} s", f"Read {log}")


def answers(where: Place) -> bool:
    """Whether a Prefect server is there and well."""
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    try:
        return bool(opener.open(f"{where.api}/health", timeout=5).status == 200)
    except (OSError, http.client.HTTPException):
        return False


@contextlib.contextmanager
def server(where: Place) -> Iterator[None]:
    """A Prefect server on loopback, answering."""
    if occupied(where.port):
        raise ConfigError(f"port {where.port}", "is in use by another program", "Give another one with --port")
    log = where.home / "server.log"
    with child(where, "server", "start", "--host", "127.0.0.1", "--port", str(where.port), log=log) as process:
        wait_for(where, process, log)
        yield


def occupied(port: int) -> bool:
    """Whether something listens on the port already."""
    import socket

    with socket.socket() as probe:
        probe.settimeout(0.5)
        return probe.connect_ex(("127.0.0.1", port)) == 0


def worker(where: Place, log: Path) -> contextlib.AbstractContextManager[subprocess.Popen[bytes]]:
    """A process worker on the pool."""
    return child(where, "worker", "start", "--pool", POOL, "--type", "process", "--name", "copydesk", log=log)
