"""The one sentence of each article, to be judged by reading.

    copydesk try page --jsonl < PAGES | python -m benchmarks.sentence

Prints number, title and sentence of every article. A sentence is judged as its reader meets it, the linked title above
it: `yes` if it says the main thing that happened, of an essay, a guide or a column what that claims or is about. It has
to be understood with the title alone, and not be a scene, a question, mere background, a teaser, a call, a caption, or
cut before it says it. A sentence that only repeats the title is `no`, and so is none. `report` is what tells an event.
With `--judged FILE` (a line an article: its number, `report` or
`other`, `yes` or `no`) it tells which share of the sentences says what happened: of reports, and of all articles.
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
    """The share that says what happened, of reports and of all."""
    said: Counter[str] = Counter()
    asked: Counter[str] = Counter()
    for line in judged:
        if line.strip() and not line.startswith("#"):
            _number, kind, verdict, *_why = line.split()
            for group in (kind, "all"):
                asked[group] += 1
                said[group] += verdict == "yes"
    for group in sorted(asked):
        print(f"{group}: {said[group]} of {asked[group]} say what happened ({said[group] / asked[group]:.3f})")


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
