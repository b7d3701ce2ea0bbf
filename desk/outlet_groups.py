"""Groups of outlets, by tag and language: crawled and digested apart."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Group:
    """What outlets are asked for: one of the tags, where some are named, and one of the languages, where some are.

    A language without a region stands for all its regions: `zh` has `zh-TW`, not the other way round.
    """

    tags: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()

    @property
    def asked(self) -> bool:
        """Whether it asks for anything."""
        return bool(self.tags or self.languages)

    def has(self, tags: Collection[str], language: str) -> bool:
        """Whether an outlet of these tags and this language belongs to it."""
        tagged = not self.tags or any(tag.lower() in tags for tag in self.tags)
        return tagged and (not self.languages or any(_speaks(language, wanted) for wanted in self.languages))

    def __str__(self) -> str:
        named = [f"tag {' or '.join(self.tags)}"] if self.tags else []
        return ", ".join([*named, f"language {' or '.join(self.languages)}"] if self.languages else named)


def _speaks(language: str, wanted: str) -> bool:
    return f"{language.lower()}-".startswith(f"{wanted.lower()}-")
