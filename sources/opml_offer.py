"""What an OPML file would add: its subscriptions as outlets, without those that are read already."""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from pydantic import ValidationError

from desk.errors import ConfigError
from desk.urls import clean, key, site
from sources.opml import MOST, OF_A_SOURCE, TEXTS, VALUES, Outline
from sources.outlets import OutletEntry


@dataclass(frozen=True, slots=True)
class Offer:
    """What a file would add: outlets that are new, and what is left out, each with its reason."""

    entries: tuple[OutletEntry, ...]
    left_out: tuple[str, ...]


def offer(
    found: Sequence[Outline], known: Iterable[OutletEntry], taken: Collection[str], name: str, language: str,
    more_tags: Sequence[str] = (),
) -> Offer:  # fmt: skip
    """The outlets that these subscriptions would add beside the `known` ones; `taken` are ids that cannot be given.

    Outlines of one outlet (same id of ours, or same title and home) become one with several sources. `language` is
    taken where the file names none.
    """
    read = {key(source.url): entry.id for entry in known for source in entry.sources}
    left_out: list[str] = []
    groups: dict[tuple[str, ...], list[Outline]] = {}
    for outline in found:
        try:
            same = key(outline.address)
        except ConfigError as error:
            left_out.append(f"{name}:{outline.line}: {outline.name}: {error.problem}")
            continue
        if same in read:
            by = f"by {read[same]} already" if read[same] else "twice in this file"
            left_out.append(f"{name}:{outline.line}: {outline.name}: {outline.address} is read {by}")
            continue
        read[same] = ""
        groups.setdefault(_together(outline), []).append(outline)
    ids, entries = set(taken), list[OutletEntry]()
    for group in groups.values():
        try:
            entries.append(_entry(group, ids, language, more_tags))
            ids.add(entries[-1].id)
        except (ValidationError, ConfigError, ValueError) as error:
            left_out.append(f"{name}:{group[0].line}: {group[0].name}: {_reason(error)}")
    return Offer(tuple(entries), tuple(left_out))


def _together(outline: Outline) -> tuple[str, ...]:
    if "id" in outline.ours:
        return (outline.ours["id"],)
    return (outline.name, outline.given.get("htmlurl") or outline.address)


def _entry(group: Sequence[Outline], taken: Collection[str], language: str, more_tags: Sequence[str]) -> OutletEntry:
    """ValidationError, ConfigError or ValueError if it cannot be one."""
    first = group[0]
    values: dict[str, Any] = {one: first.ours[one] for one in TEXTS if one in first.ours}
    values |= {one: json.loads(first.ours[one]) for one in VALUES if one in first.ours}
    spoken = re.match(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*$", first.given.get("language", ""))
    tags = dict.fromkeys([*(tag for outline in group for tag in outline.tags), *more_tags])
    return OutletEntry.model_validate(
        {
            "id": _id(first, taken),
            "name": first.name,
            "home": _home(first),
            "language": _spelt(spoken[0]) if spoken else language,
            "tags": tuple(tags),
            "sources": [_source(outline) for outline in group],
        }
        | values
    )


def _source(outline: Outline) -> dict[str, str]:
    more = {one: outline.ours[one] for one in OF_A_SOURCE if one in outline.ours}
    return {"kind": outline.ours.get("kind", "feed"), "url": outline.address} | more


def _spelt(language: str) -> str:
    """`en-us`, as OPML has it, as `en-US`."""
    first, *rest = language.split("-")
    return "-".join([first.lower(), *(part.upper() if len(part) == 2 else part for part in rest)])


def _home(outline: Outline) -> str:
    try:
        return clean(outline.given.get("htmlurl", ""))
    except ConfigError:
        return clean("/", clean(outline.address))


def _id(outline: Outline, taken: Collection[str]) -> str:
    """The id that the file gives, which must be free; else one made of name or host, numbered if needed."""
    if given := outline.ours.get("id"):
        if given in taken:
            raise ConfigError(given, f"the id {given} is taken by another outlet")
        return given
    made = re.sub(r"[^a-z0-9]+", "-", outline.name.lower()).strip("-")[:60].strip("-")
    made = made if len(made) > 1 and "http" not in made else site(_home(outline)).split(".")[0].replace("_", "-")
    return made if made not in taken else next(f"{made}-{n}" for n in range(2, MOST * 2) if f"{made}-{n}" not in taken)


def _reason(error: Exception) -> str:
    if isinstance(error, ConfigError):
        return error.problem
    if isinstance(error, ValidationError):
        first = error.errors(include_url=False)[0]
        field = ".".join(str(part) for part in first["loc"])
        return f"{field}: {str(first['msg']).removeprefix('Value error, ')}"
    return "holds a value that cannot be read"
