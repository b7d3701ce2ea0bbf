"""Which page an article is: what finds it again under another address, and the addresses it was met at."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from desk.visits import Reread
from warehouse.arrays import listed
from warehouse.db import query
from warehouse.rows import rows, utc

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import datetime

    import duckdb

    from desk.text.revisions import Change
    from desk.visits import PageReading

REREAD = timedelta(days=4)  # pages read longer ago are left as they were
MOST_REREADS = 3  # pages of one outlet read again in a run: a guest who asks once more should not ask for all


@dataclass(frozen=True, slots=True)
class PageMarks:
    """What finds a page again: hashes of its text and title (None without one), keys of its addresses."""

    outlet_id: str
    key: str
    text: int
    title: int | None
    canonical: str | None  # key of the address that the page names as its own, if that is another
    guid: int | None = None  # hash of what its feed calls it


@dataclass(frozen=True, slots=True)
class OtherAddress:
    """An address at which a stored article was met again, and what says that it is the same page."""

    article_id: int
    key: str
    url: str
    why: str


@dataclass(frozen=True, slots=True)
class Revision:
    """A later reading of an article's page; `number` from 1, `told` in words what readers should hear of."""

    article_id: int
    number: int
    title: str
    text: str
    changes: tuple[Change, ...]
    told: str
    read_at: datetime


def same_pages(con: duckdb.DuckDBPyConnection, asked: Sequence[PageMarks]) -> dict[int, dict[int, frozenset[str]]]:
    """{place in `asked`: {article id: what of "guid" and "canonical" says that the two are one}}."""
    found: dict[int, dict[int, frozenset[str]]] = defaultdict(dict)
    if asked:
        given = rows({"place": place} | _columns(marks) for place, marks in enumerate(asked))
        for place, article_id, by in con.execute(query("same_pages"), {"rows": given}).fetchall():
            found[place][article_id] = found[place].get(article_id, frozenset()) | ({by} if by else frozenset())
    return {place: _named_first(known) for place, known in found.items()}


def _named_first(known: dict[int, frozenset[str]]) -> dict[int, frozenset[str]]:
    return dict(sorted(known.items(), key=lambda each: ("canonical" not in each[1], not each[1], each[0])))


def add_pages(con: duckdb.DuckDBPyConnection, marks: Mapping[int, PageMarks]) -> None:
    """Keep what finds these articles again, by id."""
    if marks:
        given = rows({"article_id": article_id} | _columns(each) for article_id, each in marks.items())
        con.execute(query("add_article_pages"), {"rows": given})


def add_urls(con: duckdb.DuckDBPyConnection, addresses: Iterable[OtherAddress], now: datetime) -> None:
    """Keep other addresses of stored articles."""
    if given := [{"article_id": a.article_id, "key": a.key, "url": a.url, "why": a.why} for a in addresses]:
        con.execute(query("add_article_urls"), {"rows": rows(given), "at": utc(now)})


def due_rereads(
    con: duckdb.DuckDBPyConnection, outlet_ids: Iterable[str], now: datetime
) -> dict[str, tuple[Reread, ...]]:
    """Articles on topic of the last days whose pages are to be read again now, a few for each of these outlets."""
    asked = {"outlets": list(outlet_ids), "now": utc(now), "since": utc(now) - REREAD, "most": MOST_REREADS}
    due: dict[str, list[Reread]] = defaultdict(list)
    for row in con.execute(query("due_rereads"), asked).fetchall():
        due[row[2]].append(Reread(*row))
    return {outlet_id: tuple(several) for outlet_id, several in due.items()}


def store_readings(con: duckdb.DuckDBPyConnection, readings: Iterable[PageReading]) -> None:
    """Keep when pages were asked for again, and with what answer."""
    given = [{"article_id": r.article_id, "read_at": r.at, "status": r.status} for r in readings]
    if given:
        con.execute(query("add_page_readings"), {"rows": rows(given)})


def last_readings(con: duckdb.DuckDBPyConnection, ids: Iterable[int]) -> dict[int, tuple[int, str, str]]:
    """{article id: number, title and text of its latest revision} of those that have one."""
    found = con.execute(query("last_revisions"), {"ids": listed(ids)}).fetchall()
    return {article_id: (number, title, text) for article_id, number, title, text in found}


def add_revision(con: duckdb.DuckDBPyConnection, revision: Revision) -> None:
    """Keep what a page says now, and how that differs from the reading before."""
    changes = [{"what": c.what, "before": c.before, "after": c.after} for c in revision.changes]
    given = {
        "article_id": revision.article_id,
        "number": revision.number,
        "title": revision.title,
        "text": revision.text,
        "changes": changes,
        "told": revision.told,
        "read_at": revision.read_at,
    }
    con.execute(query("add_revision"), {"rows": rows([given])})


def _columns(marks: PageMarks) -> dict[str, Any]:
    return {
        "outlet": marks.outlet_id,
        "key": marks.key,
        "text": marks.text,
        "title": marks.title,
        "canonical": marks.canonical,
        "guid": marks.guid,
    }
