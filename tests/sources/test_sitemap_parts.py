"""Which parts of a sitemap index are read, when its dates lie."""

from datetime import UTC, datetime, timedelta

import pytest

from desk.visits import SourceState
from sources.sitemap_parts import chosen

NOW = datetime(2031, 5, 4, 12, tzinfo=UTC)
LONG = 172_800.0  # seconds: the rhythm of a part that brings nothing


def part(number):
    return f"https://news.example/part-{number}.xml"


def read(lastmod, *, lively):
    """What is read of thirty parts that are all known; one of them has brought news."""
    states = {}
    for n in range(30):
        seen, interval = NOW - timedelta(hours=n + 1), 3_600.0 if n == lively else LONG
        states[part(n)] = SourceState(part(n), interval=interval, last_success=seen)
    return chosen([(part(n), lastmod(n)) for n in range(30)], states, 4, NOW)


@pytest.mark.parametrize(
    "lastmod",
    [
        lambda n: f"20{40 + n}-01-01",
        lambda n: (NOW + timedelta(days=30, seconds=n)).isoformat(),
        lambda n: (NOW - timedelta(seconds=29 - n)).isoformat(),
        lambda n: "" if n == 3 else f"2031-05-04T11:59:{n:02}Z",
        lambda n: "2031-05-04" if n != 3 else "2019-01-01",
    ],
    ids=["years ahead", "a month ahead", "all renewed just now", "one undated", "one stale"],
)
def test_the_part_that_brought_news_is_read_whatever_the_dates_say(lastmod):
    assert part(3) in read(lastmod, lively=3)


def test_a_part_that_was_renewed_is_read_beside_it():
    got = read(lambda n: "2031-05-04T11:58:00Z" if n == 17 else "2020-01-01", lively=3)
    assert {part(3), part(17)} <= set(got)


def test_of_parts_never_read_a_date_of_the_future_is_no_reason_to_begin_there():
    parts = [(part(n), "2099-01-01" if n < 20 else f"2031-05-{n - 19:02}") for n in range(23)]
    assert set(chosen(parts, {}, 3, NOW)) == {part(20), part(21), part(22)}
