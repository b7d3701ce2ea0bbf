"""`search`: articles that say the words of a question, the best first, with what stands around them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path
from typing import Any

from desk.errors import CopydeskError, WarehouseError
from desk.text.marks import Marked, around
from warehouse.db import query
from warehouse.reading_sql import ReadingCopy, asking
from warehouse.search_index import FOLDER


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is searched: a question as the macro `search` reads it, and what narrows it; None and False do not."""

    question: str
    since: date | None = None
    outlet: str | None = None
    language: str | None = None
    relevant: bool = False
    most: int = 10


@dataclass(frozen=True, slots=True)
class Hit:
    """An article that was found; `passage` is what stands around the words, None where its text is not kept."""

    article_id: int
    handle: str
    story: str | None
    score: float
    day: date
    outlet: str
    language: str
    title: str
    url: str
    relevant: bool
    words_found: tuple[str, ...]
    passage: Marked | None


@dataclass(frozen=True, slots=True)
class Found:
    """How many articles were found, and the best of them."""

    articles: int
    hits: tuple[Hit, ...]


def search(home: Path, wanted: Wanted) -> Found:
    """Ask the reading copy under `home`; WarehouseError if there is none or an index file is missing."""
    with asking(home) as reading:
        try:
            best = reading.rows(query("search"), asdict(wanted))
        except CopydeskError as error:
            problem, remedy = (
                f"the index cannot be read: {error.problem}",
                "`copydesk upkeep publish --fresh` makes it anew",
            )
            raise WarehouseError(str(home / FOLDER), problem, remedy) from error
        told, texts = _told(reading, [int(row[1]) for row in best])
    hits = [_hit(row[1:], told[row[1]], texts.get(row[1], "")) for row in best if row[1] in told]
    return Found(int(best[0][0]) if best else 0, tuple(hits))


def _hit(found: tuple[Any, ...], told: tuple[Any, ...], text: str) -> Hit:
    article_id, score, words = found
    story, *rest = told
    facts: list[Any] = [article_id, f"a{article_id}", story, score, *rest, tuple(words), around(text, words)]
    return Hit(*facts)


def _told(reading: ReadingCopy, ids: Sequence[int]) -> tuple[dict[int, tuple[Any, ...]], dict[int, str]]:
    """What is told of these articles, by id, and their texts, as far as these are there."""
    if not ids:
        return {}, {}
    constants = {"ARTICLE_IDS": ", ".join(str(int(each)) for each in ids)}
    rows = reading.rows(_with(query("search_told"), constants), {})
    told = {row[0]: row[1:-1] for row in rows}
    constants["FETCHED_DAYS"] = ", ".join(sorted({f"DATE '{row[-1]}'" for row in rows}))
    try:
        return told, dict(reading.rows(_with(query("search_texts"), constants), {}))
    except WarehouseError:  # a day's file is gone: what was found is told without its passage
        return told, {}


def _with(question: str, constants: dict[str, str]) -> str:
    for word, value in constants.items():
        question = question.replace(word, value)
    return question
