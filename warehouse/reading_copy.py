"""The reading copy: everything but the texts in `reading.duckdb`, the texts as daily Parquet beside it.

SQL never waits for a crawl and a crawl never waits for SQL: the copy takes the old one's place by an
atomic rename, and whoever has the old one open goes on reading that.
"""

from __future__ import annotations

import logging
import re
from datetime import UTC, datetime
from pathlib import Path

import duckdb

from desk.errors import WarehouseError
from warehouse import reading_states, search_index
from warehouse.db import HERE, TROUBLES, Warehouse, connect, query
from warehouse.duckdb_errors import in_words
from warehouse.reading_bodies import FOLDER, export_bodies, in_quotes, quoted, settle
from warehouse.reading_sql import READING_NAME, Answer, ask, asking

__all__ = ["READING_NAME", "Answer", "ask", "asking", "publish", "publish_from"]

log = logging.getLogger(__name__)

# Machinery that is no use in a query and large: fingerprints, vectors, cards, texts of a user's own seeds.
LEFT_OUT = {"migrations", "bodies", "user_seeds", "user_fingerprints", "story_cards", "article_pages", "page_readings"}
LEFT_OUT |= {"imprints", "sketch_hashes", "common_hashes", "sketches", "anchors", "doc_vectors"}
COLUMNS_LEFT_OUT = {("leads", "content"), ("revisions", "text")}
OF_ITS_OWN = (  # comments on what stands in no live file
    ("reading_copy", None, "When this copy was published: one row"),
    ("reading_copy", "published_at", "time of publication; what was stored later is not seen yet"),
    ("text_days", None, "Which days have a file of texts beside this copy"),
    ("text_days", "day", "UTC day of fetching: the name of the file"),
    ("text_days", "texts", "parts of texts in it"),
)
MISSING = re.compile(r"(?:Table|Function) with name (\w+) does not exist")


def publish(warehouse: Warehouse, now: datetime | None = None, *, fresh: bool = False, tidy: bool = False) -> Path:
    """Publish what is stored; returns the reading copy's path.

    fresh: write every file of texts and index anew. tidy: merge the index into few files.
    """
    with warehouse.reading() as con:
        return publish_from(con, warehouse.home, now, fresh=fresh, tidy=tidy)


def publish_from(
    con: duckdb.DuckDBPyConnection, home: Path, now: datetime | None = None, *, fresh: bool = False, tidy: bool = False
) -> Path:
    """`publish` by a connection that is open anyway, outside its transactions.

    Until the last step, a rename, nothing that a reader sees has changed; a crash leaves the old copy.
    """
    target, building = home / READING_NAME, home / f"{READING_NAME}.tmp"
    try:
        for left in (building, Path(f"{building}.wal")):
            left.unlink(missing_ok=True)
        days = export_bodies(con, home, fresh=fresh)
        published = target.stat().st_mtime if target.exists() else 0.0
        spans = search_index.update(con, home / search_index.FOLDER, published, fresh=fresh, tidy=tidy)
        now = now or datetime.now(UTC)
        _copy_tables(con, building, now, days)
        (last,) = con.execute("SELECT coalesce(max(id), 0) FROM articles").fetchone() or (0,)
        _build_views(building, _places(home, spans, last))
        settle(building)
        reading_states.keep(home, now)
        building.replace(target)
    except (OSError, *TROUBLES) as error:
        raise in_words(target, error) from error
    return target


def _copy_tables(con: duckdb.DuckDBPyConnection, building: Path, now: datetime, days: dict[str, int]) -> None:
    con.execute(f"ATTACH {quoted(building)} AS building (STORAGE_VERSION 'v1.5.0')")
    con.execute("BEGIN")  # one commit, one flush
    con.execute("CREATE SCHEMA building.store")
    for table, columns in con.execute(query("columns_to_publish")).fetchall():
        wanted = [f'"{name}"' for name in columns if (table, name) not in COLUMNS_LEFT_OUT]
        if table not in LEFT_OUT and wanted:
            con.execute(f'CREATE TABLE building.store."{table}" AS SELECT {", ".join(wanted)} FROM main."{table}"')  # noqa: S608
    con.execute("CREATE TABLE building.store.reading_copy AS SELECT $now::TIMESTAMPTZ AS published_at", {"now": now})
    con.execute(query("add_text_days"), {"days": list(days), "texts": list(days.values())})
    con.execute(_comments(con))
    con.execute("COMMIT")
    con.execute("DETACH building")


def _comments(con: duckdb.DuckDBPyConnection) -> str:
    """What is said of the live file's tables and columns, said of the copy's."""
    there = {tuple(row) for row in con.execute(query("building_columns")).fetchall()}
    said = [row for row in con.execute(query("comments")).fetchall() if tuple(row[:2]) in there]
    return "\n".join(
        f'COMMENT ON {"COLUMN" if column else "TABLE"} building.store."{table}"'
        + (f'."{column}"' if column else "")
        + f" IS {in_quotes(comment)};"
        for table, column, comment in [*said, *OF_ITS_OWN]
    )


def _places(home: Path, spans: list[search_index.Span], last: int) -> dict[str, str]:
    """What the files of views and macros leave open: where texts and index stand, and the last article of this copy.

    Variables name the folder of either where home has moved since, and the index of now where this copy is an old one.
    """
    folder = quoted((home / search_index.FOLDER).resolve())
    places = {"'BODIES_FOLDER'": quoted((home / FOLDER).resolve()), "LAST_ARTICLE": str(last)} | search_index.alike()
    for word, ending in (("POSTING_FILES", search_index.POSTINGS), ("VOCABULARY_FILES", search_index.VOCABULARY)):
        files = [
            f"coalesce(getvariable('search'), {folder}) || '/{name}'" for name in search_index.names(spans, ending)
        ]
        places[word] = f"coalesce(getvariable('{ending}'), [{', '.join(files)}])"
    return places


def _build_views(building: Path, places: dict[str, str]) -> None:
    """Create the analysts' views and macros in one transaction; one that builds on another waits until that stands."""
    con = connect(building)
    try:
        con.execute("BEGIN")
        waiting = [file for folder in ("views", "macros") for file in sorted((HERE / folder).glob("*.sql"))]
        while waiting:
            missing = {file: table for file in waiting if (table := _build_view(con, file, places))}
            if len(missing) == len(waiting):
                for file, table in missing.items():
                    log.warning("view %s is left out: there is no table %s yet", file.stem, table)
                break
            waiting = sorted(missing)
        con.execute("COMMIT")
    finally:
        con.close()


def _build_view(con: duckdb.DuckDBPyConnection, file: Path, places: dict[str, str]) -> str | None:
    """Run a view's file; returns the table that it misses, None if it stands.

    A statement that misses a table leaves the transaction as it was.
    """
    text = file.read_text("utf-8")
    for word, place in places.items():
        text = text.replace(word, place)
    try:
        con.execute(text)
    except duckdb.Error as error:
        found = MISSING.search(str(error)) if isinstance(error, duckdb.CatalogException) else None
        if not found:
            raise WarehouseError(
                f"{file.parent.name}/{file.name}", str(error).splitlines()[0], "Please report this"
            ) from error
        return found[1]
    return None
