"""The lines of a text in which the paragraphs of its page are looked for, and put back."""

from __future__ import annotations

from bisect import bisect_right

from sources.extract.facts.titles import folded

KEY = 40  # letters by which a paragraph is found again


class Lines:
    """A text in which paragraphs of the page are looked for."""

    def __init__(self, text: str) -> None:
        self.lines = text.split("\n")
        self._starts, pieces, size = [], [], 0
        for line in self.lines:
            self._starts.append(size)
            pieces.append(folded(line))
            size += len(pieces[-1])
        self._whole = "".join(pieces)

    def begins(self, number: int, paragraph: str) -> bool:
        """Whether a line begins with a paragraph."""
        return folded(self.lines[number][: 3 * KEY]).startswith(folded(paragraph[: 2 * KEY])[:KEY])

    def line(self, paragraph: str) -> int | None:
        """The number of the line that says a paragraph; None when there is none."""
        found = self._whole.find(folded(paragraph[: 2 * KEY])[:KEY])
        return None if found < 0 else bisect_right(self._starts, found) - 1

    def with_lines(self, new: dict[int, list[str]], heads: dict[int, str]) -> str:
        """The text with new lines behind those of the given numbers, but what it says already, and heads above lines.

        A head stands where it is read, though its word ("Verdict") may stand elsewhere too.
        """
        whole: list[str] = []
        for number in range(-1, len(self.lines)):
            if number in heads and (not whole or folded(whole[-1]) != folded(heads[number])):
                whole.append(heads[number])
            whole += [self.lines[number]] if number >= 0 else []
            whole += [line for line in new.get(number, ()) if folded(line) not in self._whole]
        return "\n".join(whole)
