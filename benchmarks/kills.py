"""kill -9 at random moments of every kind of work: is anything acknowledged lost or doubled, is anything left over?

Run: python -m benchmarks.kills [--kills 300] [--seed 1]   (a share for each kind; exit status 1 for any trouble)

Each trial forks a process that has everything loaded, lets it begin, kills it at a moment chosen evenly over the
time that the work takes undisturbed, looks at what it left as a reader would, and starts again: opens the warehouse,
looks for half files, checks every block. What had been committed before a trial must be there after it, once.
"""

from __future__ import annotations

import argparse
import multiprocessing
import os
import random
import re
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from contextlib import ExitStack
from multiprocessing.connection import Connection
from pathlib import Path

from tests.support import kill_worlds
from tests.support.kill_worlds import WORLDS, World

LEFT_OVER = re.compile(r"\.tmp|rewritten|\.restored-|\.new-|\.part$|\.wal$")


def main() -> None:
    """Share the kills among the kinds of work, print a line for each."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--kills", type=int, default=300)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--only", nargs="+", choices=WORLDS, default=list(WORLDS), metavar="WORK")
    asked = parser.parse_args()
    chance, troubles, killed = random.Random(asked.seed), Counter[str](), 0
    for place, name in enumerate(asked.only):
        share = asked.kills // len(asked.only) + (place < asked.kills % len(asked.only))
        done = trials(name, share, chance)
        killed += done["killed"]
        found = {trouble: count for trouble, count in done.items() if trouble not in ("killed", "ended")}
        troubles.update(found)
        print(
            f"{name:10} {done['killed']:4} killed, {done['ended']:3} ended before; troubles: {found or 'none'}",
            flush=True,
        )
    print(f"{killed} killed; lost, doubled, half or left over: {sum(troubles.values())}")
    raise SystemExit(1 if troubles else 0)


def trials(name: str, kills: int, chance: random.Random) -> Counter[str]:
    """Kill one kind of work so often; counts the killed, those that ended before, and every trouble in words."""
    told: Counter[str] = Counter()
    with tempfile.TemporaryDirectory() as folder, ExitStack() as stack:
        world = stack.enter_context(WORLDS[name](Path(folder)))
        took = _run(world, None)
        told.update(f"undisturbed: {trouble}" for trouble in _after(world, ended=True))
        while told["killed"] < kills:
            world.begin()
            moment = chance.uniform(0, 1) * took
            ended = _run(world, moment) < moment
            told["ended" if ended else "killed"] += 1
            told.update(_after(world, ended=ended))
    return told


def _run(world: World, moment: float | None) -> float:
    """Run the work, and kill it after so many seconds (None: never); returns the seconds it took from its beginning."""
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["tests.support.kill_worlds"])
    here, there = context.Pipe(duplex=False)
    process = context.Process(target=_child, args=(world.work, world.home, world.environment, there))
    process.start()
    there.close()
    here.recv()
    began = time.perf_counter()
    process.join(moment)
    took = time.perf_counter() - began
    if process.is_alive():
        process.kill()
    process.join()
    return took


def _child(work: Callable[[Path], object], home: Path, environment: dict[str, str], ready: Connection) -> None:
    """What is killed: it says that it begins, and does the work as its command does."""
    silent = os.open(os.devnull, os.O_RDWR)
    for descriptor in (0, 1, 2):
        os.dup2(silent, descriptor)
    os.environ.update(environment)
    ready.send(True)
    work(home)


def _after(world: World, *, ended: bool) -> list[str]:
    """The troubles that a reader meets at once, then those that the next start meets."""
    found = list(world.read())
    kill_worlds.start_again(world.home)
    found += [f"left over: {path.name}" for path in world.home.rglob("*") if LEFT_OVER.search(path.name)]
    return [*found, *world.look(ended=ended)]


if __name__ == "__main__":
    main()
