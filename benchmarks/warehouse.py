"""The warehouse at a given size: appending, publishing, the worked questions, search, sizes. SQLite beside it.

    python -m benchmarks.warehouse [ARTICLES ...] [--keep DIR] [--peer] [--upkeep]   (default 10000 100000)

Articles of two years with all that stands beside them (benchmarks/stock.py) and texts of 450 made-up words
(benchmarks/search.py). Then: 500 articles more with all their rows in one transaction, what a crawl asks before it
begins, publishing after 2,500 and after 200 more, every question of docs/sql.md, and searching. Times are medians of
five, in seconds; goals in brackets. --keep: fill DIR/ARTICLES once and use it again. --peer: the questions that SQL of
both can put, asked of SQLite with FTS5 over the same rows as well. --upkeep: last the nightly upkeep, backup included,
and once more with the file rewritten, each in a process of its own.
"""

from __future__ import annotations

import argparse
import shlex
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

from benchmarks import search as texts
from benchmarks import stock
from benchmarks.sqlite_peer import Peer
from benchmarks.synthetic import Press
from desk.models import Article, Lead, Outlet, Part, Source
from desk.visits import LeadOutcome, OutletReport, SourceState, Visit
from flows.decide_steps.newsdesk import Fresh, Newsdesk
from flows.settings import Settings
from tests.support.doc_blocks import blocks
from tests.support.paths import ROOT
from warehouse import reading_base
from warehouse.article_decisions import Decided, store_decided
from warehouse.articles import add_articles
from warehouse.copy_candidates import store_sketches
from warehouse.db import Warehouse
from warehouse.leads import known_keys
from warehouse.reading_copy import asking, publish
from warehouse.search import Wanted, search
from warehouse.visits import store_visits

NOW = stock.NOW
NEW, OUTLETS, ROUNDS = 500, 50, 5
DAY = NOW + timedelta(days=1 + time.time() // 3600 % 10_000)  # a kept home's every run has a day, and file, of its own
APPEND, QUESTION, SEARCH, BYTES = 0.5, 0.5, 0.3, 3_000  # goals: seconds, seconds, seconds, bytes an article
FEW, PUBLISHING = 200, 1.0  # articles more, and the seconds in which they shall be published
NIGHTLY, MEMORY = 300.0, 1_000  # goals: seconds, MB
UPKEEP = """
import sys, time
from pathlib import Path
from benchmarks.peak import peak_mb
from flows.jobs.upkeep import keep_up
from flows.settings import Settings
from warehouse import upkeep
upkeep.HOLES = -1.0 if "{what}" == "rewriting" else upkeep.HOLES
start = time.perf_counter()
keep_up(Settings(home=Path(sys.argv[1]), encoder="none", backups=1, _env_file=None))
print(time.perf_counter() - start, peak_mb())
"""
BODIES = """
    SELECT (SELECT count(DISTINCT block_id) FROM pragma_storage_info('bodies') WHERE persistent)
        * (SELECT max(block_size) FROM pragma_database_size())
"""
SEARCHES = ("open weights licence", '"open weights"', "llama weights", "licen*")


def main() -> None:
    """Each size in turn; exit status 1 where a goal is missed."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("sizes", nargs="*", type=int, default=[10_000, 100_000])
    asked.add_argument("--keep", type=Path)
    asked.add_argument("--peer", action="store_true")
    asked.add_argument("--upkeep", action="store_true")
    given = asked.parse_args()
    missed = 0
    for count in given.sizes:
        with home(count, given.keep) as folder:
            missed += measure(folder, count, peer=given.peer)
            missed += nightly(folder, count) if given.upkeep else 0
    print(f"{missed} goals missed")
    sys.exit(1 if missed else 0)


@contextmanager
def home(count: int, keep: Path | None) -> Iterator[Path]:
    """A filled home of this size."""
    with tempfile.TemporaryDirectory() as name:
        folder = keep / str(count) if keep else Path(name)
        if not (folder / "copydesk.duckdb").exists():
            tell(count, "filling", clock(lambda: stock.fill(Warehouse(folder), count, texts=texts.TEXTS)))
        yield folder


def measure(folder: Path, count: int, *, peer: bool) -> int:
    """One size; returns how many goals it missed."""
    warehouse, missed = Warehouse(folder), 0
    tell(count, "publishing the first time", clock(lambda: publish(warehouse, NOW)))
    drafts = Newsdesk(Settings(home=folder, encoder="none"))
    times = [append(warehouse, drafts, number) for number in range(ROUNDS)]
    missed += tell(count, f"{NEW} articles more, all their rows", statistics.median(times), APPEND)
    with warehouse.reading() as con:
        keys = known_keys(con)
        tell(count, "keys of everything, for a crawl", clock(lambda: known_keys(con)))
        tell(count, "500 keys against them", clock(lambda: keys.unknown([f"outlet1.example/{n}" for n in range(500)])))
    tell(count, f"publishing {NEW * ROUNDS} articles more", clock(lambda: publish(warehouse, NOW)))
    missed += tell(count, f"publishing {FEW} articles more", publishing_few(warehouse, drafts), PUBLISHING)
    for name, question in worked_questions():
        missed += tell(count, name, median(lambda question=question: whole_answer(folder, question)), QUESTION)
    for words in SEARCHES:
        missed += tell(count, f"search {words}", median(lambda words=words: search(folder, Wanted(words))), SEARCH)
    missed += sizes(warehouse, count)
    if peer:
        beside(folder, count)
    return missed


def append(warehouse: Warehouse, newsdesk: Newsdesk, number: int, new: int = NEW) -> float:
    """Seconds of a transaction that stores articles with texts, visits, leads, verdicts and sketches."""
    visits, articles = visits_of(number, new)
    drafts = newsdesk.drafts(articles)
    _ = [(draft.document.sketch, draft.document.anchors) for draft in drafts]
    start = time.perf_counter()
    with warehouse.writing() as con:
        ids = add_articles(con, articles, visits[0].run_id)
        store_visits(con, visits, NOW)
        fresh = [Fresh(ids[draft.article.key], draft) for draft in drafts]
        store_decided(con, [Decided(f.article_id, f.draft.topics, f.draft.mentions, f.draft.openness) for f in fresh])
        store_sketches(con, [each.probe for each in sorted(fresh, key=lambda each: each.article_id)])
    return time.perf_counter() - start


def publishing_few(warehouse: Warehouse, drafts: Newsdesk) -> float:
    """Seconds of publishing after FEW articles more, as an hourly crawl does: the copy before the last is at rest."""
    times = []
    for number in range(ROUNDS):
        append(warehouse, drafts, ROUNDS + number, FEW)
        rests, reading_base.RESTS = reading_base.RESTS, 0.0
        times.append(clock(lambda: publish(warehouse, NOW)))
        reading_base.RESTS = rests
    return statistics.median(times)


def nightly(folder: Path, count: int) -> int:
    """The nightly upkeep, and with the file rewritten, each in a process of its own; how many goals it missed."""
    missed = 0
    for what in ("upkeep", "rewriting"):
        command = [sys.executable, "-c", UPKEEP.format(what=what), str(folder)]
        told = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True).stdout.split()
        seconds, memory = map(float, told[-2:])
        missed += tell(count, f"nightly {what}, {memory:.0f} MB [{MEMORY}]", seconds, NIGHTLY) + int(memory > MEMORY)
    return missed


def visits_of(number: int, new: int = NEW) -> tuple[list[Visit], list[Article]]:
    """So many new articles of fifty outlets, with their leads."""
    press, stamp = Press(), time.time_ns()
    visits, articles = list[Visit](), list[Article]()
    for place in range(OUTLETS):
        name = f"outlet{place}"
        feed = f"https://{name}.example/feed"
        keys = [f"{name}.example/{stamp}-{at}" for at in range(new // OUTLETS)]
        for at, key in enumerate(keys):
            body = press.text(press.story(2_000_000 + number * NEW + place * 10 + at))
            parts = (Part("en", body),)
            articles.append(Article(f"https://{key}", key, name, f"A headline of {key}", parts, "en", DAY))
        outlet = Outlet(name, name, f"https://{name}.example/", "en", (Source(name, "feed", feed),))
        visits.append(
            Visit(
                run_id=9_999_999, outlet=outlet,
                report=OutletReport(name, "ok"), leads=tuple(Lead(f"https://{key}", key, name, feed) for key in keys),
                outcomes=tuple(LeadOutcome(key, "stored") for key in keys),
                states=(SourceState(feed, next_due=NOW + timedelta(hours=1)),),
            )
        )  # fmt: skip
    return visits, articles


def worked_questions() -> Iterator[tuple[str, str]]:
    """Heading and question of each query of docs/sql.md."""
    for block in blocks(ROOT / "docs" / "sql.md"):
        if block.heading[:1].isdigit():
            for line in block.text.splitlines():
                yield block.heading[:46], shlex.split(line)[-1]


def whole_answer(folder: Path, question: str) -> int:
    """Ask and fetch every row; returns how many."""
    with asking(folder) as copy:
        return len(copy.ask(question).rows)


def sizes(warehouse: Warehouse, count: int) -> int:
    """Bytes an article of the files; returns 1 where the live file without texts is larger than it should be."""
    with warehouse.reading() as con:
        body = con.execute(BODIES).fetchone()
    live = (warehouse.path.stat().st_size - (body[0] if body else 0)) / count
    print(f"{count:9,} {'bytes an article, live file without texts':48} {live:10.0f}    [{BYTES}]")
    for what, path in (("reading copy", "reading.duckdb"), ("texts", "bodies"), ("search index", "search")):
        file = warehouse.home / path
        size = sum(each.stat().st_size for each in file.iterdir()) if file.is_dir() else file.stat().st_size
        print(f"{count:9,} {f'bytes an article, {what}':48} {size / count:10.0f}")
    return int(live > BYTES)


def beside(folder: Path, count: int) -> None:
    """The same questions of SQLite."""
    with Peer(folder) as peer:
        for name, ours, theirs in peer.questions():
            mine = median(lambda ours=ours: whole_answer(folder, ours))
            print(
                f"{count:9,} {name:48} {mine:10.3f} s, SQLite {median(lambda t=theirs: peer.ask(t)):.3f} s", flush=True
            )


def median(work: Callable[[], object]) -> float:
    """Seconds that `work` takes, in the middle of five."""
    return statistics.median(clock(work) for _ in range(ROUNDS))


def clock(work: Callable[[], object]) -> float:
    """Seconds that it takes."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def tell(count: int, name: str, seconds: float, goal: float = 0) -> int:
    """One line of the table; returns 1 where the goal is missed."""
    missed = bool(goal) and seconds > goal
    told = f" s  [{goal:g}]{'  missed' if missed else ''}" if goal else " s"
    print(f"{count:9,} {name:48} {seconds:10.3f}{told}", flush=True)
    return int(missed)


if __name__ == "__main__":
    main()
