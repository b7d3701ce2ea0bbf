"""The digest's hour on days whose clocks change."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from flows.digest_steps.hour import wait

PARIS = ZoneInfo("Europe/Paris")


@pytest.mark.parametrize(
    ("hour", "now", "seconds"),
    [
        ("02:30", datetime(2027, 3, 28, 0, 30, tzinfo=UTC), 3600.0),  # 01:30 in Paris: Prefect's mistake
        ("02:30", datetime(2027, 3, 28, 1, 30, tzinfo=UTC), 0.0),  # 03:30, as late as it should be
        ("02:30", datetime(2027, 3, 27, 1, 30, tzinfo=UTC), 0.0),
        ("02:30", datetime(2027, 10, 31, 0, 30, tzinfo=UTC), 0.0),  # the first of two 02:30
        ("08:00", datetime(2027, 3, 28, 6, 0, tzinfo=UTC), 0.0),
        ("08:00", datetime(2027, 3, 28, 5, 0, tzinfo=UTC), 0.0),  # an hour that exists is nobody's to wait for
    ],
)
def test_a_digest_whose_hour_is_left_out_waits_for_it(hour, now, seconds):
    assert wait(hour, PARIS, now) == seconds
