"""`copydesk up`: Prefect server, work pool, deployments and a worker on this machine, until Ctrl-C."""

from __future__ import annotations

import signal
import time
from typing import Annotated

import typer


def register(app: typer.Typer) -> None:
    """Add `up` and `deploy` to the app."""
    app.command()(up)
    app.command()(deploy)


def up(
    port: Annotated[int, typer.Option(min=1, max=65535, help="port of the Prefect server on loopback")] = 4200,
) -> None:
    """Run copydesk on a schedule on this machine: server, work pool, deployments, worker. Ctrl-C stops all."""
    from flows.jobs import prefect_server
    from flows.jobs.deployments import deploy
    from flows.settings import load

    settings = load()
    where = prefect_server.place(settings, port)
    for sign in (signal.SIGINT, signal.SIGTERM):  # SIGINT too: a shell's background job is started with it ignored
        signal.signal(sign, signal.default_int_handler)
    print("copydesk up: starting the Prefect server …", flush=True)
    try:
        with prefect_server.server(where):
            deploy(where, settings)
            with prefect_server.worker(where, where.home / "worker.log") as process:
                print(f"copydesk up: http://127.0.0.1:{port} · crawl hourly, digest daily, upkeep nightly", flush=True)
                print(f"copydesk up: logs in {where.home}; Ctrl-C stops everything", flush=True)
                while process.poll() is None:
                    time.sleep(0.5)
                print(f"copydesk up: the worker stopped by itself; read {where.home / 'worker.log'}", flush=True)
                raise typer.Exit(1)
    except KeyboardInterrupt:
        print("copydesk up: stopped", flush=True)


def deploy(
    port: Annotated[int, typer.Option(min=1, max=65535, help="port of a Prefect server that runs on loopback")] = 4200,
) -> None:
    """Make the work pool and the deployments on a Prefect server that already runs: one digest for each channel."""
    from flows.jobs import deployments, prefect_server
    from flows.settings import load

    settings = load()
    print("deployed: " + ", ".join(deployments.deploy(prefect_server.place(settings, port), settings)))
