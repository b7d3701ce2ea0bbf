"""The CSS selectors a listing may use, as XPath: type, .class, #id, [attribute…], descendant, >, + and ~, commas."""

from __future__ import annotations

import re
from functools import lru_cache

_STEP = re.compile(
    r"""(?P<space>\s*(?P<joint>[>+~,])\s*|\s+)
      | (?P<tag>\*|[a-zA-Z][\w-]*)
      | \#(?P<id>[\w-]+)
      | \.(?P<klass>[\w-]+)
      | \[\s*(?P<name>[\w:-]+)\s*(?:(?P<test>[~|^$*]?=)\s*(?P<value>"[^"]*"|'[^']*'|[^\]\s]+)\s*)?\]
      | (?P<first>:first-child|:last-child)""",
    re.VERBOSE,
)
_JOINTS = {">": "/", "+": "/following-sibling::*[1]/self::", "~": "/following-sibling::", None: "//"}


@lru_cache(maxsize=256)
def xpath(selector: str) -> str:
    """The XPath of a selector, from any node downwards; ValueError names the part that is not understood."""
    text, at = selector.strip(), 0
    paths, steps = [], _Steps()
    while at < len(text):
        found = _STEP.match(text, at)
        if not found:
            raise ValueError(f"the selector is not understood from {text[at : at + 20]!r} on")
        at = found.end()
        if found["joint"] == ",":
            paths.append(steps.path())
            steps = _Steps()
        elif found["space"]:
            steps.join(found["joint"])
        else:
            steps.add(found)
    return " | ".join([*paths, steps.path()])


class _Steps:
    """The parts of one selector between two commas."""

    def __init__(self) -> None:
        self.parts: list[str] = []
        self.joint: str | None = "descendant-or-self::"
        self.tag, self.tests = "", list[str]()

    def join(self, joint: str | None) -> None:
        self._finish()
        self.joint = _JOINTS[joint]

    def add(self, found: re.Match[str]) -> None:
        if found["tag"]:
            if self.tag or self.tests:
                raise ValueError(f"the selector has a tag where none can stand: {found['tag']!r}")
            self.tag = found["tag"].lower()
        else:
            self.tests.append(_test(found))

    def path(self) -> str:
        self._finish()
        return "".join(self.parts)

    def _finish(self) -> None:
        if not self.tag and not self.tests:
            raise ValueError("the selector has an empty part")
        self.parts.append(f"{self.joint}{self.tag or '*'}" + "".join(f"[{test}]" for test in self.tests))
        self.tag, self.tests = "", []


def _test(found: re.Match[str]) -> str:
    if found["id"]:
        return f"@id={_quoted(found['id'])}"
    if found["klass"]:
        return _word("class", found["klass"])
    if found["first"]:
        return "not(preceding-sibling::*)" if found["first"] == ":first-child" else "not(following-sibling::*)"
    name = found["name"].lower()
    if not found["test"]:
        return f"@{name}"
    value = found["value"]
    value = value[1:-1] if value[0] in "\"'" else value
    quoted = _quoted(value)
    return {
        "=": f"@{name}={quoted}",
        "^=": f"starts-with(@{name}, {quoted})",
        "*=": f"contains(@{name}, {quoted})",
        "$=": f"substring(@{name}, string-length(@{name}) - {len(value) - 1})={quoted}",
        "~=": _word(name, value),
        "|=": f"@{name}={quoted} or starts-with(@{name}, {_quoted(value + '-')})",
    }[found["test"]]


def _word(name: str, value: str) -> str:
    return f"contains(concat(' ', normalize-space(@{name}), ' '), {_quoted(f' {value} ')})"


def _quoted(text: str) -> str:
    if "'" in text and '"' in text:
        raise ValueError("the selector mixes both kinds of quotes in one value")
    return f'"{text}"' if "'" in text else f"'{text}'"
