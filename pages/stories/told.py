"""The texts of a story as its pages tell them: articles, and the seeds that some were taken from."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Told:
    """An article of a story. kind: of copy, "" for a report; parent: handle of what it was taken from, or "seed ID"."""

    id: int
    handle: str
    outlet_id: str
    outlet: str
    title: str
    url: str
    language: str
    time: datetime
    dated: bool  # False: its page gives no date, so it is the time of reading
    words: int | None
    kind: str = ""
    parent: str = ""
    share: float | None = None  # of the copy that was found in its original
    certainty: float | None = None
    why: str = ""
    page: str = ""  # its evidence page, from the folder of stories
    by_person: bool = False
    roundup: bool = False


@dataclass(frozen=True, slots=True)
class SeedText:
    """A seed that a story goes back to."""

    id: str
    title: str
    outlet: str
    url: str
    own: bool
