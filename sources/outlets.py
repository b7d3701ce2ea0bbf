"""outlets.yaml as Outlet records, with the file, line, outlet and field in every complaint."""

from __future__ import annotations

import difflib
import re
from pathlib import Path
from typing import Annotated, Any

import yaml
from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError

from desk import yaml_file
from desk.errors import ConfigError
from desk.models import Outlet, Source, SourceKind
from desk.urls import clean

BUNDLED = Path(__file__).with_name("outlets.yaml")
_NODE_KINDS = {yaml.MappingNode: "a mapping", yaml.SequenceNode: "a list", yaml.ScalarNode: "a single value"}


def _address(url: str) -> str:
    try:
        return clean(url)
    except ConfigError as error:
        raise ValueError(error.problem) from None


def _expression(text: str) -> str:
    try:
        re.compile(text)
    except re.error as error:
        raise ValueError(f"is not a regular expression: {error}") from None
    return text


def _selector(text: str) -> str:
    from sources.kinds.css_selector import xpath

    xpath(text)
    return text


class _Loader(yaml_file.SAFE):  # type: ignore[misc]
    """YAML 1.2 in this one point: `no` and `on` are words (Norwegian is a language), only true and false are not."""


_Loader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if tag != "tag:yaml.org,2002:bool" or first in "tTfF"]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


Address = Annotated[str, AfterValidator(_address)]
Expression = Annotated[str, AfterValidator(_expression)]


class SourceEntry(BaseModel):
    """A source as the file declares it."""

    model_config = ConfigDict(extra="forbid")

    kind: SourceKind
    url: Address
    selector: Annotated[str, AfterValidator(_selector)] | None = None
    pattern: Expression | None = None


class OutletEntry(BaseModel):
    """An outlet as the file declares it. `paused` holds the reason why it is not crawled."""

    model_config = ConfigDict(extra="forbid")

    id: str = Field(pattern=r"^[a-z0-9][a-z0-9-]*$", max_length=80)
    name: str = Field(min_length=1)
    home: Address
    language: str = Field(pattern=r"^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$")
    sources: tuple[SourceEntry, ...] = Field(min_length=1)
    skip: tuple[Expression, ...] = ()
    pace: float | None = Field(None, ge=0, le=3600)
    ports: tuple[Annotated[int, Field(ge=1, le=65535)], ...] = ()
    feed_only: bool = False
    paused: str | None = None

    def record(self) -> Outlet:
        """The same as an Outlet."""
        sources = tuple(Source(self.id, s.kind, s.url, s.selector, s.pattern) for s in self.sources)
        return Outlet(
            self.id,
            self.name,
            self.home,
            self.language,
            sources,
            self.skip,
            self.pace,
            self.ports,
            self.feed_only,
        )


def load_outlets(path: Path | None = None) -> tuple[Outlet, ...]:
    """The outlets of a YAML file (the bundled one when None) that are not paused, in the file's order.

    The file is a list, or a mapping with the one key `outlets`. ConfigError names file, line, outlet and field.
    """
    return tuple(entry.record() for entry in load_entries(path) if not entry.paused)


def load_entries(path: Path | None = None) -> tuple[OutletEntry, ...]:
    """As `load_outlets`, the paused ones among them."""
    file = path or BUNDLED
    try:
        text = file.read_text("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        problem = error.strerror if isinstance(error, OSError) else "is not UTF-8 text"
        raise ConfigError(str(file), f"cannot be read: {problem}", "Give the path of a YAML file of outlets") from None
    return parse(text, file.name)


def parse(text: str, name: str) -> tuple[OutletEntry, ...]:
    """The entries of a YAML text; `name` is what complaints call the file."""
    nodes = _entry_nodes(text, name)
    entries: list[OutletEntry] = []
    lines: dict[str, int] = {}
    for node in nodes:
        entry = _entry(node, name)
        if entry.id in lines:
            where = f"{name}:{_line(node)}"
            remedy = "Rename or remove one of the two"
            raise ConfigError(where, f"outlet id {entry.id!r} stands on line {lines[entry.id]} already", remedy)
        lines[entry.id] = _line(node)
        entries.append(entry)
    return tuple(entries)


def _entry_nodes(text: str, name: str) -> list[yaml.Node]:
    try:
        root = yaml.compose(text, Loader=_Loader)
    except yaml.YAMLError as error:
        raise yaml_file.complaint(error, text, name) from None
    if isinstance(root, yaml.MappingNode) and [key.value for key, _ in root.value] == ["outlets"]:
        root = root.value[0][1]
    if not isinstance(root, yaml.SequenceNode) or not root.value:
        what = _NODE_KINDS[type(root)] if root is not None else "empty"
        raise ConfigError(f"{name}:1", f"should be a list of outlets and is {what}", "See docs/adding-an-outlet.md")
    return list(root.value)


def _entry(node: yaml.Node, name: str) -> OutletEntry:
    if not isinstance(node, yaml.MappingNode):
        problem = f"an outlet should be a mapping and is {_NODE_KINDS[type(node)]}"
        raise ConfigError(f"{name}:{_line(node)}", problem, "Begin it with `- id: …`")
    _refuse_double_keys(node, name)
    try:
        values = _Loader("").construct_document(node)
    except (yaml.YAMLError, ValueError, OverflowError, RecursionError) as error:  # a tag of its own, a 40th of May
        problem = f"holds a value that cannot be read: {getattr(error, 'problem', None) or str(error)[:120]}"
        raise ConfigError(f"{name}:{_line(node)}", problem, "Put the value in quotes") from None
    try:
        return OutletEntry.model_validate(values)
    except ValidationError as error:
        raise _complaint(error, node, values, name) from None


def _refuse_double_keys(node: yaml.MappingNode, name: str) -> None:
    seen: set[str] = set()
    for key, _ in node.value:
        if str(key.value) in seen:
            raise ConfigError(f"{name}:{_line(key)}", f"{key.value!r} stands twice in one outlet", "Remove one of them")
        seen.add(str(key.value))


def _complaint(error: ValidationError, node: yaml.Node, values: Any, name: str) -> ConfigError:
    """The first complaint in words; the others are counted."""
    every = error.errors(include_url=False)
    every = [one for one in every if one["type"] != "too_short"] or every  # said of a list whose entries are wrong, too
    first = min(every, key=lambda one: one["type"] != "extra_forbidden")  # a misspelt key explains a missing one
    loc = [part for part in first["loc"] if isinstance(part, int | str)]
    field = ".".join(str(part) for part in loc)
    outlet = values.get("id") or values.get("name") or "without id"
    subject = f"{name}:{_line(_find(node, loc))}: outlet {outlet}, field {field}"
    problem, remedy = _words(first, loc)
    more = f" (and {len(every) - 1} more)" if len(every) > 1 else ""
    return ConfigError(subject, problem + more, remedy)


def _words(first: Any, loc: list[int | str]) -> tuple[str, str]:
    kind = str(first["type"])
    if kind == "extra_forbidden":
        known = (SourceEntry if loc[0] == "sources" else OutletEntry).model_fields
        near = difflib.get_close_matches(str(loc[-1]), known, 1, 0.6)
        return "is not a known key", f"Did you mean {near[0]!r}?" if near else "Known keys: " + ", ".join(known)
    if kind == "too_short":
        return "is empty", "Give it at least one entry"
    if kind == "missing":
        return "is missing", "Add it"
    if kind == "literal_error":
        near = difflib.get_close_matches(str(first["input"]), ("feed", "sitemap", "listing"), 1, 0.5)
        guess = f"Did you mean {near[0]!r}?" if near else "Choose feed, sitemap or listing"
        return f"{first['input']!r} is not a kind of source", guess
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


def _line(node: yaml.Node) -> int:
    return int(node.start_mark.line) + 1
