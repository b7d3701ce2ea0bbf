"""Reports of one story against each other: which values one states differently than another, with their sentences.

Two values are of one thing when they have one unit and their sentences are about the same: what both say, weighted by
how rare it is, must be most of the shorter one. A value that stands anywhere in the other report, or is that value
rounded, differs from nothing there.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING, NamedTuple

from desk.conflicts.stated import MOST_REPORTS
from desk.conflicts.units import CURRENCIES, UNITS
from desk.conflicts.values import values
from desk.text.segmentation import sentences
from desk.text.terms import parts_of, weight, words

if TYPE_CHECKING:
    from desk.conflicts.stated import Value

ALIKE = 0.55  # share of the shorter sentence, by weight, that both must have
DATED = 0.75  # the same where days and dates are compared
BESIDE = 0.4  # the same where they have another value in common and the unit is a known one
ONLY = 0.33  # the same where it is the only value of a known unit in both reports
ACROSS = 2.0  # weight of names and numbers that both must have where the languages are others
KNOWN_UNITS = {*UNITS.values(), *CURRENCIES.values(), "percent", "weekday", "date", "month"}
LEAST, SAME = 1.5, 0.9  # weight of what both have, at least, unless the sentences are nearly the same
SETS, FACTOR = {"parameter", "token"}, 20  # units of which one value in common makes a set; how far the others may be
SLIP = 0.005  # of an amount: less is how it was converted
MOST_STATEMENTS = 120  # of a report


class Report(NamedTuple):
    """An independent report: its id, language and text; licences as (model, licence, sentence)."""

    id: int
    language: str
    text: str
    licences: Sequence[tuple[str, str, str]] = ()


class Statement(NamedTuple):
    """A value with the sentence it stands in, and what that sentence is about: its terms, and its other values."""

    report: int
    language: str
    sentence: str
    value: Value
    terms: frozenset[str]
    beside: frozenset[float]


@dataclass(frozen=True, slots=True)
class Conflict:
    """What independent reports state differently: `what` in words, a statement a side as (report, value, sentence)."""

    what: str
    sides: tuple[tuple[int, str, str], ...]


def conflicts(reports: Sequence[Report]) -> list[Conflict]:
    """What these independent reports of one story state differently."""
    told = {one.id: statements(one) for one in reports[:MOST_REPORTS]}
    pairs = [pair for a, b in combinations(told, 2) for pair in differing(told[a], told[b])]
    found = list(_grouped(pairs))
    seen = {(side[0], side[1][:3].upper()) for one in found if one.what == "licence" for side in one.sides}
    by_model = [one for one in _licences(reports) if not {(side[0], side[1][:3].upper()) for side in one.sides} <= seen]
    return found + by_model


def statements(report: Report) -> list[Statement]:
    """The values a report states."""
    found: list[Statement] = []
    for sentence in sentences(report.text, report.language):
        here = values(sentence.text)
        if not here:
            continue
        terms = _terms(sentence.text, here)
        amounts = frozenset(value.amount for value in here)
        found += [
            Statement(report.id, report.language, sentence.text, one, terms, amounts - {one.amount}) for one in here
        ]
    return found[:MOST_STATEMENTS]


def _terms(sentence: str, here: Sequence[Value]) -> frozenset[str]:
    spans = [(value.start, value.end) for value in here]
    return frozenset(
        term
        for word, at in words(sentence)
        if not any(start <= at < end for start, end in spans)
        for term in parts_of(word)
    )


def differing(one: Sequence[Statement], other: Sequence[Statement]) -> list[tuple[Statement, Statement]]:
    """Pairs of statements on one thing with values that cannot both be right, the likeliest pairs first."""
    mine, theirs = _alone(one, other), _alone(other, one)
    by_unit: dict[tuple[str, str], list[Statement]] = defaultdict(list)
    for statement in theirs:
        by_unit[_thing(statement)].append(statement)
    numbers = Counter(map(_thing, one)) + Counter(map(_thing, other))
    left = Counter(map(_thing, mine)) + Counter(map(_thing, theirs))
    scored = [
        (
            likeness(a, b, only=numbers[_thing(a)] == len((a, b))) or _last_of_a_set(a, b, numbers, left),
            -abs(_place(a) - _place(b)),
            a,
            b,
        )
        for a in mine
        for b in by_unit[_thing(a)]
    ]
    found: list[tuple[Statement, Statement]] = []
    used: set[int] = set()
    for alike, _, a, b in sorted(scored, key=lambda each: each[:2], reverse=True):
        if alike > 0 and not used & {id(a), id(b)}:
            used |= {id(a), id(b)}
            found.append((a, b))
    return found


def _last_of_a_set(
    a: Statement, b: Statement, numbers: Counter[tuple[str, str]], left: Counter[tuple[str, str]]
) -> float:
    """Two sets of values of one known unit of which all but one agree: sizes of a model, sums of a round."""
    thing = _thing(a)
    agreed = (numbers[thing] - left[thing]) // 2
    if left[thing] != len((a, b)) or a.value.unit not in KNOWN_UNITS or a.value.sort not in ("number", "price"):
        return 0.0
    near = max(a.value.amount, b.value.amount) <= FACTOR * min(a.value.amount, b.value.amount)
    return 0.1 if near and agreed >= (1 if a.value.unit in SETS else 2) else 0.0


def _thing(statement: Statement) -> tuple[str, str]:
    """What may be compared: sort and unit; licences with licences, whatever their names."""
    value = statement.value
    return value.sort, "" if value.sort == "licence" else value.unit


def _alone(mine: Sequence[Statement], theirs: Sequence[Statement]) -> list[Statement]:
    """Statements whose value does not stand in the other report."""
    there: dict[tuple[str, str], list[Value]] = defaultdict(list)
    for statement in theirs:
        there[_thing(statement)].append(statement.value)
    return [one for one in mine if not any(agree(one.value, value) for value in there[_thing(one)])]


def agree(a: Value, b: Value) -> bool:
    """Whether one is the other, converted or rounded: 6 trillion agrees with 6.2 trillion, 41 billion not with 43."""
    if a.sort in ("licence", "version"):
        return a.unit == b.unit and (a.shown == b.shown or not {a.shown[-1], b.shown[-1]} <= set("0123456789"))
    if a.sort in ("day", "date", "month", "year", "ordinal"):
        return a.amount == b.amount
    high, low = max(a.amount, b.amount), min(a.amount, b.amount)
    if high - low <= SLIP * high:
        return True
    rough, fine = sorted((a, b), key=lambda value: value.digits)
    return (
        rough.digits < fine.digits and f"{fine.amount:.{rough.digits - 1}e}" == f"{rough.amount:.{rough.digits - 1}e}"
    )


def likeness(a: Statement, b: Statement, *, only: bool = False) -> float:
    """How much two sentences are about one thing, 0 where too little; `only`: the one value of its unit in both."""
    shared = sum(weight(term) for term in a.terms & b.terms)
    beside, known = len(a.beside & b.beside), a.value.unit in KNOWN_UNITS
    if a.language != b.language:
        return shared + beside if known and shared + beside >= ACROSS else 0.0
    least = min(sum(map(weight, a.terms)), sum(map(weight, b.terms)))
    alike = (shared + beside) / max(least + beside, 1e-9)
    asked = ONLY if known and only else BESIDE if known and beside else ALIKE
    if a.value.sort in ("day", "date", "month"):  # a story has many days
        asked = DATED
    return alike if alike >= SAME or (alike >= asked and shared + beside >= LEAST) else 0.0


def _place(statement: Statement) -> float:
    """Where in its sentence the value stands, 0 to 1."""
    return statement.value.start / max(1, len(statement.sentence))


def _grouped(pairs: Iterable[tuple[Statement, Statement]]) -> Iterator[Conflict]:
    """Pairs that share a statement are one conflict."""
    groups: list[dict[int, Statement]] = []
    for pair in pairs:
        joined = {id(one): one for one in pair}
        apart = []
        for group in groups:
            if group.keys() & joined.keys():
                joined |= group
            else:
                apart.append(group)
        groups = [*apart, joined]
    for group in groups:
        first = next(iter(group.values())).value
        yield Conflict(_what(first), tuple((one.report, one.value.shown, one.sentence) for one in group.values()))


def _what(value: Value) -> str:
    if value.sort in ("day", "date", "month", "year", "licence", "version", "ordinal"):
        return value.sort
    named = {"share": "share in percent", "price": f"sum in {value.unit}s"}
    return named.get(value.sort, f"number of {value.unit}s" if value.unit in KNOWN_UNITS else "number")


def _licences(reports: Sequence[Report]) -> Iterator[Conflict]:
    """Models that reports say to be under licences that differ; who names several takes no side."""
    told: dict[str, dict[int, tuple[str, str]]] = defaultdict(dict)
    named: dict[str, str] = {}
    for report in reports[:MOST_REPORTS]:
        by_model: dict[str, dict[str, str]] = defaultdict(dict)
        for model, licence, sentence in report.licences:
            by_model[model.casefold()].setdefault(licence, sentence)
            named.setdefault(model.casefold(), model)
        for model, found in by_model.items():
            if len(found) == 1:
                told[model][report.id] = next(iter(found.items()))
    for model, sides in told.items():
        if len({licence for licence, _ in sides.values()}) > 1:
            yield Conflict(f"licence of {named[model]}", tuple((one, *said) for one, said in sides.items()))
