import os
import subprocess
import sys
import threading
from contextlib import suppress
from pathlib import Path

import duckdb
import pytest

from desk.errors import WarehouseError
from tests.support.paths import ROOT
from warehouse.db import FILE_NAME, Warehouse
from warehouse.duckdb_errors import in_words
from warehouse.migrate import migrate

pytestmark = pytest.mark.edge
CREATES = True  # every warehouse comes to be by its migrations

HOLD = """
import sys, duckdb
con = duckdb.connect(sys.argv[1])
print("held", flush=True)
sys.stdin.readline()
con.close()
"""


@pytest.fixture
def warehouse(tmp_path):
    return Warehouse(tmp_path / "var", wait=0.3)


@pytest.fixture
def holder(warehouse):
    """A process that has the live file open until its standard input closes."""
    with warehouse.writing():
        pass
    with subprocess.Popen(
        [sys.executable, "-c", HOLD, str(warehouse.path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:
        process.stdout.readline()
        yield process
        process.kill()


def count(warehouse):
    with warehouse.reading() as con:
        return con.execute("SELECT count(*) FROM runs").fetchone()[0]


def test_a_block_that_raises_leaves_nothing_behind(warehouse):
    with suppress(ZeroDivisionError), warehouse.writing() as con:
        con.execute("INSERT INTO runs (id) VALUES (1)")
        _ = 1 / 0
    assert count(warehouse) == 0


def test_a_block_that_ends_is_committed(warehouse):
    with warehouse.writing() as con:
        con.execute("INSERT INTO runs (id) VALUES (1)")
    assert count(warehouse) == 1


def test_times_come_back_in_utc(warehouse):
    with warehouse.reading() as con:
        assert con.execute("SELECT current_setting('TimeZone')").fetchone() == ("UTC",)


def test_a_file_that_another_process_holds_is_told_with_its_pid(warehouse, holder):
    with pytest.raises(WarehouseError, match=rf"held by another process .*pid {holder.pid}.*copydesk sql"):
        count(warehouse)


def test_a_held_file_is_waited_for(warehouse, holder):
    patient = Warehouse(warehouse.home, wait=20)
    timer = threading.Timer(0.2, holder.stdin.close)
    timer.start()
    assert count(patient) == 0
    timer.join()


def test_a_file_newer_than_the_program_is_refused(warehouse):
    with warehouse.writing() as con:
        con.execute("INSERT INTO migrations (number, name) VALUES (9001, 'from the future')")
    with pytest.raises(WarehouseError, match=r"newer than this program.*9001.*Update copydesk"):
        count(warehouse)


def test_a_strange_duckdb_file_is_refused_and_left_alone(warehouse):
    warehouse.home.mkdir()
    with duckdb.connect(str(warehouse.path)) as con:
        con.execute("CREATE TABLE of_somebody_else (a INTEGER)")
    with pytest.raises(WarehouseError, match="not copydesk's"):
        count(warehouse)
    with duckdb.connect(str(warehouse.path)) as con:
        assert con.execute("SELECT table_name FROM duckdb_tables()").fetchall() == [("of_somebody_else",)]


@pytest.mark.parametrize("content", [b"", b"a shopping list", b"\0" * 20_000])
def test_a_file_that_is_not_duckdb_is_told_and_left_alone(warehouse, content):
    warehouse.home.mkdir()
    warehouse.path.write_bytes(content)
    with pytest.raises(WarehouseError, match=r"not a DuckDB file.*Move it away"):
        count(warehouse)
    assert warehouse.path.read_bytes() == content


def test_a_damaged_file_is_told(warehouse):
    with warehouse.writing() as con:
        con.execute("INSERT INTO runs (id, kind) SELECT i, 'crawl' FROM range(9000) r(i)")
    whole = bytearray(warehouse.path.read_bytes())
    whole[4096 + 20] ^= 0xFF
    whole[8192 + 20] ^= 0xFF
    warehouse.path.write_bytes(whole)
    with pytest.raises(WarehouseError, match=r"damaged.*backup"):
        count(warehouse)


def test_a_damaged_log_is_told_and_not_thrown_away(warehouse):
    with warehouse.reading() as con:
        con.execute("PRAGMA disable_checkpoint_on_shutdown")
        for number in range(50):
            con.execute(f"INSERT INTO runs (id) SELECT {number} + i FROM range(500) r(i)")
    log = Path(f"{warehouse.path}.wal")
    broken = bytearray(log.read_bytes())
    broken[len(broken) // 2] ^= 0xFF
    log.write_bytes(broken)
    with pytest.raises(WarehouseError, match=r"write-ahead log .* damaged"):
        count(warehouse)
    assert log.read_bytes() == broken


def test_a_home_that_cannot_be_a_folder_is_told(tmp_path):
    (tmp_path / "var").write_text("a file stands in the way")
    with pytest.raises(WarehouseError, match="var"):
        count(Warehouse(tmp_path / "var"))


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_that_forbids_writing_is_told(tmp_path):
    tmp_path.chmod(0o500)
    with pytest.raises(WarehouseError, match="cannot be opened for writing"):
        count(Warehouse(tmp_path))


@pytest.mark.parametrize(
    ("told", "word"),
    [
        ('IO Error: Could not write file "x": No space left on device', "disk is full"),
        ('IO Error: Cannot open file "x": Permission denied', "cannot be opened"),
        ("FATAL Error: database has been invalidated because of a previous fatal error", "grave error"),
        ("Something DuckDB never said before\nand a second line", "Something DuckDB never said before"),
    ],
)
def test_what_duckdb_says_is_told_in_words(told, word):
    error = in_words(Path("x"), duckdb.IOException(told))
    assert word in error.problem
    assert "nothing that was committed is lost" in error.remedy.lower() or error.remedy.startswith("Check")


def test_threads_take_turns(warehouse):
    patient = Warehouse(warehouse.home, wait=30)

    def add():
        for _ in range(5):
            with patient.writing() as con:
                con.execute("INSERT INTO runs (id) SELECT coalesce(max(id), 0) + 1 FROM runs")

    threads = [threading.Thread(target=add) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with patient.reading() as con:
        assert con.execute("SELECT list(id ORDER BY id) FROM runs").fetchone()[0] == list(range(1, 21))


def test_one_thread_cannot_open_the_file_twice(warehouse):
    with warehouse.writing(), pytest.raises(WarehouseError, match="twice"), warehouse.reading():
        pass
    assert count(warehouse) == 0  # and it is free again


def test_a_broken_migration_leaves_no_trace(tmp_path):
    (tmp_path / "0001_good.sql").write_text("CREATE TABLE good (a INTEGER);")
    (tmp_path / "0002_bad.sql").write_text("CREATE TABLE half (a INTEGER); SELECT nothing_such();")
    con = duckdb.connect()
    with pytest.raises(WarehouseError, match="0002_bad cannot be applied"):
        migrate(con, Path("x"), tmp_path)
    assert con.execute("SELECT table_name FROM duckdb_tables() ORDER BY 1").fetchall() == [("good",), ("migrations",)]
    assert con.execute("SELECT number FROM migrations").fetchall() == [(1,)]


def test_the_file_appears_whole(warehouse):
    with warehouse.writing():
        pass
    assert sorted(path.name for path in warehouse.home.iterdir()) == [FILE_NAME, "warehouse.lock"]


def test_two_processes_that_start_at_once_share_one_file(warehouse):
    script = (
        "import sys; from pathlib import Path; from warehouse.db import Warehouse\n"
        "with Warehouse(Path(sys.argv[1]), wait=30).writing() as con:\n"
        "    con.execute('INSERT INTO runs (id) SELECT coalesce(max(id), 0) + 1 FROM runs')\n"
    )
    started = [subprocess.Popen([sys.executable, "-c", script, str(warehouse.home)], cwd=ROOT) for _ in range(3)]
    assert [process.wait(60) for process in started] == [0, 0, 0]
    with warehouse.reading() as con:
        assert con.execute("SELECT list(id ORDER BY id) FROM runs").fetchone()[0] == [1, 2, 3]
