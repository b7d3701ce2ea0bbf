"""What `copydesk trace` costs and finds: python -m benchmarks.trace FILE… [--stored 100000]

Each file is traced in a process of its own, the load of the sentence encoder included: with nothing stored, and with so
many made-up articles stored, a fifth of them with names, numbers and vectors as those of a topic have. Told are
processor time and time by the clock, the strongest match with its kind, and how many passages show it. Goals: 2 s with
the seeds alone, 3 s with 100,000 articles, by the clock of a machine that does nothing else.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
import tempfile
from pathlib import Path
from statistics import median
from typing import Any

from benchmarks.copies import grow
from benchmarks.processes import measured
from warehouse.db import Warehouse

GOALS = {0: 2.0, 100_000: 3.0}  # seconds by the clock, by articles stored
RUNS = 3
ON_TOPIC = """
    INSERT INTO doc_vectors (article_id, part, language, encoder, vector)
    SELECT id, 0, 'en', 'usem3',
        unhex(array_to_string(list_transform(range(32), lambda i: md5(i || '/' || articles.id)), ''))
    FROM articles WHERE id % 5 = 0;
    INSERT INTO anchors (anchor, article_id)
    SELECT hash(articles.id * 40 + name.range) % 200_000, id
    FROM articles, range(40) AS name WHERE id % 5 = 0
"""


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("files", nargs="+", type=Path)
    asked.add_argument("--stored", type=int, default=100_000)
    given = asked.parse_args()
    slow = False
    for stored in (0, given.stored):
        with tempfile.TemporaryDirectory() as home:
            if stored:
                grow(Path(home), 0, stored)
                with Warehouse(Path(home)).writing() as con:
                    con.execute(ON_TOPIC)
            for file in given.files:
                slow |= traced(file, home, stored)
    if slow:
        raise SystemExit("a goal was missed by the clock (see the processor time on a busy machine)")


def traced(file: Path, home: str, stored: int) -> bool:
    """Print what tracing a file costs, the middle one of RUNS; whether the goal was missed."""
    command = [sys.executable, "-m", "flows.cli", "trace", str(file), "--json"]
    environment = os.environ | {"COPYDESK_HOME": home}
    costs = [measured(command, environment) for _ in range(RUNS)]
    clock, used = (median(getattr(cost, name) for cost in costs) for name in ("seconds", "cpu"))
    print(f"{stored:>7,} stored, {file.name}: {found(costs[0].said)}")
    print(f"    {clock:.2f} s by the clock, {used:.2f} s of processor time")
    return clock > GOALS.get(stored, GOALS[100_000])


def found(told: str) -> str:
    """The strongest match in words."""
    answer: dict[str, Any] = json.loads(told or "{}")  # nothing is told where the exit status is not 0
    if not answer.get("matches"):
        return "nothing found"
    first = answer["matches"][0]
    where = f"seed {first['seed_id']}" if first["seed_id"] else f"article {first['article_id']}"
    return f"{first['verdict']['kind']} of {where}, {len(first['verdict']['evidence'])} passages"


if __name__ == "__main__":
    main()
