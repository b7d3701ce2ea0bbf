"""The outlets as a user has set them: the bundled list with HOME/outlets.yaml over it, or COPYDESK_OUTLETS alone."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from difflib import get_close_matches
from typing import TYPE_CHECKING
from zlib import crc32

from desk.errors import UsageError
from desk.outlet_groups import Group
from desk.urls import site
from sources.outlets import OutletEntry, load_entries

if TYPE_CHECKING:
    from desk.models import Outlet
    from flows.settings import Settings

SEE = "See `copydesk outlets list`"


def entries_of(settings: Settings) -> tuple[OutletEntry, ...]:
    """The entries that are in force, the paused ones among them."""
    if settings.outlets:
        return load_entries(settings.outlets)
    own = settings.own_outlets
    return load_entries(own=own if own.exists() else None)


def chosen(
    settings: Settings, ids: Iterable[str] = (), tags: Iterable[str] = (), languages: Iterable[str] = ()
) -> tuple[Outlet, ...]:
    """The outlets that are not paused, or those of them that are named and of the tags and languages asked for.

    UsageError for an id, tag or language that no outlet has, for a paused outlet, and if none is left.
    """
    entries, group, wanted = entries_of(settings), Group(tuple(tags), tuple(languages)), list(ids)
    running = {entry.id: entry for entry in entries if not entry.paused}
    refuse_unknown(entries, group)
    for name in wanted:
        _refuse(name, entries, running)
    found = [running[name] for name in wanted] if wanted else list(running.values())
    found = [entry for entry in found if group.has(entry.tags, entry.language)]
    if not found and (wanted or group.asked):
        raise UsageError(", ".join(filter(None, (*wanted, str(group)))), "no outlet that is read is so", SEE)
    return tuple(entry.record() for entry in found)


def of_share(outlets: Sequence[Outlet], share: str) -> tuple[Outlet, ...]:
    """Those of one part of so many (`2/4`, '' for all): by domain, so that a domain's outlets are one machine's."""
    if not share:
        return tuple(outlets)
    part, parts = (int(number) for number in share.split("/"))
    return tuple(each for each in outlets if crc32(site(each.home).encode()) % parts == part - 1)


def ids_of(settings: Settings, group: Group) -> frozenset[str]:
    """The ids of the outlets of a group, the paused ones among them; UsageError for a tag or language that none has."""
    entries = entries_of(settings)
    refuse_unknown(entries, group)
    return frozenset(entry.id for entry in entries if group.has(entry.tags, entry.language))


def refuse_unknown(entries: Sequence[OutletEntry], group: Group) -> None:
    """UsageError for a tag or language that no entry has, with the one that was probably meant."""
    tags = sorted({tag for entry in entries for tag in entry.tags})
    languages = sorted({part for entry in entries for part in (entry.language, entry.language.partition("-")[0])})
    for asked, known, what in ((group.tags, tags, "tag"), (group.languages, languages, "language")):
        for word in asked:
            if word.lower() not in (one.lower() for one in known):
                near = get_close_matches(word.lower(), known, 1)
                remedy = f"Did you mean {near[0]}?" if near else f"There are: {', '.join(known) or 'none'}"
                raise UsageError(word, f"is the {what} of no outlet", remedy)


def _refuse(name: str, entries: Sequence[OutletEntry], running: dict[str, OutletEntry]) -> None:
    if name in running:
        return
    known = {entry.id: entry for entry in entries}
    if name in known:
        raise UsageError(name, f"is paused: {known[name].paused}", f"`copydesk outlets resume {name}` lets it run")
    near = get_close_matches(name, known, 1)
    raise UsageError(name, "is no configured outlet", f"Did you mean {near[0]}?" if near else SEE)
