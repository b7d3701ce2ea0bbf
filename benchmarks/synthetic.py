"""A made-up press of any size: articles of Zipf-distributed words, site frames, planted copies of the lexical kinds.

The words are drawn so that set phrases arise as in real text (a few three-word runs stand in a third
of all articles, most in one), every outlet puts its own frame around its articles, and copies carry
the frame of the outlet that copied. Everything follows from the seed: any process can make the same press again.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from desk.documents.sketch import SAMPLE, THREE, Sketch, sampled, shingles
from desk.text.segmentation import words

VOCABULARY, OUTLETS, FRAME = 60_000, 500, 60  # words; outlets; words of a site's frame
LENGTHS = (250, 950)  # words of an article, frame apart: 600 on average
SENTENCE = 24  # words
SHORTEST = 100  # words of an excerpt; the rules call a text under 80 too short to judge
LETTERS = np.array(list("etaoinshrdlcumwfgypbvk"))
Ids = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Planted:
    """A newcomer: its words (frame included), what it is, and the stored article it was taken from (-1: none)."""

    kind: str
    ids: Ids
    outlet: int
    original: int


class Press:
    """Articles by number; the same number is always the same article."""

    def __init__(self, seed: int = 1) -> None:
        self.seed = seed
        rng = np.random.default_rng(seed)
        drawn = {"".join(rng.choice(LETTERS, rng.integers(2, 11))) for _ in range(2 * VOCABULARY)}
        self.words = np.array(sorted(drawn)[:VOCABULARY], object)
        rng.shuffle(self.words)
        self.ends = np.array([word + "." for word in self.words], object)
        self.hashes = words(" ".join(self.words)).hashes
        self.chance = np.cumsum(1 / np.arange(3, VOCABULARY + 3))
        self.chance /= self.chance[-1]
        self.frames = [self._draw(rng, FRAME) for _ in range(OUTLETS)]

    def _draw(self, rng: np.random.Generator, count: int) -> Ids:
        return np.searchsorted(self.chance, rng.random(count))

    def story(self, number: int) -> Ids:
        """The words of article `number`, without a frame."""
        rng = np.random.default_rng((self.seed, number))
        return self._draw(rng, int(rng.integers(*LENGTHS)))

    def framed(self, story: Ids, outlet: int) -> Ids:
        """The story as the outlet's page has it."""
        return np.concatenate((story, self.frames[outlet]))

    def text(self, ids: Ids) -> str:
        """The words as sentences."""
        chosen = self.words[ids]
        chosen[SENTENCE - 1 :: SENTENCE] = self.ends[ids[SENTENCE - 1 :: SENTENCE]]
        return " ".join(chosen.tolist())

    def sketch(self, ids: Ids) -> Sketch:
        """What desk.sketch.sketch gives for the text, without going through the text (no quotations in it)."""
        single = np.zeros(len(ids), bool)
        three = np.unique(shingles(self.hashes[ids], single, THREE))
        return Sketch(sampled(three, SAMPLE), three[:0], len(three), 0, len(ids))

    def stored(self, first: int, end: int) -> Iterator[tuple[int, int, Ids]]:
        """Articles `first` to `end` as (number, outlet, words with frame)."""
        for number in range(first, end):
            outlet = number % OUTLETS
            yield number, outlet, self.framed(self.story(number), outlet)

    def batch(self, size: int, stored: int, seed: int = 99) -> list[Planted]:
        """Newcomers: a quarter of them copies (near, excerpt, half as many spun), the rest new; originals of any age.

        Twice what a crawl brings, and harder: most real originals are recent and lie together.
        """
        rng = np.random.default_rng((self.seed, seed, stored))
        kinds = ["near"] * (size // 10) + ["excerpt"] * (size // 10) + ["spun"] * (size // 20)
        kinds += ["new"] * (size - len(kinds))
        return [self._plant(rng, kind, stored, place) for place, kind in enumerate(kinds)]

    def _plant(self, rng: np.random.Generator, kind: str, stored: int, place: int) -> Planted:
        outlet = int(rng.integers(OUTLETS))
        if kind == "new":
            return Planted(kind, self.framed(self.story(10**9 + stored + place), outlet), outlet, -1)
        original = int(rng.integers(stored))
        story = self.story(original)
        return Planted(kind, self.framed(self._changed(rng, kind, story), outlet), outlet, original)

    def _changed(self, rng: np.random.Generator, kind: str, story: Ids) -> Ids:
        if kind == "near":  # one word in twenty-five dropped
            return story[rng.random(len(story)) > 0.04]
        if kind == "excerpt":  # the first 20 to 40 %, or 30 % out of the middle
            share = rng.uniform(0.2, 0.4) if rng.random() < 0.5 else 0.3
            start = 0 if share != 0.3 else int(rng.uniform(0.2, 0.5) * len(story))
            return story[start : start + max(SHORTEST, int(share * len(story)))]
        spun = story.copy()  # a quarter of the words replaced, as the spun seed has it
        replaced = rng.random(len(spun)) < 0.25
        spun[replaced] = self._draw(rng, int(replaced.sum()))
        return spun
