"""MinHash LSH of other libraries on the same press: python benchmarks/peers.py LIBRARY STORED BATCH.

Runs in any Python with benchmarks/requirements.txt, so that the product's own environment stays free of them.
"""

from __future__ import annotations

import sys
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from benchmarks.peak import peak_mb
from benchmarks.synthetic import Press
from desk.documents.sketch import THREE, shingles

PERMUTATIONS, JACCARD = 128, 0.5


def datasketch() -> tuple[Callable[[Any], Any], Callable[[int, Any], None], Callable[[Any], list[int]]]:
    from datasketch import MinHash, MinHashLSH

    index = MinHashLSH(threshold=JACCARD, num_perm=PERMUTATIONS)

    def sketch(runs: Any) -> Any:
        minhash = MinHash(num_perm=PERMUTATIONS)
        minhash.update_batch([run.tobytes() for run in runs])
        return minhash

    return sketch, index.insert, index.query


def rensa() -> tuple[Callable[[Any], Any], Callable[[int, Any], None], Callable[[Any], list[int]]]:
    from rensa import RMinHash, RMinHashLSH

    index = RMinHashLSH(threshold=JACCARD, num_perm=PERMUTATIONS, num_bands=32)

    def sketch(runs: Any) -> Any:
        minhash = RMinHash(num_perm=PERMUTATIONS, seed=1)
        minhash.update([str(run) for run in runs.tolist()])
        return minhash

    return sketch, index.insert, index.query


def main() -> None:
    library, stored, batch = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
    sketch, insert, lookup = {"datasketch": datasketch, "rensa": rensa}[library]()
    press = Press()
    runs = lambda ids: np.unique(shingles(press.hashes[ids], np.zeros(len(ids), bool), THREE))  # noqa: E731
    filling = 0.0
    for number, _, ids in press.stored(0, stored):
        mine = runs(ids)
        start = time.process_time()
        insert(number, sketch(mine))
        filling += time.process_time() - start
    newcomers = [(each, runs(each.ids)) for each in press.batch(batch, stored)]
    start = time.process_time()
    sketched = [sketch(mine) for _, mine in newcomers]
    made = time.process_time()
    answers = [lookup(each) for each in sketched]
    asked = time.process_time()
    found, planted = Counter[str](), Counter[str]()
    for (each, _), answer in zip(newcomers, answers, strict=True):
        planted[each.kind] += 1
        found[each.kind] += each.original in answer if each.original >= 0 else bool(answer)
    recall = ", ".join(f"{kind} {found[kind] / planted[kind]:.3f}" for kind in planted if kind != "new")
    memory = peak_mb()
    print(f"{library:<11} {stored:>9,} stored, {1000 * filling / stored:.2f} ms of processor an article")
    print(f"  ms an article: sketch {1000 * (made - start) / batch:.2f}, lookup {1000 * (asked - made) / batch:.3f}")
    print(f"  candidates found: {recall}; memory {memory:.0f} MB (the index is lost with the process)")


if __name__ == "__main__":
    main()
