"""A person's word on a copy: kept, put into the groups at once, exported as labelled pairs."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from desk.errors import UsageError
from desk.models import COPY_KINDS

if TYPE_CHECKING:
    from collections.abc import Sequence

    import duckdb

    from desk.text.encoder import Encoder
    from flows.settings import Settings
    from warehouse.articles import ArticleRow
    from warehouse.copy_groups import GroupChange

SEED = "seed:"


@dataclass(frozen=True, slots=True)
class Ruling:
    """What was kept: the article, what it is said to be taken from (both None: from nothing), and what moved by it."""

    article: ArticleRow
    original: ArticleRow | None
    seed_id: str | None
    kind: str
    changes: tuple[GroupChange, ...]


def overrule(
    settings: Settings, said: str, now: datetime, *, copy_of: str = "", kind: str = "", note: str = "", by: str = ""
) -> Ruling:
    """Keep that the article `said` is a copy of the one that `copy_of` means (or of `seed:ID`); empty: of nothing.

    by: whose word it is; empty: that of `Settings.person`.

    Groups and stories follow at once and the reading copy is published, so that every command says the same.
    """
    from flows.stored import warehouse_of
    from warehouse.copy_groups import update_groups
    from warehouse.copy_judgements import Judgement, add_judgement
    from warehouse.handles import stored_article
    from warehouse.reading_copy import publish

    if kind and kind not in COPY_KINDS:
        raise UsageError(kind, "is no kind of copy", "Choose one of: " + ", ".join(COPY_KINDS))
    warehouse = warehouse_of(settings)
    with warehouse.writing() as con:
        article = stored_article(con, said)
        seed_id = _seed(con, copy_of)
        original = stored_article(con, copy_of) if copy_of and seed_id is None else None
        if original is not None and original.id == article.id:
            raise UsageError(said, "cannot be a copy of itself", "Name the article it was taken from")
        if original is not None and not kind:
            kind = _kind(con, article.id, original.id, settings)
        original_id = original.id if original else None
        word = Judgement(
            article.id, bool(copy_of), now, original_id, seed_id, kind or None, note, by or settings.person
        )
        add_judgement(con, word)
        changes = update_groups(con, [article.id], now)
        _tell_anew(con, settings, article.id, changes, now)
    publish(warehouse, now)
    return Ruling(article, original, seed_id, kind, changes)


def _tell_anew(
    con: duckdb.DuckDBPyConnection, settings: Settings, article_id: int, changes: Sequence[GroupChange], now: datetime
) -> None:
    """Put the article into its story anew: a copy stands with its original, what is none by what it tells."""
    from flows.decide_steps.decide import tell_stories
    from flows.decide_steps.newsdesk import Newsdesk
    from flows.decide_steps.stored_articles import remembered
    from warehouse.story_lines import stories_of
    from warehouse.story_origins import count_origins
    from warehouse.story_redecisions import leave_stories

    newsdesk = Newsdesk(settings)
    newsdesk.stock(con)
    leave_stories(con, [article_id], now)
    stays = stories_of(con, [article_id])  # a person placed it there
    tell_stories(con, [] if stays else remembered(con, [article_id], newsdesk), changes, newsdesk, now)
    count_origins(con)


def export(settings: Settings, path: Path | None) -> int:
    """Write the judgements as labelled pairs, one JSON object a line (None: standard output); returns how many."""
    import sys

    from flows.stored import warehouse_of
    from warehouse.copy_judgements import labelled_pairs

    with warehouse_of(settings).reading() as con:
        lines = [json.dumps(pair, ensure_ascii=False) + "\n" for pair in labelled_pairs(con)]
    if path is None:
        sys.stdout.writelines(lines)
    else:
        try:
            path.write_text("".join(lines), "utf-8")
        except OSError as error:
            raise UsageError(str(path), f"cannot be written ({error.strerror})", "Name a file that can") from None
    return len(lines)


def _seed(con: duckdb.DuckDBPyConnection, copy_of: str) -> str | None:
    """The id of the seed that is named, None where none is; UsageError if there is no such seed."""
    if not copy_of.startswith(SEED):
        return None
    from flows.decide_steps.seed_corpus import seed_index

    seed_id = copy_of.removeprefix(SEED)
    if not any(each.seed_id == seed_id for each in seed_index(con).fingerprints):
        raise UsageError(copy_of, "is no seed", "See `copydesk seeds list`")
    return seed_id


def _kind(con: duckdb.DuckDBPyConnection, article_id: int, original_id: int, settings: Settings) -> str:
    """What the rules call the pair; a rewrite if they see no copy, since a person does."""
    from desk.copies.verdict import judge
    from flows.decide_steps.encoder import encoder_of
    from warehouse.copy_verdicts import KnownText, known_texts

    texts: dict[int, KnownText] = known_texts(con, [article_id, original_id])
    if len(texts) < 2:
        return ""
    encoder: Encoder | None = encoder_of(settings)
    mine, theirs = (_document(texts[each]) for each in (article_id, original_id))
    kind = judge(mine, theirs, encoder).kind
    return kind if kind != "none" else "rewrite"


def _document(text: Any) -> Any:
    from desk.documents.document import document

    return document(text.parts, title=text.title, url=text.url, published=text.published, outlet=text.outlet_id)
