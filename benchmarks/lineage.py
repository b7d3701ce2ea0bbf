"""What lineages cost: settling a group of copies in the warehouse, and measuring a pair.

    python -m benchmarks.lineage --sizes 10,100,500

Made-up groups: each copy was compared with eight earlier ones, half of the pairs equal, the others edited. Goal: a
group of 500 settles in under 2 s of processor time. The cost of a pair is told as a share of its verdict's.
"""

from __future__ import annotations

import argparse
import random
import tempfile
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.synthetic import Press
from desk.copies.verdict import judge
from desk.documents.document import document
from desk.lineage.kinship import kinship
from desk.models import CopyVerdict, Kinship
from warehouse.copy_groups import update_groups
from warehouse.copy_verdicts import Compared, store_verdicts
from warehouse.db import Warehouse

if TYPE_CHECKING:
    import duckdb

NOW = datetime(2026, 11, 29, tzinfo=UTC)
NEIGHBOURS = 8  # what a newcomer is compared with at the most
GOAL_SIZE, GOAL = 500, 2.0  # copies, seconds


def main() -> None:
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("--sizes", default="10,100,500")
    sizes = [int(size) for size in ap.parse_args().sizes.split(",")]
    print("copies  settled  one more")
    missed = False
    for size in sizes:
        whole, more = settled(size)
        missed |= size <= GOAL_SIZE and whole > GOAL
        print(f"{size:>6}  {whole:5.2f} s  {more:6.2f} s")
    print(f"a kinship costs {pair_share():.0%} of the pair's verdict")
    if missed:
        raise SystemExit(f"goal missed: {GOAL_SIZE} copies in {GOAL:g} s")


def settled(size: int) -> tuple[float, float]:
    """Processor seconds for a whole group at once, and for one copy that joins it."""
    dice = random.Random(size)
    with tempfile.TemporaryDirectory() as home, Warehouse(Path(home)).writing() as con:
        con.execute(
            "INSERT INTO articles (id, key, url, outlet_id, title, language, published)"
            " SELECT range, 'k' || range, 'https://o' || range || '.example/', 'o' || range, 'T', 'en',"
            " $now + to_minutes((range * 7919) % 3000) FROM range($size + 2)",
            {"now": NOW, "size": size},
        )
        return _settle(con, range(1, size), dice), _settle(con, [size], dice)


def _settle(con: duckdb.DuckDBPyConnection, newcomers: range | list[int], dice: random.Random) -> float:
    pairs = [
        _compared(new, known, dice) for new in newcomers for known in dice.sample(range(new), min(new, NEIGHBOURS))
    ]
    store_verdicts(con, pairs, NOW)
    start = time.process_time()
    update_groups(con, newcomers, NOW + timedelta(hours=1))
    return time.process_time() - start


def _compared(new: int, known: int, dice: random.Random) -> Compared:
    same = dice.random() < 0.5
    kin = Kinship(0, 0, 300, 300) if same else Kinship(dice.randint(1, 30), dice.randint(10, 60), 300, 330, 5, 0)
    verdict = CopyVerdict("exact" if same else "near", 1.0 if same else 0.95, "L", True, 0.95, 0.95)
    return Compared(new, verdict, known, kinship=kin)


def pair_share() -> float:
    """Time of a kinship over time of the verdict before it, without vectors, on made-up copies."""
    press = Press()
    verdicts = kinships = 0.0
    for planted in press.batch(200, 1000):
        if planted.original < 0:
            continue
        new, known = document(press.text(planted.ids)), document(press.text(press.story(planted.original)))
        start = time.process_time()
        judge(new, known)
        judged = time.process_time()
        kinship(new, known)
        verdicts, kinships = verdicts + judged - start, kinships + time.process_time() - judged
    return kinships / verdicts


if __name__ == "__main__":
    main()
