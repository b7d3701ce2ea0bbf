"""A message on its way out, as the outbox knows it: the record that ledger (warehouse) and sender (delivery) share."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

# sending: committed before the call, so after a crash it may or may not stand in Slack.
# returned: this recipient was refused for good, the others have it.
State = Literal["waiting", "sending", "sent", "refused", "returned"]
FINAL = ("sent", "returned")
# Parts from here on are no parts of the digest but replies in its thread: one for each story, suggestions, corrections.
STORY_REPLIES, SUGGESTION, CORRECTIONS = 100, 900, 1000


@dataclass(frozen=True, slots=True)
class Message:
    """One message of a digest. In Slack part 1 is the channel's, the others are its thread; a mail has one a recipient.

    text: Slack's mrkdwn, or a webhook's body; blocks: Slack's blocks, or one mapping with what else the sender needs.
    """

    text: str
    blocks: tuple[dict[str, Any], ...]
    part: int
    parts: int
    content_sha256: str


def message(text: str, blocks: Sequence[dict[str, Any]], part: int, parts: int) -> Message:
    """A message with the hash of its content."""
    content = json.dumps([text, blocks], ensure_ascii=False, sort_keys=True)
    return Message(text, tuple(blocks), part, parts, hashlib.sha256(content.encode("utf-8", "replace")).hexdigest())


@dataclass(frozen=True, slots=True)
class Outgoing:
    """One message in the outbox. `ts` is set once it stands in Slack; a waiting one with a ts waits to be revised."""

    part: int
    parts: int
    revision: int
    content_sha256: str
    text: str
    blocks: tuple[dict[str, Any], ...]
    state: State
    attempt_at: datetime | None = None  # of the first attempt whose outcome is unknown
    ts: str = ""
