"""Data that is written flat, with numbers in the place of values: undone, circles and all.

Two ways of it: devalue's, of Nuxt and SvelteKit (`[{"title":1},"Headline"]`), and turbo-stream's, of Remix and React
Router, whose keys are numbers as well (`[{"_1":2},"title","Headline"]`).
"""

from __future__ import annotations

from typing import Any

MOST = 400_000  # values of one page that are put together
_WRAPPERS = frozenset(("ShallowReactive", "Reactive", "Ref", "ShallowRef", "Date", "Z", "D", "URL", "U", "Object"))


def is_flat(value: Any) -> bool:
    """Whether a value is a table of this kind: a list that begins with a container of numbers into it."""
    if not isinstance(value, list) or len(value) < 2:
        return False
    first = value[0]
    if isinstance(first, dict):
        return bool(first) and all(_points(each, len(value)) for each in first.values())
    return isinstance(first, list) and len(first) > 1 and first[0] in _WRAPPERS and _points(first[1], len(value))


def _points(value: Any, size: int) -> bool:
    return type(value) is int and -8 < value < size


class Table:
    """A flat table, put together as far as it is asked for. Containers that refer to themselves stay circles."""

    def __init__(self, values: list[Any], promises: dict[int, int] | None = None) -> None:
        self._values, self._promises = values, promises or {}
        self._made: dict[int, Any] = {}
        self._todo: list[tuple[Any, Any]] = []

    def root(self, at: int = 0) -> Any:
        """The value at a place of the table, whole."""
        value = self._at(at)
        while self._todo and len(self._made) < MOST:
            made, raw = self._todo.pop()
            if isinstance(made, list):
                made.extend(self._at(each) for each in raw)
            else:
                made.update((self._key(key), self._at(each)) for key, each in raw.items())
        return value

    def _key(self, key: str) -> str:
        if key[:1] == "_" and key[1:].isdecimal():
            named = self._values[int(key[1:])] if int(key[1:]) < len(self._values) else None
            return named if isinstance(named, str) else key
        return key

    def _at(self, at: Any) -> Any:
        for _ in range(8):  # wrappers of wrappers
            if type(at) is not int or not 0 <= at < len(self._values):
                return None
            if at in self._made:
                return self._made[at]
            raw = self._values[at]
            if isinstance(raw, list) and raw and isinstance(raw[0], str):
                inner = raw[1] if len(raw) > 1 else None
                if raw[0] == "P" and type(inner) is int:
                    at = self._promises.get(inner)
                    continue
                if len(raw) == 2 and type(inner) is int:
                    at = inner
                    continue
                return self._listed(at, raw)
            return self._container(at, raw)
        return None

    def _listed(self, at: int, raw: list[Any]) -> Any:
        """A typed value: a Set or Map is the list of its members, of a date there is its text."""
        members = [each for each in raw[1:] if type(each) is int]
        return self._container(at, members) if members else next((x for x in raw[1:] if isinstance(x, str)), None)

    def _container(self, at: int, raw: Any) -> Any:
        if not isinstance(raw, list | dict):
            return raw
        made: Any = [] if isinstance(raw, list) else {}
        self._made[at] = made
        self._todo.append((made, raw))
        return made
