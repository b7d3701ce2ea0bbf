"""How long to wait before trying again."""

from datetime import UTC, datetime
from random import Random

import pytest

from sources.fetch.retry import backoff, retry_after

NOW = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)


def test_the_pause_doubles_with_jitter_and_has_an_end():
    draw = Random(1)
    for attempt, full in [(1, 1), (2, 2), (3, 4), (10, 30)]:
        waits = [backoff(attempt, draw) for _ in range(50)]
        assert full / 2 <= min(waits) < max(waits) <= full


@pytest.mark.parametrize(
    ("value", "seconds"),
    [
        ("30", 30),
        ("0", 0),
        ("-5", 0),
        ("Sun, 22 Nov 2026 12:02:00 GMT", 120),
        ("Sun, 22 Nov 2026 11:00:00 GMT", 0),
        ("soon", None),
        ("", None),
        (None, None),
        ("inf", None),
        ("nan", None),
        ("Sun, 99 Nov 2026 11:00:00", None),
        ("Sun, 22 Nov 2026 12:02:00", 120),
    ],
)
def test_retry_after_is_a_number_or_a_date(value, seconds):
    assert retry_after(value, NOW) == seconds
