"""The search at a given size, beside SQLite's FTS5 over the same texts. Prints a table.

Run: python -m benchmarks.search [ARTICLES ...]   (default 10000 100000; made-up articles of 450 Zipf-distributed words)

The words of the questions stand in 20, 8 and 5 of a hundred articles, `the` in every one. Times are medians of five.
"""

from __future__ import annotations

import sqlite3
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from warehouse import search_index
from warehouse.db import Warehouse
from warehouse.reading_copy import publish
from warehouse.search import Wanted, search

NOW = datetime(2026, 11, 1, tzinfo=UTC)
WORDS, STEP = 450, 20_000
QUESTIONS = ("open weights licence", '"open weights"', "llama weights", "licen*", "the model")

# Letters from a hash: a vocabulary in which no word tells its rank. The words of the questions get the ranks that
# give them the shares named above.
VOCABULARY = """
SET VARIABLE made = (SELECT list(DISTINCT word) FROM (
    SELECT chr(97 + (h % 26)::INTEGER) || chr(97 + (h // 26 % 26)::INTEGER) || chr(97 + (h // 676 % 26)::INTEGER)
        || chr(97 + (h // 17576 % 20)::INTEGER) AS word
    FROM (SELECT hash(i) AS h FROM range(100000) AS r(i))))
"""
RANKED = """
SET VARIABLE words = ['the'] || getvariable('made')[1:214] || ['open'] || getvariable('made')[216:540]
    || ['weights', 'model'] || getvariable('made')[541:870] || ['llama', 'licence'] || getvariable('made')[871:]
"""
FILL_ARTICLES = """
INSERT INTO articles BY NAME
SELECT i + 1 AS id, 'outlet' || (i % 300) || '.example/' || md5(i::VARCHAR) AS key, 'https://' || key AS url,
       'outlet' || (i % 300) AS outlet_id, 'Headline ' || md5((i * 7)::VARCHAR) AS title, ['A. Writer'] AS authors,
       $now::TIMESTAMPTZ - INTERVAL 730 DAY + to_seconds(i * (730 * 86400 // $count)) AS published,
       published + INTERVAL 1 HOUR AS fetched_at, 'en' AS language, 600 AS words, 1 AS run_id, 'page' AS text_from,
       'json-ld' AS published_from, ['tag'] AS tags
FROM range($count) AS r(i)
"""
FILL_BODIES = f"""
INSERT INTO bodies
SELECT i, 0, 'en', array_to_string(list_transform(range({WORDS}), lambda k: getvariable('words')[greatest(1, (
    exp((hash(i * 1000003 + k) % 1000000) / 1000000.0 * ln(len(getvariable('words')) / 3)) * 3 - 2)::INTEGER)]), ' ')
FROM range($low, $high) AS r(i)
"""


def main(sizes: list[int]) -> None:
    """Fill, index and ask at each size."""
    print(f"{'articles':>9} {'':32} {'copydesk':>12} {'SQLite FTS5':>12}")
    for count in sizes:
        with tempfile.TemporaryDirectory() as folder:
            measure(Path(folder), count)


def measure(folder: Path, count: int) -> None:
    """One size: cost of the index, its size, and every question."""
    warehouse = Warehouse(folder)
    fill(warehouse, count)
    with warehouse.reading() as con:
        start = time.process_time()
        spans = search_index.update(con, folder / search_index.FOLDER, 0.0, tidy=True)
        cost = time.process_time() - start
        other, other_cost = fts5(folder / "fts5.db", iter_texts(con, count))
    publish(warehouse, NOW)
    endings = (search_index.POSTINGS, search_index.VOCABULARY)
    files = [span.file(folder / search_index.FOLDER, ending) for span in spans for ending in endings]
    size = sum(file.stat().st_size for file in files)
    tell(count, "index, processor ms an article", cost / count * 1e3, other_cost / count * 1e3)
    tell(count, "index, bytes an article", size / count, (folder / "fts5.db").stat().st_size / count)
    for question in QUESTIONS:
        ours = median(lambda question=question: search(folder, Wanted(question)))
        tell(count, f"{question}, s", ours, median(lambda question=question: ask_fts5(other, question)))
    other.close()


def fill(warehouse: Warehouse, count: int) -> None:
    """Articles and texts, without what a crawl leaves beside them."""
    with warehouse.writing() as con:
        con.execute(VOCABULARY)
        con.execute(RANKED)
        con.execute(FILL_ARTICLES, {"now": NOW, "count": count})
        for low in range(1, count + 1, STEP):
            con.execute(FILL_BODIES, {"low": low, "high": min(low + STEP, count + 1)})


def iter_texts(con, count: int):
    """Every article's number, title and text."""
    for low in range(1, count + 1, STEP):
        question = "SELECT id, title, text FROM articles JOIN bodies ON article_id = id WHERE id BETWEEN ? AND ?"
        yield con.execute(question, [low, low + STEP - 1]).fetchall()


def fts5(path: Path, batches) -> tuple[sqlite3.Connection, float]:
    """SQLite's index over the same texts, merged; and the processor seconds it took."""
    con = sqlite3.connect(path)
    con.execute("CREATE VIRTUAL TABLE texts USING fts5(title, body, content='')")
    spent = 0.0
    for batch in batches:
        spent += cpu(
            lambda batch=batch: con.executemany("INSERT INTO texts(rowid, title, body) VALUES (?, ?, ?)", batch)
        )
    spent += cpu(lambda: (con.execute("INSERT INTO texts(texts) VALUES ('optimize')"), con.commit()))
    return con, spent


def ask_fts5(con: sqlite3.Connection, question: str) -> list[tuple[object, ...]]:
    """The ten best by SQLite's bm25(), the headline three times."""
    sql = "SELECT rowid FROM texts WHERE texts MATCH ? ORDER BY bm25(texts, 3.0, 1.0) LIMIT 10"
    return con.execute(sql, [question]).fetchall()


def cpu(work: Callable[[], object]) -> float:
    """Processor seconds that `work` takes."""
    start = time.process_time()
    work()
    return time.process_time() - start


def median(work: Callable[[], object]) -> float:
    """Seconds that `work` takes, in the middle of five."""
    times = []
    for _ in range(5):
        start = time.perf_counter()
        work()
        times.append(time.perf_counter() - start)
    return statistics.median(times)


def tell(count: int, what: str, ours: float, other: float) -> None:
    """A line of the table."""
    print(f"{count:9,} {what:32} {ours:12.3f} {other:12.3f}", flush=True)


if __name__ == "__main__":
    main([int(size) for size in sys.argv[1:]] or [10_000, 100_000])
