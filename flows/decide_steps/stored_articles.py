"""Stored articles as drafts, as if they had just come: for deciding anew, and for what becomes of interest later."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from desk.models import Article
from flows.decide_steps.newsdesk import Fresh
from warehouse.articles import ArticleRow, article_rows, article_texts

if TYPE_CHECKING:
    from collections.abc import Sequence

    import duckdb

    from flows.decide_steps.newsdesk import Newsdesk

KEPT = tuple(name for name in Article.__slots__ if name in ArticleRow.__slots__)


def remembered(con: duckdb.DuckDBPyConnection, ids: Sequence[int], newsdesk: Newsdesk) -> list[Fresh]:
    """The stored articles with these ids, drafted by the rules of today; nothing is read for no ids."""
    if not ids:
        return []
    facts, texts = article_rows(con, ids), article_texts(con, ids)
    articles = {article_id: _article(facts[article_id], texts.get(article_id, ())) for article_id in ids}
    drafts = newsdesk.drafts(articles.values())
    return [Fresh(article_id, draft) for article_id, draft in zip(articles, drafts, strict=True)]


def _article(facts: Any, parts: Any) -> Article:
    """The stored row as the article it was."""
    return Article(parts=parts, **{name: getattr(facts, name) for name in KEPT})
