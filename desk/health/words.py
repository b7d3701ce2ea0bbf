"""Alarms in words: a line for a channel, a table, the last line of a digest."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

BEGAN: dict[str, str] = {  # "NAME …", as a digest has it
    "broken": "stopped answering",
    "dead": "is gone",
    "html": "has a feed that became a web page",
    "robots": "shut a path by robots.txt",
    "source": "has a source that fails",
    "dormant": "fell silent",
    "yield": "gives pages without text",
    "length": "gives far shorter texts",
    "undated": "gives no dates any more",
    "copies": "copies far more than before",
    "network": "most outlets fail at once",
    "crawl": "crawls are late",
    "digest": "a digest was missing",
}
BLOCKS = "▁▂▃▄▅▆▇█"


def alarm_line(kind: str, name: str, words: str) -> str:
    """One alarm: whom it concerns, what it says, what was seen."""
    what = BEGAN.get(kind, kind)
    return f"{name} {what}: {words}" if name else f"{what}: {words}"


def change(kind: str, name: str, *, began: bool, over: bool) -> str:
    """What changed about an alarm since the digest before, in a few words."""
    said = f"{name} {BEGAN.get(kind, kind)}".strip()
    if began and over:
        return f"{said}, for a while"
    return said if began else f"over: {said}"


def sparkline(counts: Sequence[int]) -> str:
    """A bar for each count, the highest as high as the line; a day without any is a dot."""
    most = max(counts, default=0)
    return "".join(BLOCKS[(count * len(BLOCKS) - 1) // most] if count else "·" for count in counts)
