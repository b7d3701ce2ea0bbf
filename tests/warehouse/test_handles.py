"""What a person means by a short id, an address or a part of a title."""

from __future__ import annotations

import pytest

from desk.errors import NamingError, UsageError
from desk.handles import article_handle, story_handle
from tests.support.story_house import COURT, FREE, NOON, OPENS, article, tell
from tests.support.story_texts import OPENED, SUED, TOLD_BY_ANOTHER
from warehouse.db import Warehouse, connect
from warehouse.explanation import explain
from warehouse.handles import article_named, stored_article, story_named
from warehouse.reading_copy import READING_NAME, ask, publish
from warehouse.story_judgements import merge

pytestmark = pytest.mark.edge


@pytest.fixture(scope="module")
def home(tmp_path_factory):
    """Story 1: articles 1 and 2; story 2: article 3; story 3, merged into story 2: article 4, titled as 3 is."""
    warehouse = Warehouse(tmp_path_factory.mktemp("home"))
    with warehouse.writing() as con:
        tell(con, article("a", OPENS, OPENED), article("b", FREE, TOLD_BY_ANOTHER, "two", 5))
        tell(con, article("c", COURT, SUED, "three", 6))
        tell(con, article("d", "Ein Gericht in Löwen verhandelt über Äpfel", "Äpfel " * 60, "four", 400, "de"))
        merge(con, 2, 3, NOON)
    publish(warehouse)
    return warehouse.home


@pytest.fixture(scope="module", params=["the warehouse", "its reading copy"])
def con(request, home):
    """Handles are found out alike in both."""
    if request.param == "the warehouse":
        with Warehouse(home).reading() as live:
            yield live
        return
    with connect(home / READING_NAME, read_only=True) as copy:
        copy.execute("USE store")
        yield copy


@pytest.mark.parametrize(
    ("said", "number"),
    [
        ("a2", 2),
        ("2", 2),
        ("https://two.example/b", 2),
        ("two.example/b", 2),
        ("www.two.example/b/?utm_source=mail", 2),
        (FREE, 2),
        (f"“{FREE[:12]}…”", 2),
        ("heron norway", 2),
        ("uber apfel", 4),
        ("three", 3),
        ("three.example", 3),
    ],
)
def test_an_article_is_named_by_id_address_outlet_or_part_of_its_title(con, said, number):
    assert article_named(con, said) == number
    assert stored_article(con, said).id == number


@pytest.mark.parametrize(
    ("said", "number"), [("s1", 1), ("1", 1), ("a2", 1), ("two.example/b", 1), ("heron 9", 1), ("s3", 3), ("a4", 2)]
)
def test_a_story_is_named_by_its_id_or_by_one_of_its_articles(con, said, number):
    assert story_named(con, said) == number


def test_a_name_of_several_lists_the_candidates_newest_first(con):
    with pytest.raises(NamingError, match="fits 2 articles") as told:
        article_named(con, "Heron 9")
    _, newer, older = str(told.value).splitlines()
    assert newer.split()[0] == "a2"
    assert FREE in newer
    assert "two, 2026-03-02" in newer
    assert older.split()[0] == "a1"
    with pytest.raises(NamingError, match="fits 2 stories") as told:
        story_named(con, "e")
    assert "s1" in str(told.value)
    assert "s2" in str(told.value)


def test_a_bare_number_of_an_article_and_a_story_is_told_as_two(con):
    with pytest.raises(NamingError, match="article and of a story") as told:
        article_named(con, "1", lead=True)
    assert "a1 " in str(told.value)
    assert "s1 " in str(told.value)
    assert article_named(con, "4", lead=True) == 4


def test_a_story_stands_for_its_lead_article_only_where_that_is_asked(con):
    assert article_named(con, "s1", lead=True) == 1
    assert article_named(con, "s3", lead=True) == 3  # merged into story 2
    with pytest.raises(NamingError, match="say which of its articles") as told:
        article_named(con, "s1")
    assert "a2" in str(told.value)


@pytest.mark.parametrize("said", ["a99", "s99", "99", "https://nowhere.example/", "ftp://x.example/x", "[::bad/"])
def test_what_names_nothing_is_told_with_a_remedy(con, said):
    with pytest.raises(NamingError) as told:
        article_named(con, said, lead=True)
    assert told.value.remedy


def test_the_nearest_are_told_of_a_name_that_is_spelt_wrongly(con):
    with pytest.raises(NamingError, match="The nearest are") as told:
        article_named(con, "Quilon opens the wieghts")
    assert "a1" in str(told.value)


@pytest.mark.parametrize("said", ["", "  ", "…"])
def test_an_empty_name_is_wrong_usage(con, said):
    with pytest.raises(UsageError, match="names nothing"):
        article_named(con, said)


def test_sql_shows_the_ids_that_the_commands_take(home):
    assert ask(home, "SELECT id, handle FROM articles ORDER BY id").rows == [
        (n, article_handle(n)) for n in (1, 2, 3, 4)
    ]
    assert ask(home, "SELECT handle, lead_handle FROM stories ORDER BY id").rows == [
        (story_handle(1), article_handle(1)),
        (story_handle(2), article_handle(3)),
    ]
    assert ask(home, "SELECT story_handle, handle FROM story_articles WHERE article_id = 4").rows == [("s2", "a4")]


@pytest.mark.parametrize("said", ["a2", "two.example/b", "Norway's Heron"])
def test_why_takes_what_people_have_at_hand(home, said):
    assert explain(home, said).url == "https://two.example/b"
    assert explain(home, "s1").article["id"] == 1
