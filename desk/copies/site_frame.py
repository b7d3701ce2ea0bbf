"""What stands around an article and is not it: two pages of one site share it, and share nothing.

Cleaning takes out what is debris by itself; here a text is judged beside another, so two more
signs are at hand: fragments that no reporter writes, and wording shared only at the edges of both.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from desk.copies.cohesion import cohesion
from desk.documents.prose import MIDDLE, STRAY

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from numpy.typing import NDArray

    from desk.documents.document import Document
    from desk.text.segmentation import Sentence

    Mask = NDArray[np.bool_]

MIDDLE_SHARED = 0.3  # of the narration there; with more in common the texts share their substance
EDGE_SHARE = 0.5  # of the prose; more is no frame
# narration words that no frame has at the top alone, as a quoted opening does, which may end within a sentence; legal
# notices come last
EDGE_PROSE = 90
STRANGE = 0.08  # cohesion below which the shared edges are no part of either article, however long they are
TAKEN_UP = 0.25  # the same for shorter edges: an article that goes on about them is their own
STRANGE_SHARE = 0.8  # of the prose, for such edges
STANDING = 0.75  # of a sentence's words, shared: a frame stands as it is, who rewrites leaves about half of a sentence


def between_edges(a: Document, b: Document, covered_a: Mask, covered_b: Mask) -> tuple[Mask, Mask] | None:
    """Words of each text between edges that both share, if those edges look like a site's frame.

    None if they do not: nothing shared there, too little left between, or the shared edges are
    prose, as when the first third of an article was taken.
    """
    docs, covers = (a, b), (covered_a, covered_b)
    cuts = [_edges(doc, covered) for doc, covered in zip(docs, covers, strict=True)]
    tops = min(top for top, _ in cuts) + STRAY  # a frame is as long in both; what goes on is shared otherwise
    ends = min(len(doc.words) - bottom for doc, (_, bottom) in zip(docs, cuts, strict=True)) + STRAY
    edges = []
    for doc, covered, cut in zip(docs, covers, cuts, strict=True):
        edge = np.ones(len(doc.words), bool)
        edge[min(cut[0], tops) : max(cut[1], len(doc.words) - ends)] = False
        if not (edge & covered).any() or not _own_middle(doc, covered, ~edge):
            return None
        edges.append(edge)
    tail = all(bottom < len(doc.words) for doc, (_, bottom) in zip(docs, cuts, strict=True))
    around = tail and all(top for top, _ in cuts)
    most = (STRANGE_SHARE if around else EDGE_SHARE, len(a.words) if tail else EDGE_PROSE)
    return (~edges[0], ~edges[1]) if _no_part(docs, covers, edges, most) else None


def _own_middle(doc: Document, covered: Mask, middle: Mask) -> bool:
    """Whether a text says enough between its edges that the other does not."""
    told = middle & ~doc.words.quoted
    enough = (middle & doc.body).sum() >= MIDDLE
    return bool(enough and (covered & told).sum() <= MIDDLE_SHARED * told.sum())


def _no_part(
    docs: tuple[Document, Document], covers: tuple[Mask, Mask], edges: list[Mask], most: tuple[float, int]
) -> bool:
    """Whether the shared edges are no part of either article. `most`: share of the prose and words they may have.

    Short edges are taken for a frame unless an article goes on about them, long ones only if none does.
    """
    bodies = [doc.body for doc in docs]
    share = max(float((edge & body).sum() / max(1, body.sum())) for edge, body in zip(edges, bodies, strict=True))
    told = max(
        int((_and_on(edge, covered) & covered & doc.body & ~doc.words.quoted).sum())
        for doc, edge, covered in zip(docs, edges, covers, strict=True)
    )
    if share > most[0] or told > most[1]:
        return False
    shared = (bodies[0] & covers[0], bodies[1] & covers[1])
    rest = (bodies[0] & ~covers[0], bodies[1] & ~covers[1])
    short = share <= EDGE_SHARE and told < EDGE_PROSE
    return cohesion(*docs, shared, rest) < (TAKEN_UP if short else STRANGE)


def _and_on(edge: Mask, covered: Mask) -> Mask:
    """The edge and the shared words that go on right behind its top."""
    longer = edge.copy()
    top = int(np.argmin(edge))
    rest = ~covered[top:]
    longer[top : top + (int(np.argmax(rest)) if rest.any() else len(rest))] = True
    return longer


def _edges(doc: Document, covered: Mask) -> tuple[int, int]:
    """First word after the shared top and first word of the shared bottom."""
    spans, sums = doc.spans, [0, *np.cumsum(covered).tolist()]
    top = _reached(spans, sums)
    bottom = _reached(reversed(spans), sums)
    return (top[1] if top else 0), (bottom[0] if bottom else len(covered))


def _reached(spans: Iterable[tuple[int, int, Sentence]], sums: Sequence[int]) -> tuple[int, int, Sentence] | None:
    """The last shared sentence from this end before too many words differ; None if there is none.

    sums: how many of the words before each one are shared, and of all.
    """
    reached, stray = None, 0
    for span in spans:
        first, last, _ = span
        if sums[last] - sums[first] >= STANDING * (last - first):
            reached = span
        else:
            stray += last - first
            if stray > STRAY:
                break
    return reached
