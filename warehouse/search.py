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
from warehouse.reading_bodies import FOLDER as TEXTS
from warehouse.reading_bodies import quoted
from warehouse.reading_sql import READING_NAME, ReadingCopy, asking
from warehouse.search_index import FOLDER

BITS = 60  # of a number that tell which pieces of a question were found; a further piece shares the first one's


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
            pieces, best = _best(reading, wanted)
        except CopydeskError as error:
            if "searched_pieces" in error.problem:
                problem, remedy = "was published by an older copydesk", "`copydesk upkeep publish` brings it up to date"
                raise WarehouseError(str(home / READING_NAME), problem, remedy) from error
            problem, remedy = (
                f"the index cannot be read: {error.problem}",
                "`copydesk upkeep publish --fresh` makes it anew",
            )
            raise WarehouseError(str(home / FOLDER), problem, remedy) from error
        told, texts = _told(reading, home / TEXTS, [int(row[1]) for row in best])
    hits = [_hit(row[1:], pieces, told[row[1]], texts.get(row[1], "")) for row in best if row[1] in told]
    return Found(int(best[0][0]) if best else 0, tuple(hits))


def _best(reading: ReadingCopy, wanted: Wanted) -> tuple[list[dict[str, Any]], list[tuple[Any, ...]]]:
    """The pieces of the question, and of the best articles how many there are in all, id, score and found pieces."""
    narrowed = asdict(wanted)
    ((pieces,),) = reading.rows(query("search_pieces"), {"question": narrowed.pop("question")})
    return pieces, reading.rows(query("search"), narrowed | {"pieces": pieces}) if pieces else []


def _hit(found: tuple[Any, ...], pieces: Sequence[dict[str, Any]], told: tuple[Any, ...], text: str) -> Hit:
    article_id, score, bits = found
    words = tuple(piece["said"] for place, piece in enumerate(pieces, start=1) if bits >> place % BITS & 1)
    story, *rest = told
    facts: list[Any] = [article_id, f"a{article_id}", story, score, *rest, words, around(text, words)]
    return Hit(*facts)


def _told(reading: ReadingCopy, folder: Path, ids: Sequence[int]) -> tuple[dict[int, tuple[Any, ...]], dict[int, str]]:
    """What is told of these articles, by id, and their texts, as far as these are there."""
    if not ids:
        return {}, {}
    constants = {"ARTICLE_IDS": ", ".join(str(int(each)) for each in ids)}
    rows = reading.rows(_with(query("search_told"), constants), {})
    told = {row[0]: row[1:-1] for row in rows}
    days = [folder / f"{day}.parquet" for day in sorted({row[-1] for row in rows})]
    constants["TEXT_FILES"] = ", ".join(quoted(file) for file in days if file.is_file())
    if not constants["TEXT_FILES"]:
        return told, {}
    try:
        return told, dict(reading.rows(_with(query("search_texts"), constants), {}))
    except CopydeskError:  # a day's file is damaged: what was found is told without its passage
        return told, {}


def _with(question: str, constants: dict[str, str]) -> str:
    for word, value in constants.items():
        question = question.replace(word, value)
    return question
