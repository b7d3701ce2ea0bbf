"""How well the desk reads how open a model is said to be: our own paragraphs with their right rows, in four languages.

    python -m benchmarks.openness [--wrong]

`openness_sentences/` holds three files. before.txt was written before the rules, after.txt when they stood, by somebody
who did not look at them, fresh.txt last of all; nothing was changed for fresh.txt. A row is right when model, licence,
open parts, claim and speaker are all right. Each paragraph is an article of its own.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from desk.names.gazetteer import Names, load
from desk.openness.statements import facts

FOLDER = Path(__file__).parent / "openness_sentences"
NEWSROOM = Path(__file__).resolve().parents[1] / "tests" / "newsroom" / "names.yaml"
FILES = ("before", "after", "later", "fresh")

Row = tuple[str, str, tuple[str, ...], str, str]


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph and what is to be read from it."""

    language: str
    text: str
    rows: tuple[Row, ...]


@dataclass(slots=True)
class Score:
    """Rows that are right, of those read and of those there."""

    right: int = 0
    read: int = 0
    there: int = 0

    @property
    def precision(self) -> float:
        """Share of the rows read that are right."""
        return self.right / self.read if self.read else 1.0

    @property
    def recall(self) -> float:
        """Share of the right rows that were read."""
        return self.right / self.there if self.there else 1.0


def paragraphs(path: Path) -> Iterator[Paragraph]:
    """The paragraphs of a file: blocks between blank lines, `xx: text`, then a row a line behind `=`."""
    for block in path.read_text("utf-8").split("\n\n"):
        lines = [line for line in block.splitlines() if line and not line.startswith("#")]
        if lines:
            language, _, text = lines[0].partition(": ")
            yield Paragraph(language, text, tuple(_row(line) for line in lines[1:]))


def _row(line: str) -> Row:
    model, licence, opened, claim, who = (cell.strip() for cell in line.removeprefix("=").split("|"))
    return _model(model), licence, tuple(sorted(part.strip() for part in opened.split(",") if part.strip())), claim, who


def _model(label: str) -> str:
    return label.lower().replace("-", " ")


def rows(text: str, names: Names) -> list[Row]:
    """What the desk reads from a paragraph."""
    return [
        (_model(each.model or ""), each.licence or "", tuple(sorted(each.opened)), each.claim, each.said_by or "")
        for each in facts("", text, names)
    ]


def score(given: list[Paragraph], names: Names, tell: bool = False) -> dict[str, Score]:
    """The scores by language and over all; `tell`: print what is wrong."""
    scores: dict[str, Score] = {}
    for paragraph in given:
        there, read = Counter(paragraph.rows), Counter(rows(paragraph.text, names))
        right = there & read
        for key in (paragraph.language, "all"):
            each = scores.setdefault(key, Score())
            each.right += right.total()
            each.read += read.total()
            each.there += there.total()
        if tell and there != read:
            print(f"\n{paragraph.language}: {paragraph.text}")
            print(
                *(f"  missed {row}" for row in (there - right)),
                *(f"  wrong  {row}" for row in (read - right)),
                sep="\n",
            )
    return scores


def main() -> None:
    """Print precision and recall of each file, by language and over all."""
    names = load(None, [NEWSROOM])
    everything: list[Paragraph] = []
    for name in FILES:
        path = FOLDER / f"{name}.txt"
        if path.exists():
            given = list(paragraphs(path))
            everything += given
            _print(name, given, score(given, names, tell="--wrong" in sys.argv))
    _print("together", everything, score(everything, names))


def _print(name: str, given: list[Paragraph], scores: dict[str, Score]) -> None:
    print(f"\n{name}: {len(given)} paragraphs, {scores['all'].there} rows")
    for key, each in sorted(scores.items(), key=lambda item: item[0] != "all"):
        figures = f"precision {each.precision:.3f}, recall {each.recall:.3f}"
        print(f"  {key:3}  {figures}  ({each.right} right, {each.read} read, {each.there} there)")


if __name__ == "__main__":
    main()
