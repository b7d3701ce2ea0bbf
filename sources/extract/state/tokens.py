"""The small parts of JavaScript literals: strings, numbers, marks."""

from __future__ import annotations

import json
import re

_ESCAPED = re.compile(r"\\(u[0-9a-fA-F]{4}|u\{[0-9a-fA-F]{1,6}\}|x[0-9a-fA-F]{2}|\r?\n|.)", re.DOTALL)
_PLAIN = {"n": "\n", "t": "\t", "r": "\r", "b": "\b", "f": "\f", "v": "\v", "0": "\0"}


class NoDataError(ValueError):
    """What stands there is code, or nothing; `at` is how far it was read."""

    def __init__(self, at: int) -> None:
        super().__init__(f"no data at {at}")
        self.at = at


def unquoted(token: str) -> str:
    """The text of a JavaScript string with its quotes."""
    return _ESCAPED.sub(_character, token[1:-1])


def _character(match: re.Match[str]) -> str:
    code = match[1]
    if len(code) > 1 and code[0] in "ux":
        number = int(code[1:].strip("{}"), 16)
        return chr(number) if number <= 0x10FFFF else "\ufffd"
    return "" if code.endswith("\n") else _PLAIN.get(code, code)


def whole(pairs: list[tuple[str, str]]) -> str:
    """The list or object, as JSON, that assignments to its places fill."""
    if all(each.isdecimal() for each, _ in pairs):
        return f"[{','.join(value for _, value in pairs)}]"
    return "{" + ",".join(f"{json.dumps(each)}:{value}" for each, value in pairs) + "}"


def sound(token: str) -> bool:
    """Whether a JavaScript string in double quotes is a JSON one as it stands."""
    return "\\" not in token or not re.search(r"""\\(?:[^"\\/bfnrtu]|u(?![0-9a-fA-F]{4}))""", token.replace("\\\\", ""))


def number(word: str) -> str:
    """A JavaScript number as JSON."""
    try:
        return repr(int(word)) if word.lstrip("-").isdecimal() and len(word) < 30 else repr(float(word))
    except ValueError:
        return "null"


def follows(text: str, at: int, mark: str) -> bool:
    """Whether a mark comes next, after white space."""
    return text[at : at + 40].lstrip()[:1] == mark


def past(text: str, at: int, mark: str) -> int:
    """The place behind a mark that must come next."""
    found = text.find(mark, at, at + 40)
    if found < 0 or text[at:found].strip():
        raise NoDataError(at + 1)
    return found + 1
