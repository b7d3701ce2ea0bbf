"""An incoming webhook: the simple way in. It cannot be read back, so delivery is at least once, and has no threads."""

from __future__ import annotations

import logging
from datetime import datetime
from typing import TYPE_CHECKING, Any
from urllib.error import URLError

from slack_sdk.webhook import WebhookClient

from delivery.sender import NEVER_ARRIVED, TIMEOUT, Outcome
from delivery.slack import PACE
from delivery.slack_errors import refusal

if TYPE_CHECKING:
    from desk.errors import DeliveryError

POSTED = "webhook"  # stands in place of the message's ts, which a webhook does not tell


class Webhook:
    """One incoming webhook. Its address is a secret and never told."""

    name = "Slack webhook"
    pace, apart = PACE, False

    def __init__(self, url: str, *, timeout: int = TIMEOUT) -> None:
        quiet = logging.getLogger("copydesk.slack_sdk")
        quiet.setLevel(logging.CRITICAL)  # it would log the address
        self._client = WebhookClient(url, timeout=timeout, retry_handlers=[], logger=quiet)
        self._client.proxy = None  # as in delivery.slack.client

    def refusal(self, outcome: Outcome) -> DeliveryError:
        """Slack's error word in words of ours."""
        return refusal(self.name, outcome.code)

    def time(self) -> Outcome:
        """A webhook tells no time before something is posted."""
        return Outcome("sent")

    def post(self, text: str, blocks: list[dict[str, Any]], metadata: dict[str, Any], thread_ts: str) -> Outcome:  # noqa: ARG002
        """Post to the webhook's channel; later parts follow as messages of their own."""
        try:
            answer = self._client.send(text=text, blocks=blocks or None, unfurl_links=False, unfurl_media=False)
        except URLError as error:
            never = isinstance(error.reason, NEVER_ARRIVED)
            return Outcome("not_sent", code="unreachable") if never else Outcome("unknown", code="no_answer")
        except Exception:  # noqa: BLE001 - the client lets every error of http.client and socket through
            return Outcome("unknown", code="no_answer")
        if answer.status_code == 200:  # it raises nothing on 4xx and 5xx
            return Outcome("sent", ts=POSTED)
        if answer.status_code == 429:
            wait = {name.lower(): text for name, text in answer.headers.items()}.get("retry-after", "30")
            return Outcome("not_sent", code="ratelimited", retry_after=float(wait) if wait.isdigit() else 30.0)
        if answer.status_code >= 500:
            return Outcome("unknown", code="no_answer")
        return Outcome("refused", code=answer.body.strip()[:60])

    def update(self, ts: str, text: str, blocks: list[dict[str, Any]], metadata: dict[str, Any]) -> Outcome:  # noqa: ARG002
        """A webhook's message stays as it is."""
        return Outcome("sent", ts=ts)

    def find(self, metadata: dict[str, Any], since: datetime, thread_ts: str, cursor: str = "") -> Outcome:  # noqa: ARG002
        """Nothing can be looked up, so nothing is found and it is posted again."""
        return Outcome("sent", ts="")
