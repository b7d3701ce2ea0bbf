"""What is remembered of hosts between two crawls: who asked to be left alone, and what robots.txt said."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from desk.visits import HostHold, HostMemory, RobotsText
from warehouse.db import query
from warehouse.rows import columns, rows, utc

if TYPE_CHECKING:
    import duckdb

KEPT = timedelta(days=90)  # after their expiry rules are known for so long, should a page stand in their place


def remembered_hosts(con: duckdb.DuckDBPyConnection, now: datetime) -> HostMemory:
    """Holds that are still good, and rules (old ones in case a host loses its file); read once before a crawl."""
    holds = con.execute(query("host_holds"), {"now": utc(now)}).fetchall()
    rules = con.execute(query("host_robots"), {"oldest": utc(now - KEPT), "now": utc(now)}).fetchall()
    return HostMemory(tuple(HostHold(*row) for row in holds), tuple(RobotsText(*row) for row in rules))


def remember_hosts(con: duckdb.DuckDBPyConnection, memory: HostMemory, now: datetime) -> None:
    """Keep these holds and rules in place of older ones of the same hosts; what is over is dropped."""
    if memory.holds:
        hosts = [hold.host for hold in memory.holds]
        con.execute(query("drop_host_holds"), {"hosts": hosts, "now": utc(now)})
        con.execute(query("add_host_holds"), {"rows": rows(columns(hold) for hold in memory.holds)})
    if memory.robots:
        origins = [text.origin for text in memory.robots]
        con.execute(query("drop_host_robots"), {"origins": origins, "oldest": utc(now - KEPT)})
        con.execute(query("add_host_robots"), {"rows": rows(columns(text) for text in memory.robots)})
