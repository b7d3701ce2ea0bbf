"""In which order the stories stand: whose turn it is at the top, what is grouped by its facet, what comes after."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from desk.digest.phrasing import told_by

if TYPE_CHECKING:
    from collections.abc import Sequence

    from desk.digest.records import Digest, DigestStory

GROUPED_FROM = 9  # stories; fewer are taken in at a glance
REST = "More"  # the group of stories without a facet
SHARE = 3  # no outlet leads more than a third of the lines


def arranged(stories: Sequence[DigestStory], head: int) -> list[DigestStory]:
    """The `head` stories to tell first, many of them in groups, then the others by score."""
    first = mixed(stories, head)
    taken = {id(story) for story in first}
    rest = sorted((story for story in stories if id(story) not in taken), key=_best_first)
    return [*_by_group(first), *rest]


def mixed(stories: Sequence[DigestStory], number: int) -> list[DigestStory]:
    """At most `number` of the stories, best first.

    No outlet has more than a third of the lines unless nothing else is there, and then as few more as can be.
    """
    waiting = sorted(stories, key=_best_first)
    number = min(number, len(waiting))
    lines: Counter[str] = Counter()
    chosen: list[DigestStory] = []
    most = max(1, number // SHARE)
    while len(chosen) < number:
        passed_over: list[DigestStory] = []
        for story in waiting:
            outlet = told_by(story.outlet)
            if len(chosen) < number and lines[outlet] < most:
                chosen.append(story)
                lines[outlet] += 1
            else:
                passed_over.append(story)
        waiting, most = passed_over, most + 1
    return sorted(chosen, key=_best_first)


def _best_first(story: DigestStory) -> tuple[float, int]:
    return -story.score, story.story_id


def _by_group(stories: Sequence[DigestStory]) -> list[DigestStory]:
    if not _are_grouped(stories):
        return list(stories)
    places: dict[str, int] = {}
    for story in stories:  # best first: a group stands where its best story would
        places.setdefault(group_of(story), len(places))
    return sorted(stories, key=lambda story: (group_of(story) == REST, places[group_of(story)]))


def _are_grouped(stories: Sequence[DigestStory]) -> bool:
    return len(stories) >= GROUPED_FROM and len({group_of(story) for story in stories}) > 1


def group_of(story: DigestStory) -> str:
    """The heading a story stands under."""
    facet = story.facet or REST
    return facet[:1].upper() + facet[1:]


def first_of(digest: Digest) -> tuple[DigestStory, ...]:
    """The stories of the digest proper."""
    return digest.stories[: digest.head or len(digest.stories)]


def headings(digest: Digest) -> dict[int, str]:
    """Which heading stands before which story, by its place from 0; none where few stories need none."""
    first, found = first_of(digest), {}
    if not _are_grouped(first):
        return {}
    for place, story in enumerate(first):
        if place == 0 or group_of(story) != group_of(first[place - 1]):
            found[place] = group_of(story)
    if len(first) < len(digest.stories):
        found[len(first)] = "Further stories"
    return found
