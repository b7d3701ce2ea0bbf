"""Which page an article is: what finds it again under another address, and the addresses it was met at."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from warehouse.db import query
from warehouse.rows import rows, utc

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import datetime

    import duckdb


@dataclass(frozen=True, slots=True)
class PageMarks:
    """What finds a page again: hashes of its text and title (None without one), keys of its addresses."""

    outlet_id: str
    key: str
    text: int
    title: int | None
    canonical: str | None  # key of the address that the page names as its own, if that is another


@dataclass(frozen=True, slots=True)
class OtherAddress:
    """An address at which a stored article was met again, and what says that it is the same page."""

    article_id: int
    key: str
    url: str
    why: str


def same_pages(con: duckdb.DuckDBPyConnection, asked: Sequence[PageMarks]) -> dict[int, dict[int, bool]]:
    """{place in `asked`: {article id: whether one of the two names the other's address as its own}}."""
    found: dict[int, dict[int, bool]] = defaultdict(dict)
    if asked:
        given = rows({"place": place} | _columns(marks) for place, marks in enumerate(asked))
        for place, article_id, named in con.execute(query("same_pages"), {"rows": given}).fetchall():
            found[place][article_id] = named or found[place].get(article_id, False)
    return dict(found)


def add_pages(con: duckdb.DuckDBPyConnection, marks: Mapping[int, PageMarks]) -> None:
    """Keep what finds these articles again, by id."""
    if marks:
        given = rows({"article_id": article_id} | _columns(each) for article_id, each in marks.items())
        con.execute(query("add_article_pages"), {"rows": given})


def add_urls(con: duckdb.DuckDBPyConnection, addresses: Iterable[OtherAddress], now: datetime) -> None:
    """Keep other addresses of stored articles."""
    if given := [{"article_id": a.article_id, "key": a.key, "url": a.url, "why": a.why} for a in addresses]:
        con.execute(query("add_article_urls"), {"rows": rows(given), "at": utc(now)})


def _columns(marks: PageMarks) -> dict[str, Any]:
    return {
        "outlet": marks.outlet_id,
        "key": marks.key,
        "text": marks.text,
        "title": marks.title,
        "canonical": marks.canonical,
    }
