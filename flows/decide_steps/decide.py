"""The decision on new articles: copies, stories, topics and names, for a crawl and for deciding anew alike."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from desk.lineage.imprint import imprint
from desk.stories.cards import Card, card
from desk.stories.clustering import assign
from desk.stories.meaning import made_by, meanings
from flows.decide_steps.compare import compare
from flows.decide_steps.stored_articles import remembered
from warehouse.article_decisions import Decided, store_decided
from warehouse.copy_groups import originals, update_new_groups
from warehouse.stories import open_stories, refresh, set_copies, store_assignments
from warehouse.story_lines import stories_of
from warehouse.story_origins import store_imprints

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    import duckdb

    from desk.lineage.imprint import Imprint
    from flows.decide_steps.newsdesk import Fresh, Newsdesk
    from warehouse.copy_groups import GroupChange


def decide(con: duckdb.DuckDBPyConnection, fresh: Sequence[Fresh], newsdesk: Newsdesk, now: datetime) -> set[int]:
    """Everything the desk says of new articles, stored; returns which are copies."""
    if not fresh:
        return set()
    store_decided(con, [Decided(f.article_id, f.draft.topics, f.draft.mentions, f.draft.openness) for f in fresh])
    compared = compare(con, fresh, newsdesk, now)
    changes = update_new_groups(con, compared, now)
    tell_stories(con, fresh, changes, newsdesk, now)
    return {each.article_id for each in compared if each.verdict.kind != "none" and each.verdict.newcomer_is_copy}


def tell_stories(
    con: duckdb.DuckDBPyConnection,
    fresh: Sequence[Fresh],
    changes: Sequence[GroupChange],
    newsdesk: Newsdesk,
    now: datetime,
) -> None:
    """Put the articles that a topic wants, and copies of anything with their originals, into stories.

    `changes`: stored articles may have become copies of a newcomer, or have ceased to be any. One that no topic
    wants, and an original of what one wants, has told no story until then.
    """
    new = {each.article_id for each in fresh}
    changed = [change.article_id for change in changes if change.article_id not in new]
    copies = originals(con, [*new, *changed])
    copied = {*copies, *copies.values()}
    telling = [each for each in fresh if each.draft.relevant or each.article_id in copied]
    told = stories_of(con, copied - new)
    telling += remembered(con, sorted(copied - new - told.keys()), newsdesk)
    cards = story_cards(telling, newsdesk)
    store_imprints(con, imprints(telling))
    assignments = assign(cards, open_stories(con, cards, copies), copies)
    store_assignments(con, cards, assignments, copies, now)
    refresh(con, set_copies(con, {each: copies.get(each) for each in changed}), now)


def imprints(telling: Sequence[Fresh]) -> Iterator[tuple[int, Imprint]]:
    """What of each article would show that it stands on the same source as another."""
    return ((each.article_id, imprint(each.draft.document)) for each in telling)


def story_cards(telling: Sequence[Fresh], newsdesk: Newsdesk) -> list[Card]:
    """The story cards of a batch; all their vectors in one call."""
    articles = [each.draft.article for each in telling]
    encoder = newsdesk.encoder
    vectors = meanings([(article.title, article.text, article.language) for article in articles], encoder)
    cards = []
    for each, article, vector in zip(telling, articles, vectors, strict=True):
        cards.append(
            card(
                each.article_id,
                article.title,
                article.text,
                article.published or article.fetched_at,
                article.language,
                article.outlet_id,
                each.draft.mentions,
                vector,
                made_by(encoder),
            )
        )
    return cards
