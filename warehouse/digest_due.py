"""What a digest may tell: articles of stories that are due, what was read since the last one, how the outlets fared."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from desk.digest.phrasing import cut
from desk.digest.records import DueArticle, Readership, ReadSince, TextUse
from desk.health.words import change
from desk.text.sanitise import visible
from warehouse.db import query
from warehouse.rows import named, tuples

if TYPE_CHECKING:
    import duckdb

REASON = 80  # columns of a failing outlet's reason
REMEMBERED = timedelta(days=30)  # so long a name that was told is no news by itself
BEFORE = timedelta(days=3)  # so far back it is looked how an outlet fared before the last digest
_ADDRESS = re.compile(r"^https?://\S+: ")  # the source's: too long for one line on all outlets
_ILL = ("failed", "partial")


def due_articles(
    con: duckdb.DuckDBPyConnection, whose: Readership, since: datetime, until: datetime, *, but: str = ""
) -> list[DueArticle]:
    """All articles of stories with an on-topic article from `since` to `until` that these readers were not told.

    but: a digest that is to be told anew, so what it told counts as untold.
    """
    asked = _asked(whose, but) | {"topics": list(whose.topics), "since": since, "until": until}
    due = [DueArticle(**tuples(line)) for line in named(con.execute(query("due_articles"), asked))]
    begins = _openings(con, [article.article_id for article in due if article.is_report and not article.told])
    return [replace(article, opening=begins.get(article.article_id, "")) for article in due]


def _asked(whose: Readership, but: str) -> dict[str, object]:
    return {"topic": whose.told_topic, "target": whose.target, "but": but}


def _openings(con: duckdb.DuckDBPyConnection, ids: list[int]) -> dict[int, str]:
    """How the articles begin that may lead a story; others' texts are not read."""
    if not ids:
        return {}
    asked = {"ids": ids, "first": min(ids), "last": max(ids)}
    return dict(con.execute(query("openings"), asked).fetchall())


def older_untold(con: duckdb.DuckDBPyConnection, whose: Readership, since: datetime) -> int:
    """How many on-topic articles from before `since` these readers were never told."""
    asked = {"topics": list(whose.topics), "target": whose.target, "since": since}
    found = con.execute(query("older_untold"), asked).fetchone()
    assert found is not None
    return int(found[0])


def read_since(
    con: duckdb.DuckDBPyConnection, whose: Readership, until: datetime, since: datetime, *, but: str = ""
) -> ReadSince:
    """What was read since these readers' last digest (if there was none: since `since`), and how the outlets fared."""
    last = con.execute(query("last_digest_at"), _asked(whose, but) | {"until": until}).fetchone()
    at, day = last or (None, None)
    span = {"since": at or since, "until": until}
    found = con.execute(query("read_since"), span).fetchone()
    assert found is not None
    outlets, articles, copies, languages = found
    lately = {"target": whose.target, "but": but, "since": until - REMEMBERED, "until": until}
    known = frozenset(name for (name,) in con.execute(query("names_told"), lately).fetchall())
    health, changes = _health(con, span, told_before=at is not None)
    uses = tuple(TextUse(*row) for row in con.execute(query("own_text_uses"), span).fetchall())
    return ReadSince(outlets, articles, copies, tuple(languages), health, changes, day or "", known, uses)


def _health(
    con: duckdb.DuckDBPyConnection, span: dict[str, datetime], *, told_before: bool
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Failing outlets first, then those that answered in part (nothing if all are well); and what changed."""
    fared = con.execute(query("outlet_troubles"), span).fetchall()
    ill = [row for row in fared if row[1] in _ILL]
    failed = sum(row[1] == "failed" for row in fared)
    told = (f"{len(fared) - failed} of {len(fared)} answered", *(_trouble(*row) for row in ill)) if ill else ()
    if not told_before:
        return told, ()
    earlier = {"since": span["since"] - BEFORE, "until": span["since"]}
    before = {outlet: status for outlet, status, *_ in con.execute(query("outlet_troubles"), earlier).fetchall()}
    changes = [line for row in fared if (line := _change(row[0], before.get(row[0], ""), row[1]))]
    alarms = con.execute(query("alarm_changes"), span).fetchall()
    changes += [change(kind, name, began=began, over=over) for kind, name, began, over in alarms]
    return told, tuple(dict.fromkeys(changes))


def _change(outlet: str, before: str, now: str) -> str:
    if before == "failed" and now != "failed":
        return f"{outlet} answers again"
    return f"{outlet} stopped answering" if now == "failed" and before not in ("failed", "") else ""


def _trouble(outlet: str, status: str, failures: int, reason: str) -> str:
    again = f", {failures} times in a row" if status == "failed" and failures > 1 else ""
    why = f" ({cut(visible(_ADDRESS.sub('', reason)), REASON)})" if reason else ""
    return f"{outlet} {'failed' if status == 'failed' else 'answered in part'}{again}{why}"
