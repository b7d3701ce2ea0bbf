"""The copy verdict against a seed of which only the fingerprint is at hand."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from desk.copies.alignment import Side, side
from desk.copies.direction import directed_to_seed
from desk.copies.lexical import NARRATION, NO_ENCODER, NOTHING, too_short, too_short_for_meaning
from desk.copies.rewriting import model as rewrite
from desk.copies.rewriting.signals import common, with_fingerprint
from desk.copies.semantic import LEAST_COMMON, best, compare
from desk.documents.no_report import LIST, REFUSAL, listed, refused
from desk.documents.sketch import FIVE, SAMPLE, sampled, shingles
from desk.seeds.fingerprints import hash_of
from desk.seeds.sampled_overlap import by_sample
from desk.text.segmentation import Sentence

if TYPE_CHECKING:
    from desk.documents.document import Document
    from desk.models import CopyVerdict
    from desk.seeds.fingerprints import Fingerprint
    from desk.seeds.sampled_overlap import SampledOverlap
    from desk.text.encoder import Encoder

LITTLE_WORDING = 0.10  # containment under which sentences that answer each other are rewritten, not spun
TENTHS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "last")


def judge_seed(new: Document, seed: Fingerprint, encoder: Encoder | None = None) -> CopyVerdict:
    """What the newcomer is to one part of a seed document.

    As `desk.copies.judge`; passages carry the newcomer's side only, with the seed's title and, where
    sentence vectors tell it, the place in the seed. An encoder other than the fingerprint's own
    cannot be used: the verdict says so.
    """
    if seed.identity in (new.identity, *(part.identity for part in new.by_part)):
        whole = new.identity == seed.identity
        verdict = replace(by_sample(new, seed)[0], kind="exact" if whole else "near", score=1.0, rule="=")
        verdict = replace(verdict, why=("the same words in the same order",))
    else:
        verdict = _judge(new, seed, encoder)
    return directed_to_seed(_placed(verdict, seed, encoder), new, seed.facts, seed.sketch.words)


def _judge(new: Document, seed: Fingerprint, encoder: Encoder | None) -> CopyVerdict:
    if min(new.substance, seed.sketch.words) < NOTHING:
        return too_short(new.substance, seed.sketch.words)
    verdict, found = by_sample(new, seed)
    if reason := REFUSAL if refused(new) else LIST if verdict.kind == "none" and listed(new) else "":
        return replace(verdict, kind="none", rule="", why=(reason, *verdict.why))
    usable = encoder is not None and encoder.name == seed.encoder and len(seed.vectors) > 0
    doubtful = verdict.kind == "spun" and verdict.rule == "L" and found.sure < NARRATION
    languages = (new.languages, (seed.language,))
    if verdict.kind != "none" and not (doubtful and usable):
        return verdict
    if too_short_for_meaning(new.substance, seed.sketch.words, *languages):
        return verdict
    if encoder is None or not len(seed.vectors):
        return replace(verdict, why=(*verdict.why, NO_ENCODER))
    if not usable:
        return replace(verdict, why=(*verdict.why, f"the seed's vectors are of encoder {seed.encoder}: build it again"))
    if doubtful:  # few samples: let the sentences say whether it is so
        verdict = replace(verdict, kind="none", rule="", why=(*verdict.why, "the sentences do not bear it out"))
    return _by_meaning(new, seed, found, encoder) or verdict


def _by_meaning(new: Document, seed: Fingerprint, found: SampledOverlap, encoder: Encoder) -> CopyVerdict | None:
    verdicts = []
    for one, language in enumerate(new.languages):
        same = language == seed.language
        a = side(new, one, encoder, new.body, narration=same)
        verdict = compare(a, _side(seed, narration=same), encoder.name, (found.sure, found.shared_three), same=same)
        if same and (verdict is None or found.sure < LITTLE_WORDING):
            verdict = _rewritten(new, one, seed, encoder) or verdict
        verdicts.append(verdict)
    return best(verdicts)


def _side(seed: Fingerprint, *, narration: bool) -> Side:
    """The seed's sentences without their text."""
    count = len(seed.vectors)
    chosen = [at for at in range(count) if not (narration and seed.quoted[at])]
    notes = tuple(_note(seed, at) for at in chosen)
    blanks = tuple(Sentence(0, 0, "", bool(seed.quoted[at])) for at in chosen)
    return Side(blanks, seed.unit_vectors()[chosen], tuple(int(seed.lengths[at]) for at in chosen), notes)


def _note(seed: Fingerprint, at: int) -> str:
    """Title and place in the seed: "Title, third tenth"."""
    title = seed.facts.title or seed.seed_id
    return f"{title}, {TENTHS[min(9, at * 10 // max(1, len(seed.vectors)))]} tenth"


def _rewritten(new: Document, one: int, seed: Fingerprint, encoder: Encoder) -> CopyVerdict | None:
    weights = rewrite.load(rewrite.FINGERPRINTS)
    mine = {hash_of(name): name for name in new.anchors}
    theirs = set(seed.anchors.tolist())
    if encoder.name != weights.encoder or common(set(mine), theirs) < LEAST_COMMON:
        return None
    a, b = side(new, one, encoder, new.body, narration=False), _side(seed, narration=False)
    quoted = new.words.quoted
    runs = sampled(shingles(new.words.hashes[quoted], new.words.single[quoted], FIVE), SAMPLE)
    strange = float((~np.isin(runs, seed.sketch.five)).mean()) * float(quoted.mean()) if len(runs) else 0.0
    signals = with_fingerprint(a, b, set(mine), theirs, strange)
    if (odds := weights.odds(signals)) < weights.threshold:
        return None
    return rewrite.verdict(odds, signals, a, b, [name for key, name in mine.items() if key in theirs])


def _placed(verdict: CopyVerdict, seed: Fingerprint, encoder: Encoder | None) -> CopyVerdict:
    """The verdict with the place in the seed told for each passage, where vectors are at hand."""
    if encoder is None or encoder.name != seed.encoder or not len(seed.vectors):
        return verdict
    seed_vectors = seed.unit_vectors()
    told = []
    for passage in verdict.evidence:
        if "tenth" not in passage.note:
            at = int((seed_vectors @ encoder.encode([passage.a_text[:300]])[0]).argmax())
            passage = replace(passage, note=_note(seed, at))
        told.append(passage)
    return replace(verdict, evidence=tuple(told))
