"""What a person changed in names or seeds, decided anew at once for the articles it touches.

What it would take to read everything for (a name that makes an article relevant may make a later one its copy) is left
for `copydesk upkeep redecide`, and said.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import duckdb

    from flows.decide_steps.newsdesk import Newsdesk
    from flows.settings import Settings

MOST = 2_000  # articles decided at once, a minute or two; what is more is a pass of its own
BATCH = 200  # of these a transaction, as in a pass over everything

Find = Callable[["duckdb.DuckDBPyConnection"], Sequence[int]]


@dataclass(frozen=True, slots=True)
class Touched:
    """Articles decided anew, what changed by it, and how many older ones are left for `upkeep redecide`."""

    articles: int = 0
    changed: Counter[str] = field(default_factory=Counter)
    left: int = 0


def decide_touched(settings: Settings, find: Find, now: datetime) -> Touched:
    """Decide the articles that `find` names anew by today's names and seeds, and publish.

    Without a warehouse there is nothing to do.
    """
    from flows.decide_steps.newsdesk import Newsdesk
    from flows.stored import warehouse_of
    from warehouse.reading_copy import publish

    warehouse, newsdesk = warehouse_of(settings), Newsdesk(settings)
    if not warehouse.exists():
        return Touched()
    with warehouse.writing() as con:
        newsdesk.stock(con)
        found = list(find(con))
    ids, changed = sorted(found[:MOST]), Counter[str]()
    for start in range(0, len(ids), BATCH):
        with warehouse.writing() as con:
            changed += _decide(con, ids[start : start + BATCH], newsdesk, now)
    publish(warehouse, now)
    return Touched(len(ids), changed, len(found) - len(ids))


def _decide(con: duckdb.DuckDBPyConnection, ids: Sequence[int], newsdesk: Newsdesk, now: datetime) -> Counter[str]:
    """Topic, names, openness, copies and story of these articles; a story that nothing changes about stays."""
    from flows.decide_steps.compare import compare
    from flows.decide_steps.decide import tell_stories
    from flows.decide_steps.stored_articles import remembered
    from flows.jobs.redecide import cards, in_words_of, topic_and_names
    from warehouse.copy_groups import update_groups
    from warehouse.redecision_pass import forget_found
    from warehouse.story_lines import stories_of
    from warehouse.story_redecisions import leave_stories

    fresh = remembered(con, ids, newsdesk)
    changed = topic_and_names(con, fresh, newsdesk, now)
    forget_found(con, ids)
    compare(con, fresh, newsdesk, now)
    changes = update_groups(con, ids, now)
    changed += Counter(in_words_of(change) for change in changes)
    leave_stories(con, sorted({change.article_id for change in changes} & set(ids)), now)  # all but what people placed
    told = stories_of(con, ids)
    changed += cards(con, [each for each in fresh if each.article_id in told], newsdesk, now)
    tell_stories(con, [each for each in fresh if each.article_id not in told], changes, newsdesk, now)
    return changed


def in_words(touched: Touched) -> list[str]:
    """What was done, a line each."""
    from desk.digest.phrasing import counted

    if not touched.articles:
        return []
    changed = (f"{name}, {counted(count, 'article')}" for name, count in touched.changed.most_common())
    what = "; ".join(changed) or "nothing changed"
    lines = [f"{counted(touched.articles, 'article')} decided anew: {what}"]
    if touched.left:
        lines.append(
            f"{counted(touched.left, 'older article')} left: `copydesk upkeep redecide` decides everything anew"
        )
    return lines
