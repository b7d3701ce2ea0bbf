"""A channel: who is told what, where, and when. Each channel is told every story once, by its own ledger."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

TargetKind = Literal["settings", "slack", "webhook", "mail", "folder", "feed"]
FORMS = ("slack", "markdown", "html", "text", "json", "atom")  # that a digest can be rendered in: delivery/forms.py
DEFAULT = "daily"  # the bundled one; what it was told is kept under the target of the settings, as before channels were


@dataclass(frozen=True, slots=True)
class Channel:
    """One entry of channels.yaml. Empty topics: the first topic; empty tags and languages: all outlets.

    kind `settings`: wherever COPYDESK_SLACK_… say, else the terminal; `to`: channel id, address, addresses or path.
    """

    name: str = DEFAULT
    kind: TargetKind = "settings"
    to: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    hour: str = "08:00"  # when its deployment runs, in its zone
    zone: str = ""  # IANA name; "": COPYDESK_TIMEZONE
    limit: int = 0  # stories in the digest proper; 0: COPYDESK_DIGEST_STORIES
    form: Literal["full", "brief"] = "full"
    title: str = ""  # for readers; "": the topic's
    replies: bool = False  # in Slack: a reply for each story, where readers react to it

    @property
    def is_plain(self) -> bool:
        """Whether it is the one that was there before channels were: one topic at a time, told by topic."""
        return self.name == DEFAULT and self.kind == "settings" and not self.topics

    @property
    def ledger(self) -> str:
        """The name under which is kept what it was told; "" for the target of the settings."""
        return "" if self.name == DEFAULT and self.kind == "settings" else f"channel:{self.name}"

    def whither(self) -> str:
        """Its target in words; a webhook's address may hold a secret, so only its host is told."""
        if self.kind == "webhook":
            return f"webhook at {self.to[0].split('/')[2]}"
        if self.kind == "mail":
            return f"mail to {len(self.to)} {'address' if len(self.to) == 1 else 'addresses'}"
        return "as the settings say" if self.kind == "settings" else f"{self.kind} {self.to[0]}"
