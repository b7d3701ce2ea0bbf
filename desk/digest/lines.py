"""The lines of a digest in words, for Slack, Markdown, HTML and terminal; text is visible(), not yet escaped."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desk.digest.phrasing import clock, counted, language_name, listed, long_day
from desk.text.sanitise import isolated

if TYPE_CHECKING:
    from desk.digest.records import Digest, DigestStory

_OUTLETS, _COPIES, _HEALTH = 3, 3, 4  # so many are named, the rest counted
_DOT = " · "
_EDITIONS = {2: "second digest", 3: "third digest"}


def heading(digest: Digest) -> str:
    """ "Open-source AI · Sunday 22 Nov 2026"."""
    later = "" if digest.edition == 1 else ", " + _EDITIONS.get(digest.edition, f"digest no. {digest.edition}")
    return f"{digest.title or digest.topic}{_DOT}{long_day(digest.day)}{later}"


def summary(digest: Digest) -> str:
    """ "5 stories · 41 articles read at 12 outlets in 3 languages · 4 copies told apart"."""
    parts = [counted(len(digest.stories), "story", "stories"), _read(digest)]
    if digest.copies:
        parts.append(f"{counted(digest.copies, 'copy', 'copies')} told apart")
    parts.append(_zone(digest))
    return _DOT.join(part for part in parts if part)


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
    return f"{heading(digest)}: nothing new" + (f" ({read})" if read else "")


def mark(story: DigestStory) -> str:
    """What stands before the title of a story that an earlier digest told."""
    return "" if story.update_of is None else "Update: "


def meta(story: DigestStory, day: str) -> str:
    """ "Outlet · 09:40 · French · also in B, C and 2 more · 2 copies: D (same text), E (excerpt)"."""
    parts = [
        isolated(story.revision),
        isolated(story.outlet),
        clock(story.published, day),
        language_name(story.language),
    ]
    if story.also_in:
        parts.append("also in " + listed(map(isolated, story.also_in), _OUTLETS))
    if story.copies:
        named = listed((f"{isolated(outlet)} ({isolated(kind)})" for outlet, kind in story.copies), _COPIES)
        parts.append(f"{counted(len(story.copies), 'copy', 'copies')}: {named}")
    return _DOT.join(part for part in parts if part)


def health(digest: Digest) -> str:
    """The line on the outlets' health; there is always one."""
    if digest.health:
        return "Outlets: " + listed(map(isolated, digest.health), _HEALTH, "; ")
    if digest.outlets:
        return f"Outlets: all {digest.outlets} answered" if digest.outlets > 1 else "Outlets: the one asked answered"
    return "Outlets: none was asked since the last digest"


def remarks(digest: Digest) -> tuple[str, ...]:
    """Lines under the stories: copies of seed documents, stories without room."""
    left = f"{counted(digest.left, 'more story', 'more stories')} found no room; the next digest tells them"
    return digest.notes + ((left,) if digest.left else ())
