"""Articles as the warehouse keeps them: storing the new ones, finding one, reading texts."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from desk.models import Article, Part, Removed
from desk.text.scripts import UNSPACED
from warehouse.arrays import listed
from warehouse.db import query
from warehouse.rows import columns, plain, rows

if TYPE_CHECKING:
    import duckdb

VECTOR = 2048  # rows that DuckDB reads together
_UNSPACED = re.compile(f"[{UNSPACED}]")


@dataclass(frozen=True, slots=True)
class ArticleRow:
    """A stored article without its text."""

    id: int
    key: str
    url: str
    outlet_id: str
    title: str
    language: str
    fetched_at: datetime
    run_id: int
    words: int
    authors: tuple[str, ...]
    published: datetime | None
    published_from: str | None
    modified: datetime | None
    canonical_url: str | None
    section: str | None
    tags: tuple[str, ...]
    image: str | None
    paywalled: bool | None
    text_from: str
    removed: tuple[Removed, ...]
    source: str | None = None


def add_articles(con: duckdb.DuckDBPyConnection, articles: Iterable[Article], run_id: int) -> dict[str, int]:
    """Store the articles whose key is unknown, with their texts; returns {key: id} of these only."""
    first: dict[str, Article] = {}
    for article in articles:
        first.setdefault(article.key, article)
    if not first:
        return {}
    ids = dict(
        con.execute(query("ids_of_new"), {"keys": json.dumps(plain(list(first)), ensure_ascii=False)}).fetchall()
    )
    if not ids:
        return {}
    given = rows(_columns(article, run_id, ids[key]) for key, article in first.items() if key in ids)
    con.execute(query("add_articles"), {"rows": given})
    texts = [
        {"article_id": ids[key], "part": number, "language": part.language, "text": part.text}
        for key, article in first.items()
        if key in ids
        for number, part in enumerate(article.parts)
    ]
    if texts:
        con.execute(query("add_bodies"), {"rows": rows(texts)})
    return ids


def _columns(article: Article, run_id: int, article_id: int) -> dict[str, Any]:
    """The row of an article; its parts are rows of `bodies`, where it goes on is asked no more once it is stored."""
    facts = columns(article, "parts", "next_url")
    return facts | {"words": words(article.text), "run_id": run_id, "id": article_id}


def words(text: str) -> int:
    """How long a text is in words; two characters of a script without spaces count as one."""
    if text.isascii():
        return len(text.split())
    spaced, characters = _UNSPACED.subn(" ", text)
    return len(spaced.split()) + characters // 2


def article_texts(con: duckdb.DuckDBPyConnection, ids: Iterable[int]) -> dict[int, tuple[Part, ...]]:
    """The texts of these articles, by id; an id without a text is left out.

    One statement a neighbourhood on purpose: DuckDB reads texts by 2,048 rows at a time, and skips what
    lies outside a range; a join over all ids at once reads every text there is (half a second at a million).
    """
    texts: dict[int, list[Part]] = {}
    for near in _neighbours(sorted(set(ids))):
        asked = {"ids": listed(near), "first": near[0], "last": near[-1]}
        for article_id, language, text in con.execute(query("article_texts"), asked).fetchall():
            texts.setdefault(article_id, []).append(Part(language, text))
    return {article_id: tuple(parts) for article_id, parts in texts.items()}


def _neighbours(ids: Sequence[int]) -> list[list[int]]:
    """Ascending ids in runs that one vector of a table can hold."""
    runs: list[list[int]] = []
    for each in ids:
        if runs and each - runs[-1][0] < VECTOR:
            runs[-1].append(each)
        else:
            runs.append([each])
    return runs


def article_rows(con: duckdb.DuckDBPyConnection, ids: Iterable[int]) -> dict[int, ArticleRow]:
    """What is known of these articles besides their text, by id."""
    found = con.execute(query("article_rows"), {"ids": listed(ids)}).fetchall()
    return {row[0]: _row(row) for row in found}


def find_article(con: duckdb.DuckDBPyConnection, url: str, as_key: str | None = None) -> ArticleRow | None:
    """The article at this address: by `as_key` (desk.urls.key of it), by address, by canonical address."""
    found = con.execute(query("find_article"), {"url": url, "key": as_key or url}).fetchone()
    return article_rows(con, [found[0]])[found[0]] if found else None


def _row(row: tuple[Any, ...]) -> ArticleRow:
    row_as = dict(zip(ArticleRow.__slots__, row, strict=True))
    row_as["authors"], row_as["tags"] = tuple(row_as["authors"] or ()), tuple(row_as["tags"] or ())
    row_as["removed"] = tuple(Removed(**line) for line in row_as["removed"] or ())
    return ArticleRow(**row_as)


def articles_naming(con: duckdb.DuckDBPyConnection, forms: Sequence[str]) -> list[int]:
    """The articles in whose title or text one of these strings stands, newest first.

    forms: lower case, without accents; a string within a longer word counts.
    """
    return [row[0] for row in con.execute(query("articles_naming"), {"forms": list(forms)}).fetchall()]
