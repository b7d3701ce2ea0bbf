"""What a person means by a short id, an address or a part of a title: the one place where that is found out.

Asks tables by their bare names, so that it serves the warehouse and (after `USE store`) the reading copy alike.
"""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, NamedTuple

from desk.errors import ConfigError, NamingError, UsageError
from desk.handles import article_handle, as_address, read_handle, story_handle
from desk.urls import key
from warehouse.arrays import listed
from warehouse.articles import ArticleRow, article_rows, find_article
from warehouse.db import query
from warehouse.rows import named
from warehouse.story_lines import stories_of, story_lines, story_row

if TYPE_CHECKING:
    import duckdb

SHOWN = 8  # candidates of an ambiguous name that are listed
LONGEST = 90  # characters of a candidate's title
HOW = "Give a short id (a34, s7), an address or a part of a title"
ARTICLES = 'Look with: copydesk sql "select handle, title, url from articles"'


class Candidate(NamedTuple):
    """One thing that a name may mean."""

    handle: str
    title: str
    told_by: str  # outlet of an article, number of a story's articles
    time: datetime | None
    story_id: int | None = None


def article_named(con: duckdb.DuckDBPyConnection, said: str, *, lead: bool = False) -> int:
    """Id of the article that `said` means; NamingError where it is none or several.

    lead: a story's handle means its lead article, and a bare number may be a story's.
    """
    handle = read_handle(said)
    if handle is None:
        return _by_address(con, said) or _by_text(con, said)
    kind = handle.kind or (_kind_of_number(con, said, handle.number) if lead else "article")
    if kind == "story":
        if not lead:
            raise _several(said, _articles_of(con, handle.number), "is a story; say which of its articles")
        return _lead(con, handle.number)
    if not _numbered(con, handle.number, "article"):
        raise NamingError(said.strip(), "is no stored article", ARTICLES)
    return handle.number


def story_named(con: duckdb.DuckDBPyConnection, said: str) -> int:
    """Id of the story that `said` means (an article means the one it tells); NamingError where none or several.

    The id is the asked one: one that was merged into another leads there only in `story_row`.
    """
    handle = read_handle(said)
    if handle and handle.kind != "article":
        story_row(con, handle.number)  # or says that there is none
        return handle.number
    article_id = handle.number if handle else _by_address(con, said)
    if article_id is None:
        stories = {each.story_id for each in _meant(con, said) if each.story_id is not None}
        if len(stories) > 1:
            raise _several(said, _stories(con, stories), f"fits {len(stories)} stories")
    else:
        stories = set(stories_of(con, [article_id]).values())
    if not stories:
        raise NamingError(said.strip(), "is in no story", 'See `copydesk sql "from stories order by last_time desc"`')
    return stories.pop()


def stored_article(con: duckdb.DuckDBPyConnection, said: str) -> ArticleRow:
    """The article that `said` means, as `article_named`."""
    article_id = article_named(con, said)
    return article_rows(con, [article_id])[article_id]


def address_key(said: str) -> str | None:
    """The key (desk.urls) of what was typed as an address, scheme or not; None for anything else."""
    address = as_address(said)
    if address is None:
        return None
    try:
        return key(address)
    except ConfigError:
        return None


def _by_address(con: duckdb.DuckDBPyConnection, said: str) -> int | None:
    address, as_key = as_address(said), address_key(said)
    if address is None or as_key is None:
        return None
    found = find_article(con, address, as_key)
    return found.id if found else None


def _by_text(con: duckdb.DuckDBPyConnection, said: str) -> int:
    found = _meant(con, said)
    if len(found) > 1:
        raise _several(said, found, f"fits {len(found)} articles")
    handle = read_handle(found[0].handle)
    assert handle is not None  # ours
    return handle.number


def _meant(con: duckdb.DuckDBPyConnection, said: str) -> list[Candidate]:
    """The articles that a text fits best, newest first; NamingError with the nearest ones where it fits none."""
    text = " ".join(said.split()).strip("“”\"'…. ")
    if not text:
        raise UsageError(repr(said), "names nothing", HOW)
    if found := _candidates(con, "named_articles", said=text):
        return found
    near = _candidates(con, "nearest_articles", said=text, key=address_key(said) or "")
    raise NamingError(said.strip()[:LONGEST], "is no stored article", _listed("The nearest are", near) if near else HOW)


def _candidates(con: duckdb.DuckDBPyConnection, name: str, **asked: str) -> list[Candidate]:
    return [
        Candidate(article_handle(row["id"]), row["title"], row["outlet"], row["time"], row.get("story_id"))
        for row in named(con.execute(query(name), asked))
    ]


def _numbered(con: duckdb.DuckDBPyConnection, number: int, *kinds: str) -> dict[str, Candidate]:
    """The article and the story of this number, where there are any."""
    make = {"article": article_handle, "story": story_handle}
    rows = con.execute(query("numbered"), {"number": number}).fetchall()
    return {kind: Candidate(make[kind](number), *facts) for kind, *facts in rows if kind in kinds}


def _kind_of_number(con: duckdb.DuckDBPyConnection, said: str, number: int) -> str:
    """Whether a bare number is an article's or a story's; NamingError where it is both's."""
    found = _numbered(con, number, "article", "story")
    if len(found) > 1:
        raise _several(said, list(found.values()), "is the number of an article and of a story")
    return next(iter(found), "article")


def _lead(con: duckdb.DuckDBPyConnection, story_id: int) -> int:
    row = story_row(con, story_id)
    if row["lead_article_id"] is None:
        raise NamingError(story_handle(story_id), "has no article left", HOW)
    return int(row["lead_article_id"])


def _articles_of(con: duckdb.DuckDBPyConnection, story_id: int) -> list[Candidate]:
    lines = story_lines(con, story_row(con, story_id)["id"])
    return [
        Candidate(article_handle(line["article_id"]), line["title"], line["outlet_id"], line["time"]) for line in lines
    ]


def _stories(con: duckdb.DuckDBPyConnection, ids: set[int]) -> list[Candidate]:
    rows = con.execute(query("story_headlines"), {"ids": listed(ids)}).fetchall()
    return [Candidate(story_handle(number), *facts) for number, *facts in rows]


def _several(said: str, found: list[Candidate], problem: str) -> NamingError:
    return NamingError(said.strip()[:LONGEST], problem, _listed("Choose by id", found))


def _listed(head: str, found: list[Candidate]) -> str:
    lines = [f"{head}:"]
    for each in found[:SHOWN]:
        when = f", {each.time:%Y-%m-%d}" if each.time else ""
        title = each.title if len(each.title) <= LONGEST else f"{each.title[: LONGEST - 1]}…"
        lines.append(f"  {each.handle:<5} {title} ({each.told_by}{when})")
    if len(found) > SHOWN:
        lines.append(f"  and {len(found) - SHOWN} more")
    return "\n".join(lines)
