"""A channel changed in channels.yaml; all else in the file stays as it was written."""

from __future__ import annotations

from typing import TYPE_CHECKING

from delivery.channels import with_topics
from desk.errors import UsageError
from flows.channel_list import channel_of
from flows.digest_steps.files import put_file

if TYPE_CHECKING:
    from pathlib import Path

    from flows.settings import Settings


def leave_topic_out(settings: Settings, name: str, topic: str) -> Path:
    """Take a topic out of a channel in the file that lists it; the file. UsageError if it has no such or no other."""
    channel = channel_of(settings, name)
    left = tuple(each for each in channel.topics if each != topic)
    if len(left) == len(channel.topics):
        has = f"It has {', '.join(channel.topics)}" if channel.topics else "It has the first topic alone"
        raise UsageError(f"channel {name}", f"is not told of {topic}", has)
    if not left:
        remedy = f"Take the channel out instead: `removed: true` in {settings.channels or settings.own_channels}"
        raise UsageError(f"channel {name}", f"is told of {topic} alone", remedy)
    file = settings.channels or settings.own_channels
    put_file(file, with_topics(file.read_text("utf-8") if file.exists() else "", str(file), name, left))
    return file
