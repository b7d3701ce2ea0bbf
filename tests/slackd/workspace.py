"""What a Slack workspace remembers: tokens, channels, messages. No network here."""

from __future__ import annotations

import json
import threading
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

SCOPES = ("chat:write", "channels:history", "groups:history", "channels:read", "groups:read", "reactions:read")
GOOD, REVOKED, POOR = "xoxb-0-good", "xoxb-0-revoked", "xoxb-0-poor"
NEWS, OTHER, OLD, PRIVATE, HIDDEN, STRICT = "C0NEWS", "C0OTHER", "C0OLD", "G0PRIVATE", "G0HIDDEN", "C0STRICT"
HOOK = "/services/T0/B0/secret"


@dataclass
class Token:
    bot_id: str
    user_id: str
    scopes: tuple[str, ...] = SCOPES
    revoked: bool = False


@dataclass
class Channel:
    id: str
    name: str
    member: bool = True
    private: bool = False
    archived: bool = False
    restricted: bool = False
    topic: str = ""


@dataclass
class Posted:
    """One message as stored. `thread_ts` is None in the channel itself."""

    channel: str
    ts: str
    text: str
    blocks: list[Any]
    bot_id: str
    thread_ts: str | None = None
    metadata: dict[str, Any] | None = None
    unfurl: bool = True
    edited: str | None = None
    reactions: dict[str, list[str]] = field(default_factory=dict)


def tokens() -> dict[str, Token]:
    """The three tokens every workspace starts with: one good, one revoked, one that may only write."""
    return {
        GOOD: Token("B0DESK", "U0DESK"),
        REVOKED: Token("B0DESK", "U0DESK", revoked=True),
        POOR: Token("B0POOR", "U0POOR", scopes=("chat:write",)),
    }


def channels() -> dict[str, Channel]:
    """One channel for every way a post can be refused, and two where it is welcome."""
    known = (
        Channel(NEWS, "open-source-ai", topic="One digest a day. Originals, not copies."),
        Channel(OTHER, "random", member=False),
        Channel(OLD, "old-news", archived=True),
        Channel(PRIVATE, "desk-private", private=True),
        Channel(HIDDEN, "board", member=False, private=True),
        Channel(STRICT, "announcements", restricted=True),
    )
    return {channel.id: channel for channel in known}


class Workspace:
    """All state behind one lock; saved to `path` after every change if one is given."""

    def __init__(self, path: Path | None = None) -> None:
        self.tokens, self.channels = tokens(), channels()
        self.messages: list[Posted] = []
        self.calls: list[tuple[str, dict[str, Any]]] = []
        self.lock = threading.RLock()
        self.path = path
        self._last = 0
        if path and path.exists():
            self.messages = [Posted(**one) for one in json.loads(path.read_text("utf-8"))]

    def new_ts(self, now: float) -> str:
        """A timestamp later than every one given before."""
        self._last = max(self._last + 1, int(now * 1_000_000))
        return f"{self._last // 1_000_000}.{self._last % 1_000_000:06d}"

    def add(self, message: Posted) -> None:
        with self.lock:
            self.messages.append(message)
            self.save()

    def save(self) -> None:
        if self.path:
            partial = self.path.with_suffix(".part")
            partial.write_text(json.dumps([asdict(one) for one in self.messages]), "utf-8")
            partial.replace(self.path)

    def in_channel(self, channel: str) -> list[Posted]:
        """Messages of the channel itself, oldest first."""
        return [one for one in self.messages if one.channel == channel and one.thread_ts is None]

    def thread(self, channel: str, ts: str) -> list[Posted]:
        """The message that opened a thread, then its replies."""
        return [one for one in self.messages if one.channel == channel and ts in (one.ts, one.thread_ts)]
