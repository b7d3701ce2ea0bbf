"""The whole main job, from the first request to the published reading copy, over a press on loopback.

    python -m benchmarks.whole [--pages 1000] [--more 5000] [--rounds 1] [--against REV] [--peers-python PYTHON]

The press (benchmarks/site.py, benchmarks/mixed.py) prints pages of 60 to 150 kB on fifty hosts, a tenth of them on
topic and a tenth copies of six kinds. In turn crawl it, each in processes of its own:

copydesk         the first crawl of an empty home, with the bundled encoder and without one
REV              with --against: the same by an older build, out of a git worktree made for it
scrapy-minhash   Scrapy, trafilatura with metadata, MinHash by datasketch: no topic, no names, no stories, one kind
                 of copy (benchmarks/requirements.txt in an environment of its own, named by --peers-python)

Told are processor seconds by process and stage, pages a core-second, the memory of the largest process and of all
together, and the size of the files.
"""

from __future__ import annotations

import argparse
import contextlib
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median
from typing import Any

from benchmarks import mixed
from benchmarks.crawl import outlets
from benchmarks.processes import ROOT, Cost, measured
from benchmarks.site import Place, standing

FIGURES = ("cpu", "seconds", "largest", "memory")
GROWTH = 1.1  # memory of the largest process with more pages


@dataclass(frozen=True, slots=True)
class Run:
    """One contender's run: what its processes cost, and what it told."""

    cost: Cost
    told: dict[str, Any] = field(default_factory=dict)

    def line(self, pages: int) -> str:
        """The run in one line."""
        cost, size = self.cost, self.told.get("bytes", 0) / 1e6
        said = self.told.get("totals", self.told)
        what = ", ".join(
            f"{said[name]} {name}" for name in ("articles", "stored", "relevant", "copies") if name in said
        )
        return (
            f"{pages / cost.cpu:6.1f} pages a core-second, {cost.cpu:6.1f} s of processor, {cost.seconds:6.1f} s; "
            f"largest process {cost.largest:4.0f} MB, all {cost.memory:4.0f} MB; files {size:.0f} MB; {what}"
        )


def main() -> None:
    asked = arguments()
    with older(asked.against) as tree:
        builds = {"copydesk": ROOT} | ({asked.against: tree} if tree else {})
        with standing(asked.hosts, asked.pages, press="mixed") as (place, _):
            found = [rounds(place, builds, asked) for _ in range(asked.rounds)]
        compared(found, asked)
        met = grown(found[-1], asked) if asked.more else True
    sys.exit(0 if met else 1)


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pages", type=int, default=1_000)
    parser.add_argument("--more", type=int, default=5_000, help="pages of a last crawl, for memory; 0: none")
    parser.add_argument("--rounds", type=int, default=1)
    parser.add_argument("--hosts", type=int, default=50)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--against", metavar="REV", help="an older build: any name of a commit")
    parser.add_argument("--encoders", default="usem3,none")
    parser.add_argument("--peers-python", help="a Python that has benchmarks/requirements.txt")
    return parser.parse_args()


@contextlib.contextmanager
def older(revision: str | None) -> Iterator[Path | None]:
    """A worktree of the revision, for as long as it is measured."""
    if not revision:
        yield None
        return
    with tempfile.TemporaryDirectory() as folder:
        tree = Path(folder) / "tree"
        subprocess.run(["git", "worktree", "add", "--quiet", "--detach", str(tree), revision], cwd=ROOT, check=True)
        try:
            yield tree
        finally:
            subprocess.run(["git", "worktree", "remove", "--force", str(tree)], cwd=ROOT, check=True)


def rounds(place: Place, builds: dict[str, Path], asked: argparse.Namespace) -> dict[str, Run]:
    """Every contender once; prints as it goes."""
    found = {}
    for encoder in asked.encoders.split(","):
        for name, tree in builds.items():
            found[f"{name}, {encoder}"] = crawl(place, tree, encoder, asked.workers)
            show(f"{name}, {encoder}", found[f"{name}, {encoder}"], place.pages)
    if asked.peers_python:
        found["scrapy-minhash"] = peer(place, asked.peers_python)
        show("scrapy-minhash", found["scrapy-minhash"], place.pages)
    return found


def crawl(place: Place, tree: Path, encoder: str, workers: int) -> Run:
    """A first crawl of an empty home by the code of a tree."""
    with tempfile.TemporaryDirectory() as home:
        environment = {name: value for name, value in os.environ.items() if not name.startswith("OPENBLAS_")} | {
            "COPYDESK_HOME": home,
            "COPYDESK_OUTLETS": str(outlets(place, Path(home))),
            "COPYDESK_PACE": "0",
            "COPYDESK_ALLOW_HOSTS": "127.0.0.0/8",
            "COPYDESK_OUTLET_BUDGET": "3600",
            "COPYDESK_ENCODER": encoder,
            "COPYDESK_WORKERS": str(workers),
        }
        cost = measured([sys.executable, str(ROOT / "benchmarks" / "whole_job.py"), str(tree)], environment)
    return Run(cost, json.loads(cost.said) if cost.said else {})


def peer(place: Place, python: str) -> Run:
    with tempfile.NamedTemporaryFile("w", suffix=".json") as given:
        json.dump({"urls": place.urls(), "workers": 1}, given)
        given.flush()
        cost = measured([python, str(ROOT / "benchmarks" / "crawlers.py"), "scrapy-minhash", given.name])
    return Run(cost, json.loads(cost.said) if cost.said else {})


def show(name: str, run: Run, pages: int) -> None:
    if not run.told:
        print(f"{name:28} did not run: {run.cost.trouble}", flush=True)
        return
    print(f"{name:28} {run.line(pages)}", flush=True)
    if "stages" in run.told:
        rest = run.told["own"] - sum(run.told["stages"].values())
        stages = {"workers (extraction)": run.told["workers"]} | run.told["stages"] | {"all the rest": rest}
        for stage, seconds in sorted(stages.items(), key=lambda each: -each[1]):
            if seconds >= 0.02 * run.cost.cpu:
                print(f"{'':28} {seconds:7.2f} s  {stage}")
        print(f"{'':28} copies by kind: {run.told['kinds']}", flush=True)


def compared(found: list[dict[str, Run]], asked: argparse.Namespace) -> None:
    """Medians of all rounds beside each other: ours over theirs."""
    planted = sum(mixed.kind(number) in mixed.KINDS for number in range(asked.pages))
    print(f"\n{asked.pages:,} pages, {planted} of them copies; medians of {asked.rounds}:")
    for name in found[0]:
        own = f"copydesk, {'none' if name.endswith(', none') else 'usem3'}"
        if name == own or not all(one[name].told and one[own].told for one in found):
            continue
        told = ", ".join(f"{what} {_middle(found, own, what) / _middle(found, name, what):.2f}" for what in FIGURES)
        print(f"{own} / {name}: {told}", flush=True)


def _middle(found: list[dict[str, Run]], name: str, what: str) -> float:
    return median(getattr(one[name].cost, what) for one in found)


def grown(found: dict[str, Run], asked: argparse.Namespace) -> bool:
    """Whether the memory stays where it was when there are more pages."""
    encoder = asked.encoders.split(",")[0]
    with standing(asked.hosts, asked.more, press="mixed") as (place, _):
        few, many = found[f"copydesk, {encoder}"], crawl(place, ROOT, encoder, asked.workers)
    show(f"copydesk, {encoder}", many, asked.more)
    growth = many.cost.largest / few.cost.largest
    print(f"{asked.more:,} pages: the largest process is {growth:.2f} times that of {asked.pages:,} (goal {GROWTH})")
    return bool(many.told) and growth <= GROWTH


if __name__ == "__main__":
    main()
