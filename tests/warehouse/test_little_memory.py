"""Little room for a scan: only for a file, only where nothing else needs it, and never for longer."""

import duckdb
import pytest

from warehouse.connection import connect
from warehouse.little_memory import LITTLE, little_memory

pytestmark = pytest.mark.edge
LITTLE_ROOM, ROOM = "45.7 MiB", "1.8 GiB"  # as DuckDB tells them


def room(con):
    return con.execute("SELECT current_setting('memory_limit')").fetchone()[0]


@pytest.fixture
def con(tmp_path):
    with connect(tmp_path / "a.duckdb") as con:
        con.execute("CREATE TABLE numbers AS SELECT range AS number FROM range(10)")
        yield con


def test_there_is_little_room_within_and_the_usual_one_afterwards(con):
    con.execute("BEGIN")
    with little_memory(con):
        assert room(con) == LITTLE_ROOM
        con.execute("INSERT INTO numbers VALUES (10)")
    assert room(con) == ROOM
    con.execute("COMMIT")
    assert con.execute("SELECT count(*) FROM numbers").fetchone() == (11,)


def test_a_statement_that_fails_leaves_the_usual_room(con):
    con.execute("BEGIN")
    with pytest.raises(duckdb.Error), little_memory(con):
        con.execute("SELECT error('no')")
    con.execute("ROLLBACK")
    assert room(con) == ROOM


def test_where_much_is_held_that_cannot_be_read_again_the_room_stays(con):
    con.execute("BEGIN")
    con.execute("CREATE TEMP TABLE much AS SELECT random()::VARCHAR || random()::VARCHAR AS text FROM range(1500000)")
    with little_memory(con):
        assert room(con) == ROOM
    con.execute("COMMIT")


def test_memory_that_cannot_be_given_back_fails_no_transaction(con, monkeypatch):
    monkeypatch.setattr("warehouse.little_memory.OF_ITS_OWN", 10 * LITTLE)
    con.execute("SET temp_directory = ''")
    con.execute("BEGIN")
    con.execute("CREATE TEMP TABLE much AS SELECT random()::VARCHAR || random()::VARCHAR AS text FROM range(1500000)")
    with little_memory(con):
        con.execute("INSERT INTO numbers VALUES (10)")
    con.execute("COMMIT")
    assert room(con) == ROOM


def test_what_is_no_file_keeps_its_room():
    with duckdb.connect(config={"memory_limit": "2GB"}) as con, little_memory(con):
        assert room(con) == ROOM
