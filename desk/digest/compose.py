"""Which stories a digest tells, each once, in which order, and how many stay for the next one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from datetime import date, datetime, timedelta, tzinfo

from desk.digest.arrange import arranged
from desk.digest.phrasing import TITLE, counted, cut, kind_in_words, listed, short_day
from desk.digest.ranking import independent, moved_on, rank
from desk.digest.records import Digest, DigestStory, DueArticle, ReadSince
from desk.digest.sentence import one_sentence
from desk.handles import story_handle
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
    reading: ReadSince | None = None,
    edition: int = 1,
    title: str = "",
    head: int = 0,
    name: str = "",
    quiet: str = "",
    site: str = "",
) -> Digest:
    """The digest of `day` (ISO date in `zone`) from the articles of all stories that may be due.

    A story told by an earlier digest comes back only as an update. At most `limit` stories, the `head` best of them
    first (0: all); `left` counts the others, which stay due. `name` begins its id (else the topic does), `quiet` is
    what is said where there is nothing to tell, `site` the address below which every story has its page.
    """
    read = reading or ReadSince()
    stories, echoes = _due(rows, now, zone, read.known, site)
    told = arranged(stories[:limit], head or limit)
    return Digest(
        id=_id(name or topic, day, edition),
        day=day,
        topic=topic,
        stories=tuple(told),
        health=tuple(visible(line) for line in read.health),
        outlets=read.outlets,
        articles=read.articles,
        copies=read.copies,
        languages=read.languages,
        notes=(*_made_up(read.last_day, day), *_notes(echoes)),
        left=max(0, len(stories) - limit),
        edition=edition,
        title=visible(title) or topic.replace("-", " ").capitalize(),
        head=min(head or limit, len(told)),
        changes=tuple(visible(line) for line in read.changes),
        quiet="" if told else quiet,
    )


def _due(
    rows: Iterable[DueArticle], now: datetime, zone: tzinfo, known: Collection[str], site: str
) -> tuple[list[DigestStory], list[DueArticle]]:
    """The stories to tell, best first; and copies of seeds that come without a report of their own."""
    stories, echoes = [], []
    for articles in _by_story(rows):
        if story := _line(articles, now, zone, known, site):
            stories.append(story)
        elif not any(article.is_report for article in articles):
            echoes += [article for article in articles if article.copy_of_seed and not article.told]
    return sorted(stories, key=lambda story: (-story.score, story.story_id)), echoes


def _made_up(last_day: str, day: str) -> tuple[str, ...]:
    """A remark on the days since the digest before that had none: this one tells them as well."""
    if not last_day:
        return ()
    between = (date.fromisoformat(day) - date.fromisoformat(last_day)).days - 1
    if between < 1:
        return ()
    first = short_day(date.fromisoformat(last_day) + timedelta(days=1))
    last = short_day(date.fromisoformat(day) - timedelta(days=1))
    missed = first if between == 1 else f"{first} to {last}"
    return (f"No digest was made on {missed}; this one tells what came in then as well",)


def _id(topic: str, day: str, edition: int) -> str:
    return f"{topic}/{day}" if edition == 1 else f"{topic}/{day}/{edition}"


def _by_story(rows: Iterable[DueArticle]) -> Iterable[list[DueArticle]]:
    stories: dict[int, list[DueArticle]] = defaultdict(list)
    for row in rows:
        stories[row.story_id].append(row)
    return stories.values()


def _line(
    articles: Sequence[DueArticle], now: datetime, zone: tzinfo, known: Collection[str], site: str
) -> DigestStory | None:
    """The line of one story; None if it was told and has not moved on."""
    was_told = any(article.told for article in articles)
    news = moved_on(articles)
    reports = [a for a in articles if a.is_report and not (was_told and a.told and not a.revised)]
    if (was_told and not news) or not reports:
        return None
    lead = _lead(reports, newest=was_told)
    seed = any(article.copy_of_seed for article in articles)
    ranked = rank(reports, now=now, is_update=was_told, known=known, old_source=seed)
    copies = _copies(articles, lead, was_told)
    title = cut(visible(lead.title), TITLE) or "(without a title)"
    return DigestStory(
        story_id=lead.story_id,
        title=title,
        url=link(lead.url) or "",
        outlet=_reporter(lead),
        language=lead.language,
        published=lead.published.astimezone(zone) if lead.published else None,
        sentence=one_sentence(lead.opening, lead.title, lead.language),
        score=ranked.score,
        why=ranked.why,
        also_in=_also_in(reports, lead),
        copies=tuple((_outlet(copy.outlet), _kind(copy, lead)) for copy in copies),
        languages=tuple(sorted({report.language for report in reports})),
        facet=lead.facet,
        names=tuple(visible(name) for name in lead.names[:8]),
        update_of=lead.story_id if was_told else None,
        revision=visible(news),
        articles=tuple(sorted(article.article_id for article in articles)),
        reports=independent(reports),
        outlets=len({article.outlet_id for article in (*reports, *copies)}),
        kinds=tuple(copy.copy_kind for copy in copies),
        common_sources=lead.common_sources,
        page=f"{site}/stories/{story_handle(lead.story_id)}" if site else "",
    )


def _lead(reports: Sequence[DueArticle], *, newest: bool) -> DueArticle:
    """The original as far as known: the story's own lead, else the earliest report; for an update the newest one."""
    if newest:
        return max(reports, key=lambda report: (report.at, report.article_id))
    return min(reports, key=lambda report: (not report.is_lead, report.at, report.article_id))


def _also_in(reports: Sequence[DueArticle], lead: DueArticle) -> tuple[str, ...]:
    others = sorted(reports, key=lambda report: (report.at, report.article_id))
    names = {_reporter(report): None for report in others if report.outlet_id != lead.outlet_id}
    return tuple(names)


def _copies(articles: Sequence[DueArticle], lead: DueArticle, was_told: bool) -> list[DueArticle]:
    """One copy for each outlet that copied, for an update of those no digest told.

    Another address of the same outlet is no copy: nobody copies himself.
    """
    copies = [a for a in articles if a.copy_kind != "none" and not (was_told and a.told)]
    copies.sort(key=lambda copy: (copy.at, copy.article_id))
    found: dict[str, DueArticle] = {}
    for copy in copies:
        if copy.outlet_id != lead.outlet_id and (copy.copy_of_seed or copy.copy_of != copy.outlet):
            found.setdefault(copy.outlet_id, copy)
    return list(found.values())


def _kind(copy: DueArticle, lead: DueArticle) -> str:
    words = kind_in_words(copy.copy_kind)
    elsewhere = copy.copy_of not in ("", lead.outlet) and not copy.copy_of_seed
    if copy.copy_of and (elsewhere or copy.copy_kind == "rewrite"):
        return f"{words} from {_outlet(copy.copy_of)}"
    return words


def _notes(echoes: Sequence[DueArticle]) -> tuple[str, ...]:
    if not echoes:
        return ()
    said = listed((f"{_outlet(echo.outlet)} ({kind_in_words(echo.copy_kind)})" for echo in echoes), 4)
    return (f"Left out, {counted(len(echoes), 'copy', 'copies')} of seed documents: {said}",)


def _reporter(report: DueArticle) -> str:
    """Its outlet; of a round-up with what it is made of."""
    name = _outlet(report.outlet)
    return f"{name}, takes from {counted(report.takes_from, 'article')}" if report.takes_from else name


def _outlet(name: str) -> str:
    return cut(visible(name), OUTLET)
