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
from importlib.metadata import version
from pathlib import Path

from desk.errors import ConfigError, CopydeskError
from flows.jobs.service.processes import die_with_parent
from flows.settings import Settings, child_environment

ROOT = Path(__file__).resolve().parents[2]
POOL = "copydesk"
HEARTBEAT = 30  # seconds between two signs of life of a run


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
        COPYDESK_VERSION=version("copydesk"),
        PREFECT_SERVER_CONCURRENCY_LEASE_STORAGE="prefect.server.concurrency.lease_storage.filesystem",
        PREFECT_FLOWS_HEARTBEAT_FREQUENCY=str(HEARTBEAT),
        # server, worker and runs log in our form and without secrets; the formatter that Prefect calls json is ours
        PREFECT_LOGGING_FORMATTERS_JSON_CLASS=f"flows.logs.{'JsonLines' if settings.log == 'json' else 'TextLines'}",
        PREFECT_LOGGING_HANDLERS_CONSOLE_FORMATTER="json",
        PREFECT_LOGGING_COLORS="false",
    )
    if settings.prefect_database:
        environment["PREFECT_SERVER_DATABASE_CONNECTION_URL"] = database(settings.prefect_database.get_secret_value())
    skip = {h for h in environment.get("NO_PROXY", "").split(",") if h} | {"127.0.0.1", "localhost"}
    environment["NO_PROXY"] = environment["no_proxy"] = ",".join(sorted(skip))
    return Place(port, home, environment)


def database(url: str) -> str:
    """A PostgreSQL address in the words of Prefect's driver; ConfigError for anything else."""
    kind, _, rest = url.partition("://")
    if kind not in ("postgresql", "postgres", "postgresql+asyncpg") or not rest:
        remedy = "Write postgresql://USER:PASSWORD@HOST/DATABASE, or leave it unset for SQLite"
        raise ConfigError("COPYDESK_PREFECT_DATABASE", "is no address of a PostgreSQL database", remedy)
    return f"postgresql+asyncpg://{rest}"


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
def child(where: Place, words: list[str], *, log: Path) -> Iterator[subprocess.Popen[bytes]]:
    """A process of this home that is stopped with SIGINT (then harder) when the block ends."""
    log.parent.mkdir(parents=True, exist_ok=True)
    with log.open("ab") as out:
        process = subprocess.Popen(
            words, env=where.environment, cwd=ROOT, stdout=out, stderr=out, start_new_session=True,
            preexec_fn=die_with_parent,
        )  # fmt: skip
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
    with server_process(where, log) as process:
        wait_for(where, process, log)
        yield


def server_process(where: Place, log: Path) -> contextlib.AbstractContextManager[subprocess.Popen[bytes]]:
    """A Prefect server on loopback that begins to start."""
    return child(where, command("server", "start", "--host", "127.0.0.1", "--port", str(where.port)), log=log)


def occupied(port: int) -> bool:
    """Whether something listens on the port already."""
    import socket

    with socket.socket() as probe:
        probe.settimeout(0.5)
        return probe.connect_ex(("127.0.0.1", port)) == 0


def worker(where: Place, log: Path) -> contextlib.AbstractContextManager[subprocess.Popen[bytes]]:
    """A process worker on the pool."""
    words = command("worker", "start", "--pool", POOL, "--type", "process", "--name", "copydesk")
    return child(where, words, log=log)
