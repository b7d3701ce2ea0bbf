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
from pathlib import Path

from benchmarks import stock
from warehouse import search_index
from warehouse.db import Warehouse
from warehouse.reading_copy import publish
from warehouse.search import Wanted, search

WORDS = 450
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
FILL_BODIES = f"""
INSERT INTO bodies
SELECT i, 0, 'en', array_to_string(list_transform(range({WORDS}), lambda k: getvariable('words')[greatest(1, (
    exp((hash(i * 1000003 + k) % 1000000) / 1000000.0 * ln(len(getvariable('words')) / 3)) * 3 - 2)::INTEGER)]), ' ')
FROM range($low, $high + 1) AS r(i)
"""

TEXTS = (VOCABULARY, RANKED, FILL_BODIES)  # the statements that give articles their texts


def main(sizes: list[int]) -> None:
    """Fill, index and ask at each size."""
    print(f"{'articles':>9} {'':32} {'copydesk':>12} {'SQLite FTS5':>12}")
    for count in sizes:
        with tempfile.TemporaryDirectory() as folder:
            measure(Path(folder), count)


def measure(folder: Path, count: int) -> None:
    """One size: cost of the index, its size, and every question."""
    warehouse = Warehouse(folder)
    stock.fill(warehouse, count, texts=TEXTS, only=("articles",))
    with warehouse.reading() as con:
        start = time.process_time()
        spans = search_index.update(con, folder / search_index.FOLDER, 0.0, tidy=True)
        cost = time.process_time() - start
        other, other_cost = fts5(folder / "fts5.db", iter_texts(con, count))
    publish(warehouse, stock.NOW)
    endings = (search_index.POSTINGS, search_index.VOCABULARY)
    files = [span.file(folder / search_index.FOLDER, ending) for span in spans for ending in endings]
    size = sum(file.stat().st_size for file in files)
    tell(count, "index, processor ms an article", cost / count * 1e3, other_cost / count * 1e3)
    tell(count, "index, bytes an article", size / count, (folder / "fts5.db").stat().st_size / count)
    for question in QUESTIONS:
        ours = median(lambda question=question: search(folder, Wanted(question)))
        tell(count, f"{question}, s", ours, median(lambda question=question: ask_fts5(other, question)))
    other.close()


def iter_texts(con, count: int):
    """Every article's number, title and text."""
    for low in range(1, count + 1, stock.STEP):
        question = "SELECT id, title, text FROM articles JOIN bodies ON article_id = id WHERE id BETWEEN ? AND ?"
        yield con.execute(question, [low, low + stock.STEP - 1]).fetchall()


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
