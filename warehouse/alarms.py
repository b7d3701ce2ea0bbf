"""Alarms: what the rules of `desk.health` see in the warehouse, kept once with its end, and told through the outbox."""

from __future__ import annotations

import json
from collections import defaultdict
from datetime import timedelta
from typing import TYPE_CHECKING, Any, NamedTuple

from desk.health.records import Alarm, Changes, DayCount, DeskSeen, OutletSeen, Over, SourceSeen, Text, TextsBefore
from warehouse.db import query
from warehouse.rows import named, rows, utc

if TYPE_CHECKING:
    from datetime import datetime

    import duckdb

AGAIN = timedelta(minutes=50)  # crawls of groups follow each other; one look an hour does
LATELY = timedelta(days=7)  # what is older and was not told yet is no news


class Untold(NamedTuple):
    """An alarm whose beginning or end is to be told."""

    id: int
    kind: str
    name: str  # of the outlet, for readers; "" for the desk itself
    subject: str
    since: datetime
    words: str
    ended: str  # "" while it stands
    begins: bool
    ends: bool


def look(con: duckdb.DuckDBPyConnection, now: datetime, *, always: bool = False) -> Changes:
    """Look at all outlets, keep what begins and ends, in the caller's transaction; what changed.

    Within an hour of the last look nothing is done, unless `always`.
    """
    from desk.health.watch import watch

    (last,) = con.execute(query("last_watch")).fetchone() or (None,)
    if last is not None and not always and utc(last) <= utc(now) < utc(last) + AGAIN:
        return Changes()
    changes = watch(seen(con, now), desk(con, now), opened(con), utc(now))
    if changes.begun:
        told = [{**_columns(alarm), "figures": dict(alarm.figures)} for alarm in changes.begun]
        con.execute(query("add_alarms"), {"rows": rows(told), "now": utc(now)})
    if changes.ended:
        over = [{"id": each.alarm.number, "words": each.words} for each in changes.ended]
        con.execute(query("close_alarms"), {"rows": rows(over), "now": utc(now)})
    con.execute(query("forget_watch"))
    con.execute(query("note_watch"), {"now": utc(now)})
    return changes


def seen(con: duckdb.DuckDBPyConnection, now: datetime) -> list[OutletSeen]:
    """All that the rules look at, by outlet; four statements for all of them."""
    sources, days = defaultdict[str, list[SourceSeen]](list), defaultdict[str, list[DayCount]](list)
    over = defaultdict[str, list[Over]](list)
    for outlet_id, *told in con.execute(query("watch_sources")).fetchall():
        sources[outlet_id].append(SourceSeen(*told))
    for outlet_id, *told in con.execute(query("watch_days"), {"now": utc(now)}).fetchall():
        days[outlet_id].append(DayCount(*map(int, told)))
    for outlet_id, *told in con.execute(query("watch_over"), {"now": utc(now)}).fetchall():
        over[outlet_id].append(Over(*told))
    return [
        OutletSeen(
            line["id"], line["name"] or line["id"], line["first_crawled"], line["last_crawled"],
            sources=tuple(sources[line["id"]]), days=tuple(days[line["id"]]),
            published=tuple(line["published"] or ()), last_lead=line["last_lead"],
            texts=tuple(Text(each["day"], each["words"] or 0, each["undated"]) for each in line["newest"] or ()),
            before=TextsBefore(line["count"], line["undated"], line["usual"], line["low"]),
            over=tuple(over[line["id"]]),
        )
        for line in named(con.execute(query("watch_outlets"), {"now": utc(now)}))
    ]  # fmt: skip


def desk(con: duckdb.DuckDBPyConnection, now: datetime) -> DeskSeen:
    """When crawls and digests were, and since when our line is up."""
    crawls = con.execute(query("watch_crawls"), {"now": utc(now)}).fetchall()
    digests = con.execute(query("watch_digests"), {"now": utc(now)}).fetchall()
    (up,) = con.execute(query("watch_line")).fetchone() or (None,)
    return DeskSeen(tuple(row[0] for row in crawls), tuple(row[0] for row in digests), up)


def opened(con: duckdb.DuckDBPyConnection) -> list[Alarm]:
    """The alarms that stand."""
    found = named(con.execute(query("open_alarms")))
    return [Alarm(**{**line, "figures": json.loads(line["figures"] or "{}")}) for line in found]


def untold(con: duckdb.DuckDBPyConnection, now: datetime) -> list[Untold]:
    """What began or ended in the last days and was not told, oldest first."""
    found = named(con.execute(query("untold_alarms"), {"since": utc(now) - LATELY}))
    return [Untold(**{name: line[name] for name in Untold._fields} | {"ended": line["ended"] or ""}) for line in found]


def is_anything_to_tell(con: duckdb.DuckDBPyConnection, now: datetime) -> bool:
    """Whether `untold` has anything, or a message about alarms is still to be sent to anybody."""
    from desk.digest.outbox_message import FINAL

    (found,) = (
        con.execute(query("alarms_to_tell"), {"since": utc(now) - LATELY, "final": sorted(FINAL)}).fetchone() or ()
    )
    return bool(found)


def mark(con: duckdb.DuckDBPyConnection, told: list[Untold], notice: str) -> None:
    """They stand in this message; "" where there is nobody to tell."""
    con.execute(query("mark_alarms"), {"ids": [each.id for each in told], "notice": notice})


def next_notice(con: duckdb.DuckDBPyConnection) -> str:
    """The id of the next message about alarms in the outbox."""
    (number,) = con.execute(query("next_alarm_notice")).fetchone() or (1,)
    return f"alarms/{number:06d}"


def unsent_notices(con: duckdb.DuckDBPyConnection, target: str) -> list[str]:
    """Ids of messages about alarms that are still to be sent there, oldest first."""
    from desk.digest.outbox_message import FINAL

    asked = {"target": target, "final": sorted(FINAL)}
    return [row[0] for row in con.execute(query("unsent_alarm_notices"), asked).fetchall()]


def _columns(alarm: Alarm) -> dict[str, Any]:
    return {name: getattr(alarm, name) for name in ("kind", "outlet_id", "subject", "since", "words")}
