"""What speaks for a rewrite, and against it, between two texts; from fingerprints what is left of it."""

from __future__ import annotations

import math
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from desk.copies.alignment import mutual_best
from desk.copies.confidence import surely
from desk.copies.rewriting.model import COSINE, TEXTS, Signals, load
from desk.documents.anchors import caseless
from desk.documents.content import Content, content
from desk.documents.sketch import THREE, shingles

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from numpy.typing import NDArray

    from desk.copies.alignment import Side
    from desk.copies.overlap import Overlap
    from desk.documents.document import Document
    from desk.documents.manner import Manner

QUOTED_MOST = 0.15  # share of own quotations beyond which more says no more
FEWEST_NAMES = 5  # names and numbers in each text, below which they tell nothing to a fingerprint
FEW_DETAILS = 5  # added to the number of details of the shorter text, so that a few of a few prove little
MOST_DETAILS = 400  # compared for their order, so that time is bounded
FEW_PAIRS = 3  # added to the number of ordered pairs
APART = 0.30  # cosine, of what two sentences say beside the subject of both texts, from which they answer each other
MOST_POLISH, MOST_NOUNS, MOST_CLAUSES = 2.0, 2.0, 1.0  # more of them in a hundred words says no more
EXCLAIMED = 4.0  # polished words that an exclamation is worth
MANNER = ("attributions", "own_days", "polish", "nouns", "clauses")
STRETCH = 200  # words of an article of middling length
AMPLE = 80  # words from which a text is long enough to tell
BEST_CONTRAST = 0.60  # no pair of texts reaches more
LEAST_OPENING = 0.2  # hardly a rewrite opens with less
FEW_ADJOINING = 10  # added to the number of adjoining pairs of the shorter text
LONGER, MUCH_LONGER = 0.7, 1.5  # log odds less for each doubling of a known text beyond so many times the newcomer
UNREAD = 1.5  # log odds less where nobody reads the manner
NAMELESS = 1.5  # log odds less in Arabic, Hebrew, Hindi and Korean: no capitals tell a name
UNNAMED = 0.5  # log odds less where no rare name or number is in both, of texts whose names could be told
REVERSED = 1.0  # log odds less that the text known before is the rewrite: what came later mostly took


def by_content(new: Content, known: Content, words: int) -> Signals:
    """The signals of what is told, for `new` as the rewrite, which has so many words.

    own_facts: root of the number of names and numbers that the known text lacks (in each STRETCH words, if it is
    longer); own_numbers: of the numbers alone;
    shared_facts: of the rare ones in both; details: share of the telling words that stand in one sentence of each text,
    of the shorter one's; order: how far these come in one order.
    """
    details = [(new.once[term], known.once[term]) for term in new.once.keys() & known.once.keys()]
    return {
        "own_facts": (len(new.facts - known.every) / max(1, words / STRETCH)) ** 0.5,
        "own_numbers": len(new.numbers - known.every) ** 0.5,
        "shared_facts": len(new.specific & known.every) ** 0.5,
        "details": len(details) / (min(len(new.once), len(known.once)) + FEW_DETAILS),
        "order": in_order(details),
    }


def by_manner(new: Manner, known: Manner) -> Signals:
    """The signals of how it is told, for `new` as the rewrite; 0 where one of both cannot be read.

    attributions: root of how many it makes in a hundred words; own_days: of the days that the known text does not
    name; polish (with exclamations), nouns, clauses: how much more of them it has, within bounds, since no manner makes
    a copy.
    """
    if not (new.read and known.read):
        return dict.fromkeys(MANNER, 0.0)
    exclaimed = max(0.0, new.exclamations - known.exclamations)
    return {
        "attributions": new.attributions**0.5,
        "own_days": len(new.days - known.days) ** 0.5,
        "polish": min(MOST_POLISH, max(0.0, new.polish - known.polish) + EXCLAIMED * exclaimed),
        "nouns": _within(MOST_NOUNS, new.nouns - known.nouns),
        "clauses": _within(MOST_CLAUSES, new.clauses - known.clauses),
    }


def _within(most: float, more: float) -> float:
    return max(-most, min(most, more))


def by_length(new: Document, known: Document) -> Signals:
    """brevity: halvings of AMPLE words down to the shorter text; handicap: log odds by which the signals say too much.

    A much longer text has more that agrees by chance; where manner or names cannot be read, they say nothing against.
    """
    read = new.manner.read and known.manner.read
    handicap = LONGER * max(0.0, math.log2(max(1, known.substance) / max(1, new.substance) / MUCH_LONGER))
    handicap += (0.0 if read else UNREAD) + (NAMELESS if nameless(new) or nameless(known) else 0.0)
    return {
        "brevity": max(0.0, math.log2(AMPLE / max(1, min(new.substance, known.substance)))),
        "handicap": handicap,
    }


def nameless(doc: Document) -> bool:
    """Whether names cannot be told, nor characters stand for them, as they do in scripts without spaces."""
    return caseless(doc.text) and not doc.words.single.any()


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


def with_vectors(a: Side, b: Side, words: int) -> Signals:
    """The signals of the sentence vectors, for side `a` as the rewrite, which has so many words.

    contrast: by how much each sentence's best partner exceeds what all sentences have in common, averaged over the
    whole, the second half and the worst third; answers: root of the number of mutual best pairs (in each STRETCH words,
    if it is longer); sequence: how far the best partners come in one order; opening: the cosine of the first sentence
    with its best partner. Reports on one event have the subject in common, open with the
    same news and diverge after their first sentences; a rewrite follows its source to the end.
    """
    if not len(a.vectors) or not len(b.vectors):
        return {"contrast": 0.0, "answers": 0.0, "sequence": 0.0, "opening": 1.0}
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
        "answers": (len(mutual_best(apart[0] @ apart[1].T, APART)) / max(1, words / STRETCH)) ** 0.5,
        "sequence": in_order(list(enumerate(cosines.argmax(1).tolist()))),
        "opening": float(cosines[0].max()),
    }


def _unit(vectors: NDArray[np.float32]) -> NDArray[np.float32]:
    scaled: NDArray[np.float32] = vectors / (np.linalg.norm(vectors, axis=1, keepdims=True) + 1e-6)
    return scaled


def both_ways(new: Document, known: Document, found: Overlap) -> tuple[Signals, Signals]:
    """The signals that need no sentence vectors, for the newcomer as the rewrite, and for the known text."""
    mine = content_of(new, found.keep_a, found.shared_a, found)
    theirs = content_of(known, found.keep_b, found.shared_b, found)
    alike = {"adjoining": adjoining(new, known, found)}
    return _without_vectors(new, known, mine, theirs) | alike, _without_vectors(known, new, theirs, mine) | alike


def _without_vectors(new: Document, known: Document, mine: Content, theirs: Content) -> Signals:
    quoted = {"own_quotations": own_quotations(new, known.runs)}
    told = by_content(mine, theirs, new.substance) | by_manner(new.manner, known.manner)
    length = by_length(new, known)
    if not told["shared_facts"] and not any(caseless(doc.text) for doc in (new, known)):
        length["handicap"] += UNNAMED  # all they have in common may be their subject
    return told | quoted | length


def adjoining(new: Document, known: Document, found: Overlap) -> float:
    """Share of the pairs of telling words side by side that both texts have, of the text that has fewer.

    Two reports share names and numbers because both print one statement, and there their words stand as they were; who
    rewrites keeps what is told and exchanges the words around it.
    """
    mine, theirs = (
        (doc.content if keep is doc.body else content(doc.masked(keep), doc.sentence_starts, doc.names)).adjoining
        for doc, keep in ((new, found.keep_a), (known, found.keep_b))
    )
    return len(mine & theirs) / (min(len(mine), len(theirs)) + FEW_ADJOINING)


def content_of(doc: Document, keep: NDArray[np.bool_], shared: NDArray[np.bool_], found: Overlap) -> Content:
    """The content of the compared words; what stands in both word for word, as a notice does, tells of no rewriting.

    It counts among what the text has at all, lest a name in it be taken for missing.
    """
    if keep is doc.body and not found.block:
        return doc.content
    whole = doc.content if keep is doc.body else content(doc.masked(keep), doc.sentence_starts, doc.names)
    if not found.block:
        return whole
    beside = content(doc.masked(keep & ~shared), doc.sentence_starts, doc.names)
    return replace(beside, every=whole.every)


def odds(signals: tuple[Signals, Signals], a: Side, b: Side, words: tuple[int, int]) -> tuple[float, Signals, bool]:
    """Log odds of a rewrite, the signals that give it, and whether the newcomer is the rewrite.

    signals: as `both_ways` gives them; words: how many either text has.
    """
    weights = load(TEXTS)
    mine, theirs = signals[0] | with_vectors(a, b, words[0]), signals[1] | with_vectors(b, a, words[1])
    one, other = weights.odds(mine), weights.odds(theirs) - REVERSED
    return (one, mine, True) if one >= other else (other, theirs, False)


def promising(signals: tuple[Signals, Signals], sentences: int, more: float = 0.0) -> bool:
    """Whether it could be a rewrite if so many sentences said the best they can: else no vectors are made.

    more: log odds that the event's other reports may add.
    """
    best = {"contrast": BEST_CONTRAST, "answers": sentences**0.5, "sequence": 1.0, "opening": LEAST_OPENING}
    weights = load(TEXTS)
    forth, back = (weights.odds(best | each) for each in signals)
    return max(forth, back - REVERSED) + more >= weights.threshold


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
