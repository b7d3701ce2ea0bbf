"""What a crawl asks before it starts, and the one write after each visit to an outlet."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from desk.visits import Reread, SourceState, Visit
from warehouse.db import query
from warehouse.leads import add_leads, close_leads, open_keys, open_leads
from warehouse.pages import due_rereads
from warehouse.rows import columns, rows, utc

if TYPE_CHECKING:
    import duckdb

    from desk.models import Lead, Source


AHEAD = timedelta(hours=1)  # what was written later than that from now was written by a clock that ran ahead


@dataclass(frozen=True, slots=True)
class Known:
    """What a crawl must know beforehand.

    states: by source URL; leads: open ones that may be fetched now, by outlet, best first;
    due: the outlets that have a lead to fetch, a source that is due, or were never visited;
    rereads: articles whose pages are to be read again, by outlet;
    waiting: the keys of all open leads of an outlet that has more than stand in `leads`.
    """

    states: dict[str, SourceState]
    leads: dict[str, tuple[Lead, ...]]
    due: frozenset[str]
    rereads: dict[str, tuple[Reread, ...]] = field(default_factory=dict)
    waiting: dict[str, frozenset[str]] = field(default_factory=dict)


def known(
    con: duckdb.DuckDBPyConnection,
    outlet_ids: Iterable[str],
    now: datetime,
    *,
    sources: Iterable[Source] | None = None,
    slack: timedelta = timedelta(0),
) -> Known:
    """Read once before a crawl of these outlets.

    `sources` are theirs as configured: one that was never asked makes its outlet due, one that is no longer
    configured does not count. An outlet that would be due within `slack` is due.
    """
    asked, configured = list(outlet_ids), None if sources is None else {source.url: source for source in sources}
    ahead = utc(now) + AHEAD
    found = con.execute(query("known_states"), {"outlets": asked, "ahead": ahead}).fetchall()
    leads = open_leads(con, asked, now)
    states = {row[0]: SourceState(*row) for row in found}
    which = {"outlets": asked, "urls": None if configured is None else list(configured), "ahead": ahead}
    waiting = {
        outlet_id
        for outlet_id, next_due in con.execute(query("outlets_due"), which).fetchall()
        if next_due is not None and next_due > utc(now) + slack
    }
    added = {source.outlet_id for url, source in (configured or {}).items() if url not in states}
    due = frozenset(set(asked) - waiting | added | set(leads))
    return Known(states, leads, due, due_rereads(con, asked, now), open_keys(con, leads))


def store_visits(con: duckdb.DuckDBPyConnection, visits: Sequence[Visit], now: datetime) -> None:
    """Write what the visits of one run leave behind besides their articles, inside the caller's transaction."""
    if not visits:
        return
    run_id = visits[0].run_id
    add_leads(con, [lead for visit in visits for lead in visit.leads], run_id, now)
    close_leads(con, [outcome for visit in visits for outcome in visit.outcomes], now)
    _log_fetches(con, visits, run_id)
    store_reports(con, visits, now)


def store_reports(con: duckdb.DuckDBPyConnection, visits: Sequence[Visit], now: datetime) -> None:
    """Write what visits to as many outlets say of their sources and of themselves: a few statements for all."""
    states = {state["url"]: state for visit in visits for state in _states(visit)}
    if states:
        con.execute(query("drop_sources"), {"urls": list(states)})
        con.execute(query("add_sources"), {"rows": rows(states.values()), "now": utc(now)})
    if visits:
        con.execute(query("replace_outlets"), {"rows": rows(map(_outlet, visits)), "now": utc(now)})
        con.execute(query("add_reports"), {"rows": rows(map(_report, visits)), "now": utc(now)})


def _states(visit: Visit) -> Iterator[dict[str, Any]]:
    kinds = {source.url: source.kind for source in visit.outlet.sources}
    told = {report.url: report for report in visit.report.sources}
    for state in visit.states:
        yield (
            columns(state)
            | {"outlet_id": visit.outlet.id, "interval_seconds": state.interval, "kind": kinds.get(state.url)}
            | ({"status": said.status, "reason": said.reason} if (said := told.get(state.url)) else {})
        )


def _log_fetches(con: duckdb.DuckDBPyConnection, visits: Sequence[Visit], run_id: int) -> None:
    fetches = [
        columns(fetch) | {"fetched_at": fetch.at, "outlet_id": visit.outlet.id}
        for visit in visits
        for fetch in visit.fetches
    ]
    if fetches:
        con.execute(query("add_fetches"), {"rows": rows(fetches), "run_id": run_id})


def _outlet(visit: Visit) -> dict[str, Any]:
    outlet = visit.outlet
    named = {name: getattr(outlet, name) for name in ("id", "name", "home", "language", "tags")}
    return named | {"failed": visit.report.status == "failed"}


def _report(visit: Visit) -> dict[str, Any]:
    names = (
        "outlet_id", "status", "fetched", "stored", "relevant", "copies", "forbidden", "unread", "shut", "seconds",
        "reasons",
    )  # fmt: skip
    told: dict[str, Any] = {name: getattr(visit.report, name) for name in names}
    sources = [columns(source) for source in visit.report.sources]
    return told | {"run_id": visit.run_id, "left_over": visit.report.left, "sources": sources}
