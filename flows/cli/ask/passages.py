"""Passages side by side, as `why` and `try copy` show them."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rich.table import Table
    from rich.text import Text

    from desk.models import Passage


def beside(passages: Sequence[Passage], new: str, known: str) -> Table:
    """A table of passages: the newcomer's left, the known text's right."""
    from rich.table import Table

    table = Table(new, known, show_lines=True, expand=True)
    for passage in passages:
        left, right = marked(passage.a_text, passage.b_text)
        if not passage.b_text:
            right.append(passage.note, style="dim")
        table.add_row(left, right)
    return table


def marked(a: str, b: str) -> tuple[Text, Text]:
    """Both texts with the words they have in common marked."""
    from rich.text import Text

    from desk.text.segmentation import words

    sides = [(text, words(text)) for text in (a, b)]
    common = set(sides[0][1].hashes.tolist()) & set(sides[1][1].hashes.tolist())
    out = []
    for text, found in sides:
        shown = Text(text)
        for key, start, end in zip(found.hashes.tolist(), found.starts.tolist(), found.ends.tolist(), strict=True):
            if key in common:
                shown.stylize("bold green", start, end)
        out.append(shown)
    return out[0], out[1]
