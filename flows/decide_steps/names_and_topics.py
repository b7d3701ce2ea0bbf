"""The names and topics as a user has set them: the bundled names (or COPYDESK_NAMES) with HOME/names.yaml over them."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from desk.names import gazetteer as names_room
from desk.names import spellings
from desk.topic import verdict as topic_room
from flows.settings import Settings, load

if TYPE_CHECKING:
    from desk.names.gazetteer import Names
    from desk.topic.verdict import Topic


def names_of(settings: Settings) -> Names:
    """The names of these settings; read again only when a file has changed."""
    own = settings.own_names
    return names_room.load(settings.names, [own] if own.exists() else [])


def topics_of(settings: Settings) -> tuple[Topic, ...]:
    """Open-source AI and the topics of COPYDESK_TOPICS, all with the user's names as evidence."""
    names = names_of(settings)
    found = (topic_room.load(names=names), *(topic_room.load(path, names) for path in settings.topics))
    for topic in found:
        _ = topic.spotter  # made now, while the dictionaries are at hand
    spellings.let_go()
    return found


@cache
def names() -> Names:
    """The names for one command."""
    return names_of(load())


@cache
def topics() -> tuple[Topic, ...]:
    """The topics for one command."""
    return topics_of(load())
