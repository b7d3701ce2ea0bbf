"""A YAML text of outlets as nodes that know their lines, and every complaint about them with file, line and field."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from desk import yaml_entries
from desk.yaml_entries import Wording, line_of

if TYPE_CHECKING:
    import yaml
    from pydantic import ValidationError

    from desk.errors import ConfigError

__all__ = ["complaint", "entry_nodes", "line_of", "refuse_double_ids", "values_of"]

_OUTLET = Wording("outlet", "outlets", "id", "docs/adding-an-outlet.md", "a kind of source")


def entry_nodes(text: str, name: str, *, may_be_empty: bool = False) -> list[yaml.Node]:
    """The nodes of the list, or of the list under the one key `outlets`; `name` is what complaints call the file."""
    return yaml_entries.entry_nodes(text, name, _OUTLET, may_be_empty=may_be_empty)


def values_of(node: yaml.Node, name: str) -> dict[str, Any]:
    """The mapping of one entry as plain values; ConfigError if it is none, or a key stands twice in it."""
    return yaml_entries.values_of(node, name, _OUTLET)


def refuse_double_ids(found: Iterable[tuple[str, yaml.Node]], name: str) -> None:
    """ConfigError if an id stands twice in one file, with both lines."""
    yaml_entries.refuse_double_ids(found, name, _OUTLET)


def complaint(
    error: ValidationError, node: yaml.Node, values: dict[str, Any], name: str, known: Mapping[str, Iterable[str]]
) -> ConfigError:
    """The first complaint in words, the others counted. `known` holds the keys of an outlet ("") and of a source."""
    return yaml_entries.complaint(error, node, values, name, known, _OUTLET)
