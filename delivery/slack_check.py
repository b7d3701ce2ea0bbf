"""What stands between a set of Slack settings and a posted digest, in words; only `post_and_take_back` posts."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from delivery.slack import SlackChannel, outcome
from delivery.slack_errors import SCOPES, refusal

if TYPE_CHECKING:
    from slack_sdk import WebClient
    from slack_sdk.web import SlackResponse

    from delivery.sender import Outcome

_CHANNEL = re.compile(r"[CG][A-Z0-9]{2,}")
TOKEN, CHANNEL = "COPYDESK_SLACK_TOKEN", "COPYDESK_SLACK_CHANNEL"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing looked at: what it is about, what was found, and what to do if that is not right."""

    ok: bool
    about: str
    said: str
    remedy: str = ""


def check_token_word(token: str | None) -> Finding | None:
    """What can be said about a token without asking Slack; None if it looks right. Never shows it."""
    how = "Copy the Bot User OAuth Token (xoxb-…) from the app's page, Install App"
    if not token:
        return Finding(False, TOKEN, "is not set", how + "; docs/slack.md tells the way")
    for start, what in (("xoxp-", "a user's token"), ("xapp-", "an app-level token"), ("xoxe", "a rotating token")):
        if token.startswith(start):
            return Finding(False, TOKEN, f"is {what}, not the bot's", how)
    if not token.startswith("xoxb-") or any(char.isspace() for char in token):
        return Finding(False, TOKEN, "does not look like a bot token", how)
    return None


def check(web: WebClient, channel: str | None) -> Iterator[Finding]:
    """Token, scopes and channel, each as a finding; stops where the next question has no meaning."""
    answers: list[SlackResponse] = []
    result = outcome(lambda: _kept(answers, web.auth_test()))
    if result.kind != "sent":
        yield _trouble("token", result)
        return
    who = answers[0]
    yield Finding(True, "token", f"belongs to the bot {who.get('user')} in the workspace {who.get('team')}")
    yield _scopes(who)
    if not channel:
        yield Finding(False, CHANNEL, "is not set", refusal("", "channel_not_found").remedy)
    elif not _CHANNEL.fullmatch(channel):
        said = f"{channel[:80]!r} is no channel id"
        yield Finding(False, CHANNEL, said, refusal("", "channel_not_found").remedy)
    else:
        yield from _channel(web, channel)


def post_and_take_back(web: WebClient, channel: str) -> Finding:
    """Whether a line can be posted to the channel; it is deleted at once."""
    sender = SlackChannel(web, channel)
    text = "copydesk: a test of this channel, taken back at once"
    posted = sender.post(text, [], {"digest_id": "test", "part": 1}, "")
    if posted.kind != "sent":
        return _trouble(sender.name, posted)
    gone = sender.delete(posted.ts)
    if gone.kind != "sent":
        return _trouble(f"{sender.name}: the test was posted and could not be taken back", gone)
    return Finding(True, sender.name, "a test was posted and taken back")


def _kept(answers: list[SlackResponse], answer: SlackResponse) -> SlackResponse:
    answers.append(answer)
    return answer


def _trouble(about: str, result: Outcome) -> Finding:
    if result.kind == "refused":
        error = refusal(about, result.code, needed=result.needed, provided=result.provided)
        return Finding(False, about, error.problem, error.remedy)
    if result.code == "ratelimited":
        return Finding(False, about, "Slack asks to slow down", "Try again in a minute")
    remedy = "Check the network, HTTPS_PROXY and COPYDESK_SLACK_BASE_URL, then try again"
    return Finding(False, about, "Slack cannot be reached", remedy)


def _scopes(who: SlackResponse) -> Finding:
    told = {str(name).lower(): str(text) for name, text in who.headers.items()}.get("x-oauth-scopes")
    if told is None:
        return Finding(True, "scopes", "Slack does not tell them; a missing one shows when it is needed")
    has = {scope.strip() for scope in told.split(",") if scope.strip()}
    missing = [scope for scope in SCOPES if scope not in has]
    if not missing:
        return Finding(True, "scopes", "all there")
    error = refusal("scopes", "missing_scope", needed=", ".join(missing), provided=", ".join(sorted(has)))
    return Finding(False, "scopes", error.problem, error.remedy)


def _channel(web: WebClient, channel: str) -> Iterator[Finding]:
    answers: list[SlackResponse] = []
    result = outcome(lambda: _kept(answers, web.conversations_info(channel=channel)))
    if result.kind != "sent":
        yield _trouble(f"channel {channel}", result)
        return
    found: dict[str, Any] = answers[0].get("channel") or {}
    about = f"channel #{found.get('name', channel)}"
    if found.get("is_archived"):
        code = "is_archived"
    elif not found.get("is_member"):
        code = "not_in_channel"
    else:
        yield Finding(True, about, "the bot is in it")
        return
    error = refusal(about, code)
    yield Finding(False, about, error.problem, error.remedy)


def manifest() -> str:
    """The manifest of the Slack app that every customer installs in the own workspace, as YAML."""
    return Path(__file__).with_name("manifest.yaml").read_text("utf-8")
