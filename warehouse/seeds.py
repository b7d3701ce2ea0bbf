"""Seeds as they are kept: the shipped fingerprints in a Parquet file, a user's own with their text in the warehouse."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import duckdb
import numpy as np

from desk.documents.sketch import Sketch
from desk.errors import SeedError
from desk.models import SeedFacts
from desk.seeds.fingerprints import Fingerprint
from warehouse.arrays import INCOMING, blobs, feed
from warehouse.copy_candidates import SHARED, short
from warehouse.db import query
from warehouse.rows import plain, rows, utc

if TYPE_CHECKING:
    from numpy.typing import NDArray

BUILD = "Run: copydesk seeds build DIR (the folder of the seed documents)"


@dataclass(frozen=True, slots=True)
class UserSeed:
    """A seed that a user added."""

    seed_id: str
    title: str
    outlet: str
    url: str
    published: datetime | None
    text: str
    added_at: datetime


def save_fingerprints(path: Path, fingerprints: Sequence[Fingerprint], maker: str = "") -> None:
    """Write them to a Parquet file; the same fingerprints give the same bytes.

    maker: names the rules that made them (`flows.seeds.maker`).
    """
    with duckdb.connect() as con:
        con.execute("SET threads = 1")
        con.execute("SET TimeZone = 'UTC'")
        con.register(INCOMING, _columns(fingerprints) | {"maker": _strings([maker] * len(fingerprints))})
        con.sql(query("incoming_fingerprints")).write_parquet(str(path), compression="zstd")


def load_fingerprints(path: Path) -> tuple[Fingerprint, ...]:
    """The fingerprints of a Parquet file; SeedError if it is missing or is not one."""
    return tuple(map(_fingerprint, _rows_of(path, "file_fingerprints")))


def makers(path: Path) -> set[str]:
    """The rules that made the fingerprints of a Parquet file."""
    return {row[0] for row in _rows_of(path, "file_makers")}


def _rows_of(path: Path, question: str) -> list[tuple[Any, ...]]:
    try:
        with duckdb.connect() as con:
            con.execute("SET TimeZone = 'UTC'")
            return con.execute(query(question), {"path": str(path)}).fetchall()
    except duckdb.Error as error:
        first = str(error).splitlines()[0]
        raise SeedError(str(path), f"holds no fingerprints that can be read ({first})", BUILD) from None


def user_fingerprints(con: duckdb.DuckDBPyConnection) -> tuple[Fingerprint, ...]:
    """The fingerprints of the user's own seeds."""
    return tuple(map(_fingerprint, con.execute(query("user_fingerprints")).fetchall()))


def user_seeds(con: duckdb.DuckDBPyConnection) -> tuple[UserSeed, ...]:
    """The user's own seeds, oldest first."""
    return tuple(UserSeed(*row) for row in con.execute(query("user_seeds")).fetchall())


def add_user_seed(con: duckdb.DuckDBPyConnection, seed: UserSeed, fingerprints: Sequence[Fingerprint]) -> None:
    """Keep a seed; one with the same id must have been removed before."""
    con.execute(
        query("add_user_seed"),
        {
            "id": seed.seed_id,
            "title": plain(seed.title),
            "outlet": plain(seed.outlet),
            "url": plain(seed.url),
            "published": utc(seed.published) if seed.published else None,
            "text": plain(seed.text),
            "now": utc(seed.added_at),
        },
    )
    if fingerprints:
        feed(con, "add_user_fingerprints", _columns(fingerprints))


def replace_user_fingerprints(con: duckdb.DuckDBPyConnection, seed_id: str, found: Sequence[Fingerprint]) -> None:
    """New fingerprints for a kept seed, after the encoder or the sketch changed."""
    con.execute(query("drop_user_fingerprints"), {"id": seed_id})
    if found:
        feed(con, "add_user_fingerprints", _columns(found))


def remove_user_seed(con: duckdb.DuckDBPyConnection, seed_id: str) -> bool:
    """Forget a seed with its text and fingerprints; False if there is none of that id. Verdicts stay."""
    con.execute(query("drop_user_fingerprints"), {"id": seed_id})
    row = con.execute(query("drop_user_seed"), {"id": seed_id}).fetchone()
    return row is not None and row[0] > 0


def articles_by_seed(con: duckdb.DuckDBPyConnection, seed_id: str) -> set[int]:
    """The articles that were found to be taken from this seed, or to share a passage with it."""
    return {row[0] for row in con.execute(query("articles_by_seed"), {"id": seed_id}).fetchall()}


def articles_sharing(con: duckdb.DuckDBPyConnection, sketch: Sketch, most: int) -> set[int]:
    """Of the newest `most` articles those that share wording with a text, by their sketches alone.

    Candidates of a lookup are eight at the most; what one text was taken for may be hundreds.
    """
    mine = short(sketch.three)
    asked = con.execute(query("newest_sketches"), {"most": most})
    found: set[int] = set()
    while some := asked.fetchmany(10_000):
        found |= {
            article_id
            for article_id, three in some
            if len(np.intersect1d(mine, np.frombuffer(three, "<u4"), assume_unique=True)) >= SHARED
        }
    return found


def remember_seeds(con: duckdb.DuckDBPyConnection, fingerprints: Iterable[Fingerprint]) -> None:
    """Keep the facts of the seeds in use, so that views and `why` can name them; once a run."""
    own = {each.seed_id for each in user_seeds(con)}
    facts = [
        {
            "seed_id": each.seed_id,
            "part": each.part,
            "language": each.language,
            "title": each.facts.title,
            "outlet": each.facts.outlet,
            "url": each.facts.url,
            "published": each.facts.published,
            "damage": each.facts.damage,
            "own": each.seed_id in own,
        }
        for each in fingerprints
    ]
    con.execute(query("drop_seeds"))
    if facts:
        con.execute(query("add_seeds"), {"rows": rows(facts)})


def _columns(fingerprints: Sequence[Fingerprint]) -> dict[str, NDArray[Any]]:
    ordered = sorted(fingerprints, key=lambda each: (each.seed_id, each.part))
    facts = {name: [getattr(each.facts, name) for each in ordered] for name in ("title", "outlet", "url", "damage")}
    published = [each.facts.published for each in ordered]
    strings = {"seed_id": [each.seed_id for each in ordered], "language": [each.language for each in ordered], **facts}
    strings["encoder"] = [each.encoder for each in ordered]
    strings["published"] = [utc(day).isoformat() if day else None for day in published]
    numbers = {"part": "part", "words": "sketch.words", "total_three": "sketch.total_three"}
    numbers |= {"total_five": "sketch.total_five"}
    columns: dict[str, NDArray[Any]] = {name: _strings(values) for name, values in strings.items()}
    for name, path in numbers.items():
        columns[name] = np.array([_at(each, path) for each in ordered], np.int32)
    columns["identity"] = np.array([each.identity for each in ordered], np.uint64)
    columns["dimensions"] = np.array([each.vectors.shape[1] for each in ordered], np.int32)
    for name, (path, kind) in ARRAYS.items():
        columns[name] = blobs([_at(each, path).astype(kind).tobytes() for each in ordered])
    return columns


ARRAYS = {  # column: (field, stored type)
    "three": ("sketch.three", "<u8"),
    "five": ("sketch.five", "<u8"),
    "anchors": ("anchors", "<u8"),
    "vectors": ("vectors", "i1"),
    "scales": ("scales", "<f4"),
    "lengths": ("lengths", "<i4"),
    "quoted": ("quoted", "?"),
}


def _at(fingerprint: Fingerprint, path: str) -> Any:
    found: Any = fingerprint
    for name in path.split("."):
        found = getattr(found, name)
    return found


def _strings(values: list[Any]) -> NDArray[Any]:
    column = np.empty(len(values), object)
    column[:] = values
    return column


def _fingerprint(row: tuple[Any, ...]) -> Fingerprint:
    seed_id, part, language, title, outlet, url, published, damage, identity, words, three_total, five_total = row[:12]
    three, five, anchors, encoder, dimensions, vectors, scales, lengths, quoted = row[12:]
    coarse = np.frombuffer(vectors, "i1").reshape(-1, dimensions) if dimensions else np.zeros((0, 0), np.int8)
    return Fingerprint(
        facts=SeedFacts(seed_id, title, outlet, url, published, damage),
        part=part,
        language=language,
        identity=identity,
        sketch=Sketch(np.frombuffer(three, "<u8"), np.frombuffer(five, "<u8"), three_total, five_total, words),
        anchors=np.frombuffer(anchors, "<u8"),
        encoder=encoder,
        vectors=coarse,
        scales=np.frombuffer(scales, "<f4"),
        lengths=np.frombuffer(lengths, "<i4"),
        quoted=np.frombuffer(quoted, "?"),
    )
