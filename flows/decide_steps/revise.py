"""What pages that were read again say now, kept as revisions of their articles."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desk.copies.same_page import page_text, same_page
from desk.text.revisions import changes, in_words
from warehouse.articles import article_rows, article_texts
from warehouse.pages import Revision, add_revision, last_readings, store_readings
from warehouse.stories import refresh
from warehouse.story_lines import stories_of
from warehouse.story_origins import count_origins

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    import duckdb

    from desk.visits import PageReading


def revise(con: duckdb.DuckDBPyConnection, readings: Sequence[PageReading], now: datetime) -> int:
    """Keep the readings and, of pages whose words changed, what changed; returns how many did.

    A page that shows something else altogether (a notice, a wall, another article) is no revision.
    """
    store_readings(con, readings)
    read = {reading.article_id: reading for reading in readings if reading.article is not None}
    before = _before(con, list(read))
    telling = []
    revised = 0
    for article_id, (number, title, text) in before.items():
        article, at = read[article_id].article, read[article_id].at
        assert article is not None
        found = changes(title, text, article.title, article.text)
        if not found or not same_page(page_text(article.title, article.text), page_text(title, text), canonical=True):
            continue
        told = in_words(found)
        add_revision(con, Revision(article_id, number + 1, article.title, article.text, found, told, at))
        telling += [article_id] if told else []
        revised += 1
    if telling:
        refresh(con, stories_of(con, telling).values(), now)
        count_origins(con)
    return revised


def _before(con: duckdb.DuckDBPyConnection, ids: list[int]) -> dict[int, tuple[int, str, str]]:
    """Number, title and text of the latest reading of these articles; 0 is the first one."""
    if not ids:
        return {}
    facts, parts, later = article_rows(con, ids), article_texts(con, ids), last_readings(con, ids)
    first = {at: (0, row.title, "\n\n".join(part.text for part in parts.get(at, ()))) for at, row in facts.items()}
    return first | later
