"""JavaScript literals read as data: what a page's scripts assign, written anew as JSON. Nothing is ever run.

JSON with the liberties that scripts take: bare keys, quotes of any kind, `undefined`, `!0`, trailing commas, comments,
`new Date("…")`, and the wrapper that hands repeated values in as arguments, `(function(a,b){return {…}}("x",1))`.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field
from typing import Any

from sources.extract.state import tokens
from sources.extract.state.tokens import NoDataError

MOST_WRITTEN = 6_000_000  # characters of JSON: names may stand for long texts, and again and again
MOST_WRAPPED = 4  # wrappers within wrappers
_TOKEN = re.compile(
    r"""\s*+(?:
      (?P<string>"(?:[^"\\]++|\\.)*+"|'(?:[^'\\]++|\\.)*+'|`(?:[^`\\$]++|\\.|\$(?!\{))*+`)
    | (?P<note>//[^\n]*+|/\*.*?\*/)
    | (?P<wrapper>\(\s*function\s*\()
    | (?P<mark>[{}\[\](),:])
    | (?P<number>-?(?:\d++(?:\.\d*+)?|\.\d++)(?:[eE][+-]?\d++)?)
    | (?P<flag>![01])
    | (?P<name>[^\W\d][\w$.]*+|\$[\w$.]*+)
    | (?P<open>["'`])
    )""",
    re.VERBOSE | re.DOTALL,
)
_PARAMETERS = re.compile(r"\(\s*function\s*\(([^(){}]*)\)\s*\{")
_FUNCTION = re.compile(r"\s*function\s*[\w$]*\s*\([^(){}]*\)\s*\{")
_ASSIGNED = re.compile(
    r"""\s*;?\s*(?:var\s+)?([A-Za-z_$][\w$]*)(?:\.([A-Za-z_$][\w$]*)|\[(\d+|"[^"\\]*")\])?\s*=(?!=)"""
)
_RETURN = re.compile(r"\s*;?\s*return\b")
_KEY = re.compile(r"\s*:")
_WORDS = {"true": "true", "false": "false", "null": "null"}
_HALF_ESCAPE = re.compile(r"\\[ux]?[0-9a-fA-F{]{0,5}$")
_JSON = json.JSONDecoder(strict=False)


def decode(text: str, at: int = 0) -> tuple[Any, int]:
    """The value that begins at `at`, and where it ends; NoDataError when there is none.

    One that breaks off is read as far as it goes.
    """
    try:
        return _JSON.raw_decode(text, at)
    except RecursionError:
        raise NoDataError(len(text)) from None
    except ValueError:
        pass
    writer = _Writer(text)
    end = writer.value(at)
    try:
        return json.loads("".join(writer.out), strict=False), end
    except (ValueError, RecursionError):
        raise NoDataError(max(end, at + 1)) from None


@dataclass
class _Writer:
    """Writes one value after the other as JSON. `names` are what a wrapper's parameters stand for, as JSON."""

    text: str
    names: dict[str, str] = field(default_factory=dict)
    depth: int = 0
    out: list[str] = field(default_factory=list)
    size: int = 0

    def value(self, at: int) -> int:
        """Write the value at `at`; where it ends."""
        open_: list[str] = []
        while True:
            token = _TOKEN.match(self.text, at)
            if token is None:
                return self._broken_off(open_, at)
            begun, at = at, token.end()
            kind, word = token.lastgroup, token[token.lastgroup or 0]
            if kind == "note":
                continue
            if kind == "mark":
                if word in ",:" and not open_:
                    raise NoDataError(at)
                self._mark(word, open_, at)
            elif kind == "wrapper":
                at = self._wrapped(token.start("wrapper"))
            elif kind == "name" and word in ("new", "void"):
                continue
            elif kind == "name" and word == "function":
                at = self._function(begun)
            elif kind == "open" and word == "`":
                raise NoDataError(at)  # a template is worked out, not read
            elif kind == "open":
                self._unended(self.text[token.start("open") + 1 :])
                return self._broken_off(open_, len(self.text))
            else:
                self._scalar(kind or "", word, at, begun)
            if not open_ and not self._called(at, kind):
                return at

    def _called(self, at: int, kind: str | None) -> bool:
        """Whether a name is one of a function that is called here: `JSON.parse(…)` is its argument in a list."""
        if kind != "name" or not tokens.follows(self.text, at, "("):
            return False
        self._drop()
        return True

    def _mark(self, mark: str, open_: list[str], at: int) -> None:
        if mark in "{[(":
            if mark == "(" and self.out and open_ and self.out[-1] not in ("[", "{", ",", ":"):
                self._drop()  # the name of what is called
            open_.append({"{": "}", "[": "]", "(": "]"}[mark])
            self._write("{" if mark == "{" else "[")
        elif mark in "}])":
            if not open_ or open_.pop() != mark.replace(")", "]"):
                raise NoDataError(at)
            if self.out[-1] == ",":
                self._drop()
            self._write(mark.replace(")", "]"))
        elif mark == "," and self.out[-1] in ("[", ","):
            self._write("null")
            self._write(",")
        else:
            self._write(mark)

    def _scalar(self, kind: str, word: str, at: int, begun: int) -> None:
        if self.out and self.out[-1] not in ("[", "{", ",", ":"):
            raise NoDataError(max(at, begun + 1))
        if kind == "string":
            self._write(word if word[0] == '"' and tokens.sound(word) else json.dumps(tokens.unquoted(word)))
        elif kind == "flag":
            self._write("true" if word == "!0" else "false")
        elif self.out and self.out[-1] in ("{", ",") and _KEY.match(self.text, at):
            self._write(json.dumps(word))
        elif kind == "number":
            self._write(tokens.number(word))
        else:
            self._write(_WORDS.get(word) or self.names.get(word, "null"))

    def _unended(self, rest: str) -> None:
        """A string that breaks off."""
        whole = _HALF_ESCAPE.sub("", rest)
        self._write(json.dumps(tokens.unquoted(f'"{whole}"')))

    def _broken_off(self, open_: list[str], at: int) -> int:
        """Close what is open at the end of the text; NoDataError when code follows instead."""
        if not open_ or self.text[at:].strip() or not self.out:
            raise NoDataError(max(at, 1))
        while self.out[-1] == ",":
            self._drop()
        if self.out[-1] == ":":
            self._write("null")
        elif open_[-1] == "}" and len(self.out) > 1 and self.out[-2] in ("{", ","):
            self._write(":null")
        self._write("".join(reversed(open_)))
        return len(self.text)

    def _wrapped(self, at: int) -> int:
        """Write what a wrapper returns: its body with the arguments put in for the parameters; where it ends."""
        begun = _PARAMETERS.match(self.text, at)
        if begun is None or self.depth >= MOST_WRAPPED:
            raise NoDataError(at + 1)
        parameters = [name.strip() for name in begun[1].split(",") if name.strip()]
        body = begun.end()
        statements = _Writer(self.text, {}, self.depth + 1, [], 0)
        end = statements.skipped(body)
        given, end = self._arguments(end)
        names = self.names | dict(zip(parameters, given, strict=False))
        inner = _Writer(self.text, names, self.depth + 1, [], self.size)
        inner.returned(body)
        for piece in inner.out:
            self._write(piece)
        return end

    def _arguments(self, at: int) -> tuple[list[str], int]:
        """The arguments behind a wrapper's body, each as JSON, and the end of its call."""
        at = tokens.past(self.text, at, ")") if tokens.follows(self.text, at, ")") else at
        at, given = tokens.past(self.text, at, "("), []
        while not tokens.follows(self.text, at, ")"):
            one = _Writer(self.text, self.names, self.depth + 1, [], self.size)
            at = one.value(at)
            given.append("".join(one.out))
            at = tokens.past(self.text, at, ",") if tokens.follows(self.text, at, ",") else at
            if at >= len(self.text):
                break
        at = tokens.past(self.text, at, ")")
        return given, tokens.past(self.text, at, ")") if tokens.follows(self.text, at, ")") else at

    def _function(self, at: int) -> int:
        """A function in the place of a value is none; where it ends."""
        begun = _FUNCTION.match(self.text, at)
        if begun is None or not self.out:
            raise NoDataError(at + 1)
        self._write("null")
        return self.skipped(begun.end())

    def skipped(self, at: int) -> int:
        """Where the body of a function ends that begins at `at`, behind its brace."""
        depth = 1
        while depth:
            token = _TOKEN.match(self.text, at)
            if token is None:
                at += 1
                if at >= len(self.text):
                    raise NoDataError(at)
                continue
            at = token.end()
            depth += {"{": 1, "}": -1}.get(token["mark"] or "", 0)
        return at

    def returned(self, at: int) -> None:
        """Write what a function's body returns, after the assignments that fill its objects."""
        filled: dict[str, list[tuple[str, str]]] = {}
        while found := _ASSIGNED.match(self.text, at):
            one = _Writer(self.text, self.names, self.depth, [], self.size)
            at = one.value(found.end())
            name, key = found[1], found[2] or found[3]
            if key is None:
                self.names[name] = "".join(one.out)
            else:
                filled.setdefault(name, []).append((key.strip('"'), "".join(one.out)))
        self.names |= {name: tokens.whole(pairs) for name, pairs in filled.items()}
        if not (begun := _RETURN.match(self.text, at)):
            raise NoDataError(at + 1)
        self.value(begun.end())

    def _write(self, piece: str) -> None:
        self.size += len(piece)
        if self.size > MOST_WRITTEN:
            raise NoDataError(len(self.text))
        self.out.append(piece)

    def _drop(self) -> None:
        if self.out:
            self.size -= len(self.out.pop())
