"""Names in an article: models, labs, companies, people, licences, benchmarks, from names.yaml."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable
from functools import cache, cached_property, partial
from typing import TYPE_CHECKING

from desk.models import Mention
from desk.names.names_file import BUNDLED, Name, read
from desk.names.spellings import COMMON, spellings
from desk.text.phrases import Phrase, Spot, Spotter, fold, longest, lower, shouts

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["Name", "Names", "load"]


_VERSION = re.compile(r"[ -]?[a-z]?\d+(?:\.\d+|b\b|[a-z]\b|\b)")  # 3.1, v2, K2.6


class Names:
    """All names and the one automaton that finds them; built on first use."""

    def __init__(self, entries: Iterable[Name]) -> None:
        self.entries = {entry.id: entry for entry in entries}
        self._last: tuple[str, list[tuple[int, int, Name]]] = ("", [])

    @cached_property
    def _spotter(self) -> Spotter:
        names = self.entries.values()
        nothing = [Phrase(fold(never), ("", False)) for name in names for never in name.never]
        return Spotter([*nothing, *(phrase for name in names for phrase in _phrases(name))])

    @cached_property
    def _families(self) -> dict[str, tuple[str, ...]]:
        """Each id with its ancestors: llama-3-1 with llama."""
        return {name_id: tuple(self._line(name_id)) for name_id in self.entries}

    def _line(self, name_id: str | None) -> Iterable[str]:
        while name_id is not None:
            yield name_id
            name_id = self.entries[name_id].parent

    def sort(self, name: Name) -> Name:
        """The name that says what sort `name` is: its parent where its own openness is not known (Mistral Medium)."""
        return self.entries[name.parent] if name.open is None and name.parent else name

    def spots(self, text: str) -> list[tuple[int, int, Name]]:
        """Where names stand in `text`: start, end (characters), the name; never overlapping.

        The last text's answer is kept: names and every topic ask about the same article in turn.
        """
        if self._last[0] != text:
            self._last = (text, self._spots(text))
        return self._last[1]

    def _spots(self, text: str) -> list[tuple[int, int, Name]]:
        folded = fold(text)
        lowered = lower(folded)
        loud = shouts(text)
        elsewhere = cache(partial(self._elsewhere, lowered=lowered))  # a name may stand there thousands of times
        found = [
            (spot, self._doubtful(spot, lowered, loud, elsewhere)) for spot in self._spotter.all(folded, lowered, loud)
        ]
        known = {
            member for spot, doubt in found if not doubt for member in self._families.get(spot.phrase.value[0], ())
        }
        asked = {spot.phrase.value[0] for spot, doubt in found if doubt}
        backed = {name_id for name_id in asked if name_id in known or self._in_context(name_id, lowered)}
        kept = longest(spot for spot, doubt in found if not doubt or spot.phrase.value[0] in backed)
        return [(s.start, s.end, self.entries[s.phrase.value[0]]) for s in kept if s.phrase.value[0]]

    def _doubtful(self, spot: Spot, lowered: str, loud: bool, elsewhere: Callable[[str], bool]) -> bool:
        """What proves nothing by itself; a version after it does.

        A short form; a single word in an article whose words say that it is something else; a common word in a text
        of capitals.
        """
        name_id, short = spot.phrase.value
        if not name_id:
            return False
        if short or (spot.phrase.text.isalpha() and elsewhere(name_id)):
            versioned = spot.phrase.versioned and _VERSION.match(lowered, spot.end)
            return not versioned
        return loud and spot.phrase.cased and lower(spot.phrase.text) in COMMON

    def _elsewhere(self, name_id: str, lowered: str) -> bool:
        """Whether a word of the text says that the name is something else in it."""
        return any(word in lowered for word in self.entries[name_id].unless)

    def _in_context(self, name_id: str, lowered: str) -> bool:
        """Whether a word of the name's context stands in the text."""
        return any(word in lowered for word in self.entries[name_id].context)

    def find(self, title: str, text: str, language: str | None = None) -> tuple[Mention, ...]:  # noqa: ARG002
        """The names of an article, those of the title first, then by count.

        A version counts for its family too (Llama 3.1 for Llama). All languages' aliases are looked for at once:
        articles quote across languages, so `language` changes nothing so far.
        """
        counts: Counter[str] = Counter()
        titled: set[str] = set()
        for start, _, name in self.spots(f"{title}\n{text}"):
            for member in self._families[name.id]:
                counts[member] += 1
                if start < len(title):
                    titled.add(member)
        mentions = [self._mention(name_id, count, name_id in titled) for name_id, count in counts.items()]
        return tuple(sorted(mentions, key=lambda mention: (not mention.in_title, -mention.count)))

    def _mention(self, name_id: str, count: int, in_title: bool) -> Mention:
        name = self.entries[name_id]
        return Mention(name.id, name.label, name.kind, count, in_title)


def _phrases(name: Name) -> Iterable[Phrase]:
    """What the automaton looks for: value is (id, whether a short form), id "" for a `never`."""
    versioned = name.kind == "model"
    for alias in name.aliases:
        letters = len(alias) >= 3 and alias[-1:].isascii() and alias[-1:].isalpha()
        for spelling in spellings(alias):
            yield Phrase(spelling, (name.id, False), name.case, versioned and letters)
    for short in name.short:
        yield Phrase(fold(short), (name.id, True), True, versioned and short == name.label and len(short) > 2)


_loaded: dict[tuple[tuple[str, float], ...], Names] = {}


def load(path: Path | None = None, extra: Iterable[Path] = ()) -> Names:
    """The names of `path` (the bundled names.yaml when None) with those of the `extra` files laid over them.

    ConfigError names file, line and entry. Files unchanged since the last call are not read again.
    """
    paths = (path or BUNDLED, *extra)
    key = tuple((str(each), each.stat().st_mtime if each.exists() else 0.0) for each in paths)
    if key not in _loaded:
        _loaded[key] = Names(read(paths))
    return _loaded[key]
