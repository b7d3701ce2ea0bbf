"""The digests that were made, and what they told. Told is told per target, by article."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import datetime, tzinfo
from typing import TYPE_CHECKING, Any

from desk.digest.records import Digest, DigestStory, Readership
from warehouse.db import query
from warehouse.rows import columns, named, rows, tuples

if TYPE_CHECKING:
    import duckdb


@dataclass(frozen=True, slots=True)
class Told:
    """A digest that was made. state: made (not all of it sent), delivered."""

    digest_id: str
    day: str
    edition: int
    made_at: datetime
    state: str


def digests_of(con: duckdb.DuckDBPyConnection, whose: Readership, day: str | None = None) -> list[Told]:
    """The digests these readers got, oldest first; of one day, or all."""
    asked = {"topic": whose.told_topic, "target": whose.target, "day": day}
    return [Told(*row) for row in con.execute(query("digests_of"), asked).fetchall()]


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


def digest_that_told(con: duckdb.DuckDBPyConnection, story_id: int, target: str) -> str | None:
    """The last digest that told this target the story; None if none did."""
    found = con.execute(query("digest_that_told"), {"target": target, "story_id": story_id}).fetchone()
    return str(found[0]) if found else None


def correct_story(con: duckdb.DuckDBPyConnection, digest_id: str, target: str, story_id: int, words: str) -> None:
    """Keep what was wrong with a story that a digest told."""
    asked = {"digest_id": digest_id, "target": target, "story_id": story_id, "corrected": words}
    con.execute(query("correct_story"), asked)


def drop_digest(con: duckdb.DuckDBPyConnection, digest_id: str, target: str, *, outbox: bool = True) -> None:
    """Forget a digest, its stories are due again; `outbox` False keeps its messages (it is told anew in place)."""
    for table in ("digests", "digest_stories", *(("outbox", "suggestions") if outbox else ())):
        con.execute(query(f"drop_{table}"), {"digest_id": digest_id, "target": target})


def load_digest(con: duckdb.DuckDBPyConnection, digest_id: str, target: str, zone: tzinfo) -> Digest | None:
    """A stored digest, times in `zone`; None if there is none of this name for this target."""
    asked = {"digest_id": digest_id, "target": target}
    found = named(con.execute(query("digest_head"), asked))
    if not found:
        return None
    stories = tuple(_story(line, zone) for line in named(con.execute(query("digest_lines"), asked)))
    return Digest(id=digest_id, stories=stories, **tuples(found[0]))


def _story(line: dict[str, Any], zone: tzinfo) -> DigestStory:
    line["published"] = line["published"].astimezone(zone) if line["published"] else None
    line["articles"] = line.pop("article_ids")
    line["copies"] = tuple((copy["outlet"], copy["kind"]) for copy in line["copies"])
    return DigestStory(**tuples(line))
