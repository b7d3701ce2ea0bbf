"""React flight data: the rows that `self.__next_f.push([1,"…"])` hands over, with their references to one another."""

from __future__ import annotations

import json
import re
from typing import Any

from sources.extract.state.literal import decode
from sources.extract.state.tokens import NoDataError

MOST_ROWS = 4_000
DEEPEST = 60
_ROW = re.compile(rb"([0-9a-f]{1,8}):([A-Z]*)")
_REFERENCE = re.compile(r"\$[L@]?([0-9a-f]{1,8})((?::[^:]+)*)")
_TEXT_LENGTH = re.compile(rb"([0-9a-f]{1,8}),")


def rows(payload: str) -> list[Any]:
    """The values of all rows, references resolved as far as they can be; what is cut or no row is passed over."""
    found = _raw(payload.encode("utf-8", "replace"))
    resolver = _Resolver(found)
    return [resolver.row(name) for name in found]


def _raw(data: bytes) -> dict[str, Any]:
    found: dict[str, Any] = {}
    at = 0
    while at < len(data) and len(found) < MOST_ROWS:
        begun = _ROW.match(data, at)
        if begun is None:
            at = _line_end(data, at)
            continue
        name, tag, at = begun[1].decode(), begun[2], begun.end()
        if tag == b"T" and (length := _TEXT_LENGTH.match(data, at)):
            end = length.end() + int(length[1], 16)
            found[name] = data[length.end() : end].decode("utf-8", "replace")
            at = end + (data[end : end + 1] == b"\n")
            continue
        end = _line_end(data, at)
        if tag in (b"", b"J"):
            found[name] = _value(data[at:end])
        at = end
    return found


def _line_end(data: bytes, at: int) -> int:
    end = data.find(b"\n", at)
    return len(data) if end < 0 else end + 1


def _value(line: bytes) -> Any:
    text = line.decode("utf-8", "replace")
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        pass
    try:
        return decode(text)[0]  # cut in the middle
    except NoDataError:
        return None


class _Resolver:
    """Puts rows in the place of references to them; a row that comes to itself again is left out there."""

    def __init__(self, raw: dict[str, Any]) -> None:
        self._raw = raw
        self._made: dict[str, Any] = {}
        self._open: set[str] = set()

    def row(self, name: str) -> Any:
        if name in self._made:
            return self._made[name]
        if name in self._open or name not in self._raw or len(self._open) > DEEPEST:
            return None
        self._open.add(name)
        made = self._resolved(self._raw[name], 0)
        self._open.discard(name)
        self._made[name] = made
        return made

    def _resolved(self, value: Any, depth: int) -> Any:
        if isinstance(value, str):
            return self._referred(value) if value[:1] == "$" else value
        if depth > DEEPEST:
            return None
        if isinstance(value, list):
            return [self._resolved(each, depth + 1) for each in value]
        if isinstance(value, dict):
            return {key: self._resolved(each, depth + 1) for key, each in value.items()}
        return value

    def _referred(self, word: str) -> Any:
        found = _REFERENCE.fullmatch(word)
        if found is None:
            return word[1:] if word.startswith("$$") else word
        value = self.row(found[1])
        for step in filter(None, found[2].split(":")):
            if isinstance(value, list) and len(value) == 4 and value[0] == "$" and step == "props":
                value = value[3]
            elif isinstance(value, dict):
                value = value.get(step)
            elif isinstance(value, list) and step.isdecimal() and int(step) < len(value):
                value = value[int(step)]
            else:
                return None
        return value
