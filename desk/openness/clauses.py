"""A sentence taken apart into clauses, each with the models it speaks of."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from desk.openness.joints import (
    ADDED,
    ANAPHOR,
    ASIDE,
    FORMER,
    INSERTION_END,
    LATTER,
    LEADING,
    MODELS_OWN,
    ONE_OF_THE_OPEN,
    OTHER_MODEL,
    PLURAL,
    SPLIT,
    TOGETHER,
    TRIED,
)
from desk.openness.signs import SPEAKER
from desk.openness.wording import HEADS, MODEL_NOUN, L, M

_MODEL, _LICENCE, _SPEAKER = re.compile(M), re.compile(L), re.compile(f"[{SPEAKER}]")
_DAY_AT_END = re.compile(
    r" (?:on|in|last|this|am|en|le|im) (?:\w+ )?\w+$|(?:today|yesterday|heute|gestern|(?:lun|mar|mercre|jeu|vendre)di)$"
)
_MODEL_NOUN = re.compile(f"(?:{MODEL_NOUN})$", re.IGNORECASE)
STARTS = 12  # characters before a clause's subject: "The new …"
OTHER = "∗"  # stands for a model that is only compared with or built on


@dataclass(frozen=True, slots=True)
class Clause:
    """A marked clause; the signs of the models it is about; `fresh`: what was said before it does not reach into it."""

    text: str
    models: tuple[str, ...]
    fresh: bool


def clauses(sentence: str, antecedent: tuple[str, ...]) -> Iterator[Clause]:
    """The clauses of a marked sentence, in order, their pronouns resolved.

    antecedent: the models that `it` or `they` may be at its beginning.
    """
    known, first, before, pair = antecedent, True, "", antecedent
    for piece, fresh in _pieces(ASIDE.sub(" ", sentence)):
        if not first and not fresh and ADDED.match(piece):
            known = _told_more_of(before, known)
        for stretch in _by_licence(_without_others(piece)):
            text, models = _resolved(stretch, _meant(stretch, pair) or known, first)
            yield Clause(text, models, fresh)
            known, fresh, first = models or _subject(stretch, known, first), False, False
            pair = known if len(known) > 1 else pair
        before = piece if _MODEL.match(piece.rstrip()[-1:]) else text


def _meant(clause: str, pair: tuple[str, ...]) -> tuple[str, ...]:
    """The one of a pair that a clause calls the former or the latter."""
    if FORMER.search(clause):
        return pair[:1]
    return pair[-1:] if LATTER.search(clause) else ()


def _told_more_of(before: str, known: tuple[str, ...]) -> tuple[str, ...]:
    """What a relative clause or an apposition belongs to: the model at the end of the clause before it, or nothing."""
    ending = _DAY_AT_END.sub("", before.rstrip(" ,\"'"))
    if _MODEL.match(ending[-1:]):
        return known if ending[-1] in known else (ending[-1],)
    return known if _MODEL_NOUN.search(ending) else ()


def _others_own(piece: str, pronoun: re.Match[str]) -> bool:
    """Whether `its` may be the company's: one stands before it, and what it owns is not a model's alone."""
    return bool(_SPEAKER.search(piece[: pronoun.start()])) and not MODELS_OWN.match(piece[pronoun.end() :])


def _subject(clause: str, known: tuple[str, ...], first: bool) -> tuple[str, ...]:
    """What the clauses behind one without models of its own are about."""
    named = _MODEL.search(clause)
    if named:  # several, of which the first is the subject where the clause begins with it
        return (named.group(),) if named.start() <= STARTS else ()
    return () if first and not ANAPHOR.search(clause) else known


def topic(sentence: str, antecedent: tuple[str, ...]) -> tuple[str, ...]:
    """What `it` is in the sentence after this marked one: its one model, or those it names together."""
    plain = _without_others(ASIDE.sub(" ", sentence), tried=True)
    named = tuple(dict.fromkeys(_MODEL.findall(plain)))
    if not named:
        head = HEADS.search(plain)
        return () if head and head.lastgroup == "software" else antecedent
    together = TOGETHER.search(plain)
    if len(named) == 1 or (together and set(_MODEL.findall(together.group())) == set(named)):
        return named
    return ()


def _pieces(sentence: str) -> Iterator[tuple[str, bool]]:
    """The sentence cut at its conjunctions; True where the one before contrasts with it."""
    start, fresh = 0, True
    leading = LEADING.match(sentence)
    if leading:
        yield sentence[: leading.end() - 1], True
        start = leading.end()
    for cut in SPLIT.finditer(sentence, start):
        yield from _without_insertion(sentence[start : cut.start()], fresh)
        start, fresh = cut.end(), bool(cut["strong"])
    yield from _without_insertion(sentence[start:], fresh)


def _without_insertion(piece: str, fresh: bool) -> Iterator[tuple[str, bool]]:
    """A piece that begins as a relative clause or an apposition ends at its comma; behind it the sentence goes on."""
    end = INSERTION_END.search(piece) if ADDED.match(piece) else None
    if end:
        yield piece[: end.start()], fresh
        piece, fresh = piece[end.end() :], False
    if piece.strip():
        yield piece, fresh


def _by_licence(piece: str) -> Iterable[str]:
    """A piece with several models, not named together, is cut behind each licence."""
    group = TOGETHER.search(piece)
    if group is None or set(_MODEL.findall(group.group())) == set(_MODEL.findall(piece)):
        return [piece]
    ends = [match.end() for match in _LICENCE.finditer(piece) if match.end() < len(piece)]
    return [piece[start:end] for start, end in zip([0, *ends], [*ends, len(piece)], strict=True)]


def _without_others(piece: str, tried: bool = False) -> str:
    """The piece with another sign for the models that are only compared with or built on; tried: or tried."""
    pieces, done = [], 0
    for match in _MODEL.finditer(piece):
        before = piece[max(0, match.start() - 60) : match.start()]
        spoken_of = ONE_OF_THE_OPEN.search(before) or (tried and TRIED.search(before))
        if OTHER_MODEL.search(before) and not spoken_of:
            pieces += [piece[done : match.start()], OTHER]
            done = match.end()
    return "".join([*pieces, piece[done:]])


def _resolved(piece: str, known: tuple[str, ...], first: bool) -> tuple[str, tuple[str, ...]]:
    """The piece with its models: its own, those its pronoun stands for, or those the clause before spoke of."""
    named = tuple(dict.fromkeys(_MODEL.findall(piece)))
    if named:
        group = TOGETHER.search(piece)
        assert group is not None
        together = tuple(dict.fromkeys(_MODEL.findall(group.group())))
        return piece, together if set(together) == set(named) else ()
    pronoun = ANAPHOR.search(piece)
    if not known or (first and not pronoun):
        return piece, ()
    if len(known) > 1 and first and not PLURAL.search(piece):
        return piece, ()
    subject = " and ".join(known)
    if pronoun and pronoun["owner"] and first and _others_own(piece, pronoun):
        return piece, ()
    if pronoun is None:
        return f"{subject} {piece.lstrip()}", known
    owned = "'s" if pronoun["owner"] or pronoun["the"] else ""
    return f"{piece[: pronoun.start()]}{subject}{owned} {piece[pronoun.end() :].lstrip()}", known
