"""What the pages of a story show: made from the rows of the warehouse, ready for template and JSON alike.

Times are in the desk's zone; text is as outlets wrote it and made visible when it is set into a page.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pages.stories.marking import Side, Stretch
    from pages.stories.timeline import Timeline
    from pages.stories.told import SeedText, Told
    from pages.stories.tree import Tree


@dataclass(frozen=True, slots=True)
class Origin:
    """An independent report, or a text of others that several outlets stand on."""

    what: str
    outlet: str
    time: datetime | None
    handle: str
    articles: int
    why: str


@dataclass(frozen=True, slots=True)
class Language:
    """How a language took up the story: its first article, and how long after the very first."""

    code: str
    name: str
    first_outlet: str
    time: datetime
    hours: float
    reports: int
    copies: int


@dataclass(frozen=True, slots=True)
class Name:
    """A name the story holds."""

    id: str
    label: str
    kind: str
    articles: int
    in_title: bool
    page: str  # in the folder of names


@dataclass(frozen=True, slots=True)
class Statement:
    """What one sentence says about how open a model is."""

    model: str
    licence: str
    opened: tuple[str, ...]
    claim: str
    said_by: str
    sentence: Side
    handle: str
    outlet: str


@dataclass(frozen=True, slots=True)
class Change:
    """Something that happened to the story after it was first told: an update, a revised page, a split."""

    time: datetime | None
    what: str
    words: str
    link: str = ""


@dataclass(frozen=True, slots=True)
class Stated:
    """A value as one independent report states it, with its sentence."""

    value: str
    sentence: Side
    language: str
    outlet: str
    handle: str


@dataclass(frozen=True, slots=True)
class Difference:
    """What independent reports of a story state differently."""

    what: str
    sides: tuple[Stated, ...]


@dataclass(frozen=True, slots=True)
class StoryPage:
    """Everything a story's page shows."""

    id: int
    handle: str
    headline: str
    language: str
    sentence: str
    summary: str
    first: datetime
    last: datetime
    reports: int
    told: tuple[Told, ...]
    originals: tuple[Told, ...]
    seeds: tuple[SeedText, ...]
    origins: tuple[Origin, ...]
    languages: tuple[Language, ...]
    names: tuple[Name, ...]
    openness: tuple[Statement, ...]
    changes: tuple[Change, ...]
    timeline: Timeline | None
    tree: Tree | None
    conflicts: tuple[Difference, ...] = ()
    left_out: int = 0  # articles that the JSON beside the page has and the page has not


@dataclass(frozen=True, slots=True)
class Match:
    """A passage of a copy beside its counterpart; `place`: for a seed known by fingerprint, the tenth it stands in."""

    number: int
    copy: Side
    original: Side | None
    similarity: float
    note: str
    place: int | None = None


@dataclass(frozen=True, slots=True)
class EvidencePage:
    """Everything the page of one copy shows. original, seed: one of them, or neither where it is no longer kept.

    mine, theirs: both texts in full, as paragraphs; None where the settings do not allow it or a text is not at hand.
    """

    copy: Told
    original: Told | None
    seed: SeedText | None
    story: str
    headline: str
    matches: tuple[Match, ...]
    hours: float | None
    original_share: float | None
    score: float | None
    rule: str
    reasons: tuple[str, ...]
    direction: str
    mine: list[list[Stretch]] | None = None
    theirs: list[list[Stretch]] | None = None
