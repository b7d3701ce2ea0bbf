"""What an article says about how open its models are, sentence by sentence, with the sentence as evidence.

After the parts of the Open Source AI Definition 1.0 (Open Source Initiative, 2024): weights, data information, code.
Precision before recall: a clause counts only if it is clear which model it speaks of and it neither denies, asks,
plans nor wonders; a denial counts only where it contests that the model is open.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from desk.models import OpennessFact
from desk.openness.clauses import Clause, clauses, topic
from desk.openness.doubts import CONDITION, CONTESTED, DOUBTED, DOUBTFUL, PLANNED
from desk.openness.joints import ECHO
from desk.openness.licences import SORTS, telling
from desk.openness.signs import Signs
from desk.openness.speakers import Speech, closing, speech
from desk.openness.wording import (
    ATTRIBUTE,
    DOWNLOAD,
    FETCHED,
    FOR_PARTS,
    GOVERNS,
    HEADS,
    MODELS_CODE,
    MODELS_DATA,
    NO_CODE,
    NOT_THE_MODEL,
    OPEN_MODEL,
    OPEN_WEIGHT,
    OPENING,
    PARTS_LICENCE,
    SOFT_NAMED,
    TRIGGERS,
    WEIGHTS,
    WITH_WEIGHTS,
    L,
    any_of,
)
from desk.text.phrases import fold, lower
from desk.text.segmentation import sentences

if TYPE_CHECKING:
    from desk.names.gazetteer import Name, Names
    from desk.text.segmentation import Sentence

LONGEST = 600  # characters; a longer sentence is a list or a page that lost its stops
MOST = 20  # facts an article
READ = 100_000  # characters; an article says such things early, and what is longer is no article
PARTS = (("weights", any_of(WEIGHTS)), ("data", MODELS_DATA), ("code", MODELS_CODE))
_STANDS = re.compile(r"\b(?:is|are|was|were|ist|sind|steht|stehen|est|sont)\b", re.IGNORECASE)
_LICENCE, _SOFT_NAMED = re.compile(L), re.compile(SOFT_NAMED, re.IGNORECASE)


_Reading = tuple[str | None, str | None, set[str]]  # contested or None, the licence, what is open


@dataclass(slots=True)
class _Said:
    """What the clauses of one sentence say of one model in one voice."""

    licence: str | None
    opened: set[str]


def facts(title: str, text: str, names: Names) -> tuple[OpennessFact, ...]:
    """The openness facts of an article, in order, each once; its title counts as a paragraph of its own."""
    whole = f"{title}\n{text}"  # as `Names.find` reads it: what it found there is not looked for again
    spots = names.spots(whole)
    if not any(name.kind == "model" for _, _, name in spots):
        return ()
    signs, found = Signs(), dict[tuple[object, ...], OpennessFact]()
    for sentence, marked, antecedent in _promising(whole, spots, signs):
        for fact in _facts(sentence, marked, antecedent, signs):
            found.setdefault((fact.model, fact.licence, fact.opened, fact.claim, fact.said_by), fact)
        if len(found) >= MOST:
            break
    return tuple(found.values())[:MOST]


def _promising(
    whole: str, spots: Sequence[tuple[int, int, Name]], signs: Signs
) -> Iterator[tuple[str, str, tuple[str, ...]]]:
    """The sentences that hold a word of openness: as written, marked, and what `it` means at their beginning."""
    at = 0
    for paragraph in _paragraphs(whole[:READ]):
        antecedent: tuple[str, ...] = ()
        if not _hopeful(whole[paragraph[0].start : paragraph[-1].end]):
            continue
        for sentence in paragraph:
            while at < len(spots) and spots[at][1] <= sentence.start:
                at += 1
            inside = []
            for start, end, name in spots[at:]:
                if start >= sentence.end:
                    break
                inside.append((max(0, start - sentence.start), end - sentence.start, name))
            marked = signs.marked(sentence.text, inside)
            if len(sentence.text) <= LONGEST and _hopeful(sentence.text):
                yield sentence.text, marked, antecedent
            antecedent = topic(marked, antecedent)


def _paragraphs(whole: str) -> Iterator[list[Sentence]]:
    """The sentences, a line at a time."""
    line: list[Sentence] = []
    for sentence in sentences(whole):
        if line and "\n" in whole[line[-1].end : sentence.start]:
            yield line
            line = []
        line.append(sentence)
    if line:
        yield line


def _hopeful(text: str) -> bool:
    lowered = lower(fold(text))
    return any(word in lowered for word in TRIGGERS)


def _facts(sentence: str, marked: str, antecedent: tuple[str, ...], signs: Signs) -> Iterator[OpennessFact]:
    if marked.rstrip("\"'”») ").endswith("?"):
        return
    said: dict[tuple[str, str, str | None], _Said] = {}
    before: _Reading = (None, None, set())
    thought = False
    for clause, voice in _voiced(list(clauses(marked, antecedent)), signs):
        supposed = CONDITION.search(clause.text) and not DOUBTED.search(clause.text)
        thought = bool(supposed) or (thought and not clause.fresh)
        if thought or not clause.models:
            continue
        claim, licence, opened = before = before if ECHO.match(clause.text) else _read(clause.text, signs)
        for sign in clause.models:
            if claim == "contested" or licence or opened:
                told = claim or ("stated" if voice is None else "claimed")
                key = (sign, told, voice.who if voice else None)
                known = said.setdefault(key, _Said(None, set()))
                known.licence = telling(known.licence, licence)
                known.opened |= opened
    for (sign, claim, who), each in said.items():
        if claim != "contested" and each.opened == {"model"} and (sign, "contested", who) in said:
            continue  # "open in name, says the foundation, and in truth not"
        parts = tuple(part for part, _ in PARTS if part in each.opened) or tuple(each.opened)
        model = signs.models[sign]
        yield OpennessFact(model.written, each.licence, parts, claim, sentence.strip(), who, model.name.id)


def _voiced(found: Sequence[Clause], signs: Signs) -> Iterable[tuple[Clause, Speech | None]]:
    """Each clause with whose words it gives: its own speaker, one that reaches into it, or one named at the end."""
    own = [speech(clause.text, signs.labels) for clause in found]
    last = own[-1] if own and closing(found[-1].text) else None
    voice: Speech | None = None
    for clause, heard in zip(found, own, strict=True):
        voice = heard or (None if clause.fresh else voice)
        yield clause, voice or last


def _read(text: str, signs: Signs) -> _Reading:
    """What a clause says of its models."""
    if CONTESTED.search(text) and not PLANNED.search(text):
        return "contested", None, set()
    if DOUBTFUL.search(text):
        return None, None, set()
    text = _SOFT_NAMED.sub(" ", text)
    head = next((match.lastgroup for match in HEADS.finditer(text)), None)
    if head == "software":
        return None, None, set()
    return None, _licence(text, signs), _opened(text)


def _licence(text: str, signs: Signs) -> str | None:
    """The one licence that the clause puts its model under; that of its code or data alone is none of it."""
    under: str | None = None
    several, start = False, 0
    for match in _LICENCE.finditer(text):
        before, behind = text[start : match.start()], text[match.end() :]
        heads = [head.lastgroup for head in HEADS.finditer(before)]
        parts_only = bool(heads) and heads[0] in ("data", "code") and "weights" not in heads
        parts_only |= bool(PARTS_LICENCE.search(before) and not WITH_WEIGHTS.search(before)) or bool(
            FOR_PARTS.match(behind)
        )
        others = (
            bool(_STANDS.search(before)) and "model" not in heads and "noun" not in heads and "weights" not in heads
        )
        if (GOVERNS.search(text[: match.start()]) or ATTRIBUTE.search(behind)) and not parts_only and not others:
            told = signs.labels[match.group()]
            several |= under is not None and told != under and {told, under}.isdisjoint(SORTS)
            under = telling(under, told)
        start = match.end()
    return None if several else under


def _opened(text: str) -> set[str]:
    opened = {"weights"} if OPEN_WEIGHT.search(text) else set()
    if OPENING.search(text):
        plain = NO_CODE.sub(" ", text)
        opened |= {part for part, pattern in PARTS if pattern.search(plain)}
    if not opened and DOWNLOAD.search(text) and not NOT_THE_MODEL.search(text):
        opened.add("weights")
    if FETCHED.search(text):
        opened.add("weights")
    if not opened and OPEN_MODEL.search(text):
        opened.add("model")
    return opened
