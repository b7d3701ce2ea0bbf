"""Where a lake is: what a setting says, and what is told of it."""

import pytest

from desk.errors import ConfigError, WarehouseError
from warehouse.lake_errors import PassingLakeError, in_words
from warehouse.lake_place import lake_place, redacted


@pytest.mark.parametrize(
    ("dsn", "told"),
    [
        ("host=db dbname=desk user=me password=hush", "host=db dbname=desk user=me password=…"),
        ("host=db password='hu sh' dbname=desk", "host=db password=… dbname=desk"),
        ("postgresql://me:hush@db:5432/desk", "postgresql://me:…@db:5432/desk"),
        ("postgresql://me@db/desk", "postgresql://me@db/desk"),
    ],
)
def test_a_place_is_told_without_its_password(dsn, told):
    assert redacted(dsn) == told
    place = lake_place(f"ducklake:postgres:{dsn}")
    assert place.dsn == dsn
    assert str(place) == f"ducklake:postgres:{told}"
    assert "hu" not in repr(place)


@pytest.mark.parametrize(
    "said", ["ducklake:sqlite:x", "postgresql://db/desk", "ducklake:postgres:", "var/copydesk.duckdb"]
)
def test_what_is_no_lake_is_refused_with_an_example(said):
    with pytest.raises(ConfigError, match=r"is no lake.*ducklake:postgres:host="):
        lake_place(said)


def test_an_address_is_no_folder():
    with pytest.raises(ConfigError, match="COPYDESK_LAKE_DATA"):
        lake_place("ducklake:postgres:dbname=desk", "s3://bucket/desk")


@pytest.mark.parametrize(
    ("said", "problem", "passing"),
    [
        ("IO Error: server closed the connection unexpectedly", "cannot be reached", True),
        ("Exceeded the maximum retry count of 0", "without the writer's lock", True),
        ("could not extend file: No space left on device", "disk is full", False),
        ('Failed to execute query "ROLLBACK"', "did not carry it out", True),
        ('IO Error: Cannot open file "/mnt/x.parquet": Permission denied', "data folder cannot be written", False),
    ],
)
def test_troubles_are_told_in_words_and_whether_they_pass(said, problem, passing):
    told = in_words(lake_place("ducklake:postgres:dbname=desk"), RuntimeError(said))
    assert problem in told.problem
    assert isinstance(told, PassingLakeError) == passing
    assert isinstance(told, WarehouseError)
