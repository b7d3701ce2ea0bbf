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


def rank(reports: Sequence[DueArticle], *, now: datetime, is_update: bool = False) -> Rank:
    """Weigh relevance (best topic score), coverage (independent outlets) and novelty (newest report) of a story."""
    outlets = len({report.outlet_id for report in reports})
    relevance = max(report.score for report in reports)
    coverage = 1.0 - 0.5 ** (outlets - 1)
    hours = max(0.0, (now - max(report.at for report in reports)).total_seconds() / 3600)
    novelty = 0.5 ** (hours / HALF_LIFE) * (UPDATE_FACTOR if is_update else 1.0)
    score = RELEVANCE * relevance + COVERAGE * coverage + NOVELTY * novelty
    why = f"{counted(outlets, 'outlet')} with a report of its own, topic {relevance:.2f}, newest {_age(hours)} old"
    return Rank(round(score, 4), why.replace("outlets with a report of its own", "outlets with reports of their own"))


def _age(hours: float) -> str:
    return f"{hours:.0f} h" if hours < 48 else f"{hours / 24:.0f} days"


def moved_on(story: Sequence[DueArticle]) -> str:
    """What is new about a story that was told, in words; "" if nothing is (or it was never told).

    Late reports on the same event are no update. New is: a name in a headline that no told article had, an outlet
    that had the story writing again, or several further outlets taking it up.
    """
    told = [article for article in story if article.told]
    when = max((article.told_at for article in story if article.told_at), default=None)
    if not told or when is None:
        return ""
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
