"""The reading copy: everything but the texts in `reading.duckdb`, the texts as daily Parquet beside it.

SQL never waits for a crawl and a crawl never waits for SQL: the copy takes the old one's place by an
atomic rename, and whoever has the old one open goes on reading that.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path

import duckdb

from desk.errors import WarehouseError
from warehouse import reading_base, reading_states, search_index
from warehouse.db import HERE, TROUBLES, Warehouse, connect, query, sparingly
from warehouse.duckdb_errors import in_words
from warehouse.leftovers import remove_database
from warehouse.reading_bodies import FOLDER, export_bodies, in_quotes, quoted, settle
from warehouse.reading_changes import MakeAnewError, Table, copy_changed, copy_whole, fits, tables
from warehouse.reading_sql import READING_NAME, Answer, ask, asking

__all__ = ["READING_NAME", "Answer", "ask", "asking", "publish", "publish_from"]

log = logging.getLogger(__name__)

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

    fresh: write every file anew, also those of texts and index. tidy: make the copy anew and merge the index into few
    files.
    """
    with warehouse.reading() as con:
        return warehouse.read_out(con, lambda own: publish_from(own, warehouse.home, now, fresh=fresh, tidy=tidy))


def publish_from(
    con: duckdb.DuckDBPyConnection, home: Path, now: datetime | None = None, *, fresh: bool = False, tidy: bool = False
) -> Path:
    """`publish` by a connection that is open anyway, outside its transactions.

    Until the last step, a rename, nothing that a reader sees has changed; a crash leaves the old copy.
    """
    target, building = home / READING_NAME, home / f"{READING_NAME}.tmp"
    try:
        remove_database(building)
        published = target.stat().st_mtime if target.exists() else 0.0
        with sparingly(con, threads=1):
            days = export_bodies(con, home, fresh=fresh)
            spans = search_index.update(con, home / search_index.FOLDER, published, fresh=fresh, tidy=tidy)
        now = now or datetime.now(UTC)
        (last,) = con.execute("SELECT coalesce(max(id), 0) FROM articles").fetchone() or (0,)
        copy = _Copy(con, tables(con), now, days, _definitions(_places(home, spans, last)))
        bases = () if fresh or tidy else reading_base.bases(target, building)
        built = next(filter(copy.is_brought_up_to_date, bases), None) or copy.made_anew(building)
        settle(built)
        reading_states.keep(home, now)
        reading_base.put_in_place(built, target)
    except (OSError, *TROUBLES) as error:
        raise in_words(target, error) from error
    return target


@dataclass(frozen=True, slots=True)
class _Copy:
    """What the next reading copy shall show: tables of `con`, when it is published, views and macros as SQL by name.

    days: which have a file of texts, and how many parts are in it.
    """

    con: duckdb.DuckDBPyConnection
    tables: list[Table]
    now: datetime
    days: dict[str, int]
    definitions: dict[str, str]

    def made_anew(self, building: Path) -> Path:
        """A file of that name with all of it."""
        remove_database(building)
        with sparingly(self.con), _attached(self.con, building), _at_once(self.con):
            copy_whole(self.con, self.tables)
            for step in ("create_reading_copy", "create_text_days", "create_definitions"):
                self.con.execute(query(step))
            self._tell_itself()
            self.con.execute(_comments(self.con))
        _define(building, self.definitions)
        return building

    def is_brought_up_to_date(self, base: Path) -> bool:
        """Whether this older copy could be, and is."""
        try:
            with _attached(self.con, base):
                known = (
                    dict(self.con.execute(query("known_definitions")).fetchall()) if fits(self.con, self.tables) else {}
                )
                if not known or known.keys() - self.definitions.keys():
                    return False
                with _at_once(self.con):
                    copy_changed(self.con, self.tables)
                    for table in ("reading_copy", "text_days"):
                        self.con.execute(f"DELETE FROM building.store.{table}")  # noqa: S608 (names of our own)
                    self._tell_itself()
        except MakeAnewError:
            return False
        except duckdb.Error as error:  # read by somebody, damaged, or a full disk, which then says so once more
            log.info("%s cannot be brought up to date, so the reading copy is made anew: %s", base, error)
            return False
        _define(base, {name: text for name, text in self.definitions.items() if known.get(name) != digest(text)})
        return not Path(f"{base}.wal").exists()

    def _tell_itself(self) -> None:
        self.con.execute(query("add_reading_copy"), {"now": self.now})
        self.con.execute(query("add_text_days"), {"days": list(self.days), "texts": list(self.days.values())})


@contextmanager
def _attached(con: duckdb.DuckDBPyConnection, path: Path) -> Iterator[None]:
    con.execute(f"ATTACH {quoted(path)} AS building (STORAGE_VERSION 'v1.5.0')")
    try:
        yield
    finally:
        con.execute("DETACH building")


@contextmanager
def _at_once(con: duckdb.DuckDBPyConnection) -> Iterator[None]:
    """One commit, one flush."""
    con.execute("BEGIN")
    try:
        yield
    except BaseException:
        with suppress(duckdb.Error):  # after a fatal error there is nothing left to roll back
            con.execute("ROLLBACK")
        raise
    con.execute("COMMIT")


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


def _definitions(places: dict[str, str]) -> dict[str, str]:
    """The SQL of every view and macro, by folder and name of its file."""
    told = {}
    for file in (file for folder in ("views", "macros") for file in sorted((HERE / folder).glob("*.sql"))):
        text = file.read_text("utf-8")
        for word, place in places.items():
            text = text.replace(word, place)
        told[f"{file.parent.name}/{file.name}"] = text
    return told


def _define(building: Path, definitions: dict[str, str]) -> None:
    """Create the analysts' views and macros in one transaction; one that builds on another waits until that stands."""
    if not definitions:
        return
    con, waiting = connect(building), definitions
    try:
        con.execute("BEGIN")
        while waiting:
            missing = {name: table for name, text in waiting.items() if (table := _is_missing(con, name, text))}
            if len(missing) == len(waiting):
                for name, table in missing.items():
                    log.warning("%s is left out: there is no table %s yet", name, table)
                break
            waiting = {name: waiting[name] for name in missing}
        stand = [[name, digest(text)] for name, text in definitions.items() if name not in waiting]
        for step in ("forget_definitions", "keep_definitions"):
            con.execute(query(step), {"definitions": stand})
        con.execute("COMMIT")
    finally:
        con.close()


def digest(text: str) -> str:
    """What tells whether a definition is another one."""
    return sha256(text.encode()).hexdigest()


def _is_missing(con: duckdb.DuckDBPyConnection, name: str, text: str) -> str | None:
    """Run the SQL of a view or macro; returns the table that it misses, None if it stands.

    A statement that misses a table leaves the transaction as it was.
    """
    try:
        con.execute(text)
    except duckdb.Error as error:
        found = MISSING.search(str(error)) if isinstance(error, duckdb.CatalogException) else None
        if not found:
            raise WarehouseError(name, str(error).splitlines()[0], "Please report this") from error
        return found[1]
    return None
