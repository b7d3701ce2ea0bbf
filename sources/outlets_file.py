"""Writing outlets into a YAML file as text, so that comments and order stay: append, set a key, take an entry out.

What was written is read again before it takes the file's place: it must say what was meant and nothing else.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

import yaml

from desk.errors import ConfigError
from sources.outlets import OutletEntry, read_text
from sources.outlets_yaml import entry_nodes, line_of, refuse_double_ids, values_of

OWN = "# Own outlets, laid over the list that comes with copydesk: see docs/adding-an-outlet.md.\n"
WHOLE = "# The outlets copydesk reads: see docs/adding-an-outlet.md.\n"
_SIMPLE = ("id", "name", "home", "language")
_LISTS = ("tags", "skip", "ports")
_PLAIN = ("pace", "feed_only", "heal", "paused")


def entry(outlet: OutletEntry) -> str:
    """The YAML of one outlet, as a person would write it."""
    given = outlet.model_dump(exclude_defaults=True, exclude_none=True)
    lines = [f"- {_SIMPLE[0]}: {_scalar(outlet.id)}", *(f"  {key}: {_scalar(given[key])}" for key in _SIMPLE[1:])]
    lines += [f"  {key}: {_flow(list(given[key]))}" for key in _LISTS if key in given]
    lines += [f"  {key}: {_scalar(given[key])}" for key in _PLAIN if key in given]
    lines.append("  sources:")
    for source in outlet.sources:
        lines += [f"    - kind: {source.kind}", f"      url: {_scalar(source.url)}"]
        lines += [f"      selector: {_scalar(source.selector)}"] if source.selector else []
        lines += [f"      pattern: {_scalar(source.pattern)}"] if source.pattern else []
    return "\n".join(lines) + "\n"


def change(outlet_id: str, key: str, value: Any) -> str:
    """The YAML of an entry that changes one key of an outlet that another list has."""
    return f"- id: {_scalar(outlet_id)}\n  {key}: {_scalar(value)}\n"


class OutletFile:
    """The text of one file of outlets while it is changed; nothing is written before `write`.

    A file that is not there begins with `head`. ConfigError, with a line that is in the file, where it is no list.
    """

    def __init__(self, path: Path, head: str = WHOLE) -> None:
        self.path = path
        self.text = read_text(path) if path.exists() else head
        self.text += "" if self.text.endswith("\n") else "\n"
        self._nodes = self._read(self.text)
        found = ((str(given.get("id")), node) for given, node in zip(self.values, self._nodes, strict=True))
        refuse_double_ids(found, str(path))

    def _read(self, text: str) -> list[yaml.Node]:
        nodes = entry_nodes(text, str(self.path), may_be_empty=True)
        self.values = [values_of(node, str(self.path)) for node in nodes]
        return nodes

    def find(self, outlet_id: str) -> dict[str, Any] | None:
        """What the file itself says of an outlet; None if nothing."""
        return next((given for given in self.values if given.get("id") == outlet_id), None)

    def append(self, blocks: Iterable[str]) -> None:
        """Add entries, given as YAML, at the end."""
        added = list(blocks)
        meant = [*self.values, *(_only(block) for block in added)]
        indent = "  " if "\noutlets:" in "\n" + self.text and _nested(self.text) else ""
        lines = [indent + line if line else "" for block in added for line in ("", *block.splitlines())]
        self._become(self.text.rstrip("\n").splitlines() + lines, meant, None)

    def set(self, outlet_id: str, key: str, value: Any) -> None:
        """Give a key of an entry another value; None takes the key out."""
        at = self._place(outlet_id)
        given = {name: old for name, old in self.values[at].items() if name != key}
        given |= {} if value is None else {key: value}
        self._become(_with(self.text.splitlines(), self._nodes[at], key, value, given), self._meant(at, given), at)

    def take_out(self, outlet_id: str) -> str:
        """Remove an entry; its text."""
        at = self._place(outlet_id)
        lines = self.text.splitlines()
        first, last = _span(lines, self._nodes[at])
        rest = lines[last + 1 :]
        if first and not lines[first - 1].strip():
            while rest and not rest[0].strip():
                rest = rest[1:]
        self._become(lines[:first] + rest, self._meant(at), at)
        return "\n".join(lines[first : last + 1]) + "\n"

    def _place(self, outlet_id: str) -> int:
        return next(at for at, given in enumerate(self.values) if given.get("id") == outlet_id)

    def _meant(self, at: int, *given: dict[str, Any]) -> list[dict[str, Any]]:
        return [*self.values[:at], *given, *self.values[at + 1 :]]

    def _become(self, lines: Sequence[str], meant: list[dict[str, Any]], at: int | None) -> None:
        """Take the lines as the text if they say what is meant; else the file must be changed by hand."""
        where = f"{self.path}:{line_of(self._nodes[at])}" if at is not None else str(self.path)
        before, text = self.values, "\n".join(lines).rstrip("\n") + "\n"
        try:
            nodes = self._read(text)
            said = self.values
        except ConfigError:
            nodes, said = [], None
        if said != meant:
            self.values = before
            raise ConfigError(where, "is written in a way that only a person can change", "Change it by hand")
        self.text, self._nodes = text, nodes

    def write(self, text: str | None = None) -> None:
        """Put the text (the file's own unless another is given) in its place at once; ConfigError if that cannot be."""
        text = self.text if text is None else text
        target = self.path.resolve()
        beside = target.with_name(f"{target.name}.new-{os.getpid()}")
        try:
            target.parent.mkdir(parents=True, exist_ok=True)
            beside.write_text(text, "utf-8")
            if target.exists():
                shutil.copymode(target, beside)
            beside.replace(target)
        except OSError as error:
            with suppress(OSError):
                beside.unlink()
            remedy = "Look at the folder, or name another file"
            raise ConfigError(str(self.path), f"cannot be written: {error.strerror}", remedy) from None


def _only(block: str) -> dict[str, Any]:
    (node,) = entry_nodes(block, "the new entry")
    return values_of(node, "the new entry")


def _span(lines: list[str], node: yaml.Node) -> tuple[int, int]:
    """First and last line of an entry; what follows it as comment or blank line is not its own."""
    first, last = node.start_mark.line, node.end_mark.line
    if _in_braces(node):
        return first, last
    if node.end_mark.column == 0 or lines[last].lstrip().startswith("- "):  # where the next one begins
        last -= 1
    while last > first and (not lines[last].strip() or lines[last].lstrip().startswith("#")):
        last -= 1
    return first, last


def _in_braces(node: yaml.Node) -> bool:
    return isinstance(node, yaml.CollectionNode) and bool(node.flow_style)


def _with(lines: list[str], node: yaml.Node, key: str, value: Any, given: dict[str, Any]) -> list[str]:
    """The lines with one key of the mapping `node` set to `value`, or without it; `given` is all it says then."""
    if _in_braces(node):
        (row, start), (end, stop) = ((mark.line, mark.column) for mark in (node.start_mark, node.end_mark))
        return [*lines[:row], lines[row][:start] + _flow(given) + lines[end][stop:], *lines[end + 1 :]]
    first, last = _span(lines, node)
    column = node.value[0][0].start_mark.column
    new = [] if value is None else [f"{' ' * column}{key}: {_scalar(value)}"]
    rows = [name.start_mark.line for name, _ in node.value] + [last + 1]
    old = next((at for at, (name, _) in enumerate(node.value) if name.value == key), None)
    if old is None:
        return [*lines[: last + 1], *new, *lines[last + 1 :]]
    if old == 0:  # it stands behind the dash
        new = [lines[first][:column] + line[column:] for line in new]
    return [*lines[: rows[old]], *new, *lines[rows[old + 1] :]]


def _nested(text: str) -> bool:
    """Whether the list stands indented under the key `outlets`."""
    below = text.split("outlets:", 1)[1].splitlines()
    return next((line.startswith(" ") for line in below if line.strip().startswith("-")), False)


def _scalar(value: Any) -> str:
    """The value as one YAML scalar, quoted where it must be."""
    return str(yaml.safe_dump(value, allow_unicode=True, width=10_000)).split("\n...")[0].strip()


def _flow(value: Any) -> str:
    return str(
        yaml.safe_dump(value, default_flow_style=True, allow_unicode=True, sort_keys=False, width=1_000_000)
    ).strip()
