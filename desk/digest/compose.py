"""Which stories a digest tells, each once, in which order, and how many stay for the next one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import datetime, tzinfo

from desk.digest.phrasing import TITLE, counted, cut, kind_in_words, listed, one_sentence
from desk.digest.ranking import moved_on, rank
from desk.digest.records import Digest, DigestStory, DueArticle, ReadSince
from desk.text.sanitise import link, visible

OUTLET = 40  # columns of an outlet's name


def compose(
    rows: Iterable[DueArticle],
    *,
    day: str,
    topic: str,
    limit: int,
    now: datetime,
    zone: tzinfo,
    health: Sequence[str] = (),
    reading: ReadSince | None = None,
    edition: int = 1,
    title: str = "",
) -> Digest:
    """The digest of `day` (ISO date in `zone`) from the articles of all stories that may be due.

    A story told by an earlier digest comes back only as an update. At most `limit` stories; `left` counts the others,
    which stay due.
    """
    stories, echoes = _due(rows, now, zone)
    read = reading or ReadSince()
    return Digest(
        id=_id(topic, day, edition),
        day=day,
        topic=topic,
        stories=tuple(stories[:limit]),
        health=tuple(visible(line) for line in health),
        outlets=read.outlets,
        articles=read.articles,
        copies=read.copies,
        languages=read.languages,
        notes=_notes(echoes),
        left=max(0, len(stories) - limit),
        edition=edition,
        title=visible(title) or topic.replace("-", " ").capitalize(),
    )


def _due(rows: Iterable[DueArticle], now: datetime, zone: tzinfo) -> tuple[list[DigestStory], list[DueArticle]]:
    """The stories to tell, best first; and copies of seeds that come without a report of their own."""
    stories, echoes = [], []
    for articles in _by_story(rows):
        if story := _line(articles, now, zone):
            stories.append(story)
        elif not any(article.is_report for article in articles):
            echoes += [article for article in articles if article.copy_of_seed and not article.told]
    return sorted(stories, key=lambda story: (-story.score, story.story_id)), echoes


def _id(topic: str, day: str, edition: int) -> str:
    return f"{topic}/{day}" if edition == 1 else f"{topic}/{day}/{edition}"


def _by_story(rows: Iterable[DueArticle]) -> Iterable[list[DueArticle]]:
    stories: dict[int, list[DueArticle]] = defaultdict(list)
    for row in rows:
        stories[row.story_id].append(row)
    return stories.values()


def _line(articles: Sequence[DueArticle], now: datetime, zone: tzinfo) -> DigestStory | None:
    """The line of one story; None if it was told and has not moved on."""
    was_told = any(article.told for article in articles)
    news = moved_on(articles)
    reports = [a for a in articles if a.is_report and not (was_told and a.told)]
    if (was_told and not news) or not reports:
        return None
    lead = _lead(reports, newest=was_told)
    ranked = rank(reports, now=now, is_update=was_told)
    title = cut(visible(lead.title), TITLE) or "(without a title)"
    return DigestStory(
        story_id=lead.story_id,
        title=title,
        url=link(lead.url) or "",
        outlet=_outlet(lead.outlet),
        language=lead.language,
        published=lead.published.astimezone(zone) if lead.published else None,
        sentence=one_sentence(lead.opening, lead.title, lead.language),
        score=ranked.score,
        why=ranked.why,
        also_in=_also_in(reports, lead),
        copies=_copies(articles, was_told),
        languages=tuple(sorted({report.language for report in reports})),
        facet=lead.facet,
        names=tuple(visible(name) for name in lead.names[:8]),
        update_of=lead.story_id if was_told else None,
        revision=visible(news),
        articles=tuple(sorted(article.article_id for article in articles)),
    )


def _lead(reports: Sequence[DueArticle], *, newest: bool) -> DueArticle:
    """The original as far as known: the story's own lead, else the earliest report; for an update the newest one."""
    if newest:
        return max(reports, key=lambda report: (report.at, report.article_id))
    return min(reports, key=lambda report: (not report.is_lead, report.at, report.article_id))


def _also_in(reports: Sequence[DueArticle], lead: DueArticle) -> tuple[str, ...]:
    others = sorted(reports, key=lambda report: (report.at, report.article_id))
    names = {_outlet(report.outlet): None for report in others if report.outlet_id != lead.outlet_id}
    return tuple(names)


def _copies(articles: Sequence[DueArticle], was_told: bool) -> tuple[tuple[str, str], ...]:
    """Outlet and kind of each copy; for an update only those no digest has told."""
    copies = [a for a in articles if a.copy_kind != "none" and not (was_told and a.told)]
    copies.sort(key=lambda copy: (copy.at, copy.article_id))
    return tuple((_outlet(copy.outlet), _kind(copy)) for copy in copies)


def _kind(copy: DueArticle) -> str:
    words = kind_in_words(copy.copy_kind)
    if copy.copy_kind == "rewrite" and copy.copy_of:
        return f"{words} from {_outlet(copy.copy_of)}"
    return words


def _notes(echoes: Sequence[DueArticle]) -> tuple[str, ...]:
    if not echoes:
        return ()
    said = listed((f"{_outlet(echo.outlet)} ({kind_in_words(echo.copy_kind)})" for echo in echoes), 4)
    return (f"Left out, {counted(len(echoes), 'copy', 'copies')} of seed documents: {said}",)


def _outlet(name: str) -> str:
    return cut(visible(name), OUTLET)
