"""What a crawl asks before it starts, and the one write after each visit to an outlet."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from desk.visits import SourceState, Visit
from warehouse.articles import add_articles, article_rows, article_texts, find_article
from warehouse.db import query
from warehouse.leads import KnownKeys, add_leads, close_leads, known_hashes, known_keys, open_leads, unknown_keys
from warehouse.rows import rows, utc
from warehouse.runs import finish_run, start_run

if TYPE_CHECKING:
    import duckdb

    from desk.models import Lead, Source

__all__ = [
    "Known", "KnownKeys", "article_rows", "article_texts", "find_article", "finish_run", "known", "known_hashes",
    "known_keys", "start_run", "store_visit", "unknown_keys",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Known:
    """What a crawl must know beforehand.

    states: by source URL; leads: open ones that may be fetched now, by outlet, best first;
    due: the outlets that have a lead to fetch, a source that is due, or were never visited.
    """

    states: dict[str, SourceState]
    leads: dict[str, tuple[Lead, ...]]
    due: frozenset[str]


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
    found = con.execute(query("known_states"), {"outlets": asked}).fetchall()
    leads = open_leads(con, asked, now)
    states = {row[0]: SourceState(*row) for row in found}
    urls = None if configured is None else list(configured)
    waiting = {
        outlet_id
        for outlet_id, next_due in con.execute(query("outlets_due"), {"outlets": asked, "urls": urls}).fetchall()
        if next_due is not None and next_due > utc(now) + slack
    }
    added = {source.outlet_id for url, source in (configured or {}).items() if url not in states}
    return Known(states, leads, frozenset(set(asked) - waiting | added | set(leads)))


def store_visit(con: duckdb.DuckDBPyConnection, visit: Visit, now: datetime) -> dict[str, int]:
    """Write all that a visit leaves behind, inside the caller's transaction.

    Returns {key: id} of the articles that are really new; uniqueness is decided here, by key.
    """
    new = add_articles(con, visit.articles, visit.run_id)
    add_leads(con, visit.leads, visit.run_id, now)
    close_leads(con, visit.outcomes, now)
    _store_states(con, visit, now)
    _log_fetches(con, visit)
    _store_report(con, visit, now)
    return new


def _store_states(con: duckdb.DuckDBPyConnection, visit: Visit, now: datetime) -> None:
    if not visit.states:
        return
    kinds = {source.url: source.kind for source in visit.outlet.sources}
    told = {report.url: report for report in visit.report.sources}
    states = {state.url: state for state in visit.states}
    given = [
        asdict(state)
        | {"interval_seconds": state.interval, "kind": kinds.get(url)}
        | ({"status": told[url].status, "reason": told[url].reason} if url in told else {})
        for url, state in states.items()
    ]
    con.execute(query("drop_sources"), {"urls": list(states)})
    con.execute(query("add_sources"), {"rows": rows(given), "outlet_id": visit.outlet.id, "now": utc(now)})


def _log_fetches(con: duckdb.DuckDBPyConnection, visit: Visit) -> None:
    if visit.fetches:
        given = rows(asdict(fetch) | {"fetched_at": fetch.at} for fetch in visit.fetches)
        con.execute(query("add_fetches"), {"rows": given, "run_id": visit.run_id, "outlet_id": visit.outlet.id})


def _store_report(con: duckdb.DuckDBPyConnection, visit: Visit, now: datetime) -> None:
    outlet, report = visit.outlet, visit.report
    con.execute(
        query("replace_outlet"),
        {"id": outlet.id, "name": outlet.name, "home": outlet.home, "language": outlet.language, "now": utc(now),
         "failed": report.status == "failed"},
    )  # fmt: skip
    columns: dict[str, Any] = {
        name: getattr(report, name)
        for name in ("status", "fetched", "stored", "relevant", "copies", "forbidden", "seconds")
    }
    con.execute(
        query("add_report"),
        columns
        | {"run_id": visit.run_id, "outlet_id": outlet.id, "now": utc(now), "left_over": report.left}
        | {"reasons": list(report.reasons), "sources": rows(asdict(source) for source in report.sources)},
    )
