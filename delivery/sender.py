"""Where an outbox sends to: how a call ended, what a sender must do, its own time, and how long to wait for it."""

from __future__ import annotations

import socket
import ssl
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any, Literal, Protocol

from desk.errors import DeliveryError

TIMEOUT = 15  # seconds
ATTEMPTS = 4  # calls for one message in one run
LONGEST_WAIT = 120.0  # seconds; when a receiver asks for more, the next run goes on
NEVER_ARRIVED = (ConnectionRefusedError, socket.gaierror, ssl.SSLCertVerificationError)
_BACK_OFF = (2.0, 5.0, 10.0)


@dataclass(frozen=True, slots=True)
class Outcome:
    """How a call ended. sent: `ts` is the message; not_sent: try later; refused: a definite no; unknown: look first.

    `at`: the receiver's own time; `cursor`: where a look goes on, "" if it saw all.
    """

    kind: Literal["sent", "not_sent", "refused", "unknown"]
    ts: str = ""
    code: str = ""  # Slack's error word, or ours: unreachable, no_answer
    retry_after: float | None = None  # seconds
    pointers: tuple[str, ...] = ()  # invalid_blocks: where, e.g. "must be a valid URL [json-pointer:/blocks/3/…]"
    needed: str = ""
    provided: str = ""
    said: str = ""  # the receiver's own words, where it has some
    at: datetime | None = None
    cursor: str = ""


class Sender(Protocol):
    """Where an outbox sends to.

    pace: seconds between two messages; apart: each message has a reader of its own, so that one that is refused keeps
    none of the others back.
    """

    name: str
    pace: float
    apart: bool

    def refusal(self, outcome: Outcome) -> DeliveryError:
        """A definite no in words, with what to do."""

    def time(self) -> Outcome:
        """The receiver's own time in `at`; None there if it has none to tell."""

    def post(self, text: str, blocks: list[dict[str, Any]], metadata: dict[str, Any], thread_ts: str) -> Outcome:
        """Post a message; `thread_ts` "" posts to the channel itself."""

    def update(self, ts: str, text: str, blocks: list[dict[str, Any]], metadata: dict[str, Any]) -> Outcome:
        """Revise a message. Doing it twice does no harm."""

    def find(self, metadata: dict[str, Any], since: datetime, thread_ts: str, cursor: str = "") -> Outcome:
        """One page of a look for a message of ours from `since` (receiver's time) on: sent with its ts, or with ts "".

        A `cursor` in the answer says that there is more to look at.
        """


def receiver_clock(
    sender: Sender, clock: Callable[[], datetime], sleep: Callable[[float], None]
) -> Callable[[], datetime]:
    """The receiver's own time: asked for once, then carried on by `clock`. DeliveryError if it cannot be asked."""
    for attempt in range(ATTEMPTS):
        told = sender.time()
        if told.kind == "sent":
            gap = told.at - clock() if told.at else timedelta()
            return lambda: clock() + gap
        if told.kind == "refused":
            raise sender.refusal(told)
        wait(sender, told, attempt, sleep)
    raise DeliveryError(sender.name, "cannot be reached", "The next run tries again", code="unreachable")


def wait(sender: Sender, outcome: Outcome, attempt: int, sleep: Callable[[float], None]) -> None:
    """Wait as long as the receiver asks for, else a little longer each time; not after the last attempt."""
    if attempt == ATTEMPTS - 1:
        return
    seconds = outcome.retry_after if outcome.retry_after is not None else _BACK_OFF[attempt]
    if seconds > LONGEST_WAIT:
        raise sender.refusal(replace(outcome, code="ratelimited"))
    sleep(seconds)
