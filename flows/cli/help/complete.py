"""What the shell completes: ids of outlets, articles, stories, seeds; kinds, tags, languages. Never an error."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import suppress
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sources.outlets import OutletEntry

SHOWN = 60  # newest articles and stories that are offered
Offer = tuple[str, str]  # what is typed, and what it means


def outlets(incomplete: str) -> list[Offer]:
    """Ids of the outlets in force."""
    return _fitting(incomplete, lambda: ((entry.id, entry.name) for entry in _entries()))


def tags(incomplete: str) -> list[Offer]:
    """Tags that outlets have."""
    return _fitting(incomplete, lambda: ((tag, "") for tag in sorted({tag for e in _entries() for tag in e.tags})))


def languages(incomplete: str) -> list[Offer]:
    """Languages of outlets."""
    return _fitting(incomplete, lambda: ((code, "") for code in sorted({entry.language for entry in _entries()})))


def articles(incomplete: str) -> list[Offer]:
    """Short ids of the newest articles on topic."""
    sql = f"select handle, title from articles where relevant order by fetched_at desc, id desc limit {SHOWN}"  # noqa: S608
    return _fitting(incomplete, lambda: _asked(sql))


def stories(incomplete: str) -> list[Offer]:
    """Short ids of the newest stories."""
    return _fitting(
        incomplete,
        lambda: _asked(f"select handle, headline from stories order by last_time desc, id desc limit {SHOWN}"),  # noqa: S608
    )


def seeds(incomplete: str) -> list[Offer]:
    """Ids of the seeds that the warehouse knows."""
    return _fitting(incomplete, lambda: _asked("select distinct seed_id, title from seeds order by seed_id"))


def channels(incomplete: str) -> list[Offer]:
    """Names of the digest's channels."""

    def found() -> Iterator[Offer]:
        from flows.channel_list import channels_of
        from flows.settings import load

        return ((channel.name, "") for channel in channels_of(load()))

    return _fitting(incomplete, found)


def kinds(incomplete: str) -> list[Offer]:
    """Kinds of copies."""

    def found() -> Iterator[Offer]:
        from desk.models import COPY_KINDS

        return ((kind, "") for kind in COPY_KINDS)

    return _fitting(incomplete, found)


def steps(incomplete: str) -> list[Offer]:
    """Steps of `copydesk try`."""

    def found() -> Iterator[Offer]:
        from flows.cli.tries import WHAT

        return ((step, "") for step in WHAT)

    return _fitting(incomplete, found)


def _fitting(incomplete: str, offers: Callable[[], Iterator[Offer]]) -> list[Offer]:
    with suppress(Exception):  # no home, no file, a wrong setting: a shell that completes is no place to say so
        return [offer for offer in offers() if offer[0].startswith(incomplete)]
    return []


def _entries() -> tuple[OutletEntry, ...]:
    from flows.outlet_list import entries_of
    from flows.settings import load

    return entries_of(load())


def _asked(sql: str) -> Iterator[Offer]:
    from flows.settings import load
    from warehouse.reading_sql import ask

    return ((str(handle), " ".join(str(said).split())) for handle, said in ask(load().home, sql).rows)
