"""What a digest may tell, what digests told, and the digests themselves. Told is told per target, by article."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from datetime import datetime, tzinfo
from typing import TYPE_CHECKING, Any

from desk.digest.phrasing import cut
from desk.digest.records import Digest, DigestStory, DueArticle, ReadSince
from desk.text.sanitise import visible
from warehouse.db import query
from warehouse.rows import columns, rows

if TYPE_CHECKING:
    import duckdb

REASON = 80  # columns of a failing outlet's reason
_ADDRESS = re.compile(r"^https?://\S+: ")  # the source's: too long for one line on all outlets


@dataclass(frozen=True, slots=True)
class Told:
    """A digest that was made. state: made (not all of it sent), delivered."""

    digest_id: str
    day: str
    edition: int
    made_at: datetime
    state: str


def due_articles(
    con: duckdb.DuckDBPyConnection, topic: str, target: str, since: datetime, until: datetime, *, but: str = ""
) -> list[DueArticle]:
    """All articles of stories with an on-topic article from `since` to `until` that this target was not told.

    but: a digest that is to be told anew, so what it told counts as untold.
    """
    asked = {"topic": topic, "target": target, "since": since, "until": until, "but": but}
    found = con.execute(query("due_articles"), asked)
    names = [column[0] for column in found.description or ()]
    due = [DueArticle(**_tuples(dict(zip(names, row, strict=True)))) for row in found.fetchall()]
    begins = _openings(con, [article.article_id for article in due if article.is_report and not article.told])
    return [replace(article, opening=begins.get(article.article_id, "")) for article in due]


def _openings(con: duckdb.DuckDBPyConnection, ids: list[int]) -> dict[int, str]:
    """How the articles begin that may lead a story; others' texts are not read."""
    if not ids:
        return {}
    asked = {"ids": ids, "first": min(ids), "last": max(ids)}
    return dict(con.execute(query("openings"), asked).fetchall())


def read_since(
    con: duckdb.DuckDBPyConnection, topic: str, target: str, until: datetime, since: datetime, *, but: str = ""
) -> tuple[ReadSince, tuple[str, ...]]:
    """What was read since the target's last digest (if there was none: since `since`), and how the outlets fared."""
    asked = {"topic": topic, "target": target, "until": until, "but": but}
    last = con.execute(query("last_digest_at"), asked).fetchone()
    span = {"since": last[0] if last and last[0] else since, "until": until}
    found = con.execute(query("read_since"), span).fetchone()
    assert found is not None
    outlets, articles, copies, languages = found
    return ReadSince(outlets, articles, copies, tuple(languages)), _health(con, span)


def _health(con: duckdb.DuckDBPyConnection, span: dict[str, datetime]) -> tuple[str, ...]:
    """Failing outlets first, then those that answered in part; nothing if all are well."""
    fared = con.execute(query("outlet_troubles"), span).fetchall()
    ill = [row for row in fared if row[1] in ("failed", "partial")]
    failed = sum(row[1] == "failed" for row in fared)
    if not ill:
        return ()
    return (f"{len(fared) - failed} of {len(fared)} answered", *(_trouble(*row) for row in ill))


def _trouble(outlet: str, status: str, failures: int, reason: str) -> str:
    again = f", {failures} times in a row" if status == "failed" and failures > 1 else ""
    why = f" ({cut(visible(_ADDRESS.sub('', reason)), REASON)})" if reason else ""
    return f"{outlet} {'failed' if status == 'failed' else 'answered in part'}{again}{why}"


def digests_of(con: duckdb.DuckDBPyConnection, topic: str, target: str, day: str | None = None) -> list[Told]:
    """The digests this target got, oldest first; of one day, or all."""
    found = con.execute(query("digests_of"), {"topic": topic, "target": target, "day": day}).fetchall()
    return [Told(*row) for row in found]


def add_digest(con: duckdb.DuckDBPyConnection, digest: Digest, target: str, now: datetime, *, delivered: bool) -> None:
    """Store a digest and its stories; from now on they count as told to `target`."""
    head = columns(digest, "id", "stories", "left") | {
        "digest_id": digest.id,
        "target": target,
        "made_at": now,
        "left_over": digest.left,
        "state": "delivered" if delivered else "made",
        "delivered_at": now if delivered else None,
    }
    con.execute(query("add_digest"), {"rows": rows([head])})
    if digest.stories:
        lines = [_line(digest, target, place, story) for place, story in enumerate(digest.stories, 1)]
        con.execute(query("add_digest_stories"), {"rows": rows(lines)})


def _line(digest: Digest, target: str, place: int, story: DigestStory) -> dict[str, Any]:
    copies = [{"outlet": outlet, "kind": kind} for outlet, kind in story.copies]
    line = asdict(story) | {"digest_id": digest.id, "target": target, "place": place, "copies": copies}
    line["article_ids"] = line.pop("articles")
    return line


def drop_digest(con: duckdb.DuckDBPyConnection, digest_id: str, target: str, *, outbox: bool = True) -> None:
    """Forget a digest, its stories are due again; `outbox` False keeps its messages (it is told anew in place)."""
    for table in ("digests", "digest_stories", *(("outbox",) if outbox else ())):
        con.execute(query(f"drop_{table}"), {"digest_id": digest_id, "target": target})


def load_digest(con: duckdb.DuckDBPyConnection, digest_id: str, target: str, zone: tzinfo) -> Digest | None:
    """A stored digest, times in `zone`; None if there is none of this name for this target."""
    asked = {"digest_id": digest_id, "target": target}
    found = _named(con.execute(query("digest_head"), asked))
    if not found:
        return None
    stories = tuple(_story(line, zone) for line in _named(con.execute(query("digest_lines"), asked)))
    return Digest(id=digest_id, stories=stories, **_tuples(found[0]))


def _named(answered: duckdb.DuckDBPyConnection) -> list[dict[str, Any]]:
    """Rows by the names of their columns."""
    names = [column[0] for column in answered.description or ()]
    return [dict(zip(names, row, strict=True)) for row in answered.fetchall()]


def _story(line: dict[str, Any], zone: tzinfo) -> DigestStory:
    line["published"] = line["published"].astimezone(zone) if line["published"] else None
    line["articles"] = line.pop("article_ids")
    line["copies"] = tuple((copy["outlet"], copy["kind"]) for copy in line["copies"])
    return DigestStory(**_tuples(line))


def _tuples(line: dict[str, Any]) -> dict[str, Any]:
    return {name: tuple(told) if isinstance(told, Sequence) and not isinstance(told, str) else told
            for name, told in line.items()}  # fmt: skip
