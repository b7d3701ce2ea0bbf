"""One form filled in twice: notices of one make share their wording and differ in names and numbers.

A spinner does the opposite. It exchanges words and leaves names and numbers alone, since those tell the story.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from desk.copies.overlap import within
from desk.documents.sketch import among

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from desk.copies.overlap import Overlap
    from desk.documents.document import Document
SLOTS = 0.35  # share of the exchanged words that are names and numbers, from which it is a form
OFTENER = 2.5  # so many times their share of the words that stand in both; German writes every noun like a name
FILLED = 0.04  # share of narration words exchanged; two dates in the frame of one article are no form
LEAST = 8  # exchanged words, both texts taken together, without which nothing can be told


def filled_in(a: Document, b: Document, found: Overlap) -> bool:
    """Whether the two texts differ, where their wording matches, mostly in names and numbers."""
    if found.replaced < FILLED:
        return False
    gone, gone_named = _strange(a, b, found.keep_a, found.gaps[:, :2])
    came, came_named = _strange(b, a, found.keep_b, found.gaps[:, 2:])
    both = (gone > 0) & (came > 0)  # else a word was dropped or put in, not exchanged
    exchanged = int((gone + came)[both].sum())
    if exchanged < LEAST:
        return False
    share = float((gone_named + came_named)[both].sum()) / exchanged
    return share >= SLOTS and share >= OFTENER * float(a.named[found.shared_a].mean())


def _strange(
    doc: Document, other: Document, keep: NDArray[np.bool_], gaps: NDArray[np.int64]
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """How many kept words of each gap the other text lacks, and how many of them are names and numbers."""
    strange = keep & ~among(doc.words.hashes, other.words.ranked)
    return within(strange, gaps[:, 0], gaps[:, 1]), within(strange & doc.named, gaps[:, 0], gaps[:, 1])
