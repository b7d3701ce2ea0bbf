"""The transaction of visits that are ready together: what they brought is compared with all history and written."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from flows.crawl_steps.visit_records import Counts, keep_visits
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
    run: CrawlRun, con: duckdb.DuckDBPyConnection, visits: Sequence[Brought], drafts: Sequence[Draft]
) -> list[OutletReport]:
    """Copies, stories, topic and names of the visits' articles; in the caller's transaction with the visits' records.

    drafts: of all their articles, in order.
    """
    pairs = [each for brought in visits for each in brought.articles]
    taken = take_in(con, drafts, run.run_id, run.newsdesk, run.means.now, guids_of(pairs), names_of(pairs))
    stored = {id(each.draft): each for each in taken.fresh}
    left, counts = iter(drafts), []
    for brought in visits:
        brought.outcomes[:] = told(brought.outcomes, brought.articles, taken.sifted, run.means.now)
        walls = taken.sifted.walls
        reasons = [f"{own.url}: {walls[own.key]}" for _, own in brought.articles if own.key in walls]
        own = [stored[id(draft)] for draft in islice(left, len(brought.articles)) if id(draft) in stored]
        relevant = sum(each.draft.relevant for each in own)
        if relevant and run.newsdesk.trouble:
            reasons.append(str(run.newsdesk.trouble))
        brought.reasons += [reason for reason in reasons if reason not in brought.reasons]  # it may be asked again
        counts.append(Counts(len(own), relevant, sum(each.article_id in taken.copied for each in own)))
    return keep_visits(con, run.run_id, run.means, visits, counts)
