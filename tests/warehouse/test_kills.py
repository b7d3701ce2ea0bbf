"""kill -9 once in each kind of work on the warehouse; `python -m benchmarks.kills` does it three hundred times."""

import random

import pytest

from benchmarks.kills import trials

pytestmark = pytest.mark.slow


@pytest.mark.parametrize("work", ["migrate", "backup", "restore", "compact", "publish"])
def test_nothing_is_lost_doubled_or_left_over(work):
    told = trials(work, 1, random.Random(work))
    assert set(told) <= {"killed", "ended"}, told
