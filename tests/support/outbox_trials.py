"""One trial of the outbox: runs that are killed, disturbed and misdated, and what stands in the channel at the end.

Each run is a forked process with a clock, a host name and a step at which it kills itself. Slack's own clock runs on in
the counterpart; between two runs it moves by ten minutes, so that the claims of dead processes end.
"""

from __future__ import annotations

import json
import os
import random
import shutil
import signal
import socket
import sys
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from delivery import slack as slack_room
from flows.digest_steps import make
from tests.slackd.server import FAULTS, Slackd
from tests.slackd.workspace import NEWS
from tests.support.digestworld import World
from warehouse.outbox import WarehouseOutbox

DAY = 86_400
BETWEEN = 600  # seconds of Slack's clock between two runs
METHODS = ("chat.postMessage", "chat.postMessage", "chat.postMessage", "conversations.history",
           "conversations.replies", "auth.test")  # fmt: skip
STEPS = ((WarehouseOutbox, ("claim", "begin", "settle", "release")),
         (slack_room.SlackChannel, ("time", "post", "find")),
         (make, ("settle_earlier", "keep", "write_files")))  # fmt: skip


@dataclass(frozen=True)
class Run:
    """One process: its clock's error in seconds, its host, the step before or after which it dies (-1: none)."""

    ahead: float
    host: str = "one"
    dies_at: int = -1


@dataclass(frozen=True)
class Trial:
    """Stories that wait, faults by method, and runs; runs in one tuple begin in the same second."""

    stories: int
    faults: tuple[tuple[str, str], ...]
    runs: tuple[tuple[Run, ...], ...]


def any_trial(rng: random.Random) -> Trial:
    """A trial at random: every kind of disturbance has its turn."""
    faults = tuple((rng.choice(METHODS), rng.choice(FAULTS)) for _ in range(rng.choice((0, 1, 2, 4))))
    runs = []
    for _ in range(rng.choice((1, 2, 3))):
        together = rng.choice((1, 1, 1, 2))
        runs.append(
            tuple(
                Run(_error(rng), rng.choice(("one", "two")), rng.choice((-1, rng.randrange(44))))
                for _ in range(together)
            )
        )
    return Trial(rng.choice((1, 5, 16, 33)), faults, tuple(runs))


def _error(rng: random.Random) -> float:
    return rng.choice((0, 0, rng.uniform(-DAY, DAY), -DAY, DAY, 130, -130))


def stocked(home: Path, stories: int) -> Path:
    """A home with so many stories that wait, made in a process of its own: what is forked has no file open."""
    if not home.exists() and any(_join([_forked(lambda: _set_up(home, stories))])):
        raise RuntimeError(f"{home} could not be filled")
    return home


def wrong_with(trial: Trial, home: Path, stock: Path | None = None) -> list[str]:
    """What is wrong in the channel after all runs and one last undisturbed one: parts lost, doubled, out of order.

    stock: a folder of `stocked` homes by their number of stories; many trials copy one, and need not fill theirs.
    """
    shift = [0.0]
    with Slackd(clock=lambda: time.time() + shift[0]) as slackd:
        if stock:
            shutil.copytree(stocked(stock / str(trial.stories), trial.stories), home, dirs_exist_ok=True)
        else:
            _join([_forked(lambda: _set_up(home, trial.stories))])
        for method, fault in trial.faults:
            slackd.fault(fault, method=method)
        for together in trial.runs:
            _join([_forked(lambda run=run: _make(home, slackd.base_url, run)) for run in together])
            shift[0] += BETWEEN
        slackd.held.set()
        slackd.faults.clear()
        status = _join([_forked(lambda: _make(home, slackd.base_url, Run(0.0)))])
        return [f"the last run ended with {code}" for code in status if code] + _complaints(slackd, trial.stories)


def _complaints(slackd: Slackd, stories: int) -> list[str]:
    found = []
    titles = Counter(title for one in slackd.workspace.messages for title in _titles(one.blocks))
    found += [f"{title} told {times} times" for title, times in titles.items() if times > 1]
    found += [f"{stories - len(titles)} stories lost"] if len(titles) < stories else []
    for message in slackd.told(NEWS):
        parts = [
            one.metadata["event_payload"]["part"] for one in slackd.workspace.thread(NEWS, message.ts) if one.metadata
        ]
        if parts != list(range(1, len(parts) + 1)) or len(parts) != message.metadata["event_payload"]["parts"]:
            found.append(f"parts {parts}")
    return found


def _titles(piece: Any) -> list[str]:
    text = json.dumps(piece)
    return [part.split('"')[0] for part in text.split('"text": "')[1:] if part.startswith("Model number ")]


def _set_up(home: Path, number: int) -> None:
    world, now = World(home), datetime.now(UTC)
    with world.writing():
        for story in range(1, number + 1):
            title = f"Model number {story} is free to download"
            world.tell(story, title, outlet=f"paper{story}", hours=1 + story / 10, now=now)


def _make(home: Path, base_url: str, run: Run) -> None:
    socket.gethostname = lambda: run.host
    real = slack_room.client
    slack_room.client = lambda token, url: real(token, url, timeout=1)  # type: ignore[assignment]
    make._publish = lambda warehouse: None
    _deadly(run.dies_at)
    began = time.monotonic()
    start = datetime.now(UTC) + timedelta(seconds=run.ahead)
    settings = World(home).settings(type("Address", (), {"base_url": base_url}))
    make.make_digest(
        settings, None, start,
        clock=lambda: start + timedelta(seconds=time.monotonic() - began),
        sleep=lambda seconds: time.sleep(0.5 if seconds >= 10 else 0),
    )  # fmt: skip


def _deadly(at: int) -> None:
    """Let the process die by SIGKILL at its step number `at`: steps are the beginnings and ends of what it does."""
    left = [at]

    def step() -> None:
        if left[0] == 0:
            os.kill(os.getpid(), signal.SIGKILL)
        left[0] -= 1

    for owner, names in STEPS:
        for name in names:
            setattr(owner, name, _stepping(getattr(owner, name), step))


def _stepping(really: Callable[..., Any], step: Callable[[], None]) -> Callable[..., Any]:
    def wrapped(*args: Any, **more: Any) -> Any:
        step()
        answer = really(*args, **more)
        step()
        return answer

    return wrapped


def _forked(work: Callable[[], None]) -> int:
    """A child process that does the work and ends: status 0, or 1 if it could not."""
    child = os.fork()
    if child:
        return child
    status = 1
    try:
        signal.alarm(120)
        work()
        status = 0
    except Exception as error:  # noqa: BLE001 - the parent is told by the status
        if os.environ.get("TRIALS_TELL"):
            print(repr(error), file=sys.stderr, flush=True)
    finally:
        os._exit(status)


def _join(children: list[int]) -> list[int]:
    return [os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) for child in children]
