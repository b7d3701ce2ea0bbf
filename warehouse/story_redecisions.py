"""Deciding all stories anew: what the warehouse knows for it, and what changed written back in one transaction."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from desk.stories.clustering import WINDOW
from desk.stories.reclustering import recluster
from warehouse.arrays import listed
from warehouse.db import query
from warehouse.rows import rows, utc
from warehouse.stories import open_new, refresh
from warehouse.story_cards import card_row, read_card
from warehouse.story_origins import count_origins

if TYPE_CHECKING:
    import duckdb

    from desk.stories.cards import Card
    from desk.stories.clustering import Assignment

CHUNK = 1000  # cards read and assigned at a time
MOST_SETTLED = 3000  # of the newest cards, so that the end of a crawl is a matter of seconds


@dataclass(frozen=True, slots=True)
class Places:
    """Where articles stand: article id to story, to story for pinned ones, to the article it copies."""

    before: Mapping[int, int]
    pinned: Mapping[int, int]
    copies: Mapping[int, int]


def places(con: duckdb.DuckDBPyConnection) -> Places:
    """Where all articles stand now."""
    found = con.execute(query("story_places")).fetchall()
    return Places(
        {article: story for article, story, _, _ in found},
        {article: story for article, story, _, pinned in found if pinned},
        {article: original for article, _, original, _ in found if original is not None},
    )


def redecide_stories(con: duckdb.DuckDBPyConnection, now: datetime) -> int:
    """Assign every article anew by the stored cards; returns how many changed their story.

    Call it in a write transaction. To use new cards (other words, another encoder), call `replace_cards` first.
    """
    known = places(con)
    decided = recluster(stored_cards(con), known.before, known.pinned, known.copies)
    return store_redecided(con, decided, known, now)


def settle_stories(con: duckdb.DuckDBPyConnection, run_id: int, now: datetime) -> int:
    """Assign what came in since the last crawl that ended well once more, in order of time; returns how many moved.

    While a crawl lasts, articles are assigned as they come. Which outlet answered first must decide nothing, so in
    the end an article is assigned beside all that was published before it. Older articles stay where they are, and
    so do copies of what is older than the window. The stories' independent reports are counted here, too.
    """
    (since,) = con.execute(query("unsettled_since"), {"run": run_id}).fetchone() or (None,)
    moved = 0 if since is None else _settle_since(con, since, now)
    count_origins(con)
    return moved


def _settle_since(con: duckdb.DuckDBPyConnection, since: datetime, now: datetime) -> int:
    asked = {"since": since, "from": since - WINDOW, "most": MOST_SETTLED}
    found = con.execute(query("story_cards_since"), asked).fetchall()
    cards = [read_card(*row[:5]) for row in found]
    read = {card.article_id for card in cards}
    before, pinned, copies = dict[int, int](), dict[int, int](), dict[int, int]()
    for article, *_, story, original, stays in found:
        before[article] = story
        if original is not None:
            copies[article] = original
        if stays or not (original is None or original in read):
            pinned[article] = story
    known = Places(before, pinned, copies)
    return store_redecided(con, recluster([cards], before, pinned, copies), known, now)


def stored_cards(con: duckdb.DuckDBPyConnection, size: int = CHUNK) -> Iterator[list[Card]]:
    """The stored cards of all articles in time order, so many at a time; ask nothing else meanwhile."""
    asked = con.execute(query("all_story_cards"))
    while chunk := asked.fetchmany(size):
        yield [read_card(*row) for row in chunk]


def replace_cards(con: duckdb.DuckDBPyConnection, cards: Sequence[Card], now: datetime) -> None:
    """Put these cards in the place of the stored ones of their articles."""
    con.execute(query("drop_story_cards"), {"ids": listed(card.article_id for card in cards)})
    con.execute(query("add_story_cards"), {"rows": rows(card_row(card, utc(now)) for card in cards)})


def leave_stories(con: duckdb.DuckDBPyConnection, article_ids: Sequence[int], now: datetime) -> int:
    """Articles that no topic wants any more tell no story; a person's placing stays. Returns how many left."""
    found = con.execute(query("placed_by_rules"), {"ids": listed(article_ids)}).fetchall()
    con.execute(query("drop_story_articles"), {"ids": listed(article_ids)})
    con.execute(query("drop_story_cards"), {"ids": listed(article_ids)})
    refresh(con, {row[0] for row in found}, now)
    return len(found)


def store_redecided(
    con: duckdb.DuckDBPyConnection, assignments: Sequence[Assignment], known: Places, now: datetime
) -> int:
    """Write what changed; a story left empty leads to the one that took most of its articles."""
    founders = list(dict.fromkeys(a.founder for a in assignments if a.story_id is None))
    opened = dict(zip(founders, open_new(con, len(founders), now), strict=True))
    after = {a.article_id: a.story_id if a.story_id is not None else opened[a.founder] for a in assignments}
    moved = {article for article, story in after.items() if known.before.get(article) != story}
    if not moved:
        return 0
    con.execute(query("drop_story_articles"), {"ids": listed(moved)})
    written = (
        {
            "article_id": a.article_id,
            "story_id": after[a.article_id],
            "score": a.score,
            "why": a.why,
            "copy_of": known.copies.get(a.article_id),
            "pinned": False,
        }
        for a in assignments
        if a.article_id in moved
    )
    con.execute(query("add_story_articles"), {"rows": rows(written), "at": utc(now)})
    _lead_on(con, moved, after, known, now)
    touched = {after[article] for article in moved} | {known.before[a] for a in moved if a in known.before}
    refresh(con, touched, now)
    return len(moved)


def _lead_on(
    con: duckdb.DuckDBPyConnection, moved: set[int], after: Mapping[int, int], known: Places, now: datetime
) -> None:
    """Emptied stories get merged into the story that most of their articles went to."""
    went: dict[int, Counter[int]] = defaultdict(Counter)
    for article in moved:
        if article in known.before:
            went[known.before[article]][after[article]] += 1
    for (story,) in con.execute(query("stories_without_articles"), {"ids": listed(went)}).fetchall():
        con.execute(query("merge_story"), {"id": story, "kept": went[story].most_common(1)[0][0], "at": utc(now)})
