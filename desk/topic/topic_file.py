"""Reading topic.yaml: the signals a topic is recognised by, checked, with their terms in one automaton."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from pydantic import BaseModel, ConfigDict, ValidationError, field_validator, model_validator

from desk import yaml_file
from desk.errors import ConfigError
from desk.models import NameKind  # noqa: TC001 - pydantic reads it at run time
from desk.names.spellings import traditional
from desk.text.phrases import Phrase, Spotter, fold, is_cjk

if TYPE_CHECKING:
    from desk.names.gazetteer import Names

BUNDLED = Path(__file__).with_name("topic.yaml")


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class PlaceWeights(_Strict):
    """Points for a phrase by where it stands; a phrase counts once a place."""

    title: float = 0.0
    lead: float = 0.0
    body: float = 0.0


class WhichNames(_Strict):
    """Names of names.yaml that are a signal: of these kinds, and open, closed or both."""

    kinds: tuple[NameKind, ...]
    open: tuple[bool | None, ...] = (True, False, None)


class Built(_Strict):
    """Phrases of two halves of one language, with at most `gap` words between them: an open [Dutch speech] model.

    `either`: the halves may change places. Four Chinese or Japanese characters are one word.
    """

    first: dict[str, tuple[str, ...]]
    then: dict[str, tuple[str, ...]]
    gap: int = 3
    either: bool = False


class Signal(_Strict):
    """One sort of evidence.

    `near`: counts only within so many characters of another signal. `before`: counts only if no word of those signals
    stands earlier: who comes first is the subject.
    """

    id: str
    says: str
    weights: PlaceWeights = PlaceWeights()
    most: float = 100.0  # points it can bring (or cost) in all
    near: tuple[str, ...] = ()
    within: int = 60
    sentence: bool = False  # and in the same sentence
    before: tuple[str, ...] = ()
    terms: dict[str, tuple[str, ...]] = {}
    patterns: tuple[str, ...] = ()
    built: tuple[Built, ...] = ()
    never: tuple[str, ...] = ()  # longer phrases that are something else
    otherwise: dict[str, tuple[str, ...]] = {}  # soon after a term with `near`, or a first half: something else
    names: WhichNames | None = None

    @field_validator("patterns")
    @classmethod
    def _compile(cls, patterns: tuple[str, ...]) -> tuple[str, ...]:
        return _checked(patterns)


def _checked(patterns: tuple[str, ...]) -> tuple[str, ...]:
    for pattern in patterns:
        try:
            re.compile(f"(?:{pattern})")
        except re.error as error:
            raise ValueError(f"{pattern!r} is no regular expression: {error}") from None
    return patterns


class TopicFile(_Strict):
    """The file as a whole."""

    id: str
    title: str
    threshold: float
    spread: float = 1.0
    lead: int = 450  # characters of the text that are its lead
    signals: tuple[Signal, ...]
    facets: dict[str, dict[str, tuple[str, ...]]] = {}

    @model_validator(mode="after")
    def _known(self) -> TopicFile:
        ids = [signal.id for signal in self.signals]
        for signal in self.signals:
            if ids.count(signal.id) > 1:
                raise ValueError(f"the signal {signal.id} stands twice")
            for other in (*signal.near, *signal.before):
                if other not in ids:
                    raise ValueError(f"signal {signal.id} is near {other}, which is no signal")
        return self


@dataclass(frozen=True)
class Topic:
    """A topic ready to judge with. Build with `desk.topic.load`."""

    file: TopicFile
    names: Names

    @cached_property
    def spotter(self) -> Spotter:
        """All terms of all signals and facets; a phrase's value is (sort, owner); sort "" for a `never`."""
        return Spotter([phrase for signal in self.file.signals for phrase in _signal_phrases(signal)] + self._facets())

    def _facets(self) -> list[Phrase]:
        words = [(facet, term) for facet, by in self.file.facets.items() for terms in by.values() for term in terms]
        spelt = {(facet, form) for facet, term in words for form in _spelt(term)}
        return [Phrase(fold(form), ("facet", facet), _capitals(form)) for facet, form in sorted(spelt)]

    @cached_property
    def patterns(self) -> list[tuple[str, re.Pattern[str]]]:
        """Signal id and compiled pattern."""
        return [(signal.id, re.compile(pattern)) for signal in self.file.signals for pattern in signal.patterns]

    @cached_property
    def built(self) -> list[tuple[tuple[str, bool, int], str]]:
        """Signal, either order, gap; and the owner of the two halves' phrases."""
        return [
            ((signal.id, built.either, built.gap), _half(signal, number, language))
            for signal in self.file.signals
            for number, built in enumerate(signal.built)
            for language in built.first
        ]


def _signal_phrases(signal: Signal) -> list[Phrase]:
    phrases = [Phrase(fold(term), ("", signal.id)) for term in signal.never]
    phrases += _phrases(("signal", signal.id), (term for each in signal.terms.values() for term in each))
    phrases += _phrases(("else", signal.id), (term for each in signal.otherwise.values() for term in each))
    for number, built in enumerate(signal.built):
        for sort, half in (("first", built.first), ("then", built.then)):
            for language, terms in half.items():
                phrases += _phrases((sort, _half(signal, number, language)), terms)
    return phrases


def _phrases(value: tuple[str, str], terms: Iterable[str]) -> list[Phrase]:
    return [Phrase(fold(form), value, _capitals(form)) for form in sorted({f for term in terms for f in _spelt(term)})]


def _half(signal: Signal, number: int, language: str) -> str:
    return f"{signal.id}/{number}/{language}"


def _spelt(term: str) -> set[str]:
    """The term with spaces, with hyphens, and in traditional characters."""
    if any(is_cjk(letter) for letter in term):
        return {term, *traditional(term)}
    return {term, term.replace("-", " "), term.replace(" ", "-")}


def _capitals(term: str) -> bool:
    """A term written in capitals (AI, KI, LLM) is meant in capitals only: `ai` is a French verb."""
    return term.isascii() and term.isupper()


def read(path: Path | None = None) -> TopicFile:
    """The topic file, checked; ConfigError names file, field and what to do."""
    path = path or BUNDLED
    given = yaml_file.read(path, "COPYDESK_TOPICS")
    try:
        return TopicFile.model_validate(given)
    except ValidationError as error:
        first = error.errors(include_input=False, include_url=False)[0]
        place = ".".join(str(part) for part in first["loc"])
        raise ConfigError(f"{path}, {place or 'file'}", str(first["msg"]), _remedy(str(place))) from None


def _remedy(place: str) -> str:
    key = place.rsplit(".", 1)[-1]
    known = [
        *TopicFile.model_fields,
        *Signal.model_fields,
        *PlaceWeights.model_fields,
        *WhichNames.model_fields,
        *Built.model_fields,
    ]
    close = difflib.get_close_matches(key, known, 1)
    return f"Did you mean {close[0]}?" if close and close[0] != key else "See the bundled topic.yaml"
