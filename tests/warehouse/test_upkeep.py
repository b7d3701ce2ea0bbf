import json
import subprocess
import sys
from contextlib import suppress
from datetime import timedelta

import duckdb
import pytest
import typer
from typer.testing import CliRunner

from desk.errors import BusyError, WarehouseError
from flows.cli.keep import upkeep as upkeep_commands
from tests.support.paths import ROOT
from tests.support.stored import NOON, store_visit, visit
from warehouse import backups, connection
from warehouse.connection import BLOCK
from warehouse.db import Warehouse
from warehouse.reading_copy import ask, publish
from warehouse.runs import start_run
from warehouse.upkeep import check, compact, prune, size, upkeep

pytestmark = pytest.mark.edge
MONTH = timedelta(days=30)


@pytest.fixture
def warehouse(tmp_path):
    warehouse = Warehouse(tmp_path, wait=0.3)
    with warehouse.writing() as con:
        store_visit(con, visit(start_run(con, "crawl", NOON), "abc"), NOON)
    return warehouse


def told(warehouse, sql):
    with warehouse.reading() as con:
        return con.execute(sql).fetchall()


def change(warehouse, sql):
    with warehouse.writing() as con:
        con.execute(sql)


def test_old_requests_are_forgotten_and_nothing_else(warehouse):
    assert prune(warehouse, NOON + MONTH, keep_days=30) == 0
    assert prune(warehouse, NOON + MONTH, keep_days=29) == 3
    assert told(warehouse, "SELECT (SELECT count(*) FROM fetches), (SELECT count(*) FROM articles)") == [(0, 3)]


@pytest.mark.parametrize(
    "work",
    [
        check,
        lambda warehouse: compact(warehouse, force=True),
        lambda warehouse: publish(warehouse, NOON, tidy=True),
        lambda warehouse: backups.back_up(warehouse, warehouse.home / "kept", NOON),
    ],
    ids=["check", "compact", "publish", "backup"],
)
def test_what_goes_through_all_that_is_stored_takes_little_memory(warehouse, monkeypatch, work):
    work(warehouse)
    monkeypatch.setattr(connection, "SPARING", "no size")
    with pytest.raises((duckdb.Error, WarehouseError), match="Memory must have a number"):
        work(warehouse)


def test_a_connection_has_its_bounds_back_after_sparing_work(warehouse):
    asked = "SELECT current_setting('memory_limit'), current_setting('threads')"
    with warehouse.reading() as con:
        before = con.execute(asked).fetchone()
        with suppress(KeyError), connection.sparingly(con, threads=1):
            assert con.execute(asked).fetchone() == ("488.2 MiB", 1)
            raise KeyError
        assert con.execute(asked).fetchone() == before


def test_a_whole_warehouse_has_no_troubles(warehouse):
    assert check(warehouse) == ()


@pytest.mark.parametrize(
    ("harm", "trouble"),
    [
        (
            "INSERT INTO articles BY NAME SELECT * REPLACE (99 AS id) FROM articles WHERE id = 1",
            "1 keys are stored more than once",
        ),
        ("UPDATE articles SET id = 2 WHERE id = 1", "1 ids are given more than once"),
        ("DELETE FROM bodies WHERE article_id = 2", "1 articles have no text"),
        ("INSERT INTO bodies VALUES (77, 0, 'en', '')", "1 texts have no article"),
        ("INSERT INTO leads BY NAME SELECT * FROM leads WHERE key LIKE '%/a'", "1 keys are kept more than once"),
        ("DELETE FROM articles WHERE id = 3", "1 are closed as stored, but the article is missing"),
        ("INSERT INTO sources BY NAME FROM sources", "1 addresses are kept more than once"),
    ],
)
def test_what_does_not_fit_together_is_told(warehouse, harm, trouble):
    change(warehouse, harm)
    assert any(trouble in line for line in check(warehouse))


def test_a_file_full_of_holes_is_rewritten_and_keeps_everything(warehouse, monkeypatch):
    before = {
        table: told(warehouse, f"FROM {table}") for table in ("articles", "bodies", "leads", "runs", "migrations")
    }
    monkeypatch.setattr("warehouse.upkeep.SMALL", 0)
    for table in ("ballast", "behind_it"):
        change(warehouse, f"CREATE TABLE {table} AS SELECT i, md5(i::VARCHAR) AS t FROM range(200000) r(i)")
    change(warehouse, "DROP TABLE ballast")
    was, is_now = compact(warehouse)
    assert is_now < was
    assert {table: told(warehouse, f"FROM {table}") for table in before} == before
    assert not list(warehouse.home.glob("*.rewritten*"))
    assert check(warehouse) == ()


def test_deleted_rows_that_every_lookup_steps_over_are_left_behind(warehouse, monkeypatch):
    monkeypatch.setattr("warehouse.upkeep.SMALL", 0)
    monkeypatch.setattr("warehouse.upkeep.HOLES", 2.0)  # never for holes
    inode = warehouse.path.stat().st_ino
    change(warehouse, "INSERT INTO sketch_hashes SELECT i, i % 60000, i FROM range(200000) r(i)")
    compact(warehouse)
    assert warehouse.path.stat().st_ino == inode
    change(warehouse, "DELETE FROM sketch_hashes WHERE bucket % 10 = 3")
    compact(warehouse)
    rewritten = warehouse.path.stat().st_ino
    assert rewritten != inode
    assert told(warehouse, "SELECT count(*), sum(bucket) FROM sketch_hashes") == [(180_000, 17_999_940_000)]
    compact(warehouse)
    assert warehouse.path.stat().st_ino == rewritten


def test_a_small_file_is_not_rewritten(warehouse):
    inode = warehouse.path.stat().st_ino
    was, is_now = compact(warehouse)
    assert was == is_now
    assert warehouse.path.stat().st_ino == inode


def test_nothing_is_rewritten_while_another_process_has_the_file(warehouse):
    script = (
        "import sys; from pathlib import Path; from warehouse.db import Warehouse\n"
        "with Warehouse(Path(sys.argv[1])).writing() as con:\n"
        "    print('held', flush=True); sys.stdin.readline()\n"
        "    con.execute('INSERT INTO runs (id) VALUES (77)')\n"
    )
    held = [sys.executable, "-c", script, str(warehouse.home)]
    with subprocess.Popen(held, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        process.stdout.readline()
        with pytest.raises(WarehouseError):
            compact(warehouse, force=True)
        process.stdin.close()
        assert process.wait(60) == 0
    assert told(warehouse, "SELECT count(*) FROM runs WHERE id = 77") == [(1,)]


def test_nobody_opens_the_old_file_while_the_new_one_takes_its_place(warehouse, monkeypatch):
    script = (
        "import sys; from pathlib import Path; from warehouse.db import Warehouse\n"
        "with Warehouse(Path(sys.argv[1]), wait=0.2).writing() as con:\n"
        "    con.execute('INSERT INTO runs (id) VALUES (77)')\n"
    )
    others = []

    def between(_):
        asked = [sys.executable, "-c", script, str(warehouse.home)]
        others.append(subprocess.run(asked, cwd=ROOT, capture_output=True, text=True, timeout=60).stderr)

    monkeypatch.setattr("warehouse.upkeep.settle", between)
    compact(warehouse, force=True)
    assert "is being rewritten or copied by another process (" in others[0]
    assert told(warehouse, "SELECT count(*) FROM runs WHERE id = 77") == [(0,)]


def test_a_rewrite_that_was_cut_off_leaves_the_old_file(warehouse):
    (warehouse.home / "copydesk.duckdb.rewritten").write_bytes(b"half a file")
    compact(warehouse, force=True)
    assert told(warehouse, "SELECT count(*) FROM articles") == [(3,)]
    assert not list(warehouse.home.glob("*.rewritten*"))


def test_upkeep_tells_what_it_did(warehouse):
    done = upkeep(warehouse, NOON + 4 * MONTH)
    assert done.lines[0] == "fetch log: 3 rows pruned"
    assert done.lines[2] == "check: nothing is wrong"
    assert json.loads(json.dumps(done.totals()))["pruned"] == 3


@pytest.mark.parametrize(
    ("count", "words"), [(0, "0 bytes"), (999, "999 bytes"), (2_500_000, "2.5 MB"), (1_300_000_000, "1.3 GB")]
)
def test_sizes_are_told_in_words(count, words):
    assert size(count) == words


def call(monkeypatch, home, *words):
    monkeypatch.setenv("COPYDESK_HOME", str(home))
    app = typer.Typer()
    app.callback()(lambda: None)
    upkeep_commands.register(app)
    return CliRunner().invoke(app, ["upkeep", *words], catch_exceptions=False)


def test_the_command_does_all_of_it_and_records_the_run(warehouse, monkeypatch):
    done = call(monkeypatch, warehouse.home)
    assert done.exit_code == 0
    assert "3 rows pruned" in done.stdout
    assert ask(warehouse.home, "SELECT status FROM runs WHERE kind = 'upkeep'").rows == [("ok",)]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (("check",), "nothing is wrong"),
        (("prune", "--keep-days", "1"), "3 rows pruned"),
        (("compact",), "nothing to gain"),
        (("compact", "--force"), "MB"),
        (("publish", "--fresh"), "reading.duckdb"),
        (("backup",), "opened and counted: "),
        (("restore",), "no backups in "),
    ],
)
def test_each_step_is_a_command_of_its_own(warehouse, monkeypatch, words, expected):
    done = call(monkeypatch, warehouse.home, *words)
    assert (done.exit_code, expected in done.stdout) == (0, True)


def test_troubles_end_with_exit_status_1(warehouse, monkeypatch):
    change(warehouse, "DELETE FROM bodies WHERE article_id = 2")
    for words in ((), ("check",)):
        done = call(monkeypatch, warehouse.home, *words)
        assert (done.exit_code, "1 articles have no text" in done.stdout) == (1, True)


def test_the_whole_of_it_takes_a_backup_and_keeps_as_many_as_are_wanted(warehouse, monkeypatch):
    monkeypatch.setenv("COPYDESK_BACKUPS", "2")
    for second in range(3):
        at = NOON.replace(second=second)
        (warehouse.home / "backups").mkdir(exist_ok=True)
        backups.back_up(warehouse, warehouse.home / "backups", at)
    done = call(monkeypatch, warehouse.home)
    assert "opened and counted: " in done.stdout
    assert "; 2 kept, " in done.stdout
    assert len(list((warehouse.home / "backups").iterdir())) == 2
    monkeypatch.setenv("COPYDESK_BACKUPS", "0")
    assert "backup" not in call(monkeypatch, warehouse.home).stdout


def test_a_backup_that_fails_is_a_trouble_and_the_rest_is_done(warehouse, monkeypatch, tmp_path):
    (tmp_path / "b").write_text("in the way")
    monkeypatch.setenv("COPYDESK_BACKUP_DIR", str(tmp_path / "b"))
    done = call(monkeypatch, warehouse.home)
    assert done.exit_code == 1
    assert f"backup: {tmp_path / 'b'}: is a file, not a folder" in done.stdout
    assert ask(warehouse.home, "SELECT status FROM runs WHERE kind = 'upkeep'").rows == [("partial",)]


def test_where_something_is_wrong_no_older_backup_goes(warehouse, monkeypatch):
    monkeypatch.setenv("COPYDESK_BACKUPS", "1")
    backups.back_up(warehouse, warehouse.home / "backups", NOON)
    change(warehouse, "DELETE FROM bodies WHERE article_id = 2")
    assert "; 2 kept, " in call(monkeypatch, warehouse.home).stdout


def test_a_restored_warehouse_is_asked_at_once_and_says_where_the_other_is(warehouse, monkeypatch):
    call(monkeypatch, warehouse.home, "backup")
    with warehouse.writing() as con:
        store_visit(con, visit(2, "d"), NOON)
    assert "3 articles" in call(monkeypatch, warehouse.home, "restore").stdout
    done = call(monkeypatch, warehouse.home, "restore", "latest")
    aside = next(warehouse.home.glob("before-restore-*"))
    assert f"COPYDESK_HOME={aside} asks it" in done.stdout
    assert ask(warehouse.home, "SELECT count(*) FROM articles").rows == [(3,)]
    assert told(Warehouse(aside), "SELECT count(*) FROM articles") == [(4,)]


def test_nothing_is_restored_while_a_crawl_is_running(warehouse, monkeypatch):
    from flows.crawl_steps.lock import alone

    call(monkeypatch, warehouse.home, "backup")
    with alone(warehouse.home), pytest.raises(BusyError, match="is being crawled by process"):
        call(monkeypatch, warehouse.home, "restore", "latest")


def test_a_file_keeps_its_small_blocks_when_it_is_rewritten(tmp_path):
    warehouse = Warehouse(tmp_path)
    for _ in range(2):
        with warehouse.alone(), warehouse.opened() as con:
            sizes = con.execute("SELECT DISTINCT block_size FROM pragma_database_size()").fetchall()
        assert sizes == [(BLOCK,)]
        compact(warehouse, force=True)
