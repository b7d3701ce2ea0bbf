"""A digest as plain text: for mail without HTML, for pipes, for readers who listen."""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING

from desk.digest.arrange import headings
from desk.digest.brief import brief
from desk.digest.lines import heading, health, mark, meta, nothing_new, remarks, summary

if TYPE_CHECKING:
    from desk.digest.records import Digest

WIDTH = 78  # columns, as mail has them


def text(digest: Digest, *, in_brief: bool = False) -> str:
    """Numbered stories, each with its sentence, its grey line and its address on a line of its own."""
    if not digest.stories:
        lines = [*_wrapped(nothing_new(digest) + ".")]
    else:
        lines = [*_wrapped(heading(digest)), *_wrapped(summary(digest)), ""]
        lines += _brief(digest) if in_brief else _stories(digest)
    lines += ["", *(line for said in (*remarks(digest), health(digest)) for line in _wrapped(said))]
    return "\n".join(lines).rstrip() + "\n"


def _stories(digest: Digest) -> list[str]:
    lines: list[str] = []
    under = headings(digest)
    for place, story in enumerate(digest.stories):
        if place in under:
            lines += [under[place].upper(), ""]
        number = f"{place + 1:>2}. "
        lines += _wrapped(mark(story) + story.title, number, " " * 4)
        for said in (story.sentence, meta(story, digest.day)):
            lines += _wrapped(said, " " * 4, " " * 4)
        lines += [f"    {address}" for address in (story.url, story.page) if address] + [""]
    return lines[:-1]


def _brief(digest: Digest) -> list[str]:
    lines: list[str] = []
    for number, line in enumerate(brief(digest), 1):
        said = f"{'Update: ' if line.update else ''}{line.text} ({line.outlet})"
        lines += [*_wrapped(said, f"{number:>2}. ", " " * 4), *([f"    {line.url}"] if line.url else []), ""]
    return lines[:-1]


def _wrapped(words: str, first: str = "", others: str = "") -> list[str]:
    if not words:
        return []
    return textwrap.wrap(
        words, WIDTH, initial_indent=first, subsequent_indent=others, break_on_hyphens=False, break_long_words=False
    )
