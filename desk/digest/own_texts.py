"""The section on texts of one's own: who printed, translated, cut or reworded them since the last digest."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from desk.digest.line import outlet_name
from desk.digest.phrasing import counted, cut, kind_in_words, listed
from desk.text.sanitise import link, visible

if TYPE_CHECKING:
    from desk.digest.records import TextUse

TITLE, ADDRESS, OUTLETS = 80, 200, 6  # columns of a title; characters of an address that is shown; outlets named
TEXTS = 5  # have a line of their own, the others are counted
_OTHERWISE = {  # what is no reprint, one and several
    "excerpt": ("excerpt", "excerpts"),
    "translation": ("translation", "translations"),
    "spun": ("reworded copy", "reworded copies"),
    "rewrite": ("likely rewrite", "likely rewrites"),
}


def own_texts(uses: Iterable[TextUse]) -> tuple[str, ...]:
    """A line a text: what became of it, in which outlets, its address; a first use is told as one, and first.

    Of many texts the rest is counted, so that they leave the stories their room.
    """
    by_text: dict[tuple[str, str], list[TextUse]] = defaultdict(list)
    for use in uses:
        by_text[use.title, use.url].append(use)
    told = sorted(by_text.items(), key=lambda text: not any(use.is_first for use in text[1]))
    lines = [_line(title, url, some) for (title, url), some in told[:TEXTS]]
    rest = len(told) - TEXTS
    return (*lines, f"{counted(rest, 'more text')} of yours, in the view seed_uses") if rest > 0 else tuple(lines)


def _line(title: str, url: str, uses: Sequence[TextUse]) -> str:
    first = "First use of your text" if any(use.is_first for use in uses) else "Your text"
    named = listed(dict.fromkeys(f"{outlet_name(use.outlet)} ({kind_in_words(use.kind)})" for use in uses), OUTLETS)
    where = link(url) or ""
    told = f"{first} “{cut(visible(title), TITLE)}”: {_summary(uses)}: {named}"
    return f"{told} · {where}" if where and len(where) <= ADDRESS else told


def _summary(uses: Sequence[TextUse]) -> str:
    """ "printed by 3 outlets, 1 translation, 2 excerpts"."""
    printed = {use.outlet for use in uses if use.kind not in _OTHERWISE}
    kinds = Counter(use.kind for use in uses if use.kind in _OTHERWISE)
    told = [f"printed by {counted(len(printed), 'outlet')}"] if printed else []
    return ", ".join([*told, *(counted(number, *_OTHERWISE[kind]) for kind, number in kinds.items())])
