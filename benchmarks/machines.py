"""Several machines on one lake: processes with homes of their own, one PostgreSQL, one press on loopback.

    python -m benchmarks.machines --hosts 12 --pages 120

Crawls the same made-up press (benchmarks/site.py: a tenth on topic, a tenth copies) three times from nothing: into
the one file, into a lake by one worker, into a lake by `--workers`. With `--kill` once more so: one worker is killed
after a third of the articles, PostgreSQL after two thirds and started anew, and the killed worker crawls again. Printed
are seconds, processor time and articles a second of each with their ratios, commits and bytes of the catalog, articles
stored twice or not at all, how far articles and stories are those of the one file, and the shortest gap between two
requests to a host by any two workers. Needs PostgreSQL's programs (apt-get install postgresql).
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from benchmarks.crawl import outlets
from benchmarks.site import Place, standing
from tests.support.postgres import Postgres, running
from warehouse.reading_copy import ask

ROOT = Path(__file__).resolve().parent.parent
ALIKE = {
    "articles": "SELECT url, title, words, relevant FROM articles ORDER BY url",
    "copies": "SELECT DISTINCT url FROM copies ORDER BY url",
    "stories": "SELECT headline, articles, reports, list_sort(outlets) FROM stories ORDER BY ALL",
    "lineage": "SELECT url, way, kind FROM lineage ORDER BY ALL",
}
GAPS = """
SELECT round(min(gap), 3) FROM (
    SELECT epoch(fetched_at - lag(fetched_at) OVER (PARTITION BY split_part(url, '/', 3) ORDER BY fetched_at)) AS gap
    FROM fetches WHERE url NOT LIKE '%robots.txt'
)
"""


@dataclass(frozen=True, slots=True)
class Told:
    """How one crawl of all hosts went, by however many workers."""

    seconds: float
    cpu: float
    articles: int

    def line(self, name: str, first: Told | None) -> str:
        """For the terminal; ratios to the first."""
        rate = self.articles / self.seconds
        ratio = "" if first is None else f"; {rate / (first.articles / first.seconds):.2f} of the file's rate"
        if first is not None:
            ratio += f", {self.cpu / self.articles / (first.cpu / first.articles):.2f} of its processor time an article"
        took = f"{self.seconds:.1f} s, {self.cpu:.1f} s of processor, {rate:.2f}/s"
        return f"{name}: {self.articles} articles, {took}{ratio}"


class Desk:
    """The machines of one warehouse."""

    def __init__(self, folder: Path, place: Place, pace: float, lake: dict[str, str]) -> None:
        self.folder, self.lake = folder, lake
        folder.mkdir()
        clean = {name: value for name, value in os.environ.items() if "_proxy" not in name.lower()}
        self.environment = clean | lake | {
            "COPYDESK_OUTLETS": str(outlets(place, folder)), "COPYDESK_ALLOW_HOSTS": '["127.0.0.0/8"]',
            "COPYDESK_PACE": str(pace), "COPYDESK_ENCODER": "none", "COPYDESK_WORKERS": "1",
            "COPYDESK_HOSTS_AT_ONCE": "3",
        }  # fmt: skip

    def begun(self, worker: int, *words: str) -> subprocess.Popen[str]:
        """A command on machine `worker`."""
        env = self.environment | {"COPYDESK_HOME": str(self.home(worker))}
        asked = [sys.executable, "-m", "flows.cli", *words]
        return subprocess.Popen(asked, cwd=ROOT, env=env, text=True, stdout=subprocess.PIPE, stderr=subprocess.PIPE)

    def home(self, worker: int) -> Path:
        """That machine's folder."""
        return self.folder / f"home-{worker}"

    def crawled(self, workers: int) -> Told:
        """Everything, by so many at once; what happened to one that failed is printed."""
        began, cpu = time.perf_counter(), os.times()
        running = [self.begun(worker, "crawl") for worker in range(workers)]
        ended(running)
        seconds, after = time.perf_counter() - began, os.times()
        spent = after.children_user + after.children_system - cpu.children_user - cpu.children_system
        return Told(seconds, spent, self.stored())

    def stored(self) -> int:
        """Articles by the reading copy of machine 0, published anew."""
        ended([self.begun(0, "upkeep", "publish")])
        return int(ask(self.home(0), "SELECT count(*) FROM articles").rows[0][0])


def ended(processes: list[subprocess.Popen[str]]) -> None:
    """Wait for all; a trouble is printed."""
    for process in processes:
        _, err = process.communicate()
        if process.returncode:
            print(f"  ended with {process.returncode}: {(err.strip().splitlines() or ['killed'])[-1]}")


def disturbed(desk: Desk, postgres: Postgres, database: str, workers: int, pages: int) -> Told:
    """Worker 0 killed after a third, PostgreSQL after two thirds; worker 0 begins once more."""
    began, cpu = time.perf_counter(), os.times()
    running = [desk.begun(worker, "crawl") for worker in range(workers)]
    _until(postgres, database, pages // 3, running)
    running[0].kill()
    print(f"  worker 0 killed after {time.perf_counter() - began:.1f} s")
    _until(postgres, database, 2 * pages // 3, running)
    postgres.kill()
    postgres.start()
    print(f"  PostgreSQL killed and started anew after {time.perf_counter() - began:.1f} s")
    ended(running)
    ended([desk.begun(0, "crawl")])
    seconds, after = time.perf_counter() - began, os.times()
    spent = after.children_user + after.children_system - cpu.children_user - cpu.children_system
    return Told(seconds, spent, desk.stored())


def _until(postgres: Postgres, database: str, requests: int, running: list[subprocess.Popen[str]]) -> None:
    """Wait for so many visits, as far as PostgreSQL knows, or for the end of all workers."""
    share = requests
    while any(process.poll() is None for process in running):
        seen = postgres.sql(
            "SELECT coalesce(max(record_count), 0) FROM ducklake_table_stats JOIN ducklake_table USING (table_id)"
            " WHERE table_name = 'articles'",
            database,
        ) if postgres.sql("SELECT to_regclass('ducklake_table_stats')", database) else 0  # fmt: skip
        if int(seen or 0) >= share:
            return
        time.sleep(0.2)


def catalog(postgres: Postgres, database: str) -> str:
    """What the catalog has grown to."""
    asked = {
        "commits": "SELECT count(*) FROM ducklake_snapshot",
        "data files": "SELECT count(*) FROM ducklake_data_file WHERE end_snapshot IS NULL",
        "bytes of the database": f"SELECT pg_database_size('{database}')",
        "statements' transactions": f"SELECT xact_commit FROM pg_stat_database WHERE datname = '{database}'",
    }
    return ", ".join(f"{int(postgres.sql(sql, database)):,} {name}" for name, sql in asked.items())


def compared(file: Desk, other: Desk) -> str:
    """Rows that both have alike, of all that either has."""
    told = []
    for name, sql in ALIKE.items():
        one, two = ({tuple(map(str, row)) for row in ask(desk.home(0), sql).rows} for desk in (file, other))
        told.append(f"{name} {len(one & two)}/{len(one | two)}")
    return ", ".join(told)


def doubled(desk: Desk) -> int:
    """Articles that stand there twice by their address."""
    return int(ask(desk.home(0), "SELECT count(*) - count(DISTINCT url) FROM articles").rows[0][0])


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--hosts", type=int, default=12)
    parser.add_argument("--pages", type=int, default=120)
    parser.add_argument("--workers", type=int, default=4)
    parser.add_argument("--pace", type=float, default=0.2, help="seconds between two requests to a host")
    parser.add_argument("--kill", action="store_true", help="also with a worker and PostgreSQL killed")
    asked = parser.parse_args()
    print(
        f"{datetime.now(UTC):%Y-%m-%d %H:%M} UTC, {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}; {vars(asked)}"
    )
    with (
        tempfile.TemporaryDirectory() as folder,
        running() as postgres,
        standing(asked.hosts, asked.pages, press="mixed") as (place, _),
    ):
        root = Path(folder)
        file = Desk(root / "file", place, asked.pace, {})
        first = file.crawled(1)
        print(first.line("the one file, one worker", None), flush=True)
        names = [("one", 1, False), ("several", asked.workers, False)] + [("killed", asked.workers, True)] * asked.kill
        for name, workers, kill in names:
            lake = {
                "COPYDESK_WAREHOUSE": f"ducklake:postgres:{postgres.dsn(name)}",
                "COPYDESK_LAKE_DATA": str(root / f"data-{name}"),
            }
            desk = Desk(root / name, place, asked.pace, lake)
            told = disturbed(desk, postgres, name, workers, asked.pages) if kill else desk.crawled(workers)
            print(told.line(f"a lake, {workers} worker(s){', with kills' if kill else ''}", first))
            print(f"  {catalog(postgres, name)}")
            print(f"  as in the file: {compared(file, desk)}; twice: {doubled(desk)}")
            print(f"  shortest gap at a host: {ask(desk.home(0), GAPS).rows[0][0]} s of {asked.pace} s", flush=True)


if __name__ == "__main__":
    main()
