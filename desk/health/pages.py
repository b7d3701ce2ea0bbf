"""Pages and texts that are not what they were: the newest ones against all that came before them."""

from __future__ import annotations

from datetime import timedelta
from statistics import median
from typing import TYPE_CHECKING, NamedTuple

from desk.health.chances import in_tail, so_few, so_many
from desk.health.records import Alarm
from desk.health.silence import EPOCH

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from desk.health.records import AlarmKind, OutletSeen, Over

MOST = 30  # newest ones that are looked at
HALF = 0.5
WELL = 3  # newest ones that show its end
ODD = 0.01  # chance that so few of the newest have it while it lasts
SHORT = 0.5  # of the usual length
LOW = 0.1  # share of texts below the lower tenth, by its definition
UNLIKELY_SHORT = 1.01e-5  # five of five
LEAST_TEXTS = 5
BASE_TEXTS = 20


class Rule(NamedTuple):
    """What a count must be: so unlikely, so many at the least, before that so many; on how many days; which share."""

    chance: float
    least: int
    base: int
    days: int
    words: str
    share: float = HALF  # of the newest ones that a trouble must have


RULES: dict[AlarmKind, Rule] = {
    "yield": Rule(2e-5, 4, 10, 2, "{count} of its last {of} pages gave no article (before: {before} of {base})"),
    "robots": Rule(  # it may shut one path of several
        1e-3, 2, 10, 1, "robots.txt forbids {count} of its last {of} addresses (before: {before} of {base})", 0.2
    ),
    "undated": Rule(2e-5, 4, 20, 2, "{count} of its last {of} articles have no date (before: {before} of {base})"),
    "copies": Rule(1e-6, 6, 20, 2, "{count} of its last {of} articles are copies (before: {before} of {base})"),
}


class Count(NamedTuple):
    """Of a day: so many of so many."""

    day: int
    bad: int
    of: int


def pages(outlet: OutletSeen, opened: dict[AlarmKind, Alarm]) -> Iterator[Alarm]:
    """Every trouble that stands with what the outlet's pages give; `opened`: those told already, by kind."""
    days = outlet.days
    tried = [day.stored + day.unread + day.shut for day in days]
    counts: dict[AlarmKind, list[Count]] = {
        "yield": [Count(day.day, day.unread, day.stored + day.unread) for day in days],
        "robots": [Count(day.day, day.shut, of) for day, of in zip(days, tried, strict=True)],
        "copies": [Count(day.day, day.copies, day.stored) for day in days],
        "undated": [Count(text.day, int(text.undated), 1) for text in outlet.texts],
    }
    earlier = {"undated": (outlet.before.undated, outlet.before.count)}
    for kind, rule in RULES.items():
        own = _unspoilt(counts[kind], [each for each in outlet.over if each.kind == kind])
        found = _counted(kind, outlet.id, rule, own, earlier.get(kind, (0, 0)), opened.get(kind))
        if found:
            yield found
    if shorter := length(outlet, opened.get("length")):
        yield shorter


def _unspoilt(counts: Sequence[Count], over: Sequence[Over]) -> list[Count]:
    """Without what was told already: days of an alarm that ended are neither new nor usual.

    Where the outlet stayed as it was told, the days before it are no longer usual.
    """
    kept = list(counts)
    for each in over:
        kept = [c for c in kept if (c.day >= each.first if each.settled else not each.first <= c.day <= each.last)]
    return kept


def _counted(
    kind: AlarmKind, outlet_id: str, rule: Rule, counts: Sequence[Count], earlier: tuple[int, int], opened: Alarm | None
) -> Alarm | None:
    if opened:
        return None if _is_well(counts, opened) else opened
    if _newest_well(counts):
        return None  # it is over already: what is left of it among the newest is no new trouble
    before = sum(each.bad for each in counts) + earlier[0]
    base = sum(each.of for each in counts) + earlier[1]
    count, of, days = 0, 0, set[int]()
    for each in reversed(counts):
        count, of, before, base = count + each.bad, of + each.of, before - each.bad, base - each.of
        days |= {each.day} if each.bad else set()
        if of > MOST and of > each.of:
            break
        if count < rule.least or len(days) < rule.days or base < rule.base or count < rule.share * of:
            continue
        if count / of > 2 * before / base and so_many(count, of, before, base) < rule.chance:
            told = rule.words.format(count=count, of=of, before=before, base=base)
            figures = {"count": count, "of": of, "before": before, "base": base}
            return Alarm(kind, outlet_id, "", EPOCH + timedelta(days=min(days)), told, figures)
    return None


def _is_well(counts: Sequence[Count], opened: Alarm) -> bool:
    """Whether the newest ones, from the day after it was told on, are as they were, and that is no accident."""
    assert opened.opened_at is not None
    told, figures = (opened.opened_at - EPOCH).days, opened.figures
    fresh = [each for each in counts if each.day > told]
    usual = figures["before"] / figures["base"]
    bad, tried = int(figures["count"]), int(figures["of"])
    bad, tried = bad + sum(each.bad for each in fresh), tried + sum(each.of for each in fresh)
    count = of = 0
    for each in reversed(fresh):
        count, of = count + each.bad, of + each.of
        bad, tried = bad - each.bad, tried - each.of  # while it lasted
        if of >= WELL and count <= max(2 * usual, HALF / 2) * of and so_few(count, of, bad, tried) < ODD:
            return True
    return False


def _newest_well(counts: Sequence[Count]) -> bool:
    """Whether no more than a quarter of the newest three or more have it."""
    count = of = 0
    for each in reversed(counts):
        count, of = count + each.bad, of + each.of
        if of >= WELL:
            return count <= HALF / 2 * of
    return False


def length(outlet: OutletSeen, opened: Alarm | None) -> Alarm | None:
    """The alarm, if the newest texts are nearly all below the lower tenth of those before, and half as long."""
    texts, before = outlet.texts, outlet.before
    if opened:
        assert opened.opened_at is not None
        fresh = [text.words for text in texts if text.day > (opened.opened_at - EPOCH).days]
        return None if _is_long(fresh, opened.figures) else opened
    if before.count < BASE_TEXTS or median([text.words for text in texts[-WELL:]] or [0]) >= SHORT * before.usual:
        return None
    for number in range(LEAST_TEXTS, len(texts) + 1):
        newest = texts[-number:]
        short = sum(text.words < before.low for text in newest)
        middle = median(text.words for text in newest)
        if len({text.day for text in newest}) < 2 or middle >= SHORT * before.usual:
            continue
        if in_tail(short, number, LOW) < UNLIKELY_SHORT:
            words = f"its last {number} texts have {middle:.0f} words in the middle (before: {before.usual:.0f})"
            since = EPOCH + timedelta(days=newest[0].day)
            figures = {"usual": before.usual, "low": before.low, "count": short, "of": number}
            return Alarm("length", outlet.id, "", since, words, figures)
    return None


def _is_long(fresh: Sequence[int], figures: Mapping[str, float]) -> bool:
    """Whether the newest of these texts are as long as usual, and too many to be so by accident."""
    bad, tried = int(figures.get("count", LEAST_TEXTS)), int(figures.get("of", LEAST_TEXTS))
    for number in range(WELL, len(fresh) + 1):
        newest = fresh[-number:]
        short = sum(words < figures["low"] for words in newest)
        if median(newest) >= SHORT * figures["usual"] and so_few(short, number, bad, tried) < ODD:
            return True
    return False
