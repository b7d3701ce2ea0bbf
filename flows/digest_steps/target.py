"""Where digests go: a Slack channel, a webhook, a mail list, files, or the terminal; and which process is at it."""

from __future__ import annotations

import os
import socket
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from desk.digest.channel import Channel
from desk.errors import ConfigError
from flows.slack_token import slack_token

if TYPE_CHECKING:
    from datetime import datetime

    from delivery.mail import Mailbox
    from delivery.sender import Sender
    from desk.digest.records import Digest
    from flows.settings import Settings

PLAIN = Channel()


@dataclass(frozen=True, slots=True)
class Target:
    """name: as the warehouse knows it; each target is told every story once. sender None: files or the terminal.

    form: what its messages are: slack, json or mail; files where there is no sender.
    """

    name: str
    sender: Sender | None
    form: str = "files"


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What some senders need besides their settings: the digest of an id, and our time."""

    digest_of: Callable[[str], Digest]
    clock: Callable[[], datetime]


def target(settings: Settings, channel: Channel = PLAIN, around: Surroundings | None = None) -> Target:
    """What the channel and the settings ask for; ConfigError for half a set-up. No network."""
    if channel.kind == "settings":
        found = _of_settings(settings)
        return Target(channel.ledger or found.name, found.sender, found.form)
    if channel.kind == "slack":
        return Target(channel.ledger, _slack(settings, channel.to[0], f"channel {channel.name}"), "slack")
    if channel.kind == "webhook":
        return Target(channel.ledger, _webhook(settings, channel, around), "json")
    if channel.kind == "mail":
        return Target(channel.ledger, _mail(settings, channel, around), "mail")
    return Target(channel.ledger, None)


def _of_settings(settings: Settings) -> Target:
    token = settings.slack_token or settings.slack_token_file or settings.slack_token_block
    channel, hook = settings.slack_channel, settings.slack_webhook
    if token and channel:
        return Target(f"slack:{channel}", _slack(settings, channel, "COPYDESK_SLACK_CHANNEL"), "slack")
    if token or channel:
        missing = "COPYDESK_SLACK_CHANNEL" if token else "COPYDESK_SLACK_TOKEN"
        raise ConfigError(missing, "is not set, so nothing can be posted", "See `copydesk slack check`")
    if hook:
        from delivery.webhook import Webhook

        return Target("webhook", Webhook(hook.get_secret_value()), "slack")
    return Target("terminal", None)


def _slack(settings: Settings, channel: str, asked_by: str) -> Sender:
    from delivery.slack import SlackChannel, client

    token = slack_token(settings)
    if not token:
        raise ConfigError("COPYDESK_SLACK_TOKEN", f"is not set, and {asked_by} needs it", "See `copydesk slack check`")
    return SlackChannel(client(token, settings.slack_base_url), channel)


def _webhook(settings: Settings, channel: Channel, around: Surroundings | None) -> Sender | None:
    from delivery.json_webhook import SECRET, JsonWebhook

    if settings.webhook_secret is None:
        raise ConfigError(SECRET, f"is not set, and channel {channel.name} signs with it", "Set a long random word")
    if around is None:
        return None
    return JsonWebhook(channel.to[0], settings.webhook_secret.get_secret_value(), around.clock)


def _mail(settings: Settings, channel: Channel, around: Surroundings | None) -> Sender | None:
    from delivery.mail import MailList

    box = mailbox(settings, channel)
    return MailList(box, around.digest_of, around.clock, in_brief=channel.form == "brief") if around else None


def mailbox(settings: Settings, channel: Channel) -> Mailbox:
    """The SMTP server of the settings; ConfigError names what is missing."""
    from email.utils import parseaddr

    from delivery.mail import Mailbox

    if not settings.smtp_host:
        raise ConfigError("COPYDESK_SMTP_HOST", f"is not set, and channel {channel.name} sends mail", "Name the server")
    if "@" not in parseaddr(settings.mail_from)[1]:
        remedy = "Give a mailbox such as News desk <desk@example.org>"
        raise ConfigError("COPYDESK_MAIL_FROM", "is no mail address", remedy)
    password = settings.smtp_password.get_secret_value() if settings.smtp_password else ""
    return Mailbox(
        settings.smtp_host, settings.smtp_port, settings.smtp_security, settings.mail_from, settings.smtp_user,
        password, settings.mail_unsubscribe,
    )  # fmt: skip


def owner() -> str:
    """The name of this process in the outbox."""
    from warehouse.runs import PROCESS

    return f"{socket.gethostname()} {os.getpid()} {PROCESS}"


def alive(name: str) -> bool:
    """Whether the process of this name may still be running; of one on another machine only its lease tells."""
    from warehouse.lease import running

    host, pid, _process = name.split(" ", 2)
    if host != socket.gethostname():
        return True
    if int(pid) == os.getpid():
        return name == owner()
    return running(int(pid))
