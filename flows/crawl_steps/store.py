"""The transaction of a visit: what it brought is compared with all history and written at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flows.crawl_steps.visit_records import keep_visit
from flows.decide_steps.decide import decide
from flows.decide_steps.newsdesk import Fresh
from flows.decide_steps.same_pages import keep, sift, told
from warehouse.articles import add_articles

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
    sifted = sift(con, drafts, {article.key: lead.title for lead, article in brought.articles})
    new = add_articles(con, [draft.article for draft in sifted.drafts], run.run_id)
    keep(con, sifted, new, run.means.now)
    brought.outcomes[:] = told(brought.outcomes, brought.articles, sifted, run.means.now)
    brought.reasons += [f"{key}: {wall}" for key, wall in sifted.walls.items()]
    fresh = _fresh(sifted.drafts, new)
    copies = decide(con, fresh, run.newsdesk, run.means.now)
    return keep_visit(
        con, run.run_id, run.means, brought, len(fresh), sum(each.draft.relevant for each in fresh), copies
    )


def _fresh(drafts: Sequence[Draft], new: dict[str, int]) -> list[Fresh]:
    """The first draft of each key that was not stored before."""
    first: dict[str, Draft] = {}
    for draft in drafts:
        first.setdefault(draft.article.key, draft)
    return sorted((Fresh(new[key], draft) for key, draft in first.items() if key in new), key=lambda f: f.article_id)
