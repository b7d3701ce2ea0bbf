"""Upkeep: prune the fetch log, let old texts go, check the file, rewrite it when it has holes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

from desk.digest.phrasing import counted
from desk.errors import WarehouseError
from warehouse.connection import BLOCK
from warehouse.copy_candidates import learn_common
from warehouse.db import HERE, TROUBLES, Warehouse, query, sparingly
from warehouse.duckdb_errors import in_words
from warehouse.leftovers import remove_database
from warehouse.reading_bodies import quoted, settle
from warehouse.rows import utc
from warehouse.text_retention import let_texts_go

if TYPE_CHECKING:
    import duckdb

KEEP_DAYS = 90  # of the fetch log
HOLES = 0.2  # share of free blocks from which rewriting pays
DEAD = 0.05  # share of deleted sketch rows from which it pays as well; an eighth of them doubles what a lookup takes
SMALL = 16_000_000  # bytes below which it never does


@dataclass(frozen=True, slots=True)
class Upkeep:
    """What was done: rows pruned, bytes before and after, troubles in words, articles whose texts went, notes."""

    pruned: int
    bytes_before: int
    bytes_after: int
    troubles: tuple[str, ...]
    texts_gone: int = 0
    notes: tuple[str, ...] = ()

    @property
    def lines(self) -> tuple[str, ...]:
        """For a log or a terminal."""
        sizes = f"warehouse: {size(self.bytes_before)}"
        if self.bytes_after != self.bytes_before:
            sizes += f", rewritten as {size(self.bytes_after)}"
        found = self.troubles or ("check: nothing is wrong",)
        gone = (f"texts: those of {counted(self.texts_gone, 'article')} let go",) if self.texts_gone else ()
        return (f"fetch log: {counted(self.pruned, 'row')} pruned", *gone, sizes, *found, *self.notes)

    def totals(self) -> dict[str, Any]:
        """For the run's record."""
        return {"pruned": self.pruned, "bytes_before": self.bytes_before, "bytes_after": self.bytes_after,
                "texts_gone": self.texts_gone, "troubles": list(self.troubles), "notes": list(self.notes)}  # fmt: skip


def upkeep(warehouse: Warehouse, now: datetime, *, keep_days: int = KEEP_DAYS, text_days: int = 0) -> Upkeep:
    """All of it, in this order; each step stands by itself, so a crash in between costs nothing.

    text_days: how long texts are kept, 0 for ever.
    """
    pruned = prune(warehouse, now, keep_days)
    gone = let_texts_go(warehouse, now, text_days)
    with warehouse.writing() as con:
        learn_common(con)
    troubles = check(warehouse)
    before, after = compact(warehouse)
    return Upkeep(pruned, before, after, troubles, gone)


def prune(warehouse: Warehouse, now: datetime, keep_days: int = KEEP_DAYS) -> int:
    """Forget requests that are older than `keep_days`; returns how many."""
    with warehouse.writing() as con:
        before = utc(now) - timedelta(days=keep_days)
        row = con.execute(query("prune_fetches"), {"before": before}).fetchone()
    return int(row[0]) if row else 0


def check(warehouse: Warehouse) -> tuple[str, ...]:
    """Read every block (DuckDB compares checksums) and ask every queries/check_*.sql; troubles in words.

    Raises WarehouseError if the file itself is damaged.
    """
    with warehouse.reading() as con, sparingly(con):
        for table in _tables(con):
            con.execute(f'SELECT bit_xor(hash(t)) FROM "{table}" AS t').fetchall()  # noqa: S608 (a name of our own)
        files = sorted((HERE / "queries").glob("check_*.sql"))
        return tuple(str(row[0]) for file in files for row in con.execute(file.read_text("utf-8")).fetchall())


def compact(warehouse: Warehouse, *, force: bool = False) -> tuple[int, int]:
    """Checkpoint, and rewrite the file if it has many holes or dead rows (or `force`); returns bytes before and after.

    DuckDB keeps deleted rows in their place and skips them one by one, so that a scan of a table with some dead rows
    costs more than one of more rows all alive; only a copy leaves them behind. The rewritten file takes the old one's
    place by a rename, with every other process shut out; a crash before leaves the old file as it was.
    """
    if sizes := warehouse.tidied():
        return sizes
    fresh = warehouse.path.with_name(f"{warehouse.path.name}.rewritten")
    with warehouse.alone(rewrite=True):
        with warehouse.opened() as con:
            con.execute("CHECKPOINT")
            before = warehouse.path.stat().st_size
            if not force and (before < SMALL or (_holes(con) < HOLES and _dead(con) < DEAD)):
                return before, before
            with sparingly(con):
                _rewrite(con, fresh)
        if Path(f"{warehouse.path}.wal").exists():
            fresh.unlink()
            raise WarehouseError(str(warehouse.path), "could not be rewritten: its log is not empty", "Run it again")
        try:
            settle(fresh)
            after = fresh.stat().st_size
            fresh.replace(warehouse.path)
            settle(warehouse.home)
        except OSError as error:
            raise in_words(warehouse.path, error) from error
    return before, after


def _rewrite(con: duckdb.DuckDBPyConnection, fresh: Path) -> None:
    remove_database(fresh)
    row = con.execute("SELECT current_database()").fetchone()
    assert row is not None
    con.execute(f"ATTACH {quoted(fresh)} AS rewritten (STORAGE_VERSION 'v1.5.0', BLOCK_SIZE {BLOCK})")
    try:
        con.execute(f'COPY FROM DATABASE "{row[0]}" TO rewritten')
        for table in _tables(con):
            counted = con.execute(
                f'SELECT (SELECT count(*) FROM "{table}") = (SELECT count(*) FROM rewritten.main."{table}")'  # noqa: S608
            ).fetchone()
            if counted != (True,):
                raise WarehouseError(str(fresh), f"table {table} was not copied whole", "The old file is kept")
        con.execute("DETACH rewritten")
    except (WarehouseError, *TROUBLES):
        fresh.unlink(missing_ok=True)
        raise


def _tables(con: duckdb.DuckDBPyConnection) -> list[str]:
    return [row[0] for row in con.execute(query("stored_tables")).fetchall()]


def _holes(con: duckdb.DuckDBPyConnection) -> float:
    free, total = con.execute(query("free_blocks")).fetchone() or (0, 1)
    return float(free / max(1, total))


def _dead(con: duckdb.DuckDBPyConnection) -> float:
    (share,) = con.execute(query("dead_rows")).fetchone() or (0.0,)
    return float(share)


def size(count: int) -> str:
    """Bytes as people read them: 1.3 GB."""
    amount = float(count)
    for unit in ("bytes", "kB", "MB"):
        if amount < 1000:
            return f"{amount:.0f} {unit}" if unit == "bytes" else f"{amount:.1f} {unit}"
        amount /= 1000
    return f"{amount:.1f} GB"
