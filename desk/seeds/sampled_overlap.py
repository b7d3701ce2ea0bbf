"""Shared wording with a seed of which only the fingerprint is at hand.

The rules are those of kinds.py, read from samples: the containment of sampled hashes estimates that
of all, and runs of found samples tell a verbatim stretch from a reworded one.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from desk.copies.confidence import surely
from desk.copies.evidence import LONGEST, MOST, SHORTEST
from desk.copies.lexical import RUN, too_short, wording_rule
from desk.copies.overlap import containment
from desk.documents.sketch import FIVE, SAMPLE, THREE, sampled, shingles
from desk.models import CopyVerdict, Passage

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from desk.documents.document import Document
    from desk.models import CopyKind
    from desk.seeds.fingerprints import Fingerprint

STEADY = 0.72  # below it found and exchanged shingles alternate, as a spinner leaves them
WHOLE = 0.7  # containment of 3-shingles from which a text is found as a whole; a dropped word costs three


@dataclass(frozen=True, slots=True, eq=False)
class SampledOverlap:
    """Shared wording as samples tell it.

    `three`, `five`: containment as in Overlap, counts scaled up; `sure`: the lower end of `three`;
    `of_new`, `of_seed`: share of each text's narration found in the other; `steady`: how often a
    found shingle is followed by a found one, near 1 in verbatim stretches; `longest`: words in the
    longest unbroken run of found shingles; `hits`: bool, the words where a found shingle starts;
    `asked`: bool, those where any sampled shingle starts; `words`: how many words were compared.
    """

    three: float
    sure: float
    shared_three: int
    five: float
    shared_five: int
    of_new: float
    of_seed: float
    steady: float
    longest: int
    hits: NDArray[np.bool_]
    asked: NDArray[np.bool_]
    words: int


def sampled_overlap(new: Document, seed: Fingerprint) -> SampledOverlap:
    """Compare the newcomer's parts in the seed's language (all, if none is) with the fingerprint."""
    scope = _scope(new, seed.language)
    told = np.flatnonzero(scope & ~new.words.quoted)
    three = shingles(new.words.hashes[told], new.words.single[told], THREE)
    five = shingles(new.words.hashes[scope], new.words.single[scope], FIVE)
    mine_three, mine_five = (sampled(np.unique(hashes), SAMPLE) for hashes in (three, five))
    share_three, shared_three = containment(mine_three, seed.sketch.three)
    share_five, shared_five = containment(mine_five, seed.sketch.five)
    asked, hits = np.zeros(len(new.words), bool), np.zeros(len(new.words), bool)
    places = np.flatnonzero(three < np.uint64(2**64 // SAMPLE))
    found = np.isin(three[places], seed.sketch.three)
    asked[told[places]] = True
    hits[told[places[found]]] = True
    sure = surely(share_three, min(len(mine_three), len(seed.sketch.three)))
    steady = float((found[1:] & found[:-1]).sum() / max(1, found[:-1].sum()))
    return SampledOverlap(
        share_three, sure, shared_three * SAMPLE, share_five, shared_five * SAMPLE,
        shared_three / max(1, len(mine_three)), shared_three / max(1, len(seed.sketch.three)),
        steady, _longest(found) * SAMPLE, hits, asked, int(scope.sum()),
    )  # fmt: skip


def _scope(new: Document, language: str) -> NDArray[np.bool_]:
    """Prose words of the parts in that language; of all parts if none is."""
    spans = [(start, start + len(part.text)) for start, part in zip(new.starts, new.parts, strict=True)]
    mask = np.zeros(len(new.words), bool)
    for (start, end), spoken in zip(spans, new.languages, strict=True):
        if spoken == language or language not in new.languages:
            mask |= (new.words.starts >= start) & (new.words.starts < end)
    return mask & new.body if (mask & new.body).any() else mask


def _longest(found: NDArray[np.bool_]) -> int:
    """Length of the longest unbroken run of True."""
    edges = np.flatnonzero(np.diff(np.concatenate(([0], found.astype(np.int8), [0]))))
    return int((edges[1::2] - edges[::2]).max(initial=0))


def by_sample(new: Document, seed: Fingerprint) -> tuple[CopyVerdict, SampledOverlap]:
    """The verdict that shared wording gives, and the overlap it rests on."""
    found = sampled_overlap(new, seed)
    rule = _rule(new, seed, found)
    if rule == "short":
        return too_short(new.substance, seed.sketch.words), found
    why = (
        f"about {found.three:.0%} of the narration and {found.five:.0%} of all wording of the shorter text are shared",
    )
    verdict = CopyVerdict("none", found.three, "", False, found.of_new, found.of_seed, (), why)
    if rule:
        passages = places(new, seed, found)
        kind = "none" if rule == "R" else _kind(found)
        score = max(found.three, found.five)
        verdict = replace(verdict, kind=kind, score=score, rule=rule, shared_passage=True, evidence=passages)
    return verdict, found


def _rule(new: Document, seed: Fingerprint, found: SampledOverlap) -> str:
    shortest = min(new.substance, seed.sketch.words)
    return wording_rule(found, shortest) or ("R" if found.longest >= RUN + SAMPLE else "")


def _kind(found: SampledOverlap) -> CopyKind:
    if found.steady < STEADY:
        return "spun"
    return "near" if min(found.of_new, found.of_seed) >= WHOLE else "excerpt"


def places(new: Document, seed: Fingerprint, found: SampledOverlap) -> tuple[Passage, ...]:
    """Stretches of the newcomer's sentences that the seed has, longest first; the seed's side stays empty."""
    stretches: list[tuple[int, int]] = []
    for first, last, _ in new.spans:
        asked, hits = int(found.asked[first:last].sum()), int(found.hits[first:last].sum())
        if not hits or hits * 3 < asked:
            continue
        if stretches and not found.asked[stretches[-1][1] : first].any():
            stretches[-1] = (stretches[-1][0], last)
        else:
            stretches.append((first, last))
    ranked = sorted(stretches, key=lambda span: span[0] - span[1])[:MOST]
    return tuple(_place(new, seed, found, first, last) for first, last in ranked if last - first >= SHORTEST)


def _place(new: Document, seed: Fingerprint, found: SampledOverlap, first: int, last: int) -> Passage:
    start, end = int(new.words.starts[first]), int(new.words.ends[last - 1])
    end = min(end, int(new.words.ends[np.searchsorted(new.words.ends, start + LONGEST, side="right") - 1]))
    share = found.hits[first:last].sum() / max(1, found.asked[first:last].sum())
    note = seed.facts.title or seed.seed_id
    return Passage(start, end, new.text[start:end], 0, 0, "", round(float(share), 3), note)
