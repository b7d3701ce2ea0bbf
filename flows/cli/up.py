"""`copydesk up|down|status|deploy`: server, work pool, deployments and a worker on this machine, and how they are."""

from __future__ import annotations

import signal
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from flows.jobs.service.state import State

Port = Annotated[int, typer.Option(min=1, max=65535, help="port of the Prefect server on loopback")]
PATIENCE = 90.0  # seconds that `down` gives an `up` to end by itself


def register(app: typer.Typer) -> None:
    """Add `up`, `down`, `status` and `deploy` to the app."""
    for command in (up, down, status, deploy):
        app.command()(command)


def up(port: Port = 4200) -> None:
    """Run copydesk on a schedule on this machine: server, work pool, deployments, automations, worker, pages.

    What dies is started again. Ctrl-C, SIGTERM and `copydesk down` stop all of it; started twice, it says so.
    """
    from flows.jobs import prefect_server
    from flows.jobs.service.hold import HeldError, held
    from flows.jobs.service.supervise import Service
    from flows.settings import load

    settings = load()
    where = prefect_server.place(settings, port)
    for sign in (signal.SIGINT, signal.SIGTERM):  # SIGINT too: a shell's background job is started with it ignored
        signal.signal(sign, signal.default_int_handler)
    try:
        with held(where.home, port):
            _say("starting the Prefect server …")
            Service(where, settings, lambda words: _told(words, port, str(where.home))).serve()
    except HeldError as error:
        who = error.holder.sentence() if error.holder else "it is just starting"
        _say(f"runs already: {who}; `copydesk down` ends it")
    except KeyboardInterrupt:
        _say("stopped")


def down() -> None:
    """End `copydesk up` of this home, and whatever an earlier one left running; nothing is lost by it."""
    import os
    import time
    from contextlib import suppress

    from desk.digest.phrasing import counted
    from flows.jobs import prefect_server
    from flows.jobs.service import processes
    from flows.jobs.service.hold import holder
    from flows.settings import load

    where = prefect_server.place(load(), 4200)
    up = holder(where.home)
    if up:
        with suppress(ProcessLookupError):
            os.kill(up.process, signal.SIGTERM)
        end = time.monotonic() + PATIENCE
        while holder(where.home) and time.monotonic() < end:
            time.sleep(0.2)
        if holder(where.home):
            with suppress(ProcessLookupError):
                os.kill(up.process, signal.SIGKILL)
    left = processes.end_all(where.home)
    ended = [f"ended {up.sentence()}"] if up else []
    ended += [f"ended {counted(left, 'process', 'processes')} left behind"] if left else []
    print("copydesk down: " + ("; ".join(ended) or "nothing runs for this home"))


def status(port: Port = 4200, as_json: Annotated[bool, typer.Option("--json", help="print JSON")] = False) -> None:
    """Whether `copydesk up` runs, its server and worker answer, and what runs next; exit status 1 if not."""
    from flows.jobs.service.state import state
    from flows.settings import load

    found = state(load(), port)
    if as_json:
        import json

        print(json.dumps(found.record(), ensure_ascii=False))
    else:
        _show(found)
    if not found.well:
        raise typer.Exit(1)


def deploy(
    port: Port = 4200,
    check: Annotated[bool, typer.Option("--check", help="only tell where the server differs from the file")] = False,
) -> None:
    """Make the work pool, the deployments and the automations on a Prefect server that already runs.

    With --check nothing is changed: each difference is told (a schedule paused by hand), exit status 1 if any.
    """
    from flows.jobs import deployments, prefect_server
    from flows.jobs.service.automations import keep_automations
    from flows.jobs.service.drift import drift
    from flows.settings import load

    settings = load()
    where = prefect_server.place(settings, port)
    if check:
        found = drift(where, deployments.told(settings))
        print("\n".join(found) if found else "the server has what the file says")
        if found:
            raise typer.Exit(1)
        return
    print("deployed: " + ", ".join(deployments.deploy(where, settings)))
    print("automations: " + ", ".join(keep_automations(where)))


def _say(words: str) -> None:
    print(f"copydesk up: {words}", flush=True)


def _told(words: str, port: int, home: str) -> None:
    if words != "started":
        _say(words)
        return
    _say(f"http://127.0.0.1:{port} · crawls each hour by group, digests daily, upkeep nightly, backups checked weekly")
    _say(f"logs in {home}; Ctrl-C or `copydesk down` stops everything")


def _show(found: State) -> None:
    if found.up is None:
        print("copydesk up does not run for this home")
        return
    print(f"copydesk up: {found.up.sentence()}")
    print(f"server: {'answers' if found.server else 'does not answer'}; worker: {found.worker or 'none'}")
    print(f"pages: {found.site or 'not shown'}")
    for each in found.deployments:
        last = f"last {each.last} {each.ended}" if each.last else "never run"
        print(f"  {each.name:18} next {each.next or '-':17} {last}")
    for name in found.unplanned:
        print(f"{name} is scheduled, yet the server planned no run of it: read server.log in its folder")
    for words in found.drift:
        print(f"differs: {words}")
