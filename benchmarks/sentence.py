"""The one sentence of each article, to be judged by reading.

    copydesk try page --jsonl < PAGES | python -m benchmarks.sentence

Prints number, title and sentence of every article. A sentence is judged as its reader meets it, the linked title
above it: `yes` if it states the main thing that happened, of an essay, a guide or a column what that claims, shows or
is about, and adds to the title. It has to be understood with the title alone: a pronoun that only the text before it
explains, a scene, a question, a quotation of nobody, mere background ("models have become essential", what somebody
did a year ago), a teaser, a call, a caption, a byline, an advertisement, a fragment, or a cut before it says it are
`no`, and so is a sentence that repeats the title. Where none is told: `right` if the reader finds none in the
beginning that would be `yes` either, so that the title alone serves best, else `missed`. `report` is what tells an
event. With `--judged FILE` (a line an article: its number, `report` or `other`, the verdict) it tells which share of
the sentences told is good, for how many articles one is told, and how many good ones were missed.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

from desk.digest.sentence.choice import one_sentence

OPENING = 3_000  # characters, as the warehouse hands them to the digest


def sheet(articles: Iterable[dict[str, str]]) -> None:
    """What is to be judged."""
    for number, article in enumerate(articles):
        said = one_sentence(article["text"][:OPENING], article["title"], article["language"])
        print(f"{number} {article['language']} | {article['title']}\n    {said or '(none)'}")


def shares(judged: Iterable[str]) -> None:
    """What share of the sentences told is good, of reports and of all; how many are told, how many good ones missed."""
    found: dict[str, Counter[str]] = {}
    for line in judged:
        if line.strip() and not line.startswith("#"):
            _number, kind, verdict, *_why = line.split()
            for group in (kind, "all"):
                found.setdefault(group, Counter())[verdict] += 1
    for group, verdicts in sorted(found.items()):
        told = verdicts["yes"] + verdicts["no"]
        print(
            f"{group}: {verdicts['yes']} of {told} sentences say what happened ({verdicts['yes'] / max(1, told):.3f}); "
            f"told for {told} of {verdicts.total()} articles, missed for {verdicts['missed']}"
        )


def main() -> None:
    """Print the sheet, or the shares."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--judged", metavar="FILE", help="judgements of the sheet")
    given = asked.parse_args()
    if given.judged:
        shares(Path(given.judged).read_text("utf-8").splitlines())
    else:
        sheet(json.loads(line) for line in sys.stdin if "text" in line)


if __name__ == "__main__":
    main()
