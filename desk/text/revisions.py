"""What changed on a page after it was read: its headline, its numbers, its sentences."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import TYPE_CHECKING, Literal

from desk.text.segmentation import sentences, tokens

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

What = Literal["headline", "number", "changed", "added", "removed", "note"]

NUMBER = re.compile(r"\d+(?:[.,:]\d+)*")
ALIKE = 0.4  # share of words two sentences have in common from which one became the other
PAIRED = 40  # sentences of one place that are looked at for what became of each
LONGEST = 120  # characters of a wording told in one line
MOST = 20  # changes told of one revision
NOTE = re.compile(  # an outlet's own word that it changed something
    r"\b(?:correction|corrected|clarification|editor[’']s note|an earlier version|"
    r"this (?:article|story|post) (?:has been|was) (?:updated|corrected|amended)|"
    r"update[ds]?:|korrektur|berichtigung|anmerkung der redaktion|in einer früheren "
    r"(?:fassung|version)|rectificati(?:f|on)|correctif|une version précédente|corrección|fe de errores|"
    r"una versión anterior|rettifica|errata)\b|更正|勘误|此前版本|编者按|訂正|정정",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Change:
    """One difference; `before` or `after` is empty where something was added or taken out."""

    what: What
    before: str
    after: str

    @property
    def tells(self) -> bool:
        """Whether who has read the page should hear of it."""
        return self.what in ("headline", "number", "note")


def changes(title: str, text: str, new_title: str, new_text: str) -> tuple[Change, ...]:
    """What changed from one reading of a page to the next, those that tell first; () where no word did."""
    found = list(_in_text(text, new_text))
    if tokens(title) != tokens(new_title) and new_title.strip() and title.strip():
        found.insert(0, Change("headline", title, new_title))
    return tuple(sorted(found, key=lambda change: not change.tells)[:MOST])


def in_words(found: Iterable[Change]) -> str:
    """What who has read the page should hear of, in one line; "" if nothing."""
    for change in found:
        if change.what == "headline":
            return f"headline changed from “{_cut(change.before)}”"
        if change.what == "number":
            return f"a number changed: “{_cut(change.before)}” is now “{_cut(change.after)}”"
        if change.what == "note":
            return f"corrected: “{_cut(change.after)}”"
    return ""


def _cut(text: str) -> str:
    flat = " ".join(text.split())
    return flat if len(flat) <= LONGEST else f"{flat[: LONGEST - 1]}…"


def _in_text(before: str, after: str) -> Iterator[Change]:
    old, new = ([one.text for one in sentences(text)] for text in (before, after))
    mine, yours = ([" ".join(tokens(one)) for one in side] for side in (old, new))
    matcher = SequenceMatcher(None, mine, yours, autojunk=False)
    for tag, i, j, k, m in matcher.get_opcodes():
        if tag != "equal":
            yield from _replaced(old[i:j], new[k:m])


def _replaced(old: list[str], new: list[str]) -> Iterator[Change]:
    """Sentences that others took the place of: each is paired with the likest one left, in order."""
    left = list(new)
    for before in old[:PAIRED]:
        best = max(left[:PAIRED], key=lambda after: _alike(before, after), default="")
        if best and _alike(before, best) >= ALIKE:
            left.remove(best)
            yield Change(_what(before, best), before, best)
        elif before.strip():
            yield Change("removed", before, "")
    yield from (Change("note" if NOTE.search(after) else "added", "", after) for after in left if tokens(after))


def _what(before: str, after: str) -> What:
    if NOTE.search(after) and not NOTE.search(before):
        return "note"
    return "number" if NUMBER.findall(before) != NUMBER.findall(after) else "changed"


def _alike(before: str, after: str) -> float:
    """The share of the words of two sentences that both hold, 0 to 1."""
    mine, yours = Counter(tokens(before)), Counter(tokens(after))
    return 2 * (mine & yours).total() / max(1, mine.total() + yours.total())
