"""What is delivered: a digest and its lines, as records."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime


@dataclass(frozen=True, slots=True)
class DigestStory:
    """One line of the digest: a story, its lead article, who else has it and who copied it."""

    story_id: int
    title: str
    url: str
    outlet: str
    language: str
    published: datetime | None
    sentence: str
    score: float
    why: str  # why it stands where it stands
    also_in: tuple[str, ...] = ()  # other outlets with reports of their own
    copies: tuple[tuple[str, str], ...] = ()  # (outlet, kind in words)
    languages: tuple[str, ...] = ()
    facet: str | None = None
    names: tuple[str, ...] = ()
    update_of: int | None = None  # it moves on a story that an earlier digest told
    revision: str = ""  # for an update: what is new, in words
    articles: tuple[int, ...] = ()  # ids of all articles this line tells, copies included


@dataclass(frozen=True, slots=True)
class Digest:
    """What goes out on one day, channel apart."""

    id: str  # e.g. open-source-ai/2026-11-22
    day: str  # ISO date in the digest's time zone
    topic: str
    stories: tuple[DigestStory, ...]
    health: tuple[str, ...] = ()  # outlet health in words, worst first
    outlets: int = 0
    articles: int = 0
    copies: int = 0
    languages: tuple[str, ...] = field(default=())
    notes: tuple[str, ...] = ()  # remarks under the stories, such as copies of seed documents
    left: int = 0  # stories that were due but found no room; they stay due
    edition: int = 1  # 2 and more: a later digest of the same day
    title: str = ""  # the topic's name for readers
