"""`copydesk upkeep redecide`: topic, names, copies and stories of everything stored, after a rule or a list changed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING, Any

from flows.decide_steps.compare import compare
from flows.decide_steps.decide import imprints, story_cards
from flows.decide_steps.newsdesk import Fresh
from flows.decide_steps.stored_articles import remembered
from warehouse.article_decisions import Decided, load_decided, store_decided
from warehouse.copy_groups import copied_ones, originals, update_groups
from warehouse.redecision_pass import advance, forget_found, next_articles, take_up
from warehouse.stories import refresh, set_copies
from warehouse.story_origins import count_origins, drop_imprints, store_imprints
from warehouse.story_redecisions import leave_stories, places, redecide_stories, replace_cards

if TYPE_CHECKING:
    import duckdb

    from flows.decide_steps.newsdesk import Newsdesk
    from warehouse.copy_groups import GroupChange
    from warehouse.db import Warehouse

BATCH = 200  # articles a transaction: what a stop loses at the most

Tell = Callable[[int, int], None]
Step = Callable[["duckdb.DuckDBPyConnection", Sequence[Fresh], "Newsdesk", datetime], Counter[str]]


@dataclass(frozen=True, slots=True)
class Redecided:
    """What a pass did: articles decided anew in this call, and what changed over the whole pass, by kind of change."""

    articles: int
    changed: Counter[str]


def redecide(
    warehouse: Warehouse,
    newsdesk: Newsdesk,
    now: datetime,
    *,
    afresh: bool = False,
    steps: Sequence[Step] | None = None,
    tell: Tell | None = None,
) -> Redecided:
    """Decide all stored articles anew, oldest first, a transaction a batch; stopped, it goes on where it was.

    Judgements of people are left alone. steps: what is done with each batch (default: topic and names,
    then copies, then story cards; the stories follow at the end); tell: called with (done up to id, last id).
    """
    with warehouse.writing() as con:
        at = take_up(con, now, afresh=afresh)
    count = 0
    while True:
        with warehouse.writing() as con:
            ids = next_articles(con, at, BATCH)
            fresh = remembered(con, ids, newsdesk)
            if newsdesk.trouble:
                raise newsdesk.trouble  # this pass is there for what a failing encoder has left out
            for step in steps or STEPS:
                at.changed.update(step(con, fresh, newsdesk, now))
            if not ids:
                at.changed.update(stories(con, now))
            at = replace(at, up_to=ids[-1] if ids else at.last_id)
            advance(con, at, None if ids else now)
        count += len(ids)
        if tell:
            tell(at.up_to, at.last_id)
        if not ids:
            return Redecided(count, at.changed)


def topic_and_names(
    con: duckdb.DuckDBPyConnection, fresh: Sequence[Fresh], _newsdesk: Newsdesk, _now: datetime
) -> Counter[str]:
    """Store topic, names and openness anew; counts what changed."""
    before = load_decided(con, [each.article_id for each in fresh])
    changed: Counter[str] = Counter()
    for each in fresh:
        was, topics = before[each.article_id], {verdict.topic: verdict.relevant for verdict in each.draft.topics}
        for verdict in was.topics:
            if topics.get(verdict.topic, verdict.relevant) != verdict.relevant:
                changed[f"{verdict.topic}: {'no longer' if verdict.relevant else 'now'} relevant"] += 1
        changed["names"] += was.mentions != each.draft.mentions
    store_decided(con, [Decided(f.article_id, f.draft.topics, f.draft.mentions, f.draft.openness) for f in fresh])
    return +changed


def copies(con: duckdb.DuckDBPyConnection, fresh: Sequence[Fresh], newsdesk: Newsdesk, now: datetime) -> Counter[str]:
    """Find and judge copies anew; counts the articles whose place among copies changed."""
    ids = [each.article_id for each in fresh]
    forget_found(con, ids)
    compare(con, fresh, newsdesk, now)
    return Counter(in_words_of(change) for change in update_groups(con, ids, now))


def cards(con: duckdb.DuckDBPyConnection, fresh: Sequence[Fresh], newsdesk: Newsdesk, now: datetime) -> Counter[str]:
    """Make the story cards anew of what a topic wants, of copies and what they copy; the others tell no story."""
    ids = [each.article_id for each in fresh]
    copied = {*originals(con, ids), *copied_ones(con, ids)}
    telling = [each for each in fresh if each.draft.relevant or each.article_id in copied]
    replace_cards(con, story_cards(telling, newsdesk), now)
    drop_imprints(con, ids)
    store_imprints(con, imprints(telling))
    silent = set(ids) - {each.article_id for each in telling}
    return +Counter({"stories: left theirs": leave_stories(con, sorted(silent), now)})


def stories(con: duckdb.DuckDBPyConnection, now: datetime) -> Counter[str]:
    """Put everything that has a card into stories anew, copies where their originals are; people's words stay."""
    told = list(places(con).before)
    copied = originals(con, told)
    set_copies(con, {article_id: copied.get(article_id) for article_id in told})
    moved = redecide_stories(con, now)
    refresh(con, set(places(con).before.values()), now)
    count_origins(con)
    return +Counter({"stories: moved": moved})


STEPS: tuple[Step, ...] = (topic_and_names, copies, cards)


def in_words_of(change: GroupChange) -> str:
    """How an article's place among copies changed."""
    before, after = (_standing(member) for member in (change.before, change.after))
    return f"copies: {before} → {after}" if before != after else f"copies: {after}, of another group"


def _standing(member: Any) -> str:
    if member is None:
        return "alone"
    return f"{member.standing} ({member.kind})" if member.kind else str(member.standing)
