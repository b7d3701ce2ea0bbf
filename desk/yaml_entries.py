"""A YAML list that a person wrote as nodes that know their lines, and every complaint with file, line and field."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import yaml

from desk import yaml_file
from desk.errors import ConfigError

if TYPE_CHECKING:
    from pydantic import ValidationError

_NODE_KINDS = {yaml.MappingNode: "a mapping", yaml.SequenceNode: "a list", yaml.ScalarNode: "a single value"}


@dataclass(frozen=True, slots=True)
class Wording:
    """What the entries of a list are called in complaints: outlet, outlets, known by their id; who explains them."""

    one: str
    many: str
    key: str
    guide: str
    choice: str = "one of them"  # "'feeed' is not a kind of source"

    @property
    def a(self) -> str:
        """ "an outlet", "a channel"."""
        return f"{'an' if self.one[0] in 'aeiou' else 'a'} {self.one}"


class _Loader(yaml_file.SAFE):  # type: ignore[misc]
    """YAML 1.2 in this one point: `no` and `on` are words (Norwegian is a language), only true and false are not."""


_Loader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if tag != "tag:yaml.org,2002:bool" or first in "tTfF"]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


def entry_nodes(text: str, name: str, words: Wording, *, may_be_empty: bool = False) -> list[yaml.Node]:
    """The nodes of the list, or of the list under the one key `words.many`; `name` is what complaints call the file."""
    try:
        root = yaml.compose(text, Loader=_Loader)
    except yaml.YAMLError as error:
        raise yaml_file.complaint(error, text, name) from None
    if isinstance(root, yaml.MappingNode) and [key.value for key, _ in root.value] == [words.many]:
        root = root.value[0][1]
    if may_be_empty and (root is None or not root.value):
        return []
    if not isinstance(root, yaml.SequenceNode) or not root.value:
        what = _NODE_KINDS[type(root)] if root is not None else "empty"
        raise ConfigError(f"{name}:1", f"should be a list of {words.many} and is {what}", f"See {words.guide}")
    return list(root.value)


def values_of(node: yaml.Node, name: str, words: Wording) -> dict[str, Any]:
    """The mapping of one entry as plain values; ConfigError if it is none, or a key stands twice in it."""
    if not isinstance(node, yaml.MappingNode):
        problem = f"{words.a} should be a mapping and is {_NODE_KINDS[type(node)]}"
        raise ConfigError(f"{name}:{line_of(node)}", problem, f"Begin it with `- {words.key}: …`")
    _refuse_double_keys(node, name, words)
    try:
        values: dict[str, Any] = _Loader("").construct_document(node)
    except (yaml.YAMLError, ValueError, OverflowError, RecursionError) as error:  # a tag of its own, a 40th of May
        problem = f"holds a value that cannot be read: {getattr(error, 'problem', None) or str(error)[:120]}"
        raise ConfigError(f"{name}:{line_of(node)}", problem, "Put the value in quotes") from None
    return values


def _refuse_double_keys(node: yaml.MappingNode, name: str, words: Wording) -> None:
    seen: set[str] = set()
    for key, _ in node.value:
        if str(key.value) in seen:
            problem = f"{key.value!r} stands twice in one {words.one}"
            raise ConfigError(f"{name}:{line_of(key)}", problem, "Remove one of them")
        seen.add(str(key.value))


def refuse_double_ids(found: Iterable[tuple[str, yaml.Node]], name: str, words: Wording) -> None:
    """ConfigError if an id stands twice in one file, with both lines."""
    lines: dict[str, int] = {}
    for entry_id, node in found:
        if entry_id in lines:
            problem = f"{words.one} {words.key} {entry_id!r} stands on line {lines[entry_id]} already"
            raise ConfigError(f"{name}:{line_of(node)}", problem, "Rename or remove one of the two")
        lines[entry_id] = line_of(node)


def complaint(
    error: ValidationError,
    node: yaml.Node,
    values: dict[str, Any],
    name: str,
    known: Mapping[str, Iterable[str]],
    words: Wording,
) -> ConfigError:
    """The first complaint in words, the others counted. `known` holds the keys of an entry ("") and of lists in it."""
    every = error.errors(include_url=False)
    every = [one for one in every if one["type"] != "too_short"] or every  # said of a list whose entries are wrong, too
    first = min(every, key=lambda one: one["type"] != "extra_forbidden")  # a misspelt key explains a missing one
    loc = [part for part in first["loc"] if isinstance(part, int | str)]
    field = ".".join(str(part) for part in loc)
    entry = values.get(words.key) or values.get("name") or f"without {words.key}"
    where = f"{name}:{line_of(_find(node, loc))}: {words.one} {entry}"
    problem, remedy = _words(first, loc, known, words)
    more = f" (and {len(every) - 1} more)" if len(every) > 1 else ""
    return ConfigError(f"{where}, field {field}" if field else where, problem + more, remedy)


def _words(first: Any, loc: list[int | str], known: Mapping[str, Iterable[str]], words: Wording) -> tuple[str, str]:
    kind = str(first["type"])
    if kind == "extra_forbidden":
        keys = list(known.get(str(loc[0]), known[""]))
        near = difflib.get_close_matches(str(loc[-1]), keys, 1, 0.6)
        return "is not a known key", f"Did you mean {near[0]!r}?" if near else "Known keys: " + ", ".join(keys)
    if kind == "too_short":
        return "is empty", "Give it at least one entry"
    if kind == "missing":
        return "is missing", "Add it"
    if kind == "literal_error":
        choices = re.findall(r"'([^']*)'", str(first["ctx"]["expected"]))
        near = difflib.get_close_matches(str(first["input"]), choices, 1, 0.5)
        guess = f"Did you mean {near[0]!r}?" if near else f"Choose {', '.join(choices[:-1])} or {choices[-1]}"
        return f"{first['input']!r} is not {words.choice}", guess
    if kind == "value_error":
        return str(first["msg"]).removeprefix("Value error, "), "Mend it"
    return f"{str(first['msg'])[:1].lower()}{str(first['msg'])[1:]} (it is {first['input']!r:.60})", "Mend it"


def _find(node: yaml.Node, loc: list[int | str]) -> yaml.Node:
    """The node that a pydantic location names, or the deepest one on the way to it."""
    for part in loc:
        if isinstance(node, yaml.MappingNode):
            found = next(((k, v) for k, v in node.value if k.value == part), None)
            if found is None:
                return node
            node = found[1] if isinstance(found[1], yaml.CollectionNode) else found[0]
        elif isinstance(node, yaml.SequenceNode) and isinstance(part, int) and part < len(node.value):
            node = node.value[part]
    return node


def line_of(node: yaml.Node) -> int:
    """The line a node begins on, counted from 1."""
    return int(node.start_mark.line) + 1
