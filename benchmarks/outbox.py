"""The outbox tried hard: `python -m benchmarks.outbox --trials 600 [--seed N] [--journal FILE] [--shard K/N]`.

Every trial makes a digest against the strict Slack counterpart in processes that are killed (SIGKILL) at any step, meet
any fault of the counterpart, have clocks up to a day wrong in either direction that jump between runs, run on two
hosts and two at once; then one undisturbed run. Each part must stand in the channel exactly once and in order.

A line is told every ten trials. With a journal each trial is written down when it ends: what is run again, or in other
shards beside it (a journal each or the same one), goes on where it stopped, as long as the code is the same.
`--count FILE …` only adds journals up.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import random
import sys
import tempfile
import time
from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from tests.support.outbox_trials import any_trial, wrong_with
from tests.support.sample_digest import sample

HOUSE = Path(__file__).resolve().parent.parent
TRIED = ("delivery", "flows/digest_steps", "warehouse/outbox*", "tests/slackd", "tests/support/outbox_trials.py")


def main() -> None:
    """Run the trials that no journal has, or count those of journals."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("--trials", type=int, default=30)
    asked.add_argument("--seed", type=int, default=1, help="of the first trial; each has the next one")
    asked.add_argument("--shard", default="1/1", metavar="K/N", help="only each Nth trial, from the Kth on")
    asked.add_argument("--journal", type=Path, help="where each trial is written down when it ends")
    asked.add_argument("--count", type=Path, nargs="+", metavar="FILE", help="count journals, run nothing")
    given = asked.parse_args()
    if given.count:
        sys.exit(told([one for file in given.count for one in written(file)]))
    first, every = map(int, given.shard.split("/"))
    seeds = range(given.seed + first - 1, given.seed + given.trials, every)
    sys.exit(told(run(seeds, given.journal)))


def run(seeds: Iterable[int], journal: Path | None) -> list[dict[str, Any]]:
    """The trials of these seeds: those that the journal has of this very code, and the others run now."""
    code, wanted = fingerprint(), list(seeds)
    have = {one["seed"]: one for one in written(journal) if one["code"] == code} if journal else {}
    done = [have[seed] for seed in wanted if seed in have]
    warm()
    began = time.monotonic()
    with tempfile.TemporaryDirectory() as folder:
        for number, seed in enumerate((seed for seed in wanted if seed not in have), 1):
            done.append(tried(seed, Path(folder), code))
            if journal:
                with journal.open("a") as file:
                    file.write("\n" + json.dumps(done[-1]))  # before it: the line before may have been cut by a kill
            if number % 10 == 0:
                bad = sum(bool(one["wrong"]) for one in done)
                print(f"{len(done)} of {len(wanted)}, {bad} wrong, {time.monotonic() - began:.0f} s", flush=True)
    return done


def warm() -> None:
    """Load here once what every run would load anew: rules, lists of words, templates; what is forked has them."""
    import ahocorasick  # noqa: F401
    import pytz  # noqa: F401

    from delivery.forms import SUFFIX, formed

    told = sample()
    for form in SUFFIX:
        formed(told, form, per_message=14, in_brief=False, at=datetime.now(UTC))


def tried(seed: int, folder: Path, code: str) -> dict[str, Any]:
    """One trial, as a journal has it."""
    trial, began = any_trial(random.Random(seed)), time.monotonic()
    with tempfile.TemporaryDirectory(dir=folder) as home:
        wrong = wrong_with(trial, Path(home), folder / "stock")
    if wrong:
        print(f"seed {seed}: {'; '.join(wrong)}\n  {trial}", flush=True)
    kills = sum(run.dies_at >= 0 for together in trial.runs for run in together)
    runs, twice = sum(map(len, trial.runs)), sum(len(together) > 1 for together in trial.runs)
    about = {"runs": runs, "kills": kills, "faults": len(trial.faults), "twice": twice}
    return {"seed": seed, "wrong": wrong, "s": round(time.monotonic() - began, 2), "code": code} | about


def written(journal: Path) -> list[dict[str, Any]]:
    """The trials of a journal; a line that a kill left half written is none."""
    lines = journal.read_text("utf-8").splitlines() if journal.exists() else []
    return [json.loads(line) for line in lines if line.startswith("{") and line.endswith("}") and line.count("{") == 1]


def told(trials: list[dict[str, Any]]) -> int:
    """Print what came of all of them; 1 if any was wrong, or if journals are of different code."""
    bad, codes = sum(bool(one["wrong"]) for one in trials), {one["code"] for one in trials}
    about = ", ".join(f"{sum(one[key] for one in trials)} {name}" for key, name in (
        ("runs", "runs before the last one"), ("kills", "with a kill"), ("faults", "faults"),
        ("twice", "pairs in one second")))  # fmt: skip
    seconds = sum(one["s"] for one in trials)
    print(f"{len({one['seed'] for one in trials})} trials ({about}), {bad} of them wrong, {seconds:.0f} s")
    if len(codes) > 1:
        print(f"they are of {len(codes)} different states of the code")
    return int(bad > 0 or len(codes) > 1)


def fingerprint() -> str:
    """Of the code that is tried."""
    summed = hashlib.sha256()
    for place in TRIED:
        for found in sorted(HOUSE.glob(place)):
            for file in sorted(found.rglob("*.py")) if found.is_dir() else [found]:
                summed.update(file.read_bytes())
    return summed.hexdigest()[:12]


if __name__ == "__main__":
    main()
