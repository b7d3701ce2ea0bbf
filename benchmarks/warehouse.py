"""The warehouse at a given size: one visit's transaction, publishing, questions. Prints a table.

Run: python -m benchmarks.warehouse [ARTICLES]   (default 100000; articles of 4 kB over two years)
"""

from __future__ import annotations

import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

from desk.models import Article, Lead, Outlet, Part, Source
from desk.visits import LeadOutcome, OutletReport, SourceState, Visit
from warehouse.articles import add_articles, article_texts, find_article
from warehouse.db import Warehouse
from warehouse.leads import known_keys, unknown_keys
from warehouse.reading_copy import ask, publish
from warehouse.visits import known, store_visits

NOW = datetime(2026, 11, 1, tzinfo=UTC)
OUTLETS = [f"outlet{number}" for number in range(300)]

FILL_ARTICLES = """
INSERT INTO articles BY NAME
SELECT i + 1 AS id, 'outlet' || (i % 300) || '.example/' || md5(i::VARCHAR) AS key, 'https://' || key AS url,
       'outlet' || (i % 300) AS outlet_id, 'Headline ' || md5((i * 7)::VARCHAR) AS title, ['A. Writer'] AS authors,
       $now::TIMESTAMPTZ - INTERVAL 730 DAY + to_seconds(i * (730 * 86400 // $count)) AS published,
       published + INTERVAL 1 HOUR AS fetched_at, 'en' AS language, 600 AS words, 1 AS run_id, 'page' AS text_from,
       'json-ld' AS published_from, ['tag'] AS tags
FROM range($count) AS r(i)
"""
FILL_BODIES = """
INSERT INTO bodies
SELECT a.id, 0, 'en', array_to_string(
    list_transform(range(120), lambda k: md5(((a.id * 911 + k * 7919) % 9973)::VARCHAR)), ' ')
FROM articles AS a WHERE a.id > $low AND a.id <= $high
"""
FILL_LEADS = """
INSERT INTO leads BY NAME
SELECT key, url, outlet_id, 'https://' || outlet_id || '.example/feed' AS source_url, title, published, 0.0 AS promise,
       fetched_at AS found_at, 1 AS run_id, 1 AS attempts, 'stored' AS outcome, fetched_at AS closed_at
FROM articles
"""

QUESTIONS = {
    "count by outlet and week": "SELECT outlet, date_trunc('week', published), count(*) FROM articles GROUP BY ALL",
    "newest 20": "SELECT title, url FROM articles ORDER BY published DESC LIMIT 20",
    "title LIKE": "SELECT count(*) FROM articles WHERE title ILIKE '%abcd%'",
    "body LIKE, last 7 days": "SELECT count(*) FROM bodies WHERE text LIKE '%zebra%' "
    "AND fetched_day > DATE '2026-10-25'",
    "body LIKE, everything": "SELECT count(*) FROM bodies WHERE text LIKE '%zebra%'",
    "text of one article": "SELECT text FROM texts WHERE article_id = 77",
    "outlet_health": "SELECT health, count(*) FROM outlet_health GROUP BY 1",
}


def main(count: int) -> None:
    """Fill a warehouse in a temporary folder and measure it."""
    with tempfile.TemporaryDirectory() as folder:
        warehouse = Warehouse(Path(folder))
        tell("fill", clock(lambda: fill(warehouse, count)))
        print(f"{'live file':40} {warehouse.path.stat().st_size / 1e6:10.1f} MB")
        visits(warehouse)
        reads(warehouse)
        tell("publish, first time", clock(lambda: publish(warehouse, NOW)))
        visits(warehouse)
        tell("publish, after 40 visits", clock(lambda: publish(warehouse, NOW)))
        print(f"{'reading copy':40} {(warehouse.home / 'reading.duckdb').stat().st_size / 1e6:10.1f} MB")
        texts = sum(file.stat().st_size for file in (warehouse.home / "bodies").iterdir())
        print(f"{'texts as Parquet':40} {texts / 1e6:10.1f} MB")
        for name, question in QUESTIONS.items():
            times = [clock(lambda question=question: ask(warehouse.home, question)) for _ in range(3)]
            tell(name, statistics.median(times))


def fill(warehouse: Warehouse, count: int) -> None:
    """Articles, texts and closed leads by SQL alone."""
    with warehouse.writing() as con:
        con.execute(FILL_ARTICLES, {"count": count, "now": NOW})
        con.execute(FILL_LEADS)
    for low in range(0, count, 10_000):
        with warehouse.writing() as con:
            con.execute(FILL_BODIES, {"low": low, "high": low + 10_000})


def visits(warehouse: Warehouse) -> None:
    """Forty visits of three articles, each in its own connection."""
    times = []
    for number in range(40):
        given, articles = visit(number)
        start = time.perf_counter()
        with warehouse.writing() as con:
            add_articles(con, articles, given.run_id)
            store_visits(con, [given], NOW)
        times.append(time.perf_counter() - start)
    tell("open, store a visit, close (median of 40)", statistics.median(times))
    tell("the same, slowest", max(times))


def visit(number: int) -> tuple[Visit, list[Article]]:
    """Three new articles of one outlet with their leads."""
    name, stamp = OUTLETS[number % len(OUTLETS)], time.perf_counter_ns()
    feed = f"https://{name}.example/feed"
    outlet = Outlet(name, name, f"https://{name}.example/", "en", (Source(name, "feed", feed),))
    keys = [f"{name}.example/{stamp}-{place}" for place in range(3)]
    articles = [
        Article(f"https://{key}", key, name, "A headline", (Part("en", "word " * 600),), "en", NOW) for key in keys
    ]
    told = Visit(
        run_id=2,
        outlet=outlet,
        report=OutletReport(name, "ok"),
        leads=tuple(Lead(f"https://{key}", key, name, feed) for key in keys),
        outcomes=tuple(LeadOutcome(key, "stored") for key in keys),
        states=(SourceState(feed, next_due=NOW + timedelta(hours=1)),),
    )
    return told, articles


def reads(warehouse: Warehouse) -> None:
    """What a crawl asks."""
    asked = [f"outlet1.example/{number}" for number in range(500)]
    with warehouse.reading() as con:
        keys = known_keys(con)
        tell("known(300 outlets)", clock(lambda: known(con, OUTLETS, NOW)))
        tell("known_keys", clock(lambda: known_keys(con)))
        tell("500 keys against them", clock(lambda: keys.unknown(asked)))
        tell("500 keys by anti-join", clock(lambda: unknown_keys(con, asked)))
        tell("find_article by address", clock(lambda: find_article(con, "https://nowhere.example/")))
        tell("article_texts of 20", clock(lambda: article_texts(con, range(50, 5_000, 250))))


def clock(work: Callable[[], object]) -> float:
    """Seconds that it takes."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def tell(name: str, seconds: float) -> None:
    """One line of the table."""
    print(f"{name:40} {seconds * 1000:10.1f} ms", flush=True)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 100_000)
