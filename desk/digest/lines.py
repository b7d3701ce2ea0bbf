"""The lines of a digest in words, for Slack, Markdown, HTML and terminal; text is visible(), not yet escaped."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from desk.digest.phrasing import clock, counted, kind_of_many, language_name, listed, long_day
from desk.text.sanitise import isolated
from desk.text.scripts import unspaced_in
from desk.text.segmentation import CHARACTER_IN_WORDS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from desk.digest.records import Digest, DigestStory

_HEALTH = 4  # so many are named, the rest counted
WORDS_A_MINUTE = 220
_DOT = " · "
_EDITIONS = {2: "second digest", 3: "third digest"}


def heading(digest: Digest) -> str:
    """ "Open-source AI · Sunday 22 Nov 2026"."""
    later = "" if digest.edition == 1 else ", " + _EDITIONS.get(digest.edition, f"digest no. {digest.edition}")
    return f"{digest.title or digest.topic}{_DOT}{long_day(digest.day)}{later}"


def summary(digest: Digest) -> str:
    """ "5 stories · 1 min to read · 41 articles read at 12 outlets in 3 languages · 4 copies told apart"."""
    parts = [counted(len(digest.stories), "story"), f"{minutes(digest.stories)} min to read", _read(digest)]
    if digest.copies:
        parts.append(f"{counted(digest.copies, 'copy')} told apart")
    parts.append(_zone(digest))
    return _DOT.join(part for part in parts if part)


def minutes(stories: Sequence[DigestStory]) -> int:
    """Minutes that reading titles, sentences and grey lines takes, at 220 words a minute; at least one."""
    texts = [text for story in stories for text in (story.title, story.sentence)]
    words = sum(len(text.split()) + CHARACTER_IN_WORDS * unspaced_in(text) for text in texts) + 8 * len(stories)
    return max(1, round(words / WORDS_A_MINUTE))


def _read(digest: Digest) -> str:
    if not digest.articles:
        return ""
    languages = f" in {counted(len(digest.languages), 'language')}" if len(digest.languages) > 1 else ""
    outlets = f" at {counted(digest.outlets, 'outlet')}" if digest.outlets else ""
    return f"{counted(digest.articles, 'article')} read{outlets}{languages}"


def _zone(digest: Digest) -> str:
    zones = [story.published.tzname() for story in digest.stories if story.published]
    return f"times in {zones[0]}" if zones and zones[0] else ""


def nothing_new(digest: Digest) -> str:
    """The one line of a digest without stories."""
    read = _read(digest)
    return (
        f"{heading(digest)}: nothing new"
        + (f" {digest.quiet}" if digest.quiet else "")
        + (f" ({read})" if read else "")
    )


def mark(story: DigestStory) -> str:
    """What stands before the title of a story that was wrong, or that an earlier digest told."""
    if story.corrected:
        return "Corrected: "
    return "" if story.update_of is None else "Update: "


def meta(story: DigestStory, day: str) -> str:
    """ "Outlet · 09:40 · French · 2 independent reports in 5 outlets · 3 copies: 2 syndicated, 1 spun · s7"."""
    parts = [
        isolated(story.corrected),
        isolated(story.revision),
        isolated(story.outlet),
        clock(story.published, day),
        " and ".join(map(language_name, story.written_in or (story.language,))),
        coverage(story),
        copied(story),
        story.handle,
    ]
    return _DOT.join(part for part in parts if part)


def coverage(story: DigestStory) -> str:
    """How many report it, where more than one outlet has it: "2 independent reports in 5 outlets"."""
    if story.outlets < 2:
        return ""
    reports = counted(story.reports, "independent report")
    told = reports if story.reports == story.outlets else f"{reports} in {counted(story.outlets, 'outlet')}"
    return f"{told} ({counted(story.common_sources, 'common source')})" if story.common_sources else told


def copied(story: DigestStory) -> str:
    """How many copies and of which kinds: "1 spun copy", "3 copies: 2 syndicated, 1 spun"."""
    kinds = Counter(kind_of_many(kind) for kind in story.kinds).most_common()
    if len(kinds) == 1:
        return counted(len(story.copies), f"{kinds[0][0]} copy", f"{kinds[0][0]} copies")
    told = ", ".join(f"{number} {kind}" for kind, number in kinds)
    number = counted(len(story.copies), "copy") if story.copies else ""
    return f"{number}: {told}" if told else number


def who_has_it(story: DigestStory) -> str:
    """The outlets by name: "Also in B, C. Copied by D (same text), E (excerpt)"; "" for a story of one outlet."""
    also = "Also in " + ", ".join(map(isolated, story.also_in)) if story.also_in else ""
    by = ", ".join(f"{isolated(outlet)} ({isolated(kind)})" for outlet, kind in story.copies)
    return ". ".join(part for part in (also, f"Copied by {by}" if by else "") if part)


def health(digest: Digest) -> str:
    """The line on the outlets' health and what changed in it; there is always one."""
    changed = listed(map(isolated, digest.changes), _HEALTH, "; ")
    since = f"; since the digest before: {changed}" if changed else ""
    if digest.health:
        return "Outlets: " + listed(map(isolated, digest.health), _HEALTH, "; ") + since
    if digest.outlets:
        all_well = f"all {digest.outlets} answered" if digest.outlets > 1 else "the one asked answered"
        return f"Outlets: {all_well}{since}"
    return "Outlets: none was asked since the last digest"


def remarks(digest: Digest) -> tuple[str, ...]:
    """Lines under the stories: copies of seed documents, stories without room."""
    left = f"{counted(digest.left, 'more story', 'more stories')} found no room; the next digest tells them"
    return digest.notes + ((left,) if digest.left else ())
