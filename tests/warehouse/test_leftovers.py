"""What killed processes left is cleared at the next start, what is somebody's stays, and who has the file is told."""

import os
import subprocess
import sys
import time

import pytest

from desk.errors import WarehouseError
from tests.support.paths import ROOT
from warehouse import db
from warehouse.db import Warehouse
from warehouse.lease import command, holder
from warehouse.leftovers import of_process

pytestmark = pytest.mark.edge


@pytest.fixture
def nobody():
    """The number of a process that has ended."""
    process = subprocess.Popen([sys.executable, "-c", ""])
    process.wait()
    return process.pid


@pytest.fixture
def home(house):
    """A home that was used before, by another process as far as this one knows."""
    with house.writing():
        pass
    db._cleared.discard(house.home)
    return house.home


def put(home, *names):
    for name in names:
        path = home / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b"half of it")


def there(home):
    return sorted(str(path.relative_to(home)) for path in home.rglob("*") if path.is_file())


def open_once(home):
    with Warehouse(home).reading():
        pass


def test_half_files_of_killed_processes_are_gone_after_the_next_start(home, nobody):
    before = there(home)
    put(
        home, "copydesk.duckdb.rewritten", "copydesk.duckdb.rewritten.wal", "copydesk.duckdb.tmp/spilled",
        "reading.duckdb.tmp", "reading.spare.duckdb.wal",
        "bodies-2026-03-02.parquet.tmp", "search-1-2.words.tmp", "digests/2026-03-02.md.part",
        f"import.tmp-{nobody}.duckdb",
        f"import.tmp-{nobody}.duckdb.wal", f"copydesk.duckdb.new-{nobody}", f"copydesk.duckdb.restored-{nobody}",
        f"backups/20260302T120000Z.tmp-{nobody}/copydesk.duckdb",
    )  # fmt: skip
    open_once(home)
    assert there(home) == before


CUT_OFF = """
import os, sys
from pathlib import Path
from warehouse.db import Warehouse
with Warehouse(Path(sys.argv[1])).writing() as con:
    con.execute("INSERT INTO bodies (article_id, part, text) SELECT i, 0, 'text' FROM range(500) r(i)")
    con.execute("COMMIT")
    os.kill(os.getpid(), 9)
"""


def test_the_log_of_a_commit_that_was_cut_off_is_gone_after_the_next_start(home):
    subprocess.run([sys.executable, "-c", CUT_OFF, str(home)], cwd=ROOT, check=False)
    log = home / "copydesk.duckdb.wal"
    log.write_bytes(log.read_bytes()[:-1])
    open_once(home)
    assert not log.exists()
    with Warehouse(home).reading() as con:
        assert con.execute("SELECT count(*) FROM bodies").fetchone() == (0,)


def test_the_log_of_a_commit_that_was_acknowledged_is_kept_in_the_file(home):
    subprocess.run([sys.executable, "-c", CUT_OFF, str(home)], cwd=ROOT, check=False)
    open_once(home)
    assert not (home / "copydesk.duckdb.wal").exists()
    with Warehouse(home).reading() as con:
        assert con.execute("SELECT count(*) FROM bodies").fetchone() == (500,)


def test_what_a_living_process_is_at_and_what_is_whole_stays(home):
    ours = (f"import.tmp-{os.getpid()}.duckdb", f"backups/20260302T120000Z.tmp-{os.getpid()}/copydesk.duckdb")
    put(home, *ours, "bodies/2026-03-02.parquet", "digests/2026-03-02.md", "sql.tmp/of_a_reader")
    before = there(home)
    open_once(home)
    assert there(home) == before


def test_what_a_question_spilled_long_ago_is_cleared(home):
    put(home, "sql.tmp/old")
    os.utime(home / "sql.tmp/old", (time.time() - 90_000,) * 2)
    open_once(home)
    assert not (home / "sql.tmp/old").exists()


def test_a_home_is_cleared_once_a_process(home):
    open_once(home)
    put(home, "reading.duckdb.tmp")
    open_once(home)
    assert (home / "reading.duckdb.tmp").exists()


def test_half_a_file_bears_the_number_of_its_process(tmp_path):
    assert of_process(tmp_path / "x", 7) == tmp_path / "x-7"


HOLD = """
import sys
from pathlib import Path
sys.argv = ["/usr/bin/copydesk", "import", "articles", "old.jsonl"]
from warehouse.db import Warehouse
with Warehouse(Path(HOME)).writing():
    print("held", flush=True)
    sys.stdin.readline()
"""


def test_whoever_waits_is_told_which_command_has_the_file_and_since_when(home):
    script = HOLD.replace("HOME", repr(str(home)))
    with subprocess.Popen(
        [sys.executable, "-c", script], cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:
        process.stdout.readline()
        told = (
            rf"held by another process \(copydesk import articles old.jsonl, pid {process.pid} on \S+ since 20.* UTC\)"
        )
        with pytest.raises(WarehouseError, match=told), Warehouse(home, wait=0.2).reading():
            pass
        process.stdin.close()


def test_word_of_somebody_before_is_not_taken_for_the_holder_s(home):
    (home / "warehouse.lock").write_text("copydesk crawl, pid 12 on desk since 2026-03-02 12:00:00 UTC")
    assert holder(home, "12").startswith("copydesk crawl, pid 12")
    assert holder(home, "13") == ""
    assert holder(home / "nowhere") == ""


def test_a_command_is_told_as_it_was_called_and_not_at_any_length(monkeypatch):
    monkeypatch.setattr(sys, "argv", ["/x/flows/cli/__main__.py", "crawl", "wired"])
    assert command() == "copydesk crawl wired"
    monkeypatch.setattr(sys, "argv", ["/x/copydesk", "x" * 500])
    assert len(command()) == 60
