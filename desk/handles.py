"""Short ids of stories and articles, for people to read aloud and type: `s7` is story 7, `a34` is article 34.

They are the ids of the warehouse with a letter before them: ids are never given again, so a handle in an old digest
means what it meant.
"""

from __future__ import annotations

import re
from typing import Literal, NamedTuple

ARTICLE, STORY = "a", "s"
HANDLE = re.compile(r"#?([as])?0*([1-9]\d{0,17})", re.IGNORECASE)
HOST = re.compile(r"[^\s/?#@]+\.[^\s/?#.\d@][^\s/?#@]*(?::\d+)?(?:[/?#]\S*)?")


class Handle(NamedTuple):
    """What a handle means; `kind` is None for a bare number, which may mean either."""

    kind: Literal["article", "story"] | None
    number: int


def article_handle(article_id: int) -> str:
    """The short id of an article, such as `a34`."""
    return f"{ARTICLE}{article_id}"


def story_handle(story_id: int) -> str:
    """The short id of a story, such as `s7`."""
    return f"{STORY}{story_id}"


def read_handle(said: str) -> Handle | None:
    """The handle that somebody typed (`s7`, `A34`, `#s7`, `34`); None for anything else."""
    found = HANDLE.fullmatch(said.strip())
    if not found:
        return None
    letter = (found[1] or "").lower()
    kinds: dict[str, Literal["article", "story"]] = {ARTICLE: "article", STORY: "story"}
    return Handle(kinds.get(letter), int(found[2]))


def as_address(said: str) -> str | None:
    """What somebody typed as an address with a scheme; None where it is none, as a part of a title."""
    said = said.strip()
    if re.match(r"https?://", said, re.IGNORECASE):
        return said
    return f"http://{said}" if HOST.fullmatch(said) else None
