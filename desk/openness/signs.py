"""Text with a sign in the place of each name, so that a pattern can point at a model, a licence, a speaker.

A sign is one character of Unicode's private use area; its block tells what sort of name it stands for.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from desk.openness.licences import Span, changed, unlisted
from desk.text.phrases import VERSION_TAIL, fold, lower

if TYPE_CHECKING:
    from desk.names.gazetteer import Name

MODEL, LICENCE, SPEAKER, THING = (
    f"{chr(start)}-{chr(start + 0xFF)}" for start in (0xE000, 0xE100, 0xE200, 0xE300)
)  # classes of a regular expression
_BLOCK = {
    "model": 0xE000, "licence": 0xE100, "lab": 0xE200, "company": 0xE200, "organisation": 0xE200, "person": 0xE200,
    "regulator": 0xE200, "product": 0xE300, "benchmark": 0xE300,
}  # fmt: skip
_HUBS = frozenset({"hugging-face", "modelscope", "github"})  # where models are fetched from
HUB = "⌂"
NEAR = 25  # characters between a family and the member that is meant
DEFINITION = "osaid"  # a yardstick, and under no model
_ANY = re.compile("[\ue000-\uf8ff]")


@dataclass(frozen=True, slots=True)
class Model:
    """A model as the text writes it, with its entry."""

    written: str
    name: Name


@dataclass(slots=True)
class Signs:
    """The signs of one article: the same name, written the same way, has the same one throughout."""

    labels: dict[str, str] = field(default_factory=dict)
    models: dict[str, Model] = field(default_factory=dict)
    _given: dict[tuple[int, str, str], str] = field(default_factory=dict)
    _used: dict[int, int] = field(default_factory=dict)

    def marked(self, text: str, spots: Sequence[tuple[int, int, Name]]) -> str:
        """The folded text with its names as signs. spots: start and end in `text`, the name; in order, none overlap."""
        folded = _ANY.sub(" ", fold(text))
        pieces, done = [], 0
        for start, end, sign in sorted(self._all(text, folded, spots)):
            pieces += [folded[done:start], sign]
            done = end
        return "".join([*pieces, folded[done:]])

    def _all(self, text: str, folded: str, spots: Sequence[tuple[int, int, Name]]) -> Iterable[tuple[int, int, str]]:
        apart = [(span.start, span.end) for span in changed(folded)]
        listed = [
            (start, end)
            for start, end, name in spots
            if name.kind == "licence" and not _touches(Span(start, end, ""), apart)
        ]
        others = [span for span in unlisted(folded) if not _touches(span, listed)]
        for span in others:
            yield span.start, span.end, self._sign(0xE100, span.label, span.label)
        for start, end, name in _without_families(text, spots):
            if not _touches(Span(start, end, ""), [(span.start, span.end) for span in others]):
                end = _end(folded, end, name)
                yield start, end, self._named(text[start:end], name)

    def _named(self, written: str, name: Name) -> str:
        if name.id in _HUBS:
            self.labels[HUB] = name.label
            return HUB
        if name.id == DEFINITION:
            return "definition"
        block = _BLOCK[name.kind]
        shown = _shown(written, name) if block == 0xE000 else name.label
        sign = self._sign(block, name.id, shown)
        if block == 0xE000:
            self.models[sign] = Model(shown, name)
        return sign

    def _sign(self, block: int, key: str, label: str) -> str:
        sign = self._given.get((block, key, label))
        if sign is None:
            number = self._used[block] = self._used.get(block, -1) + 1
            sign = chr(block + min(number, 0xFF))  # an article that names more is a list
            self._given[block, key, label] = sign
            self.labels[sign] = label
        return sign


def _end(folded: str, end: int, name: Name) -> int:
    """Where a model's name ends, the version that follows it at once counted in: Heron-9B where only Heron is known."""
    tail = VERSION_TAIL.match(lower(folded), end) if name.kind == "model" else None
    return tail.end() if tail else end


def _without_families(text: str, spots: Sequence[tuple[int, int, Name]]) -> Iterable[tuple[int, int, Name]]:
    """Without a family named just before its member: Qwen in `Qwen's new model Qwen3-Next`."""
    for at, (start, end, name) in enumerate(spots):
        behind = spots[at + 1] if at + 1 < len(spots) else None
        meant = behind is not None and name.kind == "model" and behind[2].parent == name.id
        if not (behind and meant and behind[0] - end <= NEAR and "," not in text[end : behind[0]]):
            yield start, end, name


def _shown(written: str, name: Name) -> str:
    """The label, or what stands there if it is a version of it: GLM-5.2 for GLM-5, Command A for Command R."""
    if _bare(written) == _bare(name.label) or not written.isascii():
        return name.label
    version = any(letter.isdigit() for letter in written)
    return written if version or _first_word(written) == _first_word(name.label) else name.label


def _bare(label: str) -> str:
    """Only letters and digits, without the v of v2."""
    return re.sub(r"v(?=\d)|[^a-z0-9]", "", lower(fold(label)))


def _first_word(label: str) -> str:
    return re.split(r"[ -]", lower(fold(label)), maxsplit=1)[0]


def _touches(span: Span, others: Iterable[tuple[int, int]]) -> bool:
    return any(start < span.end and span.start < end for start, end in others)
