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

TITLE, OUTLETS = 80, 6  # columns of a title; outlets named
_OTHERWISE = {  # what is no reprint, one and several
    "excerpt": ("excerpt", "excerpts"),
    "translation": ("translation", "translations"),
    "spun": ("reworded copy", "reworded copies"),
    "rewrite": ("likely rewrite", "likely rewrites"),
}


def own_texts(uses: Iterable[TextUse]) -> tuple[str, ...]:
    """A line a text: what became of it, in which outlets, its address; a first use is told as one."""
    by_text: dict[tuple[str, str], list[TextUse]] = defaultdict(list)
    for use in uses:
        by_text[use.title, use.url].append(use)
    return tuple(_line(title, url, some) for (title, url), some in by_text.items())


def _line(title: str, url: str, uses: Sequence[TextUse]) -> str:
    first = "First use of your text" if any(use.is_first for use in uses) else "Your text"
    named = listed(dict.fromkeys(f"{outlet_name(use.outlet)} ({kind_in_words(use.kind)})" for use in uses), OUTLETS)
    where = link(url)
    return f"{first} “{cut(visible(title), TITLE)}”: {_summary(uses)}: {named}" + (f" · {where}" if where else "")


def _summary(uses: Sequence[TextUse]) -> str:
    """ "printed by 3 outlets, 1 translation, 2 excerpts"."""
    printed = {use.outlet for use in uses if use.kind not in _OTHERWISE}
    kinds = Counter(use.kind for use in uses if use.kind in _OTHERWISE)
    told = [f"printed by {counted(len(printed), 'outlet')}"] if printed else []
    return ", ".join([*told, *(counted(number, *_OTHERWISE[kind]) for kind, number in kinds.items())])
