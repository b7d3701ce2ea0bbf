"""Four machines ask for one channel's digest at once, one of them is killed while it sends: it stands there once."""

import os
import re
import signal
import subprocess
import sys
import time

import pytest

from tests.slackd.server import Slackd
from tests.slackd.workspace import GOOD, Channel
from tests.support.crawling import copydesk
from tests.support.digestworld import World, stories
from tests.support.paths import ROOT
from tests.support.postgres import NONE, programs, running

pytestmark = [pytest.mark.edge, pytest.mark.slow, pytest.mark.skipif(programs() is None, reason=NONE)]

STORIES, MACHINES = 16, 4
RUN = """
import os, signal, sys
from datetime import datetime
import delivery.slack, warehouse.lake
from flows.digest_steps.make import make_digest
from flows.settings import load
from warehouse.outbox import WarehouseOutbox

settle = WarehouseOutbox.settle
def dies(self, part, *a, **k):
    if part == 2: os.kill(os.getpid(), signal.SIGKILL)
    settle(self, part, *a, **k)
if sys.argv[1] == "dies": WarehouseOutbox.settle = dies
given = load()
print("ready", flush=True)
sys.stdin.readline()
made = make_digest(given, None, datetime.fromisoformat(sys.argv[2]), sleep=lambda _: None)
print(made.status, flush=True)
"""


@pytest.fixture(scope="module")
def lake(tmp_path_factory):
    """Where four machines find one lake in which sixteen stories stand, and the Slack they all tell."""
    folder = tmp_path_factory.mktemp("desk")
    world = World(folder / "file")
    stories(world, STORIES)
    clean = {name: value for name, value in os.environ.items() if "_proxy" not in name.lower()}
    with running() as postgres, Slackd() as slack:
        common = clean | {
            "COPYDESK_WAREHOUSE": f"ducklake:postgres:{postgres.dsn('desk')}",
            "COPYDESK_LAKE_DATA": str(folder / "data"),
            "COPYDESK_SLACK_TOKEN": GOOD,
            "COPYDESK_SLACK_BASE_URL": slack.base_url,
        }
        told = copydesk(common | {"COPYDESK_HOME": str(world.home)}, "warehouse", "move", "lake", timeout=300)
        assert told.returncode == 0, told.stderr
        yield folder, common, slack


@pytest.fixture
def machines(lake, request):
    """The environments of the four with a channel of this test's own, that channel, and the Slack."""
    folder, common, slack = lake
    channel = f"C0{abs(hash(request.node.name)) % 10**8}"
    slack.workspace.channels[channel] = Channel(channel, f"news-{channel.lower()}")
    homes = (folder / f"m{number}" for number in range(MACHINES))
    given = common | {"COPYDESK_SLACK_CHANNEL": channel}
    return [given | {"COPYDESK_HOME": str(home)} for home in homes], channel, slack


def begun(environments, minute, how="lives"):
    """A digest on each machine, all of them asked for within the same moment."""
    words = [sys.executable, "-c", RUN, how, f"2026-11-22T08:{minute:02}:00+00:00"]
    pipe = subprocess.PIPE
    asked = [
        subprocess.Popen(words, cwd=ROOT, env=env, text=True, stdin=pipe, stdout=pipe, stderr=pipe)
        for env in environments
    ]
    for process in asked:
        assert process.stdout.readline() == "ready\n", process.stderr.read()
    for process in asked:
        process.stdin.write("go\n")
        process.stdin.flush()
    return asked


def ended(processes):
    """How each ended, in its own word or by its signal."""
    said = [(process.communicate(timeout=120), process.returncode) for process in processes]
    return sorted(out.strip() or f"{code}: {err.strip()[-300:]}" for (out, err), code in said)


def stands_there_once(slack, channel):
    """One message in the channel, its reply behind it, every story in one of both and none in both."""
    message, reply = [each for each in slack.workspace.messages if each.channel == channel]
    assert (message.thread_ts, reply.thread_ts) == (None, message.ts)
    assert message.ts < reply.ts
    first, second = ({*re.findall(r"Model number (\d+) is free", str(each.blocks))} for each in (message, reply))
    assert sorted(map(int, first | second)) == list(range(1, STORIES + 1))
    assert not first & second


def test_of_four_at_once_exactly_one_sends_it(machines):
    environments, channel, slack = machines
    words = ended(begun(environments, 0))
    assert words.count("delivered") == 1, words
    assert set(words) <= {"delivered", "busy", "unchanged"}, words
    stands_there_once(slack, channel)
    assert set(ended(begun(environments[:2], 10))) == {"unchanged"}
    stands_there_once(slack, channel)


@pytest.mark.parametrize("moment", ["in the call", "before the reply's acknowledgement"])
def test_one_of_four_killed_while_it_sends_leaves_it_there_once(machines, moment):
    environments, channel, slack = machines
    if moment == "in the call":
        slack.held.clear()
        slack.fault("late_hang")  # the message arrives, its sender does not hear of it
        four = begun(environments, 0)
        until = time.monotonic() + 120
        while sum(process.poll() is None for process in four) > 1 or not slack.told(channel):
            assert time.monotonic() < until, [process.poll() for process in four]
            time.sleep(0.05)
        (sender,) = [process for process in four if process.poll() is None]
        sender.kill()
        slack.held.set()
    else:
        four = begun(environments, 0, "dies")
    words = ended(four)
    assert sum(word.startswith(f"{-signal.SIGKILL}") for word in words) >= 1, words
    assert set(ended(begun(environments, 10))) <= {"delivered", "busy", "unchanged"}
    stands_there_once(slack, channel)
