"""Paragraphs out of data: rich text of whatever editor, lists of blocks, trees of elements, HTML in strings."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

from desk.text.scripts import DENSE, weight
from sources.extract.state import vocabulary

DEEPEST = 48
MOST_STEPS = 400_000  # values of one page that are looked at


_SENTENCE_END = re.compile(r"""[.!?…。！？:;][\"'”’»」』)）]*\s*$""")
_GOES_ON = re.compile(r"\s|[a-zа-яà-öø-ÿ,.;:!?)\]”’»，。、]")
_HTML = re.compile(r"<(?:p|br|div|h[1-6]|li|ul|ol|a|b|i|em|strong|blockquote|span|figure|img)\b[^<>]*>", re.IGNORECASE)
_ENDED = re.compile(r"</p>|<br\s*/?>|\n", re.IGNORECASE)
_CODE = re.compile(r"\bfunction\s*\(|\bvar \w+\s*=|=>\s*\{|\{\s*[\w-]+\s*:[^{}]*;\s*\}|^\s*[{\[]\s*[\"{\[]")
_DENSE = re.compile(f"[{DENSE}]")
_NO_WORDS = re.compile(r"\s*(?:https?://\S+|[\w.-]+|#[\da-fA-F]+|\{.*)\s*", re.DOTALL)


@dataclass
class Reader:
    """Reads one page's data. `entities` are what references of a normalised cache (`__ref`) point to."""

    entities: dict[str, Any] = field(default_factory=dict)
    steps: int = 0
    _read: dict[int, list[str]] = field(default_factory=dict)
    _open: set[int] = field(default_factory=set)
    _kept: list[Any] = field(default_factory=list)  # so that no id is given twice

    def paragraphs(self, value: Any, depth: int = 0) -> list[str]:
        """The stretches of text of a list or object in their order, HTML as it stands; memoised."""
        self.steps += 1
        if depth > DEEPEST or self.steps > MOST_STEPS or id(value) in self._open:
            return []
        if id(value) in self._read:
            return self._read[id(value)]
        self._open.add(id(value))
        found = self._listed(value, depth) if isinstance(value, list) else self._object(value, depth)
        self._open.discard(id(value))
        self._read[id(value)] = found
        self._kept.append(value)
        return found

    def resolved(self, value: dict[str, Any]) -> Any:
        """What a reference of a normalised cache points to; the value itself when it is none."""
        name = value.get("__ref") or (value.get("id") if value.get("type") == "id" else None)
        return self.entities.get(name, value) if isinstance(name, str) else value

    def _listed(self, value: list[Any], depth: int) -> list[str]:
        if is_element(value):
            return self._element(value, depth)
        if is_markup(value):
            return self._markup(value, depth)
        pieces: list[list[str]] = []
        for each in value:
            if isinstance(each, str):
                told = [each] if each.strip() else [" "] if each else []
            else:
                told = self.paragraphs(each, depth + 1) if isinstance(each, list | dict) else []
            if told:
                pieces.append(told)
        if runs_on(pieces):
            return _joined(pieces)
        return [line for told in pieces for line in told if line.strip() and not machine(line)]

    def _element(self, value: list[Any], depth: int) -> list[str]:
        """A React element: `["$", "p", null, {"children": …}]`."""
        tag, props = str(value[1]).lower(), value[3]
        if tag in vocabulary.NOT_TEXT or not isinstance(props, dict) or hidden(props):
            return []
        inner = props.get("dangerouslySetInnerHTML")
        given = inner.get("__html") if isinstance(inner, dict) else props.get("children")
        if given is None and tag[:1] == "$":
            return self._object(props, depth)
        if tag[:1] == "$":
            return self._object(props, depth)
        found = [given] if isinstance(given, str) else self.paragraphs(given, depth + 1) if given is not None else []
        return _joined([found]) if tag in vocabulary.INLINE | vocabulary.PARAGRAPHS else found

    def _markup(self, value: list[Any], depth: int) -> list[str]:
        """An element in JsonML: `["p", {"class": …}, "text", ["em", …]]`."""
        tag = value[0]
        if set(tag.split("-")) & vocabulary.NOT_TEXT:
            return []
        if tag == "br":
            return ["\n"]
        children = [each for each in value[1:] if not isinstance(each, dict)]
        found = self.paragraphs(children, depth + 1)
        return _joined([[line] for line in found]) if tag in vocabulary.INLINE | vocabulary.PARAGRAPHS else found

    def _object(self, value: Any, depth: int) -> list[str]:
        if not isinstance(value, dict):
            return []
        meant = self.resolved(value)
        if meant is not value:
            return self.paragraphs(meant, depth + 1) if isinstance(meant, list | dict) else []
        kinds = vocabulary.kinds_of(value)
        if (
            kinds & vocabulary.NOT_TEXT
            or hidden(value)
            or (depth and not kinds & vocabulary.INLINE and is_article(value))
        ):
            return []
        told: list[list[str]] = []
        for key, each in value.items():
            key_words = vocabulary.named(key) if isinstance(key, str) else frozenset()
            if key_words & vocabulary.ASIDE and not (
                kinds & vocabulary.PARAGRAPHS and key_words & {"title", "headline", "label"}
            ):
                continue
            found = self._field(key_words, each, depth)
            if found:
                told.append(found)
        whole = _once(told)
        return (
            _joined([[line] for line in whole])
            if kinds & vocabulary.PARAGRAPHS and runs_on([[x] for x in whole])
            else whole
        )

    def _field(self, key: frozenset[str], each: Any, depth: int) -> list[str]:
        if isinstance(each, str):
            return [each] if each.strip() and (key & vocabulary.TEXT or is_told(each)) and not machine(each) else []
        return self.paragraphs(each, depth + 1) if isinstance(each, list | dict) else []


def is_article(value: dict[str, Any]) -> bool:
    """Whether an object is an article, or the teaser of one: it has a title and an address of its own."""
    titled = addressed = False
    for key, each in value.items():
        if isinstance(key, str) and isinstance(each, str) and len(each) >= 8:
            called = vocabulary.named(key)
            titled = titled or bool(called & vocabulary.TITLES)
            addressed = addressed or bool(called & vocabulary.ADDRESSED)
    return titled and addressed


def is_element(value: list[Any]) -> bool:
    """Whether a list is a React element in flight data."""
    return len(value) == 4 and value[0] == "$" and isinstance(value[1], str)


def is_markup(value: list[Any]) -> bool:
    """Whether a list is an element in JsonML: `["p", "text"]`, `["inline-embed", {"type": …}]`."""
    tag = value[0] if value else None
    if not isinstance(tag, str) or not _TAG_NAME.fullmatch(tag):
        return False
    return tag in vocabulary.MARKUP or (len(value) > 1 and isinstance(value[1], dict))


_TAG_NAME = re.compile(r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*")


def hidden(value: dict[str, Any]) -> bool:
    """Whether an element is not shown."""
    shown = str(value.get("className") or "")
    return value.get("hidden") is True or value.get("aria-hidden") in (True, "true") or "sr-only" in shown


def is_told(text: str) -> bool:
    """Whether a string can be a stretch of an article."""
    return weight(text[:400]) >= 60 and (bool(_HTML.search(text)) or (" " in text and bool(_SENTENCE_END.search(text))))


def machine(text: str) -> bool:
    """Whether a string is an address, a code or data."""
    if _CODE.search(text[:400]):
        return True
    return bool(_NO_WORDS.fullmatch(text)) and not _DENSE.search(text[:200])


def runs_on(pieces: list[list[str]]) -> bool:
    """Whether stretches are parts of one line and not paragraphs: most go on where the one before breaks off."""
    if len(pieces) < 2 or any(len(each) > 1 for each in pieces):
        return False
    flat = [each[0] for each in pieces]
    if any(_ENDED.search(each) for each in flat):
        return False
    seams = [bool(a[-1:].isspace() or _GOES_ON.match(b)) for a, b in pairwise(flat)]
    return sum(seams) * 2 >= len(seams)


def _joined(pieces: list[list[str]]) -> list[str]:
    line = "".join(piece for told in pieces for piece in told)
    return [line] if line.strip() else []


def _once(told: list[list[str]]) -> list[str]:
    """The texts of an object's fields, without one that says what another says; of two the one in more paragraphs."""
    if len(told) < 2:
        return told[0] if told else []
    bare = [["".join(line.split()) for line in lines] for lines in told]
    whole = ["".join(lines) for lines in bare]
    order = sorted(range(len(told)), key=lambda at: (len(told[at]), len(whole[at])), reverse=True)
    kept: list[int] = []
    for at in order:
        if not any(_said(at, other, bare, whole) for other in kept):
            kept.append(at)
    return [line for at in sorted(kept) for line in told[at]]


def _said(at: int, other: int, bare: list[list[str]], whole: list[str]) -> bool:
    """Whether the text at one place says nothing that the other's does not."""
    if whole[at] in whole[other]:
        return True
    shared = sum(len(line) for line in bare[at] if line in whole[other])
    shared = max(shared, sum(len(line) for line in bare[other] if line in whole[at]))
    return shared >= 0.8 * len(whole[at])
