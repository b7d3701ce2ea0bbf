"""What the hosts of benchmarks/whole.py print: a tenth on topic, a tenth copies of six kinds, the rest made-up words.

An on-topic article is a dozen sentences about a release of open weights, with names and numbers that no other has.
Each sentence is written twice in English and once in German (releases.txt), so that a copy can be a rewrite or a
translation; the wordings are few, so what is measured on them is cost, and never quality.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from benchmarks.synthetic import SENTENCE

if TYPE_CHECKING:
    from benchmarks.synthetic import Ids, Press

KINDS = ("exact", "near", "excerpt", "spun", "rewrite", "translation")
ONE, OTHER, GERMAN = range(3)
TITLES, *LINES = (
    part.splitlines() for part in Path(__file__).with_name("releases.txt").read_text("utf-8").strip().split("\n\n")
)
LICENCES = ("Apache 2.0", "MIT", "BSD", "OpenRAIL")
MONTHS = ("January", "March", "April", "June")


def kind(number: int) -> str:
    """What page `number` is: `topic`, one of KINDS, or `other`."""
    if number % 10 == 0:
        return "topic"
    return KINDS[number // 10 % len(KINDS)] if number % 10 == 5 else "other"


def original(number: int) -> int:
    """The page that a copy was taken from: an on-topic one of another host, of each lexical kind every other is not."""
    off_topic = kind(number) in KINDS[:4] and number // 10 // len(KINDS) % 2
    return number - 4 if off_topic else number - 5


def article(press: Press, number: int) -> tuple[str, list[str]]:
    """Title and paragraphs of page `number`."""
    what, rng = kind(number), np.random.default_rng((press.seed, 7, number))
    if what == "topic":
        return release(press, number, ONE)
    if what == "other":
        return made_up(press, press.story(number))
    source = original(number)
    if kind(source) != "topic":
        story = press.story(source)
        return made_up(press, story if what == "exact" else press._changed(rng, what, story))
    title, lines = release(press, source, {"rewrite": OTHER, "translation": GERMAN}.get(what, ONE))
    return title, _changed(what, lines, release(press, source, OTHER)[1], rng)


def _changed(what: str, lines: list[str], others: list[str], rng: np.random.Generator) -> list[str]:
    """An on-topic text after a copyist was at it; rewrites and translations come as they are, but in another order."""
    if what == "near":
        words = [line.split() for line in lines]
        return [" ".join(word for word in line if rng.random() > 0.04) for line in words]
    if what == "excerpt":
        return lines[: len(lines) * 2 // 3]
    if what == "spun":
        return [other if at % 3 == 0 else line for at, (line, other) in enumerate(zip(lines, others, strict=True))]
    return [*lines[1::2], *lines[::2]] if what == "rewrite" else lines


def release(press: Press, number: int, wording: int) -> tuple[str, list[str]]:
    rng = np.random.default_rng((press.seed, 5, number))
    names = [str(press.words[at]).capitalize() for at in rng.integers(2_000, len(press.words), 6)]
    facts = {
        "lab": f"{names[0]} Institute", "model": f"{names[1]} {rng.integers(2, 9)}", "person": f"Ada {names[2]}",
        "city": names[3], "town": names[4], "licence": LICENCES[int(rng.integers(4))], "month": MONTHS[number % 4],
    } | {
        name: int(rng.integers(low, high))
        for name, low, high in (
            ("size", 3, 400), ("day", 2, 28), ("tokens", 2, 30), ("weeks", 4, 40), ("score", 41, 97), ("more", 2, 30),
            ("memory", 8, 64), ("cost", 2, 90), ("forks", 20, 900), ("users", 30, 2000),
        )
    }  # fmt: skip
    return TITLES[wording].format(**facts), [line[wording].format(**facts) for line in LINES]


def made_up(press: Press, ids: Ids) -> tuple[str, list[str]]:
    step = 3 * SENTENCE
    paragraphs = [press.text(ids[at : at + step]).capitalize() for at in range(0, len(ids), step)]
    return " ".join(press.words[ids[:8]]).capitalize(), paragraphs
