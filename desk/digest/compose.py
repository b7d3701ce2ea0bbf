"""Which stories a digest tells, each once, in which order, and how many stay for the next one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta, tzinfo

from desk.digest.arrange import arranged
from desk.digest.line import Candidate, candidate, line_of, outlet_name
from desk.digest.own_texts import own_texts
from desk.digest.phrasing import counted, kind_in_words, listed, short_day
from desk.digest.records import Digest, DueArticle, ReadSince
from desk.text.sanitise import visible


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
    waiting, echoes = _due(rows, now, read.known)
    told = arranged([line_of(each, zone, site) for each in waiting[:limit]], head or limit)
    digest = Digest(
        id=_id(name or topic, day, edition),
        day=day,
        topic=topic,
        stories=tuple(told),
        notes=(*own_texts(read.uses), *_made_up(read.last_day, day), *_notes(echoes)),
        left=max(0, len(waiting) - limit),
        edition=edition,
        title=visible(title) or topic.replace("-", " ").capitalize(),
        head=min(head or limit, len(told)),
        quiet="" if told else quiet,
    )
    return _counting(digest, read)


def _counting(digest: Digest, read: ReadSince) -> Digest:
    """The digest with what was read for it, and how the outlets fared."""
    return replace(
        digest,
        health=tuple(visible(line) for line in read.health),
        changes=tuple(visible(line) for line in read.changes),
        outlets=read.outlets,
        articles=read.articles,
        copies=read.copies,
        languages=read.languages,
    )


def _due(rows: Iterable[DueArticle], now: datetime, known: Collection[str]) -> tuple[list[Candidate], list[DueArticle]]:
    """The stories that may be told, best first; and copies of seeds that come without a report of their own."""
    waiting, echoes = [], []
    for articles in _by_story(rows):
        if found := candidate(articles, now, known):
            waiting.append(found)
        elif not any(article.is_report for article in articles):
            echoes += [
                article for article in articles if article.copy_of_seed and not (article.told or article.own_text)
            ]
    return sorted(waiting, key=lambda each: (-each.rank.score, each.lead.story_id)), echoes


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
    return (f"No digest went out on {missed}; this one tells what came in then as well",)


def _id(topic: str, day: str, edition: int) -> str:
    return f"{topic}/{day}" if edition == 1 else f"{topic}/{day}/{edition}"


def _by_story(rows: Iterable[DueArticle]) -> Iterable[list[DueArticle]]:
    stories: dict[int, list[DueArticle]] = defaultdict(list)
    for row in rows:
        stories[row.story_id].append(row)
    return stories.values()


def _notes(echoes: Sequence[DueArticle]) -> tuple[str, ...]:
    if not echoes:
        return ()
    said = listed((f"{outlet_name(echo.outlet)} ({kind_in_words(echo.copy_kind)})" for echo in echoes), 4)
    return (f"Left out, {counted(len(echoes), 'copy')} of seed documents: {said}",)
