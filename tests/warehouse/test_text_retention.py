"""Texts go when they are old; what is known of their articles stays and can be asked."""

from datetime import timedelta

import pytest

from desk.models import CopyVerdict
from tests.support.stored import NOON, article, store_visit, visit
from warehouse.copy_verdicts import Compared, drop_verdicts, store_verdicts
from warehouse.reading_copy import ask, publish
from warehouse.redecision_pass import next_articles, take_up
from warehouse.text_retention import let_texts_go
from warehouse.upkeep import check, upkeep

pytestmark = pytest.mark.edge
DAY = timedelta(days=1)
LATER = NOON + 100 * DAY


@pytest.fixture
def aged(house):
    """Articles 1 and 2 of a hundred days ago, 3 of today."""
    with house.writing() as con:
        fresh = article("c", fetched_at=LATER)
        store_visit(con, visit(1, articles=(article("a"), article("b"), fresh)), LATER)
    publish(house)
    return house


def rows(house, sql):
    with house.reading() as con:
        return con.execute(sql).fetchall()


def kept(house):
    return [row[0] for row in rows(house, "SELECT DISTINCT article_id FROM bodies ORDER BY 1")]


@pytest.mark.parametrize(("days", "left"), [(0, [1, 2, 3]), (100, [1, 2, 3]), (99, [3]), (60, [3])])
def test_texts_of_whole_days_go_when_they_are_too_old(aged, days, left):
    assert let_texts_go(aged, LATER, days) == 3 - len(left)
    assert kept(aged) == left


def test_articles_and_all_that_was_found_of_them_stay(aged):
    facts = (
        "SELECT (SELECT count(*) FROM articles), (SELECT count(*) FROM leads), (SELECT count(*) FROM topic_verdicts)"
    )
    before = rows(aged, facts)
    let_texts_go(aged, LATER, 60)
    assert rows(aged, facts) == before
    assert rows(aged, "SELECT texts FROM text_retention") == [(2,)]
    assert let_texts_go(aged, LATER, 60) == 0
    assert rows(aged, "SELECT count(*) FROM text_retention") == [(1,)]


def test_the_reading_copy_loses_the_day_s_file_and_still_finds_the_article_by_its_words(aged):
    let_texts_go(aged, LATER, 60)
    publish(aged)
    assert sorted(path.stem for path in (aged.home / "bodies").glob("2*.parquet")) == ["2026-06-10"]
    assert ask(aged.home, "SELECT article_id FROM texts").rows == [(3,)]
    assert ask(aged.home, "SELECT count(*) FROM search('laboratory')").rows == [(3,)]


def test_the_check_knows_which_texts_went_and_which_are_missing(aged):
    let_texts_go(aged, LATER, 60)
    assert check(aged) == ()
    with aged.writing() as con:
        con.execute("DELETE FROM bodies WHERE article_id = 3")
    assert check(aged) == ("bodies: 1 articles have no text",)


def test_texts_that_a_person_judged_stay_for_the_export_of_pairs(aged):
    with aged.writing() as con:
        con.execute("INSERT INTO judgements (id, article_id, copy, original_id) VALUES (1, 3, true, 1)")
    assert let_texts_go(aged, LATER, 60) == 1
    assert kept(aged) == [1, 3]


def test_deciding_anew_leaves_what_has_no_text_as_it_was(aged):
    let_texts_go(aged, LATER, 60)
    with aged.writing() as con:
        assert next_articles(con, take_up(con, LATER), 10) == [3]


def test_a_verdict_on_an_original_without_text_is_not_forgotten_when_its_copy_is_decided_anew(aged):
    verdict = CopyVerdict("near", 1.0, "L")
    with aged.writing() as con:
        con.execute("INSERT INTO bodies SELECT 4, 0, 'en', 'x'")
        con.execute("INSERT INTO articles BY NAME SELECT * REPLACE (4 AS id) FROM articles WHERE id = 3")
        store_verdicts(con, [Compared(3, verdict, 1), Compared(3, verdict, 4)], LATER)
    let_texts_go(aged, LATER, 60)
    with aged.writing() as con:
        drop_verdicts(con, [3])
        assert con.execute("SELECT known_id FROM copy_verdicts").fetchall() == [(1,)]


def test_upkeep_tells_how_many_texts_went(aged):
    told = upkeep(aged, LATER, text_days=60)
    assert told.texts_gone == 2
    assert "texts: those of 2 articles let go" in told.lines
    assert upkeep(aged, LATER).texts_gone == 0
