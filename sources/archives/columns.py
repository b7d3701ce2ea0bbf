"""Which column of an archive's table holds what."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from desk.errors import UsageError

# What tables of articles call it; the names of news-please, Common Crawl, GDELT and of our own export among them.
NAMES = {
    "url": ("url", "link", "address", "permalink", "uri", "canonical_url", "source_url"),
    "title": ("title", "headline"),
    "text": ("text", "body", "content", "maintext", "article_text", "full_text", "plain_text", "article", "html"),
    "published": ("published", "published_at", "date_publish", "publish_date", "pub_date", "pubdate", "date"),
    "language": ("language", "lang"),
    "outlet": ("outlet", "outlet_id", "publisher", "source", "source_domain", "domain", "site"),
    "authors": ("authors", "author", "byline"),
    "fetched": ("fetched_at", "crawled_at", "date_download", "retrieved_at", "warc_date"),
}  # fmt: skip
NEEDED = ("url", "text")


@dataclass(frozen=True, slots=True)
class Columns:
    """Which column gives which field (`NAMES`), and the columns that give none."""

    columns: Mapping[str, str]
    unused: tuple[str, ...]

    def value(self, row: Mapping[str, object], field: str) -> object:
        """What a row says of a field; None where it says nothing."""
        column = self.columns.get(field)
        return row.get(column) if column else None


def mapping(columns: Sequence[str], said: Mapping[str, str] | None = None, *, file: str) -> Columns:
    """Find the column of each field by its name; `said` (field to column) stands above what is found.

    UsageError where a column that is needed is missing, or where two would fit.
    """
    said = said or {}
    _refuse(said, columns, file)
    found = dict(said)
    for field, names in NAMES.items():
        fitting = [column for column in columns if _plain(column) in names]
        if field in said or not fitting:
            continue
        if len(fitting) > 1 and field in ("title", "text", "url", "published"):
            fitting = _whole(fitting, field, file)
        found[field] = fitting[0]
    for field in NEEDED:
        if field not in found:
            problem = f"has no column for the {field} of an article; there are {', '.join(columns)}"
            raise UsageError(file, problem, f"Say which it is: --column {field}=NAME")
    return Columns(found, tuple(column for column in columns if column not in found.values()))


def _whole(fitting: Sequence[str], field: str, file: str) -> list[str]:
    """The column that has the field's own name; two that fit equally well are a question for the user."""
    own = [column for column in fitting if _plain(column) == field]
    if len(own) == 1:
        return own
    problem = f"has {len(fitting)} columns for the {field}: {', '.join(fitting)}"
    raise UsageError(file, problem, f"Say which it is: --column {field}={fitting[0]}")


def _refuse(said: Mapping[str, str], columns: Sequence[str], file: str) -> None:
    for field, column in said.items():
        if field not in NAMES:
            raise UsageError(f"--column {field}", "is no field of an article", f"There are: {', '.join(NAMES)}")
        if column not in columns:
            raise UsageError(file, f"has no column {column}", f"There are: {', '.join(columns)}")
    twice = {column for column in columns if columns.count(column) > 1}
    if twice:
        raise UsageError(file, f"has two columns of the name {', '.join(sorted(twice))}", "Rename one of them")


def _plain(column: str) -> str:
    return column.strip().lower().replace("-", "_").replace(" ", "_")
