"""Busy sources often, silent ones rarely, failing ones later and later but never not at all."""

from datetime import UTC, datetime, timedelta
from itertools import pairwise

from desk.visits import SourceState
from sources.source_schedule import Bounds, after_failure, after_success, due

NOW = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)
FRESH = SourceState("http://a.example/feed")


def wait(state, now=NOW):
    return (state.next_due - now).total_seconds()


def visits(fresh, every, count=12, state=FRESH, **more):
    """The state after so many visits, each with `fresh` new leads."""
    now = NOW
    for _ in range(count):
        state = after_success(state, now, fresh, **more)
        now += timedelta(seconds=every)
    return state, now - timedelta(seconds=every)


def test_a_source_nobody_asked_yet_is_due():
    assert due(FRESH, NOW)


def test_after_a_visit_it_is_due_later():
    state = after_success(FRESH, NOW, 3)
    assert not due(state, NOW + timedelta(minutes=10))
    assert due(state, state.next_due)


def test_a_busy_source_is_asked_often_and_a_silent_one_rarely():
    busy, at = visits(20, 3600)
    assert wait(busy, at) == Bounds().least
    silent, at = visits(0, 3600)
    assert wait(silent, at) == Bounds().most


def test_a_source_with_four_articles_a_day_is_asked_about_every_three_hours():
    state, at = visits(1, 6 * 3600, count=30)
    assert 2.5 * 3600 < wait(state, at) < 3.5 * 3600


def test_a_silent_source_that_wakes_up_is_soon_asked_more_often():
    state, at = visits(0, 86_400)
    before = wait(state, at)
    state, at = visits(10, 3600, count=6, state=state)
    assert wait(state, at) < before / 4


def test_the_wish_of_a_source_is_heeded_within_bounds():
    busy, at = visits(20, 3600, wish=7200)
    assert wait(busy, at) == 7200
    busy, at = visits(20, 3600, wish=10**9)
    assert wait(busy, at) == Bounds().heed


def test_bounds_can_be_set():
    bounds = Bounds(least=60, most=600, first=120)
    busy, at = visits(100, 60, bounds=bounds)
    assert wait(busy, at) == 60


def test_a_failing_source_waits_twice_as_long_each_time_but_never_dies():
    state, waits = FRESH, []
    for _ in range(40):
        state = after_failure(state, NOW)
        waits.append(wait(state))
    assert waits[:3] == [1800, 3600, 7200]
    assert waits[-1] == Bounds().failing_most
    assert state.failures == 40


def test_a_success_forgets_the_failures():
    state = after_failure(after_failure(FRESH, NOW), NOW)
    assert after_success(state, NOW, 1).failures == 0


def test_a_failure_keeps_the_validators_and_forgets_where_it_moved():
    state = SourceState("u", etag="e", last_modified="m", moved_to="http://b.example/", interval=5.0)
    after = after_failure(state, NOW, asked_to_wait=7000)
    assert (after.etag, after.last_modified, after.moved_to) == ("e", "m", None)
    assert wait(after) == 7000


def test_a_source_that_fails_for_months_is_still_asked_and_recovers_at_its_first_success():
    """Hourly runs by a made-up clock: ninety days of failures, then an answer."""
    state, now, asked = after_success(FRESH, NOW, 3), NOW, []
    for _ in range(90 * 24):
        now += timedelta(hours=1)
        if due(state, now):
            state = after_failure(state, now)
            asked.append(now)
    gaps = [later - earlier for earlier, later in pairwise(asked)]
    assert gaps[0] == timedelta(hours=1)
    assert max(gaps) == timedelta(seconds=Bounds().failing_most)
    assert len(asked) < 2 * 90 + 10
    assert now - asked[-1] < timedelta(seconds=Bounds().failing_most)
    state = after_success(state, now, 5)
    assert state.failures == 0
    assert due(state, now + timedelta(hours=3))
