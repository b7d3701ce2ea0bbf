"""Older states of the reading copy: kept once a day, asked as they were, let go in time."""

import os
from datetime import UTC, datetime, timedelta

import pytest

from desk.errors import UsageError
from tests.support.stored import article, store_visit, visit
from warehouse.reading_copy import READING_NAME, ask, asking, publish
from warehouse.reading_states import keep, let_go, state_at, states

pytestmark = pytest.mark.edge
TODAY = datetime.now(UTC)
DAY = timedelta(days=1)


def store(house, run_id, *names):
    with house.writing() as con:
        store_visit(con, visit(run_id, articles=tuple(article(name, fetched_at=TODAY) for name in names)))


def published(house, days_ago):
    """Publish as if some days ago."""
    publish(house, TODAY - days_ago * DAY)
    stamp = (TODAY - days_ago * DAY).timestamp()
    os.utime(house.home / READING_NAME, (stamp, stamp))


@pytest.fixture
def aged(house):
    """A copy with one article of three days ago, one with two of yesterday, one with three of today."""
    for days_ago, name in ((3, "a"), (1, "b"), (0, "c")):
        store(house, 4 - days_ago, name)
        published(house, days_ago)
    return house


def count(house, state, of="articles"):
    with asking(house.home, state=state.file) as reading:
        return reading.ask(f"SELECT count(*) FROM {of}").rows[0][0]


def test_the_last_copy_of_each_day_is_kept_when_the_next_takes_its_place(aged):
    assert [count(aged, state) for state in states(aged.home)] == [1, 2]
    publish(aged, TODAY)
    assert len(states(aged.home)) == 2, "the copies of one day follow each other"


def test_a_moment_is_answered_by_what_was_published_until_then(aged):
    asked = {days: count(aged, state_at(aged.home, TODAY - days * DAY)) for days in (3, 2, 1, 0)}
    assert asked == {3: 1, 2: 1, 1: 2, 0: 3}
    with pytest.raises(UsageError, match="no state of that time is kept; the oldest is of"):
        state_at(aged.home, TODAY - 4 * DAY)


def test_an_old_state_knows_no_text_and_no_word_that_came_later(aged):
    first, second = states(aged.home)
    assert [count(aged, state, of) for state in (first, second) for of in ("texts", "search('weights')")] == [
        1,
        1,
        2,
        2,
    ]
    assert ask(aged.home, "SELECT count(*) FROM search('weights')").rows == [(3,)]


def test_an_old_state_is_searched_after_its_part_of_the_index_was_merged(aged):
    publish(aged, TODAY, tidy=True)
    publish(aged, TODAY, tidy=True)
    assert len(list((aged.home / "search").glob("*.words"))) == 2  # the one that holds all, the empty one
    assert [count(aged, state, "search('weights')") for state in states(aged.home)] == [1, 2]


def test_an_old_state_is_only_read(aged):
    with asking(aged.home, state=states(aged.home)[0].file) as reading, pytest.raises(UsageError):
        reading.ask("DELETE FROM store.articles")


def test_states_are_let_go_when_they_are_too_old(aged):
    kept, size = let_go(aged.home, TODAY, 2)
    assert (kept, size) == (1, states(aged.home)[0].file.stat().st_size)
    assert let_go(aged.home, TODAY, 0) == (0, 0)
    assert ask(aged.home, "SELECT count(*) FROM articles").rows == [(3,)]


def test_what_cannot_be_kept_is_logged_and_costs_no_publishing(house, caplog):
    published(house, 1)
    (house.home / "states").write_text("a file where the folder should be")
    publish(house, TODAY)
    assert "is not kept" in caplog.text
    assert (house.home / READING_NAME).stat().st_mtime > (TODAY - DAY / 2).timestamp()


def test_nothing_is_kept_where_nothing_was_published(tmp_path):
    keep(tmp_path, TODAY)
    assert states(tmp_path) == []
