"""Readers beside a crawl that writes: does any reader fail, does the writer ever wait for one, are runs seen whole?

    python -m benchmarks.readers [--seconds 60] [--readers 4]

A press on loopback (benchmarks/site.py) is crawled a few outlets at a time, each crawl with its own publishing, for
so many seconds. Meanwhile each reader, a process of its own, opens the reading copy again and again and asks every
worked question of docs/sql.md, and whether the articles are those of whole runs: as many as the ended runs say that
they stored. Of the writer it is told how often and how long it waited for its file. Exit status 1 for any trouble.
"""

from __future__ import annotations

import argparse
import asyncio
import multiprocessing
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from multiprocessing.synchronize import Event
from pathlib import Path
from typing import Any

from benchmarks.crawl import outlets
from benchmarks.site import standing
from benchmarks.warehouse import worked_questions
from desk.errors import CopydeskError
from flows.crawl_steps import pipeline
from flows.settings import Settings
from warehouse import db
from warehouse.reading_copy import asking

HOSTS, PAGES, GROUP = 250, 5_000, 5  # GROUP hosts a crawl
MOST_WAIT = 0.1  # seconds a reader may cost the writer
WHOLE = """
SELECT (SELECT count(*) FROM articles)
     = (SELECT coalesce(sum((totals->>'stored')::INTEGER), 0) FROM runs WHERE kind = 'crawl' AND status <> 'running')
   AND NOT EXISTS (FROM articles ANTI JOIN texts ON texts.article_id = articles.id)
"""


def main() -> None:
    """Write, read, count."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("--seconds", type=float, default=60)
    asked.add_argument("--readers", type=int, default=4)
    given = asked.parse_args()
    with tempfile.TemporaryDirectory() as name, standing(HOSTS, PAGES, press="reprints") as (place, _):
        folder = Path(name)
        settings = Settings(
            home=folder / "home", outlets=outlets(place, folder), encoder="none", pace=0, workers=0,
            allow_hosts=("127.0.0.0/8",), outlet_budget=3600,
        )  # fmt: skip
        waits = watched()
        asyncio.run(pipeline.crawl(settings, [f"host-{HOSTS - 1}"]))  # so that there is something to read
        said, crawls = beside(settings, given)
    print(f"writer: {crawls} crawls, {len(waits)} openings, longest wait {max(waits):.3f} s (at most {MOST_WAIT})")
    print(f"readers: {said['asked']:,} questions in {said['opened']:,} openings, {said['copies']} different copies")
    troubles = {name: count for name, count in said.items() if name.startswith(("error", "half"))}
    print(f"troubles: {troubles or 'none'}")
    sys.exit(1 if troubles or max(waits) > MOST_WAIT or crawls < 2 or said["copies"] < 2 else 0)


def beside(settings: Settings, given: argparse.Namespace) -> tuple[Counter[str], int]:
    """Crawl group after group while readers read; what the readers counted, and how many crawls there were."""
    context = multiprocessing.get_context("spawn")
    stop, told = context.Event(), context.Queue()
    readers = [context.Process(target=read, args=(settings.home, stop, told)) for _ in range(given.readers)]
    for each in readers:
        each.start()
    until, crawls = time.monotonic() + given.seconds, 0
    while time.monotonic() < until and crawls < HOSTS // GROUP:
        group = [f"host-{number}" for number in range(crawls * GROUP, (crawls + 1) * GROUP)]
        asyncio.run(pipeline.crawl(settings, group))
        crawls += 1
    stop.set()
    said = sum((told.get(timeout=120) for _ in readers), Counter[str]())
    for each in readers:
        each.join()
    said["copies"] = max(int(name.split()[1]) for name in said if name.startswith("copies "))
    return said, crawls


def read(home: Path, stop: Event, told: Any) -> None:
    """One reader until it is stopped."""
    said, seen = Counter[str](), set[str]()
    while not stop.is_set():
        try:
            with asking(home) as copy:
                said["opened"] += 1
                seen.add(str(copy.ask("SELECT published_at FROM reading_copy").rows))
                said["half a run"] += copy.ask(WHOLE).rows != [(True,)]
                for _, question in worked_questions():
                    copy.ask(question)
                    said["asked"] += 1
        except CopydeskError as error:
            said[f"error: {error}"[:200]] += 1
    said[f"copies {len(seen)}"] = 1
    told.put(+said)


def watched() -> list[float]:
    """Seconds of every time that this process wanted its file, from now on."""
    waits, patiently = list[float](), db._patiently

    def timed(attempt: Callable[[], Any], *others: Any) -> Any:
        tries = list[float]()

        def once() -> Any:
            tries.append(time.monotonic())
            return attempt()

        try:
            return patiently(once, *others)
        finally:
            waits.append(tries[-1] - tries[0])  # the pauses before the attempt that went well

    db._patiently = timed
    return waits


if __name__ == "__main__":
    main()
