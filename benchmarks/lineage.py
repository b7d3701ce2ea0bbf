"""What lineages and the count of independent reports cost: settling a group, measuring a pair, an article of a batch.

    python -m benchmarks.lineage --sizes 10,100,500 --stored 100000

Made-up groups: each copy was compared with eight earlier ones, half of the pairs equal, the others edited. Goal: a
group of 500 settles in under 2 s of processor time. The cost of a pair is told as a share of its verdict's. With
`--stored` a warehouse of so many articles, five a story, every fifth a copy, takes in crawls of CRAWL that join stories
of the last RECENT or copy what is there: decided in batches of ENOUGH, as the visits of a crawl are that end within
seconds of each other, and visit by visit, as when each is alone; goal for the first: 1 ms an article for lineages,
imprints and counts together, the verdicts apart.
"""

from __future__ import annotations

import argparse
import random
import tempfile
import time
from collections import Counter
from datetime import UTC, datetime, timedelta
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING

from benchmarks.synthetic import Press
from desk.copies.verdict import judge
from desk.documents.document import document
from desk.lineage.imprint import imprint
from desk.lineage.kinship import kinship
from desk.models import CopyVerdict, Kinship
from flows.crawl_steps.decider import ENOUGH
from warehouse.copy_groups import update_groups, update_new_groups
from warehouse.copy_verdicts import Compared, store_verdicts
from warehouse.db import Warehouse
from warehouse.story_origins import count_origins, store_imprints

if TYPE_CHECKING:
    from collections.abc import Callable

    import duckdb

NOW = datetime(2026, 11, 29, tzinfo=UTC)
NEIGHBOURS = 8  # what a newcomer is compared with at the most
GOAL_SIZE, GOAL = 500, 2.0  # copies, seconds
CRAWL, VISIT, ROUNDS, PER_ARTICLE = 200, 20, 5, 1.0  # articles of a crawl, of a visit; crawls; milliseconds
RECENT = 10_000  # articles whose stories and texts the new ones meet

STORED = """
    INSERT INTO articles (id, key, url, outlet_id, title, language, published)
    SELECT range, 'k' || range, 'https://o' || range % 200 || '.example/' || range, 'o' || range % 200, 'T', 'en',
        getvariable('now') - to_minutes((range * 7919) % 100000) FROM range(getvariable('size'));
    INSERT INTO stories (id, articles, independent) SELECT range, 5, 1 FROM range(getvariable('size') // 5);
    INSERT INTO story_articles (article_id, story_id, score, pinned)
    SELECT range, range // 5, 1, false FROM range(getvariable('size'));
    INSERT INTO copy_groups (article_id, standing, parent_id, lead_id, kind, score, depth)
    SELECT range, CASE WHEN range % 5 = 0 THEN 'original' ELSE 'copy' END, CASE WHEN range % 5 = 1 THEN range - 1 END,
        range - range % 5, 'near', .9, range % 5 FROM range(getvariable('size')) WHERE range % 5 < 2;
    INSERT INTO copy_verdicts (article_id, known_id, kind, score, coverage_article, coverage_known, newcomer_is_copy)
    SELECT range, range - 1, 'near', .9, .9, .9, true FROM range(getvariable('size')) WHERE range % 5 = 1;
    INSERT INTO imprints (article_id, runs, quotes, numbers, credits)
    SELECT range, unhex(array_to_string(list_transform(range(25), lambda i: md5(i || '/' || s.range)), '')),
        unhex(array_to_string(list_transform(range(12), lambda i: md5(i || '-' || s.range)), '')),
        unhex(md5('n' || range)), [] FROM range(getvariable('size')) AS s
"""
ARRIVED = """
    INSERT INTO articles (id, key, url, outlet_id, title, language, published)
    SELECT range, 'k' || range, 'https://new.example/' || range, 'o' || getvariable('first'), 'T', 'en',
        getvariable('now')
    FROM range(getvariable('first'), getvariable('first') + getvariable('batch'));
    INSERT INTO story_articles (article_id, story_id, score, pinned)
    SELECT range, getvariable('first') // 5 - 1 - hash(range) % getvariable('open'), 1, false
    FROM range(getvariable('first'), getvariable('first') + getvariable('batch'));
    UPDATE stories SET independent = NULL
    WHERE id IN (SELECT story_id FROM story_articles WHERE article_id >= getvariable('first'))
"""


def main() -> None:
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("--sizes", default="10,100,500")
    ap.add_argument("--stored", type=int, default=100_000)
    given = ap.parse_args()
    sizes = [int(size) for size in given.sizes.split(",")]
    print("copies  settled  one more")
    missed = False
    for size in sizes:
        whole, more = settled(size)
        missed |= size <= GOAL_SIZE and whole > GOAL
        print(f"{size:>6}  {whole:5.2f} s  {more:6.2f} s")
    print(f"a kinship costs {pair_share():.0%} of the pair's verdict")
    if given.stored:
        for batch in (ENOUGH, VISIT):
            each = per_article(given.stored, batch)
            print(f"with {given.stored:,} articles stored, each of {CRAWL} more in batches of {batch}: " + told(each))
            missed |= batch == ENOUGH and sum(each.values()) > PER_ARTICLE
    if missed:
        raise SystemExit(f"goal missed: {GOAL_SIZE} copies in {GOAL:g} s, {PER_ARTICLE:g} ms an article")


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


def per_article(stored: int, batch: int) -> dict[str, float]:
    """Milliseconds of processor time for each article of a crawl, by what is done; the middle one of ROUNDS crawls."""
    press, dice = Press(), random.Random(stored)
    found = []
    with tempfile.TemporaryDirectory() as home:
        warehouse = Warehouse(Path(home))
        with warehouse.writing() as con:
            _filled(con, STORED, size=stored)
        for number in range(ROUNDS):
            crawled = range(stored + CRAWL * number, stored + CRAWL * (number + 1))
            spent: Counter[str] = Counter()
            for first in crawled[::batch]:
                with warehouse.writing() as con:
                    spent.update(_visit(con, press, range(first, first + batch), dice))
            with warehouse.writing() as con:
                spent.update(_timed({"count": lambda: count_origins(con)}))
            found.append(spent)
    return {name: median(each[name] for each in found) * 1000 / CRAWL for name in found[0]}


def _filled(con: duckdb.DuckDBPyConnection, statements: str, **numbers: int) -> None:
    con.execute("SET VARIABLE now = $now::TIMESTAMPTZ", {"now": NOW})
    for name, number in numbers.items():
        con.execute(f"SET VARIABLE {name} = {number}")
    con.execute(statements)


def told(each: dict[str, float]) -> str:
    return ", ".join(f"{name} {spent:.2f} ms" for name, spent in each.items()) + f"; in all {sum(each.values()):.2f} ms"


def _visit(con: duckdb.DuckDBPyConnection, press: Press, ids: range, dice: random.Random) -> dict[str, float]:
    """A quarter of a visit's articles are copies, the others join stories with reports of other outlets."""
    _filled(con, ARRIVED, first=ids[0], batch=len(ids), open=RECENT // 5)
    documents = [document(press.text(planted.ids)) for planted in press.batch(len(ids), ids[0])]
    for each in documents:
        assert each.body.any()  # what finding candidates and the verdicts have asked for before
        assert each.anchors is not None
    pairs = [_compared(new, ids[0] - dice.randrange(1, RECENT), dice) for new in ids if new % 4 == 0]
    store_verdicts(con, pairs, NOW)
    return _timed(
        {
            "lineage": lambda: update_new_groups(con, pairs, NOW),
            "imprints": lambda: store_imprints(con, zip(ids, map(imprint, documents), strict=True)),
        }
    )


def _timed(steps: dict[str, Callable[[], object]]) -> dict[str, float]:
    """Processor seconds of each step."""
    spent = {}
    for name, done in steps.items():
        start = time.process_time()
        done()
        spent[name] = time.process_time() - start
    return spent


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
