"""outlets.yaml as Outlet records: the bundled list, one's own laid over it, or another list in its place."""

from __future__ import annotations

import difflib
import re
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, ValidationError

from desk.errors import ConfigError
from desk.models import Outlet, Source, SourceKind
from desk.urls import clean
from sources.outlets_yaml import complaint, entry_nodes, line_of, refuse_double_ids, values_of

if TYPE_CHECKING:
    import yaml

BUNDLED = Path(__file__).with_name("outlets.yaml")
REMOVED = "removed"  # the key by which one's own file takes a bundled outlet out
_TAG = re.compile(r"\w+(?:-\w+)*")


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


def tag_of(words: str) -> str:
    """A tag made of any words: small letters and digits of every script, hyphens between them; "" if none is left."""
    return "-".join(re.findall(r"\w+", words.replace("_", " ").lower()))[:40].rstrip("-")


def _tag(text: str) -> str:
    if text != text.lower() or not _TAG.fullmatch(text) or len(text) > 40:
        raise ValueError(f"{text[:60]!r} is no tag: small letters, digits and hyphens" + _instead(tag_of(text)))
    return text


def _instead(tag: str) -> str:
    return f", such as {tag!r}" if tag else ""


def _running(paused: Any) -> Any:
    """`paused: false` lets an outlet run that the bundled list pauses."""
    return None if paused is False else paused


Address = Annotated[str, AfterValidator(_address)]
Expression = Annotated[str, AfterValidator(_expression)]
Tag = Annotated[str, AfterValidator(_tag)]


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
    tags: tuple[Tag, ...] = ()
    sources: tuple[SourceEntry, ...] = Field(min_length=1)
    skip: tuple[Expression, ...] = ()
    pace: float | None = Field(None, ge=0, le=3600)
    ports: tuple[Annotated[int, Field(ge=1, le=65535)], ...] = ()
    feed_only: bool = False
    paused: Annotated[str | None, BeforeValidator(_running)] = None

    def record(self) -> Outlet:
        """The same as an Outlet."""
        return Outlet(
            self.id,
            self.name,
            self.home,
            self.language,
            tuple(Source(self.id, s.kind, s.url, s.selector, s.pattern) for s in self.sources),
            self.skip,
            self.pace,
            self.ports,
            self.feed_only,
            self.tags,
        )


_KNOWN = {"": OutletEntry.model_fields, "sources": SourceEntry.model_fields}


def load_outlets(path: Path | None = None, own: Path | None = None) -> tuple[Outlet, ...]:
    """The outlets of `load_entries` that are not paused, as records."""
    return tuple(entry.record() for entry in load_entries(path, own) if not entry.paused)


def load_entries(path: Path | None = None, own: Path | None = None) -> tuple[OutletEntry, ...]:
    """The outlets of a YAML file (the bundled one when None), the paused ones among them, in the file's order.

    The file is a list, or a mapping with the one key `outlets`. `own`, where given, is laid over it (`laid_over`).
    ConfigError names file, line, outlet and field.
    """
    file = path or BUNDLED
    entries = parse(read_text(file), str(file))
    return laid_over(entries, read_text(own), str(own)) if own else entries


def read_text(file: Path) -> str:
    """The file as text; ConfigError if it cannot be read."""
    try:
        return file.read_text("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        problem = error.strerror if isinstance(error, OSError) else "is not UTF-8 text"
        raise ConfigError(str(file), f"cannot be read: {problem}", "Give the path of a YAML file of outlets") from None


def parse(text: str, name: str) -> tuple[OutletEntry, ...]:
    """The entries of a YAML text; `name` is what complaints call the file."""
    nodes = entry_nodes(text, name)
    entries = [_entry(values_of(node, name), node, name) for node in nodes]
    refuse_double_ids(zip((entry.id for entry in entries), nodes, strict=True), name)
    return tuple(entries)


def laid_over(base: Sequence[OutletEntry], text: str, name: str) -> tuple[OutletEntry, ...]:
    """`base` with one's own file over it: its entries replace those of the same id, and others are added at the end.

    An entry without `sources` changes of a known outlet only the keys it names, and `removed: true` takes it out.
    ConfigError for a change to an id that `base` has not: it may be misspelt.
    """
    entries = {entry.id: entry for entry in base}
    nodes = entry_nodes(text, name, may_be_empty=True)
    given = [values_of(node, name) for node in nodes]
    refuse_double_ids(((str(values.get("id")), node) for values, node in zip(given, nodes, strict=True)), name)
    for values, node in zip(given, nodes, strict=True):
        known = entries.get(str(values.get("id")))
        if known is None and "sources" not in values and "id" in values:
            raise _unknown(values, node, name, entries)
        if known and _removed(values, node, name):
            del entries[known.id]
            continue
        if known and "sources" not in values:
            values = known.model_dump(exclude_unset=True) | values
        entry = _entry(values, node, name)
        entries[entry.id] = entry
    return tuple(entries.values())


def _removed(values: dict[str, Any], node: yaml.Node, name: str) -> bool:
    said = values.pop(REMOVED, False)
    if not isinstance(said, bool):
        where = f"{name}:{line_of(node)}: outlet {values['id']}, field {REMOVED}"
        raise ConfigError(where, f"should be true or false (it is {said!r:.60})", "Mend it")
    return said


def _unknown(values: dict[str, Any], node: yaml.Node, name: str, known: dict[str, OutletEntry]) -> ConfigError:
    near = difflib.get_close_matches(str(values["id"]), known, 1, 0.6)
    remedy = f"Did you mean {near[0]!r}?" if near else "Give it sources, or remove it"
    problem = "changes an outlet that the list has not, and has no sources of its own"
    return ConfigError(f"{name}:{line_of(node)}: outlet {values['id']}", problem, remedy)


def _entry(values: dict[str, Any], node: yaml.Node, name: str) -> OutletEntry:
    try:
        return OutletEntry.model_validate(values)
    except ValidationError as error:
        raise complaint(error, node, values, name, _KNOWN) from None
