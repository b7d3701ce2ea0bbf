"""In which order a digest tells its stories, and why; whether a story that was told has moved on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from desk.digest.phrasing import counted, listed

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence
    from datetime import datetime

    from desk.digest.records import DueArticle

RELEVANCE, COVERAGE, NOVELTY = 0.45, 0.35, 0.20  # weights; they add up to 1
HALF_LIFE = 24.0  # hours after which a report is half as new
UPDATE_FACTOR = 0.7  # novelty of a story the readers know already
OLD_SOURCE_FACTOR = 0.7  # of one that takes from a seed document
KNOWN_NAMES = 0.7  # of one whose every name was told lately
MORE_OUTLETS = 3  # so many further outlets bring a told story back


@dataclass(frozen=True, slots=True)
class Rank:
    """A score from 0 to 1 and its reasons in words."""

    score: float
    why: str


def reported_by(articles: Sequence[DueArticle], outlets: Collection[str]) -> list[DueArticle]:
    """All articles of the stories on which one of these outlets (ids) has a report of its own."""
    stories = {article.story_id for article in articles if article.is_report and article.outlet_id in outlets}
    return [article for article in articles if article.story_id in stories]


def rank(
    reports: Sequence[DueArticle],
    *,
    now: datetime,
    is_update: bool = False,
    known: Collection[str] = (),
    old_source: bool = False,
) -> Rank:
    """Weigh relevance (best topic score), coverage (independent reports) and novelty of a story.

    Novelty is the age of the newest report, less for names that digests told lately (`known`), for a story told before
    and for one that comes from a document everybody knows (`old_source`: a seed).
    """
    number = independent(reports)
    relevance = max(report.score for report in reports)
    coverage = 1.0 - 0.5 ** (number - 1)
    hours = max(0.0, (now - max(report.at for report in reports)).total_seconds() / 3600)
    novelty = 0.5 ** (hours / HALF_LIFE) * (UPDATE_FACTOR if is_update else 1.0) * _unheard(reports, known)
    novelty *= OLD_SOURCE_FACTOR if old_source else 1.0
    score = RELEVANCE * relevance + COVERAGE * coverage + NOVELTY * novelty
    why = f"{counted(number, 'independent report')}, topic {relevance:.2f}, newest {_age(hours)} old"
    why += ", takes from a known document" if old_source else ""
    return Rank(round(score, 4), why)


def independent(reports: Sequence[DueArticle]) -> int:
    """How many of the reports stand on nobody else's text: as its story was counted, at most one for each outlet."""
    outlets = len({report.outlet_id for report in reports})
    counted_ones = max((report.independent or 0 for report in reports), default=0)
    return min(outlets, counted_ones) if counted_ones else outlets


def _unheard(reports: Sequence[DueArticle], known: Collection[str]) -> float:
    """From KNOWN_NAMES to 1: the more of the names in its titles no digest told lately, the more."""
    names = {name for report in reports for name in report.title_names}
    return KNOWN_NAMES + (1 - KNOWN_NAMES) * (len(names.difference(known)) / len(names) if names else 1.0)


def _age(hours: float) -> str:
    return f"{hours:.0f} h" if hours < 48 else f"{hours / 24:.0f} days"


def moved_on(story: Sequence[DueArticle]) -> str:
    """What is new about a story that was told, in words; "" if nothing is (or it was never told).

    Late reports on the same event are no update. New is: a headline, a number or a correction on a told page, a name
    in a headline that no told article had, an outlet that had the story writing again, or several further outlets
    taking it up.
    """
    told = [article for article in story if article.told]
    when = max((article.told_at for article in story if article.told_at), default=None)
    if not told or when is None:
        return ""
    if changed := next((a for a in told if a.revised and a.is_report), None):
        return f"{changed.outlet}: {changed.revised}"
    fresh = [article for article in story if article.is_report and not article.told and article.at > when]
    known = {name for article in told for name in (*article.names, *article.title_names)}
    names = list(dict.fromkeys(name for a in fresh for name in a.title_names if name not in known))
    if names:
        return "new: " + listed(names, 3)
    had = {article.outlet_id for article in told}
    again = list(dict.fromkeys(article.outlet for article in fresh if article.outlet_id in had))
    if again:
        return "a further report by " + listed(again, 2)
    further = len({article.outlet_id for article in fresh})
    return f"{further} more outlets report it" if further >= MORE_OUTLETS else ""
