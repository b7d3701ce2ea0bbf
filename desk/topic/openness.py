"""What an article says about how open a model is, sentence by sentence, with the sentence as evidence.

After the parts of the Open Source AI Definition 1.0 (Open Source Initiative, 2024): weights, data information,
code. Precision before recall: a sentence counts only if it speaks of one model, states something, and neither
denies, asks, plans nor wonders; a denial counts only where it contests that the model is open.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from desk.models import Mention, OpennessFact
from desk.text.phrases import fold, lower
from desk.text.segmentation import sentences
from desk.topic.openness_patterns import (
    CLAIMED,
    CODE,
    CONTESTED,
    DATA,
    DOUBTFUL,
    LICENSED,
    OPEN_MODEL,
    OTHER_MODEL,
    TRIGGERS,
    WEIGHTS,
)

if TYPE_CHECKING:
    from desk.names.gazetteer import Name, Names

MODEL = "§"  # stands for the model's name in the sentence that is judged
LONGEST = 600  # characters; a longer sentence is a list or a page that lost its stops
MOST = 20  # facts an article
NEAR = 70  # characters between a denial of openness and the model it is about, at most
READ = 100_000  # characters; an article says such things early, and what is longer is no article


def facts(text: str, mentions: Iterable[Mention], names: Names) -> tuple[OpennessFact, ...]:
    """The openness facts of an article, in order, each once; `mentions` are its names (`Names.find`)."""
    if not any(mention.kind == "model" for mention in mentions):
        return ()
    found: dict[tuple[object, ...], OpennessFact] = {}
    for sentence in _promising(text):
        fact = _fact(sentence, names)
        if fact:
            found.setdefault((fact.model, fact.licence, fact.opened, fact.claim), fact)
        if len(found) == MOST:
            break
    return tuple(found.values())


def _promising(text: str) -> Iterable[str]:
    """The sentences of readable length that hold a word of openness."""
    for sentence in sentences(text[:READ]):
        if len(sentence.text) <= LONGEST:
            lowered = lower(fold(sentence.text))
            if any(word in lowered for word in TRIGGERS):
                yield sentence.text


def _fact(sentence: str, names: Names) -> OpennessFact | None:
    spots = names.spots(sentence)
    models = _subjects(sentence, spots)
    if len(models) != 1:
        return None
    model = models[0]
    plain = _plain(sentence, spots, model)
    claim = _claim(plain)
    if claim is None:
        return None
    licence = _licence(plain, spots) if claim != "contested" else None
    opened = _opened(plain) if claim != "contested" else ()
    family = any(name.id == model.parent for _, _, name in spots)  # named apart: openness may be the family's
    if claim == "contested" or licence or opened or (OPEN_MODEL.search(plain) and not family):
        return OpennessFact(_written(sentence, spots, model), licence, opened, claim, sentence.strip())
    return None


def _subjects(sentence: str, spots: Sequence[tuple[int, int, Name]]) -> list[Name]:
    """The models it may speak of: without those it only compares with or builds on; versions before families."""
    stood = [
        name
        for start, _, name in spots
        if name.kind == "model" and not OTHER_MODEL.search(sentence[max(0, start - 40) : start])
    ]
    named = {name.id: name for name in stood}
    grown = {name.id: name for name in named.values() if not any(child.parent == name.id for child in named.values())}
    return list(grown.values())


def _plain(sentence: str, spots: Sequence[tuple[int, int, Name]], model: Name) -> str:
    """The folded sentence with the model's name (and its family's) as one sign, so that patterns can point to it."""
    family = {model.id, model.parent}
    folded, plain, done = fold(sentence), [], 0
    for start, end, name in spots:
        if name.id in family or (name.kind == "model" and name.parent == model.parent and name.parent):
            plain += [folded[done:start], MODEL]
            done = end
    return "".join([*plain, folded[done:]])


def _written(sentence: str, spots: Sequence[tuple[int, int, Name]], model: Name) -> str:
    """The label, or what stands there if that is more precise: GLM-5.2 for an entry GLM-5."""
    written = next(sentence[start:end] for start, end, name in spots if name.id == model.id)
    longer = len(written) > len(model.label) and lower(written).startswith(lower(model.label))
    return written if longer else model.label


def _claim(plain: str) -> str | None:
    """contested, claimed or stated; None where nothing is stated at all."""
    if plain.rstrip('"”’» ').endswith(("?", "？")):
        return None
    contested = CONTESTED.search(plain)
    if contested and MODEL in plain[max(0, contested.start() - NEAR) : contested.end() + NEAR]:
        return "contested"
    if DOUBTFUL.search(plain):
        return None
    return "claimed" if CLAIMED.search(plain) else "stated"


def _licence(plain: str, spots: Sequence[tuple[int, int, Name]]) -> str | None:
    """The one licence the sentence puts the model under."""
    licences = list(dict.fromkeys(name.label for _, _, name in spots if name.kind == "licence"))
    return licences[0] if len(licences) == 1 and LICENSED.search(plain) else None


def _opened(plain: str) -> tuple[str, ...]:
    parts = (("weights", WEIGHTS), ("data", DATA), ("code", CODE))
    return tuple(part for part, pattern in parts if pattern.search(plain))


__all__ = ["facts"]
