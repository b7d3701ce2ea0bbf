"""Runs: one row a crawl, digest or upkeep; one that died without a word is told as crashed."""

from __future__ import annotations

import os
import socket
import uuid
from collections.abc import Mapping
from datetime import datetime, timedelta
from importlib.metadata import version
from typing import TYPE_CHECKING, Any

from warehouse.db import query
from warehouse.lease import running
from warehouse.rows import rows, utc

if TYPE_CHECKING:
    import duckdb

PROCESS = uuid.uuid4().hex  # tells this process from a dead one that had the same pid
LONGEST = timedelta(days=1)  # a run on another machine that is older is taken for dead


def start_run(con: duckdb.DuckDBPyConnection, kind: str, now: datetime, *, flow_run: str | None = None) -> int:
    """Begin a run (crawl, digest, upkeep) and mark dead ones as crashed; returns its number.

    flow_run: id of the Prefect flow run that it is.
    """
    left = con.execute(query("open_runs")).fetchall()
    dead = [row[0] for row in left if _dead(row[1], row[2], row[3], row[4], utc(now))]
    if dead:
        con.execute(query("crash_runs"), {"ids": dead})
    here = {"host": socket.gethostname(), "pid": os.getpid(), "process": PROCESS, "program": version("copydesk")}
    asked = {"kind": kind, "now": utc(now), "flow_run": flow_run, **here}
    row = con.execute(query("next_run_id")).fetchone()
    assert row is not None
    con.execute(query("add_run"), {**asked, "id": row[0]})
    return int(row[0])


def finish_run(
    con: duckdb.DuckDBPyConnection, run_id: int, status: str, now: datetime, totals: Mapping[str, Any] | None = None
) -> None:
    """End a run: status ok, partial or failed; totals are kept as JSON."""
    asked = {"id": run_id, "status": status, "now": utc(now), "totals": rows([dict(totals or {})])[1:-1]}
    con.execute(query("finish_run"), asked)


def _dead(host: str, pid: int, process: str, started_at: datetime, now: datetime) -> bool:
    if process == PROCESS:
        return False
    if now - started_at > LONGEST:
        return True
    return host == socket.gethostname() and (pid == os.getpid() or not running(pid))
