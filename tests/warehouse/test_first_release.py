"""A warehouse that the first release wrote is brought up to date: nothing is lost, everything works on it."""

import duckdb
import pytest

from flows.decide_steps.newsdesk import Newsdesk
from flows.jobs.redecide import redecide
from flows.settings import Settings
from tests.support.first_release import FILE, build
from tests.support.stored import NOON, store_visit, visit
from warehouse.backup_files import counted
from warehouse.db import FILE_NAME, Warehouse, connect
from warehouse.migrate import migrate, newest
from warehouse.reading_copy import ask, publish
from warehouse.upkeep import check, compact

pytestmark = pytest.mark.edge
FIRST = 7  # migrations the first release had


@pytest.fixture
def old(tmp_path):
    """A home as the first release left it."""
    path = build(tmp_path / FILE_NAME)
    with duckdb.connect(str(path)) as con:
        assert con.execute("SELECT max(number) FROM migrations").fetchone() == (FIRST,)
    return Warehouse(tmp_path)


def rows(house):
    with duckdb.connect(str(house.path)) as con:
        return counted(con)


def test_every_row_is_still_there_and_fits_together(old):
    before = rows(old)
    assert (before["articles"], before["bodies"]) == (13, 13)
    assert check(old) == ()
    after = rows(old)
    assert after["migrations"] == newest()
    assert {name: after[name] for name in before if name != "migrations"} == {
        name: count for name, count in before.items() if name != "migrations"
    }


@pytest.mark.parametrize("reached", range(FIRST, newest() + 1))
def test_from_each_later_schema_on_too(old, reached):
    with connect(old.path) as con:
        migrate(con, old.path, up_to=reached)
    before = rows(old)
    assert check(old) == ()
    assert rows(old)["articles"] == before["articles"] == 13


def test_a_file_brought_up_to_date_has_the_schema_of_a_new_one(old, house):
    def columns(warehouse):
        with warehouse.reading() as con:
            return con.execute(
                "SELECT table_name, list((column_name, data_type, comment) ORDER BY column_name) FROM duckdb_columns() "
                "WHERE NOT internal AND schema_name = 'main' GROUP BY 1 ORDER BY 1"
            ).fetchall()

    fresh = Warehouse(house.home / "fresh")
    assert columns(old) == columns(fresh)


def test_it_is_published_asked_and_searched(old):
    publish(old)
    copied = ask(old.home, "SELECT outlet, kind FROM copies").rows
    assert ("reprintdaily", "exact") in copied
    assert ask(old.home, "SELECT count(*) FROM articles JOIN texts ON article_id = id").rows == [(13,)]
    found = ask(old.home, "SELECT outlet FROM search('Fjordlight weights')").rows
    assert {("modelwire",), ("reprintdaily",)} <= set(found)
    assert ask(old.home, "SELECT count(*) FROM stories").rows[0][0] > 0


def test_it_goes_on_being_written_rewritten_and_decided_anew(old):
    with old.writing() as con:
        store_visit(con, visit(99, "abc"), NOON)
    compact(old, force=True)
    settings = Settings(_env_file=None, home=old.home, encoder="none")
    desk = Newsdesk(settings)
    with old.writing() as con:
        desk.stock(con)
    assert redecide(old, desk, NOON).articles == 16
    publish(old)
    assert ("reprintdaily", "exact") in ask(old.home, "SELECT outlet, kind FROM copies").rows


def test_the_fixture_stays_small():
    assert FILE.stat().st_size < 100_000
