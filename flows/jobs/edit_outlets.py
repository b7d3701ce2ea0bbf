"""One's own outlets: added, paused, resumed, removed in HOME/outlets.yaml, or in the file that is the whole list.

Nothing here writes into the bundled list. What a change would be is known, and may be shown, before `file.write()`.
"""

from __future__ import annotations

from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from typing import TYPE_CHECKING

from desk.errors import ConfigError, UsageError
from flows.outlet_list import SEE, entries_of
from sources.outlets import REMOVED, OutletEntry, laid_over, load_entries, parse
from sources.outlets_file import OWN, WHOLE, OutletFile, change, entry

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from flows.settings import Settings


@dataclass(frozen=True, slots=True)
class Editing:
    """The file that is written to, and the outlets it stands beside: below it (`base`), and in force now."""

    file: OutletFile
    base: dict[str, OutletEntry]
    known: dict[str, OutletEntry]
    is_in_force: bool  # whether the commands read this file unless told otherwise

    @property
    def path(self) -> Path:
        """Where it is."""
        return self.file.path

    def entry(self, outlet_id: str) -> OutletEntry:
        """The outlet as it is in force; UsageError if there is none."""
        if outlet_id not in self.known:
            near = get_close_matches(outlet_id, self.known, 1)
            raise UsageError(outlet_id, "is no configured outlet", f"Did you mean {near[0]}?" if near else SEE)
        return self.known[outlet_id]

    def refuse_taken(self, outlet_id: str) -> None:
        """ConfigError if an outlet has the id already, in this file or below it."""
        if outlet_id not in self.known and self.file.find(outlet_id) is None:
            return
        has = f": {self.known[outlet_id].name}, {self.known[outlet_id].home}" if outlet_id in self.known else ""
        free = next(f"{outlet_id}-{n}" for n in range(2, 1000) if f"{outlet_id}-{n}" not in self.known)
        remedy = f"Give another with --id, such as {free}, or put yours in its place with --replace"
        raise ConfigError(outlet_id, f"is the id of an outlet already{has}", remedy)

    def add(self, outlets: Sequence[OutletEntry], *, replace: bool = False) -> None:
        """Write them at the end; with `replace`, what the file said of these ids before goes."""
        for outlet in outlets if replace else ():
            if self.file.find(outlet.id) is not None:
                self.file.take_out(outlet.id)
        self.file.append(map(entry, outlets))

    def pause(self, outlet_id: str, reason: str) -> None:
        """Keep it in the list, unread, for this reason."""
        self.entry(outlet_id)
        self._set(outlet_id, "paused", reason)

    def resume(self, outlet_id: str) -> None:
        """Read it again: what paused or removed it goes. UsageError if nothing did."""
        own = self.file.find(outlet_id)
        if own is not None and own.get(REMOVED) is True:
            self.file.take_out(outlet_id)
            return
        if not self.entry(outlet_id).paused:
            raise UsageError(outlet_id, "is not paused", SEE)
        if own is not None and "paused" in own:
            self.file.set(outlet_id, "paused", None)
            if self.file.find(outlet_id) == {"id": outlet_id}:
                self.file.take_out(outlet_id)
        below = self.base.get(outlet_id)
        if below and below.paused and "sources" not in (own or {}):
            self._set(outlet_id, "paused", False)

    def opened(self, outlet_id: str) -> str:
        """The file's text with the whole entry of this outlet in it, for a person to change."""
        whole = self.entry(outlet_id)
        if "sources" not in (self.file.find(outlet_id) or {}):
            self.add([whole], replace=True)
        return self.file.text

    def checked(self, text: str) -> None:
        """ConfigError if the file could not say this; its line is the text's own."""
        name = f"{self.path} as edited"
        if self.base:
            laid_over(list(self.base.values()), text, name)
        else:
            parse(text, name)

    def remove(self, outlet_id: str) -> str:
        """Take it out of the list; what the file itself said of it, "" if nothing."""
        self.entry(outlet_id)
        said = self.file.take_out(outlet_id) if self.file.find(outlet_id) is not None else ""
        if outlet_id in self.base:
            self.file.append([change(outlet_id, REMOVED, True)])
        return said

    def _set(self, outlet_id: str, key: str, value: str | bool) -> None:
        if self.file.find(outlet_id) is None:
            self.file.append([change(outlet_id, key, value)])
        else:
            self.file.set(outlet_id, key, value)


def editing(settings: Settings, file: Path | None = None) -> Editing:
    """The file that changes go to: the one named, else COPYDESK_OUTLETS, else HOME/outlets.yaml.

    Only the last is laid over the bundled list; any other is a whole list of its own.
    """
    in_force = settings.outlets or settings.own_outlets
    path = file or in_force
    is_own = _same(path, settings.own_outlets) and settings.outlets is None
    if is_own:
        return Editing(OutletFile(path, OWN), _by_id(load_entries()), _by_id(entries_of(settings)), True)
    file_ = OutletFile(path, WHOLE)
    known = _by_id(parse(file_.text, str(path))) if file_.values else {}
    return Editing(file_, {}, known, _same(path, in_force))


def _same(one: Path, other: Path) -> bool:
    return one.resolve() == other.resolve()


def _by_id(entries: Iterable[OutletEntry]) -> dict[str, OutletEntry]:
    return {one.id: one for one in entries}
