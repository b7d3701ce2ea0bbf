"""A few words to whoever looks after the desk, where its digest goes: once, however often it is asked for."""

from __future__ import annotations

from datetime import datetime, timedelta
from hashlib import sha256
from typing import TYPE_CHECKING

from flows.digest_steps.target import target

if TYPE_CHECKING:
    from flows.settings import Settings

AGAIN = timedelta(hours=1)  # the same words within that time are one notice
LONGEST = 2_900  # characters; a block of Slack takes 3,000


def tell(settings: Settings, words: str, now: datetime) -> str:
    """Post it to the channel of the settings, unless it stands there already; what was done, in a word or two.

    DeliveryError if Slack refuses. Without a channel nothing is sent: the log has it.
    """
    to = target(settings)
    if to.sender is None:
        return "not sent: no channel is set"
    words = "copydesk: " + " ".join(words.split())[:LONGEST]
    metadata = {"digest_id": "notice-" + sha256(words.encode()).hexdigest()[:16], "part": 1}
    found = to.sender.find(metadata, now - AGAIN, "")
    if found.kind == "sent" and found.ts:
        return "told before"
    block = {"type": "section", "text": {"type": "plain_text", "text": words}}
    answered = to.sender.post(words, [block], metadata, "")
    if answered.kind != "sent":
        raise to.sender.refusal(answered)
    return f"told {to.name}"
