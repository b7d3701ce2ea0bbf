"""A webhook of one's own: the digest as signed JSON. It cannot be read back, so delivery is at least once.

The signature is an HMAC-SHA256 (RFC 2104) over "v1:TIMESTAMP:BODY" with the shared secret; a receiver refuses old
timestamps, and takes a second call with the same delivery id for the first.
"""

from __future__ import annotations

import hashlib
import hmac
import urllib.error
import urllib.request
from collections.abc import Callable
from datetime import datetime
from http.client import HTTPException, HTTPMessage
from typing import IO, TYPE_CHECKING, Any
from urllib.parse import urlsplit

from delivery.sender import NEVER_ARRIVED, TIMEOUT, Outcome
from desk.errors import DeliveryError

if TYPE_CHECKING:
    from urllib.request import Request

POSTED = "webhook"  # stands in place of a message's id
SECRET = "COPYDESK_WEBHOOK_SECRET"  # noqa: S105 - its name


class _NoRedirect(urllib.request.HTTPRedirectHandler):
    """A redirect would take a signed digest somewhere else: it is an answer like any other."""

    def redirect_request(
        self, req: Request, fp: IO[bytes], code: int, msg: str, headers: HTTPMessage, newurl: str
    ) -> None:
        """None: not followed."""


def signature(secret: str, timestamp: str, body: bytes) -> str:
    """What stands in X-Copydesk-Signature."""
    said = b"v1:" + timestamp.encode() + b":" + body
    return "v1=" + hmac.new(secret.encode(), said, hashlib.sha256).hexdigest()


class JsonWebhook:
    """One address that takes digests as JSON. Only its host is ever told: the address may hold a secret."""

    pace, apart = 0.0, False

    def __init__(self, url: str, secret: str, clock: Callable[[], datetime], *, timeout: float = TIMEOUT) -> None:
        self.name = f"webhook at {urlsplit(url).hostname}"
        self._url, self._secret, self._clock, self._timeout = url, secret, clock, timeout
        self._opener = urllib.request.build_opener(_NoRedirect)

    def time(self) -> Outcome:
        """It tells no time."""
        return Outcome("sent")

    def refusal(self, outcome: Outcome) -> DeliveryError:
        """The status in words."""
        if outcome.code == "ratelimited":
            return DeliveryError(self.name, "asks to slow down", "The next run goes on", code=outcome.code)
        remedy = f"Look at the address of the channel and at {SECRET} on both sides"
        return DeliveryError(self.name, f"answered {outcome.code}", remedy, code=outcome.code)

    def post(self, text: str, blocks: list[dict[str, Any]], metadata: dict[str, Any], thread_ts: str) -> Outcome:  # noqa: ARG002
        """Post the body, signed as of now."""
        body, now = text.encode(), str(int(self._clock().timestamp()))
        delivery = f"{metadata['digest_id']}/{metadata['part']}/{metadata['revision']}"
        asked = urllib.request.Request(  # noqa: S310 - http and https only, see delivery/channels.py
            self._url,
            body,
            {
                "Content-Type": "application/json; charset=utf-8",
                "User-Agent": "copydesk",
                "X-Copydesk-Delivery": delivery,
                "X-Copydesk-Timestamp": now,
                "X-Copydesk-Signature": signature(self._secret, now, body),
            },
        )
        try:
            with self._opener.open(asked, timeout=self._timeout) as answer:
                answer.read(1_000)
                return Outcome("sent", ts=POSTED)
        except urllib.error.HTTPError as error:
            return _answered(error)
        except urllib.error.URLError as error:
            never = isinstance(error.reason, NEVER_ARRIVED)
            return Outcome("not_sent", code="unreachable") if never else Outcome("unknown", code="no_answer")
        except (OSError, HTTPException):
            return Outcome("unknown", code="no_answer")

    def update(self, ts: str, text: str, blocks: list[dict[str, Any]], metadata: dict[str, Any]) -> Outcome:
        """A digest that was changed is posted again, with its revision in the delivery id."""
        return self.post(text, blocks, metadata, ts)

    def find(self, metadata: dict[str, Any], since: datetime, thread_ts: str, cursor: str = "") -> Outcome:  # noqa: ARG002
        """Nothing can be looked up: it is posted again, with the same delivery id."""
        return Outcome("sent")


def _answered(error: urllib.error.HTTPError) -> Outcome:
    if error.code in (429, 503):
        wait = str(error.headers.get("Retry-After", "30"))
        return Outcome("not_sent", code="ratelimited", retry_after=float(wait) if wait.isdigit() else 30.0)
    if error.code >= 500:
        return Outcome("unknown", code="no_answer")
    return Outcome("refused", code=f"{error.code} {error.reason}"[:60])
