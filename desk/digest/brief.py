"""The five lines a chief reads: sentences of named articles, word for word, each with its address."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from desk.digest.arrange import mixed

if TYPE_CHECKING:
    from desk.digest.records import Digest

LINES = 5


@dataclass(frozen=True, slots=True)
class BriefLine:
    """What an article says, and which: `text` is its sentence, or its title where no sentence says what happened."""

    text: str
    url: str
    outlet: str
    language: str
    update: bool = False


def brief(digest: Digest) -> tuple[BriefLine, ...]:
    """The best stories as one line each, best first; of an outlet one line, unless the others do not fill five."""
    return tuple(
        BriefLine(story.sentence or story.title, story.url, story.outlet, story.language, story.update_of is not None)
        for story in mixed(digest.stories, LINES)
    )
