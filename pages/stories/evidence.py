"""The page of one copy: its text beside the one it was taken from, with the passages that show it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from desk.seeds.verdict import TENTHS
from desk.text.sanitise import visible
from pages.stories.marking import MOST_WORDS, alone, beside, in_full
from pages.stories.records import EvidencePage, Match

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from pages.rows import Row, StoryRows
    from pages.stories.marking import Stretch
    from pages.stories.records import StoryPage
    from pages.stories.told import SeedText, Told

RULES = {
    "=": "all words in the same order",
    "L": "runs of three words of the narration that both texts have",
    "Q": "runs of five words of the whole text, quotations included",
    "S": "sentences that mean the same, in the same order, in other words",
    "T": "sentences that mean the same, in the same order, in other words",
    "X": "sentences that answer each other across languages, in one order",
    "N": "numbers, names and lengths of sentences that fit across languages, in one order",
    "W": "details that stand in both, in one order, and little that the copy adds",
    "R": "a long passage word for word",
}  # as docs/copies.md has them
PLACE = re.compile(rf"({'|'.join(TENTHS)}) tenth$")


def evidence_pages(rows: StoryRows, story: StoryPage) -> Iterator[EvidencePage]:
    """A page for each copy of the story; texts in full where `rows` has them."""
    known = {one.handle: one for one in (*story.originals, *story.told)}
    seeds = {f"seed {seed.id}": seed for seed in story.seeds}
    for copy in story.told:
        if copy.kind:
            yield _page(copy, known.get(copy.parent), seeds.get(copy.parent), rows, story)


def _page(copy: Told, original: Told | None, seed: SeedText | None, rows: StoryRows, story: StoryPage) -> EvidencePage:
    pair = rows.pairs.get(copy.id, {})
    passages = rows.passages.get(copy.id, [])
    mine, theirs = _texts(copy, original, passages, rows)
    most = MOST_WORDS if mine is None else None
    rule = pair.get("rule") or ""
    return EvidencePage(
        copy=copy,
        original=original,
        seed=seed,
        story=story.handle,
        headline=story.headline,
        matches=tuple(match(number, row, copy.kind, most) for number, row in enumerate(passages, 1)),
        hours=_hours(copy, original),
        original_share=pair.get("original_share"),
        score=pair.get("score"),
        rule=f"{rule}: {RULES[rule]}" if rule in RULES else rule,
        reasons=tuple(visible(reason) for reason in pair.get("reasons") or ()),
        direction=_direction(pair),
        mine=mine,
        theirs=theirs,
    )


def _direction(pair: Row) -> str:
    """Why this one is the copy. "This text" is the newcomer's; where the original came later it is the other one."""
    said = visible(pair.get("direction_why") or "")
    if not pair.get("turned"):
        return said.replace("this text", "the copy").replace("the other text", "the original")
    return said.replace("this text", "the original").replace("the other text", "the copy")


def _hours(copy: Told, original: Told | None) -> float | None:
    if original is None or not (copy.dated and original.dated):
        return None
    return round((copy.time - original.time).total_seconds() / 3600, 1)


def match(number: int, row: Row, kind: str, most: int | None) -> Match:
    """A passage beside its counterpart, at most `most` words of each (None: all); of a seed the place in it."""
    passage, known = row["passage"] or "", row["known_passage"] or ""
    if not known:  # a seed is kept as a fingerprint: where in it, and not what
        found = PLACE.search(row["note"])
        place = TENTHS.index(found[1]) + 1 if found else None
        return Match(number, alone(passage, most), None, row["similarity"], visible(row["note"]), place)
    copy, original = beside(passage, known, kind, most)
    return Match(number, copy, original, row["similarity"], visible(row["note"]))


def _texts(
    copy: Told, original: Told | None, passages: Sequence[Row], rows: StoryRows
) -> tuple[list[list[Stretch]] | None, list[list[Stretch]] | None]:
    text = rows.texts.get(copy.id)
    if text is None:
        return None, None
    mine = in_full(text, [(row["starts"], row["ends"]) for row in passages])
    other = rows.texts.get(original.id) if original else None
    if other is None:
        return mine, None
    return mine, in_full(other, [(row["known_starts"], row["known_ends"]) for row in passages])
