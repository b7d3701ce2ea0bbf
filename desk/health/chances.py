"""How unlikely what was seen would be if all were as before."""

from __future__ import annotations

from math import comb, exp, lgamma
from statistics import median
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

REGULAR = 1.7  # longest pause against the median: below it the outlet keeps a rhythm
BEYOND = 2.2  # regular outlets: so many times their longest pause, so that one issue may be left out
LEFT_OUT = 0.15  # share of issues that a regular outlet may have left out
NEAR = 0.25  # of the usual pause: so near to whole ones is a pause in which issues were left out
SHORTEST = 3.0  # usual pause below which whole ones say nothing: days are whole anyway
ISSUES = 8  # pauses that show so much
RARE = 1e-4  # chance a pause of an irregular outlet has to be longer by accident; those between bursts have more


def so_many(count: int, of: int, before: int, of_before: int) -> float:
    """Chance of `count` or more of `of`, after `before` of `of_before`: beta-binomial with Jeffreys' prior."""
    a, b = before + 0.5, of_before - before + 0.5
    return min(1.0, sum(_exactly(k, of, a, b) for k in range(count, of + 1)))


def _exactly(k: int, n: int, a: float, b: float) -> float:
    return comb(n, k) * exp(_beta(a + k, b + n - k) - _beta(a, b))


def _beta(a: float, b: float) -> float:
    return lgamma(a) + lgamma(b) - lgamma(a + b)


def so_few(count: int, of: int, before: int, of_before: int) -> float:
    """Chance of `count` or fewer of `of`, after `before` of `of_before`."""
    return 1.0 - so_many(count + 1, of, before, of_before)


def in_tail(count: int, of: int, share: float) -> float:
    """Chance of `count` or more of `of` where each comes with chance `share`."""
    return sum(comb(of, k) * share**k * (1 - share) ** (of - k) for k in range(count, of + 1))


def longest_pause(pauses: Sequence[float]) -> float:
    """The pause that says something is wrong, in the unit of `pauses`; at least five of them are needed.

    Of independent exponential pauses, a next one longer than k times the longest of n has the chance 1 / C(n + k, k):
    k is chosen so that this is RARE. An outlet that keeps a rhythm needs no such distance, nor does one that leaves out
    an issue here and there.
    """
    longest = max(pauses)
    if longest <= REGULAR * median(pauses) or _leaves_out(pauses):
        return BEYOND * longest
    factor = 1.0
    while _longer(len(pauses), factor) > RARE:
        factor += 0.1
    return factor * longest


def _leaves_out(pauses: Sequence[float]) -> bool:
    """Whether every pause is one usual pause or a whole number of them, few of which are missing."""
    usual = median(pauses)
    if usual < SHORTEST or len(pauses) < ISSUES:
        return False
    issues = [max(1, round(pause / usual)) for pause in pauses]
    near = all(abs(pause - of * usual) <= NEAR * usual for pause, of in zip(pauses, issues, strict=True))
    return near and sum(issues) - len(issues) <= LEFT_OUT * sum(issues)


def _longer(count: int, factor: float) -> float:
    return exp(lgamma(count + 1) + lgamma(factor + 1) - lgamma(count + factor + 1))
