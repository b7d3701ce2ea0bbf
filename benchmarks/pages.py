"""The desk's pages at size: python -m benchmarks.pages [--articles 100000] [--stories 20000] [--new 200]

A warehouse is made up: stories of three articles (two reports with numbers in their sentences, one copy with six
passages), one story of five hundred, the other articles off topic; 300 outlets, 800 names, 120 days, a digest a day.
Then the pages are built in processes of their own: all of them, after some new articles came in, and with nothing new.
With --home the warehouse is kept; the next run there fills nothing, and takes away the pages before it builds them.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
from datetime import UTC, datetime
from pathlib import Path

from benchmarks.search import RANKED, VOCABULARY
from warehouse.db import Warehouse
from warehouse.reading_copy import publish

NOW = datetime(2026, 11, 30, tzinfo=UTC)
FULL, INCREMENTAL, MEMORY, PAGE = 240.0, 4.0, 400.0, 300_000  # goals: seconds, seconds, MB, bytes
LARGE = 500  # articles of the largest story
FILL = (Path(__file__).parent / "pages.sql").read_text("utf-8").split(";\n")[:-1]
BUILD = """
import json, os, time
began = time.perf_counter()
from pathlib import Path
from benchmarks.peak import peak_mb
from flows.settings import Settings
from flows.jobs.site.build import build_site
done = build_site(Settings(_env_file=None, home=Path({home!r})))
whole = sum(os.times()[:4])  # with the second process
print(json.dumps([done.files, done.written, time.perf_counter() - began, whole, peak_mb()]))
"""


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("--articles", type=int, default=100_000)
    asked.add_argument("--stories", type=int, default=20_000)
    asked.add_argument("--new", type=int, default=200)
    asked.add_argument("--home", type=Path, help="keep the warehouse and its pages there")
    given = asked.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        home = given.home or Path(folder)
        sys.exit(measured(Warehouse(home), given.articles, given.stories, given.new))


def measured(warehouse: Warehouse, articles: int, stories: int, new: int) -> int:
    """Fill, build, add, build; exit status 1 where a goal is missed."""
    home = warehouse.home
    if not warehouse.path.exists():
        fill(warehouse, 1, articles + 1, articles, stories)
        merge_large(warehouse)
        publish(warehouse, NOW)
    shutil.rmtree(home / "site", ignore_errors=True)
    print(
        f"{datetime.now(UTC):%Y-%m-%d %H:%M} {articles:,} articles, {stories:,} stories, load {os.getloadavg()[0]:.1f}"
    )
    full = told("all pages", built(home), FULL)
    last = newest(warehouse)
    fill(warehouse, last + 1, last + new + 1, articles, last + new)
    publish(warehouse, NOW)
    some = told(f"{new} new articles", built(home), INCREMENTAL)
    told("nothing new", built(home), INCREMENTAL)
    size, largest, where = sizes(home / "site")
    print(f"the site {size / 1e6:.0f} MB; largest page but evidence {largest / 1000:.0f} kB ({where})")
    print(f"load {os.getloadavg()[0]:.1f}")
    return int(full or some or largest > PAGE)


def newest(warehouse: Warehouse) -> int:
    """The highest number of an article."""
    with warehouse.reading() as con:
        return int(con.execute("SELECT max(id) FROM articles").fetchall()[0][0])


def fill(warehouse: Warehouse, low: int, high: int, count: int, stories: int) -> None:
    """Articles `low` to `high` (exclusive) with all that is decided of them."""
    with warehouse.writing() as con:
        con.execute(VOCABULARY)
        con.execute(RANKED)
        for sql in FILL[int(low > 1) :]:
            given = {"now": NOW, "low": low, "high": high, "count": count, "stories": stories}
            con.execute(sql, {name: value for name, value in given.items() if f"${name}" in sql})


def merge_large(warehouse: Warehouse) -> None:
    """The first stories become one of LARGE articles."""
    with warehouse.writing() as con:
        con.execute("UPDATE story_articles SET story_id = 1 WHERE article_id <= $most", {"most": LARGE})
        con.execute("UPDATE stories SET articles = $most WHERE id = 1", {"most": LARGE})
        con.execute(
            "UPDATE stories SET articles = 0, merged_into = 1 WHERE id > 1 AND id * 3 <= $most", {"most": LARGE}
        )


def built(home: Path) -> list[float]:
    """One build in a process of its own: files, files written, seconds, processor seconds of both, MB at most."""
    done = subprocess.run(
        [sys.executable, "-c", BUILD.format(home=str(home))], capture_output=True, text=True, check=False
    )
    if done.returncode:
        sys.exit(done.stderr)
    return list(json.loads(done.stdout))


def told(what: str, found: list[float], goal: float) -> bool:
    """Print a build; whether a goal is missed."""
    files, written, seconds, processor, memory = found
    print(f"{what}: {written:,.0f} of {files:,.0f} files written in {seconds:.1f} s (goal {goal:g})", end="")
    print(f", {processor:.1f} s of processor, {memory:.0f} MB (goal {MEMORY:g})", flush=True)
    return seconds > goal or memory > MEMORY


def sizes(site: Path) -> tuple[int, int, str]:
    """Bytes of the whole site, of its largest page that is no evidence, and which that is."""
    pages = [(path.stat().st_size, path) for path in site.rglob("*") if path.is_file()]
    others = [
        (size, str(path.relative_to(site)))
        for size, path in pages
        if path.suffix == ".html" and path.parent.name != "copies"
    ]
    return sum(size for size, _ in pages), *max(others)


if __name__ == "__main__":
    main()
