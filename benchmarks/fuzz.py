"""Fuzz every parser of the sources for a while: python benchmarks/fuzz.py --minutes 10

Prints one line per kind: documents read, seconds, slowest document. Exit status 1 at the first crash, whose
document is written to a file beside.
"""

from __future__ import annotations

import argparse
import random
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from tests.support.fuzzing import CHECKS, SEEDS, bend, survives


def main() -> int:
    """Share the minutes among the kinds."""
    wanted = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    wanted.add_argument("--minutes", type=float, default=1.0)
    wanted.add_argument("--seed", type=int, default=0)
    args = wanted.parse_args()
    for kind in CHECKS:
        if not fuzz(kind, args.minutes * 60 / len(CHECKS), args.seed):
            return 1
    return 0


def fuzz(kind: str, seconds: float, seed: int) -> bool:
    """Whether nothing crashed within `seconds`."""
    count, slowest, end = 0, 0.0, time.perf_counter() + seconds
    draw = random.Random(seed)
    while (start := time.perf_counter()) < end:
        document = bend(draw.choice(SEEDS[kind]), draw.randrange(2**32), draw.randrange(40))
        try:
            survives(kind, document)
        except Exception as error:  # noqa: BLE001 - finding any is the purpose
            path = Path(f"fuzz-{kind}.bin")
            path.write_bytes(document)
            print(f"{kind}: {type(error).__name__}: {error} after {count} documents; see {path}")
            return False
        count, slowest = count + 1, max(slowest, time.perf_counter() - start)
    print(f"{kind}: {count} documents in {seconds:.0f} s, slowest {slowest * 1000:.1f} ms")
    return True


if __name__ == "__main__":
    sys.exit(main())
