"""What the copy verdict costs as the history grows, and what it finds; datasketch and rensa on the same press.

    python benchmarks/copies.py --sizes 10000,100000,1000000 [--peers-python PYTHON]

A made-up press (benchmarks/synthetic.py) is stored, texts included; then batches of newcomers with planted
copies are judged against it, lexically (no encoder), on one core, in a process of its own so that its memory
can be read. The goals: lookup at most 1 ms an article, the whole verdict at most 6, memory at most 700 MB,
near copies found .99 and excerpts .97 of the time. The peers (benchmarks/requirements.txt, any Python that has
them) do what they are made for: MinHash LSH with 128 permutations at Jaccard .5 over the same three-word runs.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import numpy as np

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from benchmarks.peak import peak_mb  # noqa: E402
from benchmarks.synthetic import Planted, Press  # noqa: E402
from desk.copies.verdict import judge  # noqa: E402
from desk.documents.document import Document, document  # noqa: E402
from desk.lineage.kinship import kinship  # noqa: E402
from warehouse.copy_candidates import Probe, candidates, learn_common, store_sketches  # noqa: E402
from warehouse.copy_groups import update_groups  # noqa: E402
from warehouse.copy_verdicts import Compared, known_texts, store_verdicts  # noqa: E402
from warehouse.db import CONFIG, Warehouse  # noqa: E402
from warehouse.upkeep import compact  # noqa: E402

NOW = datetime(2026, 11, 22, tzinfo=UTC)
FILLING, CHUNK, BATCHES = "500MB", 5_000, 5
MEMORY = "400MB"  # what DuckDB may keep of the file while batches are judged; the rest is the program and its documents
GOALS = {"lookup": 1.0, "whole": 6.0, "memory": 700, "near": 0.99, "excerpt": 0.97}
STEPS = ("sketch", "lookup", "texts", "judge", "store")


def main() -> None:
    asked = arguments()
    if asked.measure:
        print(json.dumps(measure(Path(asked.home), asked.measure, asked.batch, asked.memory)))
        return
    with nullcontext(asked.home) if asked.home else tempfile.TemporaryDirectory() as home:
        rows, stored = [], there(Path(home))
        for size in asked.sizes:
            if size < stored:
                sys.exit(f"{home} holds {stored:,} articles, more than {size:,}")
            seconds = grow(Path(home), stored, size) if size > stored else 0.0
            stored = size
            rows.append(child(home, size, asked.batch, asked.memory) | {"size": size, "fill": seconds})
            show(rows[-1])
    for size in [size for size in asked.sizes if size <= asked.peers_up_to]:
        for library in ("datasketch", "rensa"):
            peer(asked.peers_python, library, size, asked.batch)
    sys.exit(0 if verdict(rows[-1]) else 1)


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sizes", default="10000,100000", type=lambda text: sorted(map(int, text.split(","))))
    parser.add_argument("--batch", default=500, type=int, help="newcomers a batch")
    parser.add_argument("--home", help="folder for the warehouse (7 GB at a million), kept for the next run")
    parser.add_argument("--memory", default=MEMORY, help="bound of DuckDB's memory while batches are judged")
    parser.add_argument("--peers-python", default=sys.executable, help="a Python that has datasketch and rensa")
    parser.add_argument("--peers-up-to", default=100_000, type=int, help="largest size the peers are tried with")
    parser.add_argument("--measure", type=int, help=argparse.SUPPRESS)
    return parser.parse_args()


@contextmanager
def warehouse(home: Path, threads: int, memory: str = FILLING) -> Iterator[Any]:
    """A transaction with bounded memory, which a benchmark must set and not hope for."""
    CONFIG.update(memory_limit=memory, threads=threads)
    with Warehouse(home).writing() as con:
        yield con


def there(home: Path) -> int:
    """Articles that an earlier run has stored."""
    if not Warehouse(home).path.exists():
        return 0
    with warehouse(home, 2) as con:
        return int(con.execute("SELECT count(*) FROM bodies").fetchone()[0])


def grow(home: Path, stored: int, size: int) -> float:
    """Store articles `stored` to `size`; article `number` gets id number + 1. Returns seconds."""
    press, start = Press(), time.perf_counter()
    for first in range(stored, size, CHUNK):
        end = min(size, first + CHUNK)
        articles = list(press.stored(first, end))
        with warehouse(home, 2) as con:
            store_sketches(con, [Probe(number + 1, press.sketch(ids)) for number, _, ids in articles])
            store_articles(con, [(number + 1, outlet, press.text(ids)) for number, outlet, ids in articles])
    with warehouse(home, 2) as con:
        learn_common(con)  # as upkeep does every night
    compact(Warehouse(home))  # so that the rows just dropped are not stepped over by every lookup
    return time.perf_counter() - start


def store_articles(con: Any, articles: list[tuple[int, int, str]]) -> None:
    """Facts and texts, without what a comparison never asks."""
    given = json.dumps([{"id": key, "outlet": f"o{outlet}", "text": text} for key, outlet, text in articles])
    con.execute(
        "CREATE OR REPLACE TEMP TABLE given AS"
        """ SELECT unnest(from_json($given::JSON, '[{"id":"BIGINT","outlet":"VARCHAR","text":"VARCHAR"}]')) AS a""",
        {"given": given},
    )
    con.execute("INSERT INTO articles (id, url, outlet_id) SELECT a.id, 'https://o/' || a.id, a.outlet FROM given")
    con.execute("INSERT INTO bodies SELECT a.id, 0, 'en', a.text FROM given")


def child(home: str, size: int, batch: int, memory: str) -> dict[str, Any]:
    asked = ["--measure", str(size), "--home", home, "--batch", str(batch), "--memory", memory]
    command = [sys.executable, __file__, *asked]
    told = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    found: dict[str, Any] = json.loads(told.splitlines()[-1])
    return found


def measure(home: Path, size: int, batch: int, memory: str) -> dict[str, Any]:
    """Judge batches; ms an article of each step (median over batches, processor time and wall), recall, memory."""
    press, runs, found, planted = Press(), [], Counter[str](), Counter[str]()
    for number in range(BATCHES):
        newcomers = press.batch(batch, size, 99 + number)
        texts = [press.text(each.ids) for each in newcomers]
        times, copies = judged(home, size, newcomers, texts, memory)
        runs.append(times)
        planted.update(each.kind for each in newcomers)
        found.update(kind for kind, hit in copies if hit)
    middle = {step: np.median([run[step] for run in runs], axis=0).tolist() for step in runs[0]}
    largest = peak_mb()
    disk = sum(path.stat().st_size for path in home.iterdir()) / 1e6
    return {
        "steps": {step: [1000 * part / batch for part in pair] for step, pair in middle.items()},
        "recall": {kind: found[kind] / planted[kind] for kind in planted},
        "planted": dict(planted),
        "memory": largest,
        "disk": disk,
    }


def judged(
    home: Path, size: int, newcomers: list[Planted], texts: list[str], memory: str
) -> tuple[dict[str, tuple[float, float]], list[tuple[str, bool]]]:
    """The way of a batch through the product's own functions, rolled back at its end."""
    clock = Clock()
    try:
        with warehouse(home, 1, memory) as con:
            keys = range(size + 1, size + 1 + len(texts))
            store_articles(con, [(key, each.outlet, "") for key, each in zip(keys, newcomers, strict=True)])
            clock.lap("articles")  # not counted: the crawl's own work
            docs = {key: document(text) for key, text in zip(keys, texts, strict=True)}
            probes = [Probe(key, doc.sketch) for key, doc in docs.items()]
            clock.lap("sketch")
            lookup = candidates(con, probes)
            clock.lap("lookup")
            known = known_texts(con, {each.known_id for pairs in lookup.by_article.values() for each in pairs})
            clock.lap("texts")
            compared = compare(docs, lookup.by_article, {key: document(text.parts) for key, text in known.items()})
            clock.lap("judge")
            store_sketches(con, probes, lookup)
            store_verdicts(con, compared, NOW)
            update_groups(con, docs, NOW)
            clock.lap("store")
            raise Undone
    except Undone:
        pass
    return clock.laps, hits(newcomers, compared, size)


class Undone(Exception):  # noqa: N818 - it is no error
    """Roll the batch back: the next one meets the same history."""


class Clock:
    """Processor seconds and wall seconds between laps."""

    def __init__(self) -> None:
        self.laps: dict[str, tuple[float, float]] = {}
        self.last = (time.process_time(), time.perf_counter())

    def lap(self, step: str) -> None:
        """Everything since the last lap was this step."""
        now = (time.process_time(), time.perf_counter())
        self.laps[step] = (now[0] - self.last[0], now[1] - self.last[1])
        self.last = now


def compare(docs: dict[int, Document], pairs: dict[int, Any], known: dict[int, Document]) -> list[Compared]:
    known = known | docs
    wanted = [(key, each.known_id) for key in docs for each in pairs.get(key, ())]
    judged = [(key, known_id, judge(docs[key], known[known_id])) for key, known_id in wanted]
    return [
        Compared(
            key, verdict, known_id, kinship=kinship(docs[key], known[known_id]) if verdict.kind != "none" else None
        )
        for key, known_id, verdict in judged
    ]


def hits(newcomers: list[Planted], compared: list[Compared], size: int) -> list[tuple[str, bool]]:
    """(kind, found?) a newcomer: the right original with a verdict; for a new article any verdict at all."""
    called = {(each.article_id, each.known_id) for each in compared if each.verdict.kind != "none"}
    copies = {key for key, _ in called}
    return [
        (each.kind, (key, each.original + 1) in called if each.original >= 0 else key in copies)
        for key, each in enumerate(newcomers, size + 1)
    ]


def show(row: dict[str, Any]) -> None:
    whole = np.sum([row["steps"][step] for step in STEPS], axis=0)
    parts = ", ".join(f"{step} {row['steps'][step][0]:.2f}/{row['steps'][step][1]:.2f}" for step in STEPS)
    recall = ", ".join(f"{kind} {share:.3f}" for kind, share in row["recall"].items() if kind != "new")
    print(f"copydesk    {row['size']:>9,} stored in {row['fill']:.0f} s, {row['disk']:,.0f} MB on disk")
    print(f"  ms an article, processor/wall: {parts}; whole {whole[0]:.2f}/{whole[1]:.2f}")
    print(f"  found: {recall}; new articles called copies {row['recall']['new']:.3f}; memory {row['memory']:.0f} MB")
    sys.stdout.flush()


def peer(python: str, library: str, size: int, batch: int) -> None:
    command = [python, str(ROOT / "benchmarks" / "peers.py"), library, str(size), str(batch)]
    asked = subprocess.run(command, check=False, capture_output=True, text=True)
    print(asked.stdout.rstrip() if asked.returncode == 0 else f"{library}: {asked.stderr.strip().splitlines()[-1]}")
    sys.stdout.flush()


def verdict(row: dict[str, Any]) -> bool:
    """Whether the largest size meets the goals, by processor time (a busy machine cannot change it much)."""
    reached = {
        "lookup": row["steps"]["lookup"][0],
        "whole": sum(row["steps"][step][0] for step in STEPS),
        "memory": row["memory"],
        "near": row["recall"]["near"],
        "excerpt": row["recall"]["excerpt"],
    }
    met = {name: reached[name] <= GOALS[name] for name in ("lookup", "whole", "memory")}
    met |= {name: reached[name] >= GOALS[name] for name in ("near", "excerpt")}
    told = " ".join(f"{name}={value:.3f}{'' if met[name] else '(!)'}" for name, value in reached.items())
    print(f"COPIES size={row['size']} {told}")
    return all(met.values())


if __name__ == "__main__":
    main()
