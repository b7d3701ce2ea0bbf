"""Twelve days of twelve outlets by a moving clock: each trouble told once, in time, with its end, and nothing else.

`benchmarks/month.py` is the same with sixty outlets, a month and every kind of trouble.
"""

from __future__ import annotations

from datetime import timedelta

import pytest

from benchmarks.month import lived
from benchmarks.month_troubles import EXPECTED, promised
from benchmarks.month_world import DAY, START, Trouble, World
from tests.slackd.server import Slackd

pytestmark = [pytest.mark.slow, pytest.mark.edge]
DAYS, EVERY = 12, 2  # hours between two crawls
PUT_IN = {"broken": "press0.example", "html": "daily0.example", "robots_all": "daily1.example"}


@pytest.fixture(scope="module")
def month(tmp_path_factory):
    """The world with its troubles, and what became of it."""
    world = World(7, DAYS, 0.2)
    for number, (kind, host) in enumerate(PUT_IN.items()):
        start = START + (3 + number) * DAY
        by = promised(kind, world.sites[host], start) + timedelta(hours=EVERY)
        world.troubles.append(Trouble(kind, host, start, by + DAY / 4, EXPECTED[kind], by))
    with Slackd() as slack:
        yield world, lived(world, tmp_path_factory.mktemp("month"), slack, every=EVERY)


def test_each_trouble_is_told_once_within_its_promised_time(month):
    _, result = month
    assert [trouble.kind for trouble, hours, _ in result.troubles if hours is not None] == list(PUT_IN)
    assert result.late == []


def test_each_is_over_when_it_is_healed(month):
    assert [ended for _, _, ended in month[1].troubles] == [True] * len(PUT_IN)


def test_nothing_else_is_told_of_outlets_that_are_well(month):
    world, result = month
    assert result.false == []
    assert len(world.sites) - len(PUT_IN) >= 9
    assert result.articles > 100, "there was something to be wrong about"


def test_slack_was_told_what_the_table_has(month):
    assert month[1].slack == []
