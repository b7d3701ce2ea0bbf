"""The channels as a user has set them: the bundled list with HOME/channels.yaml over it, or COPYDESK_CHANNELS alone."""

from __future__ import annotations

from difflib import get_close_matches
from typing import TYPE_CHECKING

from delivery.channels import load_channels, refuse_unknown_topics
from desk.errors import UsageError

if TYPE_CHECKING:
    from desk.digest.channel import Channel
    from flows.settings import Settings


def channels_of(settings: Settings) -> tuple[Channel, ...]:
    """The channels in force; ConfigError names file, line and field."""
    own = settings.own_channels
    found = load_channels(settings.channels, own if settings.channels is None and own.exists() else None)
    where = str(settings.channels or (own if own.exists() else "channels.yaml"))
    refuse_unknown_topics(found, topics_of(settings), where)
    return found


def topics_of(settings: Settings) -> list[str]:
    """The ids of all topics of this desk."""
    return list(topic_titles(settings))


def topic_titles(settings: Settings) -> dict[str, str]:
    """Id and title of every topic of this desk, the bundled one first."""
    from desk.topic.topic_file import read

    return {topic.id: topic.title for topic in (read(None), *map(read, settings.topics))}


def channel_of(settings: Settings, name: str) -> Channel:
    """The channel of this name; UsageError if there is none."""
    known = {channel.name: channel for channel in channels_of(settings)}
    if name not in known:
        near = get_close_matches(name, known, 1)
        remedy = f"Did you mean {near[0]}?" if near else f"There are: {', '.join(known) or 'none'}"
        raise UsageError(name, "is no channel", remedy)
    return known[name]
