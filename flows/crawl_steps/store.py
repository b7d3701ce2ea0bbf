"""The transaction of visits that are ready together: what they brought is compared with all history and written."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from flows.crawl_steps.visit_records import Counts, keep_visits
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
    run: CrawlRun, con: duckdb.DuckDBPyConnection, visits: Sequence[Brought], drafts: Sequence[Draft]
) -> list[OutletReport]:
    """Copies, stories, topic and names of the visits' articles; in the caller's transaction with the visits' records.

    drafts: of all their articles, in order.
    """
    sifted = sift(con, drafts)
    new = add_articles(con, [draft.article for draft in sifted.drafts], run.run_id)
    keep(con, sifted, new, run.means.now)
    fresh = _fresh(sifted.drafts, new)
    copies = decide(con, fresh, run.newsdesk, run.means.now)
    stored = {id(each.draft): each for each in fresh}
    left, counts = iter(drafts), []
    for brought in visits:
        brought.outcomes[:] = told(brought.outcomes, brought.articles, sifted)
        own = [stored[id(draft)] for draft in islice(left, len(brought.articles)) if id(draft) in stored]
        relevant = sum(each.draft.relevant for each in own)
        if relevant and run.newsdesk.trouble:
            brought.reasons.append(str(run.newsdesk.trouble))
        counts.append(Counts(len(own), relevant, sum(each.article_id in copies for each in own)))
    return keep_visits(con, run.run_id, run.means, visits, counts)


def _fresh(drafts: Sequence[Draft], new: dict[str, int]) -> list[Fresh]:
    """The first draft of each key that was not stored before."""
    first: dict[str, Draft] = {}
    for draft in drafts:
        first.setdefault(draft.article.key, draft)
    return sorted((Fresh(new[key], draft) for key, draft in first.items() if key in new), key=lambda f: f.article_id)
