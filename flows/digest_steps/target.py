"""Where digests go: a Slack channel, a webhook, or the terminal; and which process is at it."""

from __future__ import annotations

import os
import socket
from dataclasses import dataclass
from typing import TYPE_CHECKING

from desk.errors import ConfigError

if TYPE_CHECKING:
    from delivery.slack import Sender
    from flows.settings import Settings


@dataclass(frozen=True, slots=True)
class Target:
    """name: as the warehouse knows it; each target is told every story once. sender None: shown in the terminal."""

    name: str
    sender: Sender | None


def target(settings: Settings) -> Target:
    """What the settings ask for; ConfigError for half a Slack set-up. No network."""
    token, channel, hook = settings.slack_token, settings.slack_channel, settings.slack_webhook
    if token and channel:
        from delivery.slack import SlackChannel, client

        web = client(token.get_secret_value(), settings.slack_base_url)
        return Target(f"slack:{channel}", SlackChannel(web, channel))
    if token or channel:
        missing = "COPYDESK_SLACK_CHANNEL" if token else "COPYDESK_SLACK_TOKEN"
        raise ConfigError(missing, "is not set, so nothing can be posted", "See `copydesk slack check`")
    if hook:
        from delivery.webhook import Webhook

        return Target("webhook", Webhook(hook.get_secret_value()))
    return Target("terminal", None)


def owner() -> str:
    """The name of this process in the outbox."""
    from warehouse.runs import PROCESS

    return f"{socket.gethostname()} {os.getpid()} {PROCESS}"


def alive(name: str) -> bool:
    """Whether the process of this name may still be running; of one on another machine only its lease tells."""
    from warehouse.runs import running

    host, pid, _process = name.split(" ", 2)
    if host != socket.gethostname():
        return True
    if int(pid) == os.getpid():
        return name == owner()
    return running(int(pid))
