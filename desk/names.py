"""Names in an article: models, labs, companies, people, licences, benchmarks, from names.yaml."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from functools import cached_property
from pathlib import Path

from desk.models import Mention
from desk.namefile import BUNDLED, Name, read
from desk.spotting import Phrase, Spot, Spotter, fold, longest, lower, shouts
from desk.variants import COMMON, spellings

__all__ = ["Name", "Names", "load"]


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
        found = list(self._spotter.all(folded, lowered, any_case=loud))
        sure = {spot.phrase.value[0] for spot in found if not self._doubtful(spot, loud)}
        known = {member for name_id in sure if name_id for member in self._families[name_id]}
        kept = longest(spot for spot in found if not self._doubtful(spot, loud) or self._backed(spot, known, lowered))
        return [(s.start, s.end, self.entries[s.phrase.value[0]]) for s in kept if s.phrase.value[0]]

    def _doubtful(self, spot: Spot, loud: bool) -> bool:
        """A short form, or in a text of capitals a common word, proves nothing by itself."""
        return bool(spot.phrase.value[1]) or (loud and spot.phrase.cased and lower(spot.phrase.text) in COMMON)

    def _backed(self, spot: Spot, known: set[str], lowered: str) -> bool:
        """Whether the full name or a word of its context stands in the text as well."""
        name = self.entries[spot.phrase.value[0]]
        return name.id in known or any(word in lowered for word in name.context)

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
        yield Phrase(fold(short), (name.id, True), True)


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
