"""A dossier for a publisher: who took which of its texts, how much, when, in which language; one file to hand on."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, tzinfo
from itertools import groupby
from typing import TYPE_CHECKING

from desk.digest.phrasing import language_name
from desk.handles import article_handle
from desk.text.sanitise import link, visible
from pages.environment import HERE, as_json, render
from pages.stories.evidence import match
from pages.stories.marking import MOST_WORDS
from pages.stories.story import UNTITLED

if TYPE_CHECKING:
    from pages.rows import Row
    from pages.stories.records import Match


@dataclass(frozen=True, slots=True)
class Use:
    """A use of a text. share: of the text that was taken, own: of the article that is taken; None where not counted.

    via: the outlet it was taken from, where that is a copy itself; hours after the first use.
    """

    handle: str
    outlet: str
    title: str
    url: str
    language: str
    kind: str
    time: datetime
    dated: bool
    hours: float
    words: int | None
    share: float | None
    own: float | None
    certainty: float | None
    via: str
    why: str
    matches: tuple[Match, ...]


@dataclass(frozen=True, slots=True)
class SeedFile:
    """A text with its uses, the first one first."""

    id: str
    title: str
    url: str
    uses: tuple[Use, ...]

    @property
    def outlets(self) -> int:
        """How many outlets used it."""
        return len({use.outlet for use in self.uses})

    @property
    def languages(self) -> tuple[str, ...]:
        """In which languages, by their names."""
        return tuple(sorted({language_name(use.language) or "unknown" for use in self.uses}))


@dataclass(frozen=True, slots=True)
class Dossier:
    """All texts that were used since a day; `unused`: titles of those asked for that were not."""

    since: date
    made: datetime
    seeds: tuple[SeedFile, ...]
    unused: tuple[str, ...]


def dossier(
    uses: Sequence[Row], passages: Mapping[int, Sequence[Row]], unused: Sequence[str], since: date, made: datetime,
    *, full: bool = False,
) -> Dossier:  # fmt: skip
    """The dossier of these uses, passages by article; `full`: passages beyond the words that may be shown of others."""
    zone = made.tzinfo
    assert zone is not None
    found = []
    for seed_id, rows in groupby(uses, key=lambda row: row["seed_id"]):
        mine = list(rows)
        title = visible(mine[0]["seed_title"] or "") or seed_id
        told = tuple(_use(row, mine[0]["time"], passages.get(row["article_id"], ()), zone, full=full) for row in mine)
        found.append(SeedFile(seed_id, title, link(mine[0]["seed_url"] or "") or "", told))
    return Dossier(since, made, tuple(found), tuple(visible(title) for title in unused))


def _use(row: Row, first: datetime, passages: Sequence[Row], zone: tzinfo, *, full: bool) -> Use:
    most = None if full else MOST_WORDS
    return Use(
        handle=article_handle(row["article_id"]),
        outlet=visible(row["outlet_name"]),
        title=visible(row["title"] or "") or UNTITLED,
        url=link(row["url"]) or "",
        language=row["language"],
        kind=row["kind"],
        time=row["time"].astimezone(zone),
        dated=row["dated"],
        hours=round((row["time"] - first).total_seconds() / 3600, 1),
        words=row["words"],
        share=row["original_share"],
        own=row["copied_share"],
        certainty=row["certainty"],
        via="" if row["direct"] else visible(row["original_outlet"] or ""),
        why=visible(row["why"]),
        matches=tuple(match(number, each, row["kind"], most) for number, each in enumerate(passages, 1)),
    )


def dossier_files(told: Dossier) -> tuple[str, str]:
    """The dossier as one page that needs no other file, and as JSON."""
    style = (HERE / "assets" / "style.css").read_text("utf-8")
    mark = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    return render("dossier.html", dossier=told, style=style, policy=f"'sha256-{mark}'"), as_json("dossier", told)
