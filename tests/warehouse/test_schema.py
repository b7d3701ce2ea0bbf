"""The schema says what it means, in the files themselves and in docs/warehouse.md."""

import pytest

from warehouse.db import Warehouse, query
from warehouse.reading_copy import publish
from warehouse.reading_sql import asking
from warehouse.schema_page import PAGE, page

pytestmark = pytest.mark.edge


def test_every_table_and_column_of_the_live_file_says_what_it_means(house):
    with house.reading() as con:
        tables = {name for (name,) in con.execute(query("stored_tables")).fetchall()}
        said = {(table, column) for table, column, _ in con.execute(query("comments")).fetchall()}
        columns = {(table, column) for table, column, _, _ in con.execute(query("columns_to_export")).fetchall()}
    assert tables - {table for table, column in said if column is None} == {"migrations"}
    assert {column for column in columns - said if column[0] != "migrations"} == set()


def test_no_comment_is_on_a_column_of_a_table_with_a_default(house):
    """DuckDB 1.5.5 cannot replay it from the log of a killed process, and the file would be lost."""
    with house.reading() as con:
        of_defaults = con.execute(
            """SELECT table_name FROM duckdb_columns()
               WHERE NOT internal AND schema_name = 'main' AND column_default IS NOT NULL
                 AND table_name IN (SELECT table_name FROM duckdb_columns() WHERE comment IS NOT NULL)"""
        ).fetchall()
    assert of_defaults == []


def test_everything_that_can_be_asked_says_what_it_means(house):
    publish(house)
    with asking(house.home) as reading:
        told = reading.tables()
        silent = [name for name, said in told if not said]
        silent += [f"{name}.{column}" for name, _ in told for column, _, said in reading.columns(name) if not said]
        silent += [name for name, _, said, _ in reading.macros() if not said]
    assert silent == []


def test_comments_outlast_a_rewriting_of_the_file(house):
    from warehouse.upkeep import compact

    with house.reading() as con:
        before = set(con.execute(query("comments")).fetchall())
    compact(house, force=True)
    with house.reading() as con:
        assert set(con.execute(query("comments")).fetchall()) == before


def test_the_page_is_what_the_schema_says(tmp_path):
    assert page(tmp_path) == PAGE.read_text("utf-8"), "run `python -m warehouse.schema_page`"


def test_the_tables_of_the_page_are_those_of_the_two_files(tmp_path):
    with Warehouse(tmp_path).reading() as con:
        tables = {name for (name,) in con.execute(query("stored_tables")).fetchall()}
    told = {line.removeprefix("### ") for line in PAGE.read_text("utf-8").splitlines() if line.startswith("### ")}
    assert tables <= told
