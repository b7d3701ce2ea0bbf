"""A lake: tables, transactions and errors as of the file, decided by PostgreSQL."""

import shutil
import subprocess
import sys
import threading
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest

from desk.errors import WarehouseError
from tests.support.paths import ROOT
from tests.support.postgres import NONE, programs, running
from tests.support.stored import article
from warehouse import lake, lake_extensions, reading_copy
from warehouse.articles import add_articles
from warehouse.lake import Lake, closed
from warehouse.lake_errors import PassingLakeError
from warehouse.lake_move import into_lake, out_of_lake
from warehouse.lake_place import lake_place
from warehouse.lake_session import open_session
from warehouse.migrate import newest
from warehouse.reading_copy import ask, publish
from warehouse.upgrade import stored_in_lake

pytestmark = [pytest.mark.edge, pytest.mark.slow, pytest.mark.skipif(programs() is None, reason=NONE)]


@pytest.fixture(scope="module")
def postgres():
    with running() as made:
        yield made


@pytest.fixture(scope="module")
def place(postgres, tmp_path_factory):
    """A lake with every table and nothing in them."""
    made = lake_place(f"ducklake:postgres:{postgres.dsn('empty')}", str(tmp_path_factory.mktemp("data")))
    open_session(made).close()
    return made


@pytest.fixture
def desk(place, tmp_path):
    """The lake of the module, emptied; `tmp_path` is a home."""
    there = Lake(tmp_path, place, wait=30)
    yield there
    with there.writing() as con:
        for table in ("articles", "bodies", "runs"):
            con.execute(f"DELETE FROM {table}")
    closed(place)


def count(there, table="runs"):
    with there.reading() as con:
        return con.execute(f"SELECT count(*) FROM {table}").fetchone()[0]


def test_a_block_that_raises_leaves_nothing_behind(desk):
    with suppress(ZeroDivisionError), desk.writing() as con:
        con.execute("INSERT INTO runs (id) VALUES (1)")
        _ = 1 / 0
    assert count(desk) == 0


def test_two_machines_give_no_id_and_no_address_twice(desk, place, tmp_path):
    other = open_session(place)  # as of another process: a session of its own, which holds no lock
    try:
        other.con.execute("BEGIN")
        add_articles(other.con, [article(1)], 1)
        with desk.writing() as con:
            assert add_articles(con, [article(1), article(2)], 1) == {article(1).key: 1, article(2).key: 2}
        with pytest.raises(Exception, match="retry count"):  # its snapshot is not the last any more
            other.con.execute("COMMIT")
    finally:
        other.close()
    assert count(desk, "articles") == 2


def test_a_step_whose_commit_lost_is_decided_anew(desk, place):
    asked = []

    def step(con):
        asked.append(con.execute("SELECT count(*) FROM runs").fetchone()[0])
        if len(asked) == 1:
            stranger = open_without_lock(place)
            stranger.execute("INSERT INTO runs (id) VALUES (7)")
            stranger.close()
        con.execute("INSERT INTO runs (id) VALUES (8)")
        return "written"

    with desk.alone(), desk.opened() as con:
        assert desk.carried_out(con, step) == "written"
    assert asked == [0, 1]
    assert count(desk) == 2


def open_without_lock(place):
    """DuckDB with the lake attached, as an analyst's client that writes would be."""
    from warehouse.lake_session import CATALOG, SCHEMA, attached, line

    desk = line(place)
    con = attached(place, desk)
    con.execute(f"USE {CATALOG}.{SCHEMA}")
    desk.close()
    return con


def test_a_commit_of_which_nobody_told_the_end_is_found_and_not_made_twice(desk, monkeypatch):
    """PostgreSQL commits, and the line breaks before it says so."""
    really = Lake._commits
    broken = []

    def commits(self, con, token):
        from contextlib import contextmanager

        @contextmanager
        def both():
            with really(self, con, token):
                yield
            if not broken:
                broken.append(token)
                raise PassingLakeError(str(self.place), "the line broke")

        return both()

    monkeypatch.setattr(Lake, "_commits", commits)
    with desk.alone(), desk.opened() as con:
        desk.carried_out(con, lambda own: own.execute("INSERT INTO runs (id) VALUES (1)"))
    assert broken
    assert count(desk) == 1


def test_postgresql_killed_within_a_transaction_costs_nothing(desk, postgres):
    asked = []

    def step(con):
        asked.append(1)
        con.execute("INSERT INTO runs (id) VALUES (1)")
        if len(asked) == 1:
            postgres.kill()
            threading.Timer(1.0, postgres.start).start()

    with desk.alone(), desk.opened() as con:
        desk.carried_out(con, step)
    assert len(asked) == 2
    assert count(desk) == 1


def test_postgresql_killed_while_the_reading_copy_is_made_costs_nothing(desk, postgres, monkeypatch):
    with desk.writing() as con:
        add_articles(con, [article("one")], 1)
    really, asked = reading_copy.search_index.update, []

    def update(con, *given, **options):
        asked.append(1)
        if len(asked) == 1:
            postgres.kill()
            threading.Timer(1.0, postgres.start).start()
        return really(con, *given, **options)

    monkeypatch.setattr(reading_copy.search_index, "update", update)
    publish(desk)
    assert len(asked) == 2
    assert ask(desk.home, "SELECT count(*) FROM articles").rows == [(1,)]


def test_postgresql_killed_again_while_a_commit_is_looked_for_doubles_nothing(desk, postgres, monkeypatch):
    """PostgreSQL commits and dies, and dies once more when it is asked whether it did."""
    commits, really, dies = Lake._commits, lake.asked, []

    def killed():
        dies.append(1)
        postgres.kill()
        threading.Timer(1.0, postgres.start).start()

    @contextmanager
    def broken(self, con, token):
        with commits(self, con, token):
            yield
        if not dies:
            killed()
            raise PassingLakeError(str(self.place), "the line broke")

    def asked(name):
        if name == "committed" and len(dies) == 1:
            killed()
        return really(name)

    monkeypatch.setattr(Lake, "_commits", broken)
    monkeypatch.setattr(lake, "asked", asked)
    with desk.alone(), desk.opened() as con:
        desk.carried_out(con, lambda own: own.execute("INSERT INTO runs (id) VALUES (1)"))
    assert len(dies) == 2
    assert count(desk) == 1


def test_a_writer_killed_with_the_lock_lets_go_of_it(desk, place):
    code = (
        "import sys, time; from warehouse.lake import Lake; from warehouse.lake_place import lake_place\n"
        "with Lake(sys.argv[1], lake_place(sys.argv[2])).writing() as con:\n"
        "    con.execute('INSERT INTO runs (id) VALUES (1)'); print('held', flush=True); time.sleep(600)\n"
    )
    words = [sys.executable, "-c", code, str(desk.home), f"ducklake:postgres:{place.dsn}"]
    with subprocess.Popen(words, stdout=subprocess.PIPE, text=True, cwd=ROOT) as holder:
        assert holder.stdout.readline() == "held\n"
        holder.kill()
    with desk.writing() as con:
        con.execute("INSERT INTO runs (id) VALUES (2)")
    with desk.reading() as con:
        assert con.execute("SELECT id FROM runs").fetchall() == [(2,)]


def test_a_file_goes_into_a_lake_and_comes_back_the_same(postgres, house, tmp_path):
    with house.writing() as con:
        add_articles(con, [article(number) for number in range(1, 700)], 1)
    there = Lake(tmp_path, lake_place(f"ducklake:postgres:{postgres.dsn('moved')}", str(tmp_path / "data")))
    back = tmp_path / "back"
    back.mkdir()
    try:
        moved = into_lake(house.home, there)
        assert (moved.tables["articles"][0], moved.tables["bodies"][0]) == (699, 699)
        with pytest.raises(WarehouseError, match="holds rows already"):
            into_lake(house.home, there)
        assert out_of_lake(there, back) == moved
        with pytest.raises(WarehouseError, match="there is a warehouse already"):
            out_of_lake(there, back)
    finally:
        closed(there.place)
    assert sum(path.name.startswith("copydesk.duckdb") for path in back.iterdir()) == 1


@pytest.mark.parametrize(
    ("dsn", "said"),
    [
        ("host=/nowhere user=copydesk password=hush", "PostgreSQL cannot be reached"),
        ("{socket} dbname=nothing user=copydesk", "PostgreSQL has no such database"),
        ("{socket} dbname=empty user=stranger", "PostgreSQL does not let this user in"),
    ],
)
def test_what_is_wrong_with_the_database_is_told_without_its_password(postgres, tmp_path, dsn, said):
    place = lake_place(f"ducklake:postgres:{dsn.format(socket=f'host={postgres.folder}')}", str(tmp_path))
    with pytest.raises(WarehouseError, match=said) as told, Lake(tmp_path, place, wait=0).reading():
        pass
    assert "hush" not in str(told.value)


def test_a_catalog_of_another_version_is_told(postgres, place, tmp_path):
    older = postgres.dsn("older")
    made = lake_place(f"ducklake:postgres:{older}", str(tmp_path / "data"))
    open_session(made).close()
    for version, said in (("0.1", "another DuckLake version"), ("9.9", "another DuckLake version")):
        postgres.sql(f"UPDATE ducklake_metadata SET value = '{version}' WHERE key = 'version'", "older")
        with pytest.raises(WarehouseError, match=said), Lake(tmp_path, made, wait=0).reading():
            pass


def test_a_lake_newer_than_the_program_is_refused(postgres, tmp_path):
    made = lake_place(f"ducklake:postgres:{postgres.dsn('newer')}", str(tmp_path / "data"))
    there = Lake(tmp_path, made, wait=0)
    with there.writing() as con:
        con.execute("INSERT INTO migrations (number, name) VALUES (9999, 'later')")
    closed(made)
    with pytest.raises(WarehouseError, match="newer than this program"), there.reading():
        pass


def test_a_data_folder_that_is_not_there_is_told_and_not_made(postgres, tmp_path):
    made = lake_place(f"ducklake:postgres:{postgres.dsn('unmounted')}", str(tmp_path / "data"))
    open_session(made).close()
    shutil.rmtree(tmp_path / "data")
    with pytest.raises(WarehouseError, match="data folder is not there"), Lake(tmp_path, made, wait=0).reading():
        pass
    with pytest.raises(WarehouseError, match="data folder is not there"):
        stored_in_lake(made)
    assert not (tmp_path / "data").exists()


def test_what_a_new_version_would_meet_is_told_without_making_anything(postgres, place, tmp_path):
    found = stored_in_lake(place)
    assert (found.schema, found.pending, found.is_lake) == (newest(), (), True)
    assert found.format == "DuckLake 1.0"
    empty = lake_place(f"ducklake:postgres:{postgres.dsn('not_made')}", str(tmp_path / "data"))
    assert stored_in_lake(empty) is None
    assert not (tmp_path / "data").exists()
    with pytest.raises(WarehouseError, match="PostgreSQL has no such database"):
        stored_in_lake(lake_place(f"ducklake:postgres:host={postgres.folder} user=copydesk dbname=nobody"))


def test_a_home_that_cannot_be_made_is_told(place, tmp_path):
    (tmp_path / "file").write_text("")
    there = Lake(tmp_path / "file" / "home", place)
    with pytest.raises(WarehouseError, match="is a file, not a folder"), there.reading():
        pass


def test_machines_that_share_a_name_and_a_process_number_do_not_meet_in_the_data_folder(place, monkeypatch):
    """As containers do: two that look at once whether it can be written must not delete each other's probe."""
    taken = []
    monkeypatch.setattr(Path, "touch", lambda path, *_, **__: taken.append(path))
    monkeypatch.setattr(Path, "unlink", lambda *_, **__: None)
    for _ in range(2):
        open_session(place).close()
    assert len(set(taken)) == 2


def test_a_first_lake_asks_where_its_files_go(postgres, tmp_path):
    made = lake_place(f"ducklake:postgres:{postgres.dsn('nowhere')}")
    with pytest.raises(WarehouseError, match="nothing says where its data files go"), Lake(tmp_path, made).reading():
        pass


def test_another_data_folder_than_the_lakes_is_told(place, tmp_path):
    other = lake_place(f"ducklake:postgres:{place.dsn}", str(tmp_path / "elsewhere"))
    with (
        pytest.raises(WarehouseError, match="another folder than COPYDESK_LAKE_DATA says"),
        Lake(tmp_path, other).reading(),
    ):
        pass


def test_an_extension_that_is_missing_is_named(monkeypatch, place, tmp_path):
    monkeypatch.setattr(lake_extensions, "find_spec", lambda _: None)
    lake.closed(place)
    with (
        pytest.raises(WarehouseError, match=r"duckdb-extension-postgres-scanner.*copydesk\[lake\]"),
        Lake(tmp_path, place).reading(),
    ):
        pass
