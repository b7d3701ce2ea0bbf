"""Reading names.yaml: what an entry may say, and what is refused, with file, line and entry."""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict, ValidationError, field_validator

from desk import yaml_file
from desk.errors import ConfigError
from desk.models import NameKind  # noqa: TC001 - pydantic reads it at run time
from desk.names.spellings import COMMON, spellings
from desk.text.phrases import fold, lower

BUNDLED = Path(__file__).with_name("names.yaml")
LANGUAGES = ("any", "en", "zh", "fr", "de", "ja", "es", "ko")


@dataclass(frozen=True, slots=True)
class Name:
    """One entry: what is looked for, and what it is. `open`: an open model or a lab known for them."""

    id: str
    label: str
    kind: NameKind
    aliases: tuple[str, ...]
    short: tuple[str, ...] = ()  # counts only beside the full name or a word of `context`
    context: tuple[str, ...] = ()
    never: tuple[str, ...] = ()  # longer phrases that are something else: Meta-analysis
    unless: tuple[str, ...] = ()  # words beside which a one-word alias is something else: a horoscope
    parent: str | None = None
    case: bool = False
    open: bool | None = None
    force: bool = field(default=False, compare=False)
    where: str = field(default="", compare=False)  # file:line, for messages


class _Entry(BaseModel):
    """An entry as it stands in the file. `aliases` is a list, or lists by language."""

    model_config = ConfigDict(extra="forbid", coerce_numbers_to_str=True)
    id: str
    label: str | None = None
    kind: NameKind | None = None
    aliases: list[str] | dict[str, list[str]] = []
    short: list[str] = []
    context: list[str] = []
    never: list[str] = []
    unless: list[str] = []
    parent: str | None = None
    case: bool | None = None
    open: bool | None = None
    force: bool = False
    without: list[str] = []  # forms of the name that earlier lines or files have, and that are none
    removed: bool = False  # the name is none any more; what was a version of it belongs to its family

    @field_validator("aliases")
    @classmethod
    def _languages(cls, aliases: list[str] | dict[str, list[str]]) -> list[str]:
        if isinstance(aliases, list):
            return aliases
        for language in aliases:
            if language not in LANGUAGES:
                raise ValueError(f"{language} is none of the languages " + ", ".join(LANGUAGES))
        return [alias for each in aliases.values() for alias in each]


class _Lines(yaml_file.SAFE):  # type: ignore[misc]
    """Mappings that know the line they start on."""

    def construct_mapping(self, node: Any, deep: bool = False) -> dict[Any, Any]:
        mapping: dict[Any, Any] = super().construct_mapping(node, deep=deep)
        mapping["__line__"] = node.start_mark.line + 1
        return mapping


_Lines.add_constructor("tag:yaml.org,2002:map", lambda loader, node: loader.construct_mapping(node, deep=True))


def read(paths: Iterable[Path]) -> tuple[Name, ...]:
    """The entries of all files, later ones laid over earlier ones, checked against each other."""
    names: dict[str, Name] = {}
    contexts: dict[str, list[str]] = {}
    for path in paths:
        seen: set[str] = set()  # ids that this file gives label or kind; what only adds may follow on lines of its own
        for line, entry in _entries(path, contexts):
            where = f"{path}:{line}"
            if entry.removed:
                _take_out(names, entry.id)
                seen.discard(entry.id)
                continue
            if entry.id in seen and (entry.label or entry.kind):
                raise ConfigError(where, f"the id {entry.id} stands twice in this file", "Give one of them another id")
            seen.add(entry.id)
            names[entry.id] = _overlaid(names.get(entry.id), entry, where)
    check(names)
    return tuple(names.values())


def _take_out(names: dict[str, Name], name_id: str) -> None:
    """Forget a name; its versions become those of its own family. One that is not there is gone already."""
    gone = names.pop(name_id, None)
    for name in list(names.values()):
        if gone and name.parent == name_id:
            names[name.id] = replace(name, parent=gone.parent)


def _entries(path: Path, contexts: dict[str, list[str]]) -> Iterable[tuple[int, _Entry]]:
    """The lines and entries of one file; its lists of context words join those of the files before it."""
    document = _document(path)
    contexts |= {key: words for key, words in (document.get("contexts") or {}).items() if isinstance(words, list)}
    for given in document["names"]:
        if not isinstance(given, dict):
            raise ConfigError(str(path), f"{given!r} is not an entry", "Write - {id: …, label: …, kind: …}")
        line = given.pop("__line__", 0)
        if isinstance(given.get("aliases"), dict):
            given["aliases"].pop("__line__", None)
        try:
            entry = _Entry.model_validate(given)
        except ValidationError as error:
            raise _complaint(f"{path}:{line}", given, error) from None
        entry.context = list(_spread(entry.context, contexts, f"{path}:{line}, entry {entry.id}, context"))
        yield line, entry


def _spread(words: list[str], contexts: dict[str, list[str]], where: str) -> Iterable[str]:
    """The words, with those of a list in the place of its @name."""
    for word in words:
        if not word.startswith("@"):
            yield word
        elif word[1:] in contexts:
            yield from map(str, contexts[word[1:]])
        else:
            raise ConfigError(where, f"there is no list {word} under contexts:", "Check its name")


def _document(path: Path) -> dict[str, Any]:
    document = yaml_file.read(path, "COPYDESK_NAMES", _Lines)
    if isinstance(document, dict) and document.get("names", ()) is None:  # a list without entries
        document["names"] = []
    if isinstance(document, dict) and isinstance(document.get("names"), list):
        return document
    raise ConfigError(str(path), "holds no list `names:`", "Begin the file with `names:`")


def _complaint(where: str, given: dict[str, Any], error: ValidationError) -> ConfigError:
    first = error.errors(include_input=False, include_url=False)[0]
    key = str(first["loc"][0]) if first["loc"] else ""
    close = difflib.get_close_matches(key, _Entry.model_fields, 1)
    remedy = f"Did you mean {close[0]}?" if close and close[0] != key else ""
    return ConfigError(f"{where}, entry {given.get('id', '?')}, {key}", str(first["msg"]), remedy)


def _overlaid(known: Name | None, entry: _Entry, where: str) -> Name:
    """The entry as a new name, or added to the one an earlier file gave."""
    aliases = tuple(entry.aliases)
    if known is None:
        return _new(entry, aliases, where)
    if entry.kind and entry.kind != known.kind and not entry.force:
        said = f"is a {entry.kind} here and a {known.kind} in {known.where}"
        remedy = "Give it another id, or set `force: true` if that one is wrong"
        raise ConfigError(f"{where}, entry {entry.id}", said, remedy)
    not_it = {lower(fold(form)) for form in entry.without}
    return replace(
        known,
        label=entry.label or known.label,
        kind=entry.kind or known.kind,
        aliases=_without(known.aliases, not_it) + aliases,
        short=_without(known.short, not_it) + tuple(entry.short),
        context=known.context + tuple(map(lower, map(fold, entry.context))),
        never=known.never + tuple(entry.never),
        unless=known.unless + tuple(map(lower, map(fold, entry.unless))),
        parent=entry.parent or known.parent,
        case=known.case if entry.case is None else entry.case,
        open=known.open if entry.open is None else entry.open,
        force=known.force or entry.force,
        where=where,
    )


def _without(forms: tuple[str, ...], not_it: set[str]) -> tuple[str, ...]:
    return tuple(form for form in forms if lower(fold(form)) not in not_it)


def _new(entry: _Entry, aliases: tuple[str, ...], where: str) -> Name:
    if entry.label is None or entry.kind is None:
        raise ConfigError(f"{where}, entry {entry.id}", "has no label or no kind", "An entry needs id, label and kind")
    own = () if entry.label in entry.short else (entry.label,)
    context = tuple(lower(fold(word)) for word in entry.context)
    return Name(
        entry.id, entry.label, entry.kind, tuple(dict.fromkeys(own + aliases)), tuple(entry.short), context,
        tuple(entry.never), tuple(map(lower, map(fold, entry.unless))), entry.parent, bool(entry.case), entry.open,
        entry.force, where,
    )  # fmt: skip


def check(names: dict[str, Name]) -> None:
    """ConfigError on an alias that is a common word or belongs to two, on a parent that is missing or circular."""
    owners: dict[str, Name] = {}
    for name in names.values():
        _check_parents(name, names)
        for alias in name.aliases:
            _check_word(name, alias)
            for spelling in {lower(spelling) for spelling in spellings(alias)}:
                other = owners.setdefault(spelling, name)
                if other.id != name.id:
                    said = f"the alias {alias!r} is also one of entry {other.id} ({other.where})"
                    raise ConfigError(f"{name.where}, entry {name.id}", said, "Take it out of one of the two")


def _check_word(name: Name, alias: str) -> None:
    where = f"{name.where}, entry {name.id}"
    if not alias.strip():
        raise ConfigError(where, "has an empty alias", "Take it out")
    reason = ""
    if lower(fold(alias)) in COMMON:
        reason = f"the alias {alias!r} is a common word and would be found where it is no name"
    elif len(alias) == 1 or (len(alias) == 2 and alias.isascii() and not name.case):
        reason = f"the alias {alias!r} is too short to be a name by itself"
    if reason and not name.force:
        raise ConfigError(where, reason, "Move it to `short:` with a `context:`, or set `force: true` and `case: true`")


def _check_parents(name: Name, names: dict[str, Name]) -> None:
    line, parent = [name.id], name.parent
    while parent is not None:
        if parent not in names:
            raise ConfigError(f"{name.where}, entry {name.id}, parent", f"there is no entry {parent}", "Check its id")
        if parent in line:
            raise ConfigError(f"{name.where}, entry {name.id}, parent", "is its own ancestor", "Break the circle")
        line.append(parent)
        parent = names[parent].parent
