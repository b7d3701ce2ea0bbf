"""A writer killed at any moment, and a disk that is full: what was committed stays, nothing is partial."""

import random
import signal
import subprocess
import sys
import time

import pytest

from desk.errors import WarehouseError
from tests.support.paths import ROOT
from tests.support.small_disk import needs_root, small_disk
from tests.support.stored import NOON, store_visit, visit
from warehouse.db import Warehouse
from warehouse.reading_copy import ask, publish
from warehouse.upkeep import check

BATCH = 7
CREATES = True

WRITER = f"""
import sys
from pathlib import Path
from tests.support.stored import NOON, store_visit, visit
from warehouse.runs import start_run
from warehouse.db import Warehouse
from warehouse.reading_copy import publish

warehouse = Warehouse(Path(sys.argv[1]))
while True:
    with warehouse.writing() as con:
        run_id = start_run(con, "crawl", NOON)
        store_visit(con, visit(run_id, range(run_id * {BATCH}, (run_id + 1) * {BATCH})), NOON)
    print(run_id, flush=True)
    if "publish" in sys.argv:
        publish(warehouse, NOON)
"""


def killed(home, seconds, *words):
    """Let a writer work for some seconds after its first commit, then kill -9; returns its last acknowledged run."""
    with subprocess.Popen(
        [sys.executable, "-c", WRITER, str(home), *words], cwd=ROOT, stdout=subprocess.PIPE, text=True
    ) as process:
        first = process.stdout.readline()
        time.sleep(seconds)
        process.send_signal(signal.SIGKILL)
        return int((first + process.stdout.read()).split()[-1])


@pytest.mark.slow
@pytest.mark.parametrize("words", [(), ("publish",)])
def test_a_writer_killed_at_random_moments_loses_nothing_it_acknowledged(tmp_path, words):
    chance, warehouse = random.Random(20260302), Warehouse(tmp_path)
    for _ in range(5):
        acknowledged = killed(tmp_path, chance.uniform(0, 0.6), *words)
        assert check(warehouse) == ()
        with warehouse.reading() as con:
            runs, articles, texts = con.execute(
                "SELECT (SELECT max(id) FROM runs), (SELECT count(*) FROM articles), (SELECT count(*) FROM bodies)"
            ).fetchone()
        assert runs in (acknowledged, acknowledged + 1)  # committed, and killed before it could tell
        assert (articles, texts) == (runs * BATCH, runs * BATCH)
        publish(warehouse, NOON)
        assert ask(tmp_path, "SELECT count(*), count(text) FROM articles JOIN texts ON article_id = id").rows == [
            (articles, articles)
        ]


@pytest.mark.slow
def test_the_reading_copy_answers_whenever_its_publisher_is_killed(tmp_path):
    chance, warehouse = random.Random(7), Warehouse(tmp_path)
    publish(warehouse, NOON)
    for _ in range(6):
        killed(tmp_path, chance.uniform(0, 0.5), "publish")
        articles, texts = ask(
            tmp_path, "SELECT count(*), count(b.text) FROM articles LEFT JOIN texts AS b ON article_id = id"
        ).rows[0]
        assert articles == texts
        assert articles % BATCH == 0


@pytest.mark.slow
def test_a_run_that_was_killed_is_told_as_crashed(tmp_path):
    killed(tmp_path, 0)
    killed(tmp_path, 0)
    with Warehouse(tmp_path).reading() as con:
        first, last = con.execute("SELECT arg_min(status, id), arg_max(status, id) FROM runs").fetchone()
    assert (first, last) == ("crashed", "running")


FILLER = """
import resource, signal, sys
from pathlib import Path
from desk.errors import CopydeskError
from tests.support.stored import NOON, store_visit, visit, article
from desk.models import Part
from warehouse.db import Warehouse

limit = int(sys.argv[2])
if limit:
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))
number, chance = 0, __import__("random").Random(1)
try:
    while number < 400:
        number += 1
        text = chance.randbytes(400_000).hex()
        with Warehouse(Path(sys.argv[1])).writing() as con:
            store_visit(con, visit(number, articles=(article(number, parts=(Part("en", text),)),)), NOON)
        print(number, flush=True)
except CopydeskError as error:
    print(error, file=sys.stderr)
    sys.exit(1)
"""


def fill(home, limit):
    asked = [sys.executable, "-c", FILLER, str(home), str(limit)]
    done = subprocess.run(asked, cwd=ROOT, capture_output=True, text=True, timeout=120)
    return done.returncode, done.stderr, int(done.stdout.split()[-1])


def kept(warehouse, stored):
    assert check(warehouse) == ()
    with warehouse.writing() as con:
        assert con.execute("SELECT count(*), max(id) FROM articles").fetchone() == (stored, stored)
        assert store_visit(con, visit(999, ["after"]), NOON) == {"gazette.example/after": stored + 1}


@pytest.mark.slow
def test_a_full_disk_is_one_clear_error_and_costs_nothing_that_was_stored(tmp_path):
    limit = 9_000_000
    status, told, stored = fill(tmp_path, limit)
    assert status == 1
    assert "the disk is full. Nothing that was committed is lost: free some space and run it again" in told
    assert len(told.splitlines()) == 1
    kept(Warehouse(tmp_path), stored)


@pytest.mark.slow
@needs_root
def test_a_disk_that_is_really_full_is_told_by_writer_and_publisher(tmp_path):
    with small_disk(tmp_path, 14, busy=False) as disk:
        status, told, stored = fill(disk / "var", 0)
        assert (status, "the disk is full" in told) == (1, True)
        warehouse = Warehouse(disk / "var")
        with pytest.raises(WarehouseError, match="the disk is full"):
            publish(warehouse, NOON)
        subprocess.run(["/bin/mount", "-o", "remount,size=80m", str(disk)], check=True)
        kept(warehouse, stored)
        publish(warehouse, NOON)
        assert ask(warehouse.home, "SELECT count(*) FROM texts").rows == [(stored + 1,)]
