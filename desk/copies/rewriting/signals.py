"""What speaks for a rewrite, and against it, between two texts; from fingerprints what is left of it."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np

from desk.copies.alignment import mutual_best
from desk.copies.confidence import surely
from desk.copies.rewriting.model import COSINE, TEXTS, Signals, load
from desk.documents.content import Content, content
from desk.documents.sketch import THREE, shingles

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from numpy.typing import NDArray

    from desk.copies.alignment import Side
    from desk.copies.overlap import Overlap
    from desk.documents.document import Document

QUOTED_MOST = 0.15  # share of own quotations beyond which more says no more
FEWEST_NAMES = 5  # names and numbers in each text, below which they tell nothing to a fingerprint
FEW_DETAILS = 5  # added to the number of details of the shorter text, so that a few of a few prove little
MOST_DETAILS = 400  # compared for their order, so that time is bounded
FEW_PAIRS = 3  # added to the number of ordered pairs
APART = 0.30  # cosine, of what two sentences say beside the subject of both texts, from which they answer each other
AMPLE = 80  # words from which a text is long enough to tell
BEST_CONTRAST = 0.60  # no pair of texts reaches more
REVERSED = 1.0  # log odds less that the text known before is the rewrite: what came later mostly took


def without_vectors(new: Content, known: Content, quoted: float, words: int) -> Signals:
    """The signals that need no sentence vectors, for `new` as the rewrite.

    own_facts: root of the number of names and numbers that the known text lacks; shared_facts: of the rare ones in
    both; details: share of the telling words that stand in one sentence of each text, of the shorter one's; order: how
    far these come in one order; own_quotations; brevity: halvings of AMPLE words down to the shorter text.
    """
    own = len(new.facts - known.every)
    details = [(new.once[term], known.once[term]) for term in new.once.keys() & known.once.keys()]
    return {
        "own_facts": own**0.5,
        "shared_facts": len(new.specific & known.every) ** 0.5,
        "details": len(details) / (min(len(new.once), len(known.once)) + FEW_DETAILS),
        "order": in_order(details),
        "own_quotations": quoted,
        "brevity": max(0.0, math.log2(AMPLE / max(1, words))),
    }


def in_order(places: Sequence[tuple[int, int]]) -> float:
    """How far two texts tell their details in one order: rank correlation of the sentences' numbers (Kendall 1938).

    0 to 1, less the fewer there are; another order says nothing, since who rewrites may reorder.
    """
    if not places:
        return 0.0
    one, other = np.array(places[:MOST_DETAILS]).T
    signs = np.sign(one[:, None] - one) * np.sign(other[:, None] - other)
    agree, differ = int((signs > 0).sum()) // 2, int((signs < 0).sum()) // 2
    return max(0.0, (agree - differ) / (agree + differ + FEW_PAIRS))


def with_vectors(a: Side, b: Side) -> Signals:
    """The signals of the sentence vectors, for side `a` as the rewrite.

    contrast: by how much each sentence's best partner exceeds what all sentences have in common, averaged over the
    whole, the second half and the worst third; answers: root of the number of mutual best pairs. Reports on one event
    have the subject in common and diverge after their first sentences; a rewrite follows its source to the end.
    """
    if not len(a.vectors) or not len(b.vectors):
        return {"contrast": 0.0, "answers": 0.0}
    cosines = a.vectors @ b.vectors.T
    best = (cosines - (cosines.mean(1, keepdims=True) + cosines.mean(0, keepdims=True)) / 2).max(1)
    lengths = np.array(a.lengths, float)
    half = len(best) // 2
    whole, later = (float(np.average(best[at:], weights=lengths[at:])) for at in (0, half))
    worst = float(np.sort(best)[: max(1, len(best) // 3)].mean())
    centre = (a.vectors.sum(0) + b.vectors.sum(0)) / (len(a.vectors) + len(b.vectors))
    apart = [_unit(side.vectors - centre) for side in (a, b)]
    return {
        "contrast": (whole + later + worst) / 3,
        "answers": len(mutual_best(apart[0] @ apart[1].T, APART)) ** 0.5,
    }


def _unit(vectors: NDArray[np.float32]) -> NDArray[np.float32]:
    scaled: NDArray[np.float32] = vectors / (np.linalg.norm(vectors, axis=1, keepdims=True) + 1e-6)
    return scaled


def both_ways(new: Document, known: Document, found: Overlap) -> tuple[Signals, Signals]:
    """`without_vectors` for the newcomer as the rewrite, and for the known text."""
    mine = content_of(new, found.keep_a, found.shared_a, found)
    theirs = content_of(known, found.keep_b, found.shared_b, found)
    words = min(new.substance, known.substance)
    return (
        without_vectors(mine, theirs, own_quotations(new, known.runs), words),
        without_vectors(theirs, mine, own_quotations(known, new.runs), words),
    )


def content_of(doc: Document, keep: NDArray[np.bool_], shared: NDArray[np.bool_], found: Overlap) -> Content:
    """The content of the compared words; what stands in both word for word, as a notice does, tells of no rewriting."""
    if keep is doc.body and not found.block:
        return doc.content
    kept = keep & ~shared if found.block else keep
    return content(doc.masked(kept), doc.sentence_starts, doc.names)


def odds(signals: tuple[Signals, Signals], a: Side, b: Side) -> tuple[float, Signals, bool]:
    """Log odds of a rewrite, the signals that give it, and whether the newcomer is the rewrite.

    signals: as `both_ways` gives them.
    """
    weights = load(TEXTS)
    mine, theirs = signals[0] | with_vectors(a, b), signals[1] | with_vectors(b, a)
    one, other = weights.odds(mine), weights.odds(theirs) - REVERSED
    return (one, mine, True) if one >= other else (other, theirs, False)


def promising(signals: tuple[Signals, Signals], sentences: int) -> bool:
    """Whether it could be a rewrite if so many sentences said the best they can: else no vectors are made."""
    best = {"contrast": BEST_CONTRAST, "answers": sentences**0.5}
    weights = load(TEXTS)
    forth, back = (weights.odds(best | each) for each in signals)
    return max(forth, back - REVERSED) >= weights.threshold


def own_quotations(new: Document, known_runs: NDArray[np.uint64]) -> float:
    """Share of the newcomer's words in quotations that the known text lacks, at most QUOTED_MOST."""
    quoted = new.words.quoted
    runs = shingles(new.words.hashes[quoted], new.words.single[quoted], THREE)
    if not len(runs):
        return 0.0
    return min(QUOTED_MOST, float((~np.isin(runs, known_runs)).mean()) * float(quoted.mean()))


# --- what a fingerprint leaves -----------------------------------------------------------------


def common(a: Collection[object], b: Collection[object]) -> float:
    """Harmonic mean of the shares of names and numbers found in the other text; 0 with too few to tell."""
    shared = len(set(a) & set(b))
    return 2 * shared / (len(a) + len(b)) if min(len(a), len(b)) >= FEWEST_NAMES else 0.0


def with_fingerprint(a: Side, b: Side, mine: Collection[object], theirs: Collection[object], quoted: float) -> Signals:
    """The signals at hand where one text is a fingerprint; both shares by their lower end, since few prove little.

    answering: sentences with a mutual best partner, over all of both; names: `common` names and numbers.
    """
    mean = (len(a.vectors) + len(b.vectors)) / 2
    found = len(mutual_best(a.vectors @ b.vectors.T, COSINE)) if len(a.vectors) and len(b.vectors) else 0
    return {
        "answering": surely(found / mean, mean) if mean else 0.0,
        "names": surely(common(mine, theirs), (len(mine) + len(theirs)) / 2),
        "own_quotations": min(QUOTED_MOST, quoted),
    }
