"""The transaction of a visit: what it brought is compared with all history and written at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flows.crawl_steps.visit_records import keep_visit
from flows.decide_steps.same_pages import guids_of, names_of, told
from flows.decide_steps.take_in import take_in

if TYPE_CHECKING:
    from collections.abc import Sequence

    import duckdb

    from desk.visits import OutletReport
    from flows.crawl_steps.run import CrawlRun
    from flows.crawl_steps.visit_state import Brought
    from flows.decide_steps.newsdesk import Draft


def decide_and_store(
    con: duckdb.DuckDBPyConnection, run: CrawlRun, brought: Brought, drafts: Sequence[Draft]
) -> OutletReport:
    """Copies, stories, topic and names of a visit's articles; in the caller's transaction with the visit's records."""
    given = guids_of(brought.articles), names_of(brought.articles)
    taken = take_in(con, drafts, run.run_id, run.newsdesk, run.means.now, *given)
    brought.outcomes[:] = told(brought.outcomes, brought.articles, taken.sifted, run.means.now)
    brought.reasons += [f"{key}: {wall}" for key, wall in taken.sifted.walls.items()]
    return keep_visit(con, run.run_id, run.means, brought, taken.stored, taken.relevant, taken.copies)
