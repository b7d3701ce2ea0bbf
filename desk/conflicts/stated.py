"""A value that a sentence states."""

from __future__ import annotations

from dataclasses import dataclass

MOST_REPORTS = 10  # of a story that are compared, the first ones


@dataclass(frozen=True, slots=True)
class Value:
    """What is stated: `sort` number, price, share, day, date or year; `unit` in a language-neutral form, "" for none.

    amount: in full (41 billion is 4.1e10); a weekday is 0 to 6 from Monday, a date month * 100 + day. digits: how many
    of the amount are written out, the others may be rounded off. shown: as the text has it.
    """

    sort: str
    unit: str
    amount: float
    digits: int
    shown: str
    start: int
    end: int
