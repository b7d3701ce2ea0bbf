"""A message on its way out, as the outbox knows it: the record that ledger (warehouse) and sender (delivery) share."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

# sending: committed before the call, so after a crash it may or may not stand in Slack.
State = Literal["waiting", "sending", "sent", "refused"]


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
