"""The outbox tried hard: `python benchmarks/outbox.py --trials 600 [--seed N]`.

Every trial makes a digest against the strict Slack counterpart in processes that are killed (SIGKILL) at any step, meet
any fault of the counterpart, have clocks up to a day wrong in either direction that jump between runs, run on two
hosts and two at once; then one undisturbed run. Each part must stand in the channel exactly once and in order.
"""

from __future__ import annotations

import argparse
import random
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from tests.support.outbox_trials import any_trial, wrong_with


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--trials", type=int, default=30)
    asked.add_argument("--seed", type=int, default=1)
    given = asked.parse_args()
    began, bad = time.monotonic(), 0
    for seed in range(given.seed, given.seed + given.trials):
        trial = any_trial(random.Random(seed))
        with tempfile.TemporaryDirectory() as folder:
            wrong = wrong_with(trial, Path(folder))
        if wrong:
            bad += 1
            print(f"seed {seed}: {'; '.join(wrong)}\n  {trial}", flush=True)
    print(f"{given.trials} trials, {bad} of them wrong, {time.monotonic() - began:.0f} s")
    sys.exit(bad > 0)


if __name__ == "__main__":
    main()
