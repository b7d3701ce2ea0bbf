"""The index of the search beside the reading copy: which term stands where, in Parquet files, a pair for a span of ids.

An article's text is stored once and never changes, and ids ascend: what is new is a new span, small spans are merged
into one that holds them. The reading copy names the files that belong to it: a reader meets each article exactly once.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from warehouse.db import HERE, query
from warehouse.leftovers import half
from warehouse.reading_bodies import quoted, settle

if TYPE_CHECKING:
    import duckdb

FOLDER = "search"  # under COPYDESK_HOME
POSTINGS, VOCABULARY = "words", "terms"  # endings of a span's two files
AT_ONCE, MOST = 500, 2_500  # articles indexed by one statement, whose sort holds all their words at once
SMALL, MANY = 2_000, 8  # so many spans below so many articles are merged when one publishes
CROWD = 64  # so many spans are too many to ask: an import has brought much at once
FEW = 48  # spans that an import makes at once, as long as they can be larger; merging them costs as much as making them
LARGE = 50_000  # articles that upkeep merges into one span at most
# Row groups are what a question can leave unread; smaller ones than DuckDB's own pay, since most terms are rare.
OPTIONS = "(FORMAT parquet, COMPRESSION zstd, ROW_GROUP_SIZE 60000)"
NAME = re.compile(rf"(\d+)-(\d+)\.{POSTINGS}$")


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Articles `first` to `last` (ids, both included), whose terms stand in one pair of files."""

    first: int
    last: int

    @property
    def size(self) -> int:
        """How many ids it spans."""
        return self.last - self.first + 1

    def name(self, ending: str) -> str:
        """The name of one of its two files."""
        return f"{self.first:012}-{self.last:012}.{ending}"

    def file(self, folder: Path, ending: str) -> Path:
        """One of its two files."""
        return folder / self.name(ending)


NOTHING = Span(0, 0)  # files without rows, so that there is something to read from the first day on


def update(
    con: duckdb.DuckDBPyConnection, folder: Path, published: float, *, fresh: bool = False, tidy: bool = False
) -> list[Span]:
    """Bring the index in `folder` up to what `con` stores; returns the spans that hold it, each article in one of them.

    published: when the reading copy of now was made (seconds since 1970); what it names is kept.
    fresh: index everything anew. tidy: merge spans into large ones, which upkeep has the time for.
    A crash leaves whole files, and those that an older reading copy names.
    """
    folder.mkdir(parents=True, exist_ok=True)
    for left in folder.glob("*.tmp"):  # older programs wrote here
        left.unlink()
    _forget_merged(folder, published)
    con.execute(terms_macro().partition("COMMENT ON")[0].replace("MACRO", "TEMP MACRO", 1))
    spans = list(_spans(folder))
    first, last = con.execute("SELECT coalesce(min(id), 1), coalesce(max(id), 0) FROM articles").fetchone() or (1, 0)
    start = spans[-1].last + 1 if spans else first
    size = max(AT_ONCE, min(MOST, (last - start) // FEW + 1))
    new = [Span(low, min(low + size - 1, last)) for low in range(start, last + 1, size)]
    if not NOTHING.file(folder, VOCABULARY).exists():
        new.append(NOTHING)
    for span in new + (spans if fresh else []):
        _write(con, folder, span, query("search_postings"), {"first_id": span.first, "last_id": span.last})
    return _merged(con, folder, spans + [span for span in new if span != NOTHING], tidy)


def terms_macro() -> str:
    """The macro that cuts texts into terms, with the characters that it makes alike."""
    text = (HERE / "macros" / "search_terms.sql").read_text("utf-8")
    for word, characters in alike().items():
        text = text.replace(word, characters)
    return text


def alike() -> dict[str, str]:
    """What stands in the macro's file in place of traditional and simplified Chinese characters.

    A file, though opencc could be asked: a crawl that brought nothing publishes too, and needs neither it nor numpy.
    """
    characters = (HERE / "macros" / "simplified.txt").read_text("utf-8").splitlines()
    return dict(zip(("TRADITIONAL", "SIMPLIFIED"), characters, strict=True))


def names(spans: list[Span], ending: str) -> list[str]:
    """The names of the files of `spans`; where there is none, of the span without articles."""
    return [span.name(ending) for span in spans or [NOTHING]]


def files_of_now(folder: Path) -> dict[str, list[str]]:
    """The files that hold the index as it is on disk, by ending; for a reading copy older than that index."""
    spans = list(_spans(folder)) if folder.is_dir() else []
    return {ending: [str(folder / name) for name in names(spans, ending)] for ending in (POSTINGS, VOCABULARY)}


def _spans(folder: Path) -> Iterator[Span]:
    """The spans on disk, ascending; one within another has been merged into it, one after a gap is of no use."""
    found = [Span(int(m[1]), int(m[2])) for file in folder.iterdir() if (m := NAME.search(file.name))]
    known = 0
    for span in sorted(found, key=lambda span: (span.first, -span.last)):
        whole = span.file(folder, VOCABULARY).exists()
        if whole and span.last > known and (not known or span.first == known + 1):
            known = span.last
            yield span


def _merged(con: duckdb.DuckDBPyConnection, folder: Path, spans: list[Span], tidy: bool) -> list[Span]:
    """`spans` with small neighbours merged where there are many of them; to be tidy, or of very many spans, any two."""
    most, few = (LARGE, 2) if tidy or len(spans) > CROWD else (SMALL, MANY)
    merged: list[Span] = []
    for group in _neighbours(spans, most):
        merged += [_as_one(con, folder, group)] if len(group) >= few else group
    return merged


def _neighbours(spans: list[Span], most: int) -> list[list[Span]]:
    """Spans in their order, in groups that hold at most so many ids; a larger span stands alone."""
    groups: list[list[Span]] = []
    for span in spans:
        if groups and span.last - groups[-1][0].first < most:
            groups[-1].append(span)
        else:
            groups.append([span])
    return groups


def _as_one(con: duckdb.DuckDBPyConnection, folder: Path, group: list[Span]) -> Span:
    """The span of them all, written; the parts stay until no reading copy names them."""
    whole = Span(group[0].first, group[-1].last)
    files = ", ".join(quoted(part.file(folder, POSTINGS)) for part in group)
    _write(con, folder, whole, f"SELECT * FROM read_parquet([{files}]) ORDER BY term, article_id, place", {})  # noqa: S608
    return whole


def _forget_merged(folder: Path, published: float) -> None:
    """Delete spans that were merged before the reading copy of now was made: it no longer names them."""
    used = list(_spans(folder))
    for file in folder.glob(f"*.{POSTINGS}"):
        m = NAME.search(file.name)
        if not m or (span := Span(int(m[1]), int(m[2]))) in used or span == NOTHING:
            continue
        holder = next((s for s in used if s.first <= span.first and span.last <= s.last), None)
        if holder is None or holder.file(folder, POSTINGS).stat().st_mtime < published:
            for ending in (POSTINGS, VOCABULARY):
                span.file(folder, ending).unlink(missing_ok=True)


def _write(con: duckdb.DuckDBPyConnection, folder: Path, span: Span, select: str, asked: dict[str, object]) -> None:
    """The pair of files of a span; the vocabulary comes last, so that a span with one is whole."""
    terms = f"SELECT DISTINCT term FROM read_parquet({quoted(span.file(folder, POSTINGS))}) ORDER BY term"  # noqa: S608
    for ending, question, values in ((POSTINGS, select, asked), (VOCABULARY, terms, {})):
        target = span.file(folder, ending)
        fresh = half(target)
        con.execute(f"COPY ({question}) TO {quoted(fresh)} {OPTIONS}", values)
        settle(fresh)
        fresh.replace(target)
