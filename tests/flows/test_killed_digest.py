"""Processes killed with SIGKILL at the worst moments, and two at once: one message in the channel, always."""

import os
import random
import select
import signal
import subprocess
import sys

import pytest

from tests.slackd.server import Slackd
from tests.slackd.workspace import GOOD, NEWS
from tests.support.digestworld import World, stories
from tests.support.outbox_trials import Run, Trial, any_trial, wrong_with
from tests.support.paths import ROOT

pytestmark = pytest.mark.slow

RUN = """
import os, signal, sys
from datetime import datetime, timezone
from delivery import slack
from warehouse.outbox import WarehouseOutbox
from flows.digest_steps.make import make_digest
from flows.settings import load

moment = sys.argv[1]
def die(*_, **__): os.kill(os.getpid(), signal.SIGKILL)
post, settle = slack.SlackChannel.post, WarehouseOutbox.settle
if moment == "before the claim": WarehouseOutbox.claim = die
if moment == "after the claim": WarehouseOutbox.begin = die
if moment == "before the call": slack.SlackChannel.post = die
if moment == "before the acknowledgement": WarehouseOutbox.settle = die
if moment == "before the release": WarehouseOutbox.release = die
if moment == "before the reply's acknowledgement":
    WarehouseOutbox.settle = lambda self, part, *a, **k: die() if part == 2 else settle(self, part, *a, **k)
waits = lambda seconds: None
print(make_digest(load(), None, datetime.fromisoformat(sys.argv[2]), sleep=waits).status)
"""
MOMENTS = (
    "before the claim", "after the claim", "before the call", "before the acknowledgement", "before the release",
    "before the reply's acknowledgement",
)  # fmt: skip


def environment(home, slack):
    settings = {"HOME": home, "SLACK_TOKEN": GOOD, "SLACK_CHANNEL": NEWS, "SLACK_BASE_URL": slack.base_url}
    return os.environ | {f"COPYDESK_{name}": str(told) for name, told in settings.items()}


def start(home, slack, moment, now="2026-11-22T08:00:00+00:00"):
    asked = [sys.executable, "-c", RUN, moment, now]
    return subprocess.Popen(asked, cwd=ROOT, env=environment(home, slack), stdout=subprocess.PIPE, text=True)


def finished(process):
    said, _ = process.communicate(timeout=60)
    return process.returncode, said.strip()


@pytest.fixture
def world(tmp_path):
    world = World(tmp_path)
    stories(world, 16)
    return world


@pytest.mark.parametrize("moment", MOMENTS)
def test_killed_at_any_moment_and_run_again_the_digest_stands_there_once(world, moment):
    with Slackd() as slack:
        assert finished(start(world.home, slack, moment))[0] == -signal.SIGKILL
        code, status = finished(start(world.home, slack, "never", "2026-11-22T08:10:00+00:00"))
        assert (code, status in ("delivered", "unchanged")) == (0, True)
        (message,) = slack.told()
        assert len(slack.workspace.thread(NEWS, message.ts)) == 2
        assert finished(start(world.home, slack, "never", "2026-11-22T08:20:00+00:00")) == (0, "unchanged")
        assert len(slack.workspace.messages) == 2


def test_two_processes_at_once_post_one_digest(world):
    with Slackd() as slack:
        slack.fault("hang")  # the first of them stays in its call until the second has come and gone
        slack.held.clear()
        both = [start(world.home, slack, "never") for _ in range(2)]
        first = finished(wait_any(both))
        slack.held.set()
        ended = [first, *(finished(process) for process in both if process.returncode is None)]
        assert {code for code, _ in ended} == {0}
        assert sorted(status for _, status in ended) == ["busy", "delivered"]
        assert len(slack.told()) == 1
        assert len(slack.workspace.messages) == 2


def wait_any(processes):
    """The process that ends first: each says its status as the last thing it does."""
    ready, _, _ = select.select([process.stdout for process in processes], [], [], 60)
    return next(process for process in processes if process.stdout in ready)


def test_killed_in_the_middle_of_a_call_that_arrives_all_the_same(world):
    with Slackd() as slack:
        slack.fault("late_hang")
        process = start(world.home, slack, "never")
        while not slack.told():
            assert process.poll() is None
        process.kill()
        process.wait()
        slack.held.set()
        assert finished(start(world.home, slack, "never", "2026-11-22T08:10:00+00:00")) == (0, "delivered")
        assert len(slack.told()) == 1


def test_two_hosts_whose_clocks_are_days_apart_and_a_killed_one_tell_each_story_once(tmp_path):
    day = 86_400
    together = (Run(day, "one", dies_at=14), Run(-day, "two"))
    trial = Trial(16, (("chat.postMessage", "late_drop"),), (together, (Run(day, "two", dies_at=9),)))
    assert wrong_with(trial, tmp_path) == []


@pytest.mark.parametrize("seed", [4, 7, 11])
def test_a_trial_at_random_tells_each_story_once_and_in_order(tmp_path, seed):
    """`python benchmarks/outbox.py --trials 600` makes many of them."""
    assert wrong_with(any_trial(random.Random(seed)), tmp_path) == []
