"""Effectively once: a message is marked as being sent before the call, and looked for before it is sent again.

The ledger commits every step in a short transaction of its own, so that a process killed at any point leaves a row
that tells the next one what may have happened. Every time in it is the receiver's own, so that neither a clock that is
wrong, nor one that jumps, nor a second machine's decides how far a look goes back or whose turn it is.

Scheme: transactional outbox (Richardson, Microservices Patterns, 2018, ch. 3) with the receiver's own history as the
record of what arrived, since Slack offers no idempotency key.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING, Any, Protocol

from delivery.sender import ATTEMPTS, receiver_clock, wait
from desk.digest.outbox_message import FINAL
from desk.digest.slack_blocks import as_plain
from desk.errors import DeliveryError

if TYPE_CHECKING:
    from delivery.sender import Outcome, Sender
    from desk.digest.outbox_message import Outgoing, State

LOOK_AGAIN = 10.0  # seconds: a post may still be on its way when its connection breaks
MOST_PAGES = 1_000  # of a look; a channel with more messages since the attempt is told, and nothing is posted
# The message was deleted or is too old to edit: it stays as people left it.
_PAST_REVISING = {"message_not_found", "edit_window_closed", "cant_update_message"}
_PASSING = {"unreachable", "unknown", "ratelimited"}  # nobody said no: the next run goes on
_AT = re.compile(r"json-pointer:/blocks/(\d+)")
_log = logging.getLogger(__name__)


class Ledger(Protocol):
    """The outbox rows of one digest. Every method commits before it returns."""

    digest_id: str

    def unsent(self) -> bool:
        """Whether any message is still to be sent or revised."""

    def claim(self, now: datetime) -> Sequence[Outgoing] | None:
        """All rows by part, from now on ours alone for a while; None if a living process is at it."""

    def begin(self, part: int, now: datetime) -> bool:
        """Mark as sending, and renew the claim; False if it was lost to another process."""

    def settle(self, part: int, state: State, now: datetime, *, ts: str = "", error: str = "") -> None:
        """Write down how the attempt ended."""

    def release(self) -> None:
        """Give the claim back."""


@dataclass(frozen=True, slots=True)
class Receipt:
    """What a delivery did, in numbers of messages. `adopted`: found in Slack, not posted again."""

    posted: int = 0
    adopted: int = 0
    revised: int = 0
    busy: bool = False  # another process is delivering this digest; nothing was done
    ts: str = ""  # of the channel's message
    refused: tuple[str, ...] = ()  # readers refused while others got it, what could not be revised: in words

    @property
    def did_something(self) -> bool:
        """Whether the delivery found or changed anything in Slack."""
        return self.posted + self.adopted + self.revised > 0


def deliver(
    ledger: Ledger, sender: Sender, *, clock: Callable[[], datetime], sleep: Callable[[float], None]
) -> Receipt:
    """Send what is not yet sent of a digest, in order. DeliveryError if it cannot; what was sent stays written down.

    clock: our time; it must not jump while this runs.
    """
    if not ledger.unsent():
        return Receipt()
    theirs = receiver_clock(sender, clock, sleep)
    rows = ledger.claim(theirs())
    if not rows:  # none at all: another process withdrew the digest before it was begun, and is making its own
        return Receipt(busy=True)
    try:
        return _Delivery(ledger, sender, theirs, sleep).all(rows)
    finally:
        ledger.release()


class _Delivery:
    def __init__(
        self, ledger: Ledger, sender: Sender, clock: Callable[[], datetime], sleep: Callable[[float], None]
    ) -> None:
        self.ledger, self.sender, self.clock, self.sleep = ledger, sender, clock, sleep
        self.receipt = Receipt()
        self.last: datetime | None = None

    def all(self, rows: Sequence[Outgoing]) -> Receipt:
        """Every row that is not settled; the first one's ts is the thread of the others."""
        thread, troubles = "", []
        for row in rows:
            if row.state in FINAL:
                ts = row.ts
            else:
                try:
                    ts = self.one(row, thread)
                except DeliveryError as error:
                    if not self.sender.apart:
                        raise
                    troubles.append((row, error))
                    continue
                if not ts:
                    return replace(self.receipt, busy=True)
            thread = thread or ts
        return self.ended(thread, troubles, reached=len(rows) - len(troubles))

    def ended(self, thread: str, troubles: list[tuple[Outgoing, DeliveryError]], *, reached: int) -> Receipt:
        """What was done; readers who were refused for good are let go where others have the digest."""
        if troubles and not reached:
            raise troubles[0][1]
        for row, error in troubles:
            if error.code not in _PASSING:
                self.ledger.settle(row.part, "returned", self.clock(), error=error.code)
        return replace(self.receipt, ts=thread, refused=(*self.receipt.refused, *(str(error) for _, error in troubles)))

    def one(self, row: Outgoing, thread: str) -> str:
        """Send one message; its ts, or "" if another process took the digest over."""
        doubtful, since = row.state == "sending", row.attempt_at
        for attempt in range(ATTEMPTS):
            if doubtful and not row.ts and since:
                found = self.look(row, since, thread)
                if found:
                    return self.sent(row, found, adopted=1)
            self.pace()
            now = self.clock()
            if not self.ledger.begin(row.part, now):
                return ""
            since = since or now
            outcome = self.call(row, thread)
            if outcome.kind == "sent":
                return self.sent(row, row.ts or outcome.ts, **({"revised": 1} if row.ts else {"posted": 1}))
            if outcome.kind == "unknown":
                doubtful = True
                continue
            if row.ts and outcome.code in _PAST_REVISING:
                if outcome.code != "message_not_found":  # what people deleted needs no word
                    said = f"what stands there stays as it is: {self.sender.refusal(outcome)}"
                    self.receipt = replace(self.receipt, refused=(*self.receipt.refused, said))
                return self.sent(row, row.ts)
            plainer = self.plainer(row, outcome)
            final = outcome.kind == "refused" and plainer is None
            # Once in doubt, always in doubt: a row that may stand in Slack is looked for before any later post.
            state: State = "sending" if doubtful else "refused" if final else "waiting"
            self.ledger.settle(row.part, state, self.clock(), error=outcome.code)
            if final:
                raise self.sender.refusal(outcome)
            if plainer is None:
                wait(self.sender, outcome, attempt, self.sleep)
            row = plainer or row
        raise self.gave_up(doubtful)

    def call(self, row: Outgoing, thread: str) -> Outcome:
        """Post the message, or revise it if it stands in Slack already."""
        self.last = self.clock()
        if row.ts:
            return self.sender.update(row.ts, row.text, list(row.blocks), self.metadata(row))
        return self.sender.post(row.text, list(row.blocks), self.metadata(row), thread)

    def metadata(self, row: Outgoing) -> dict[str, Any]:
        """What tells a message of ours when we look for it."""
        return {
            "digest_id": self.ledger.digest_id,
            "part": row.part,
            "parts": row.parts,
            "revision": row.revision,
            "content_sha256": row.content_sha256,
        }

    def look(self, row: Outgoing, since: datetime, thread: str) -> str:
        """The ts of the message if it stands in Slack after all; looks twice, since it may still be on its way."""
        for pause in (LOOK_AGAIN, 0.0):
            if ts := self.search(row, since, thread):
                return ts
            self.sleep(pause)
        return ""

    def search(self, row: Outgoing, since: datetime, thread: str) -> str:
        """Page by page through everything posted from `since` on; "" if the message is not there."""
        cursor = ""
        for _page in range(MOST_PAGES):
            found = self.page(row, since, thread, cursor)
            if found.ts or not found.cursor:
                return found.ts
            cursor = found.cursor
        raise self.gave_up(doubtful=True)

    def page(self, row: Outgoing, since: datetime, thread: str, cursor: str) -> Outcome:
        """One page of the look, asked for again where it fails."""
        for attempt in range(ATTEMPTS):
            found = self.sender.find(self.metadata(row), since, thread, cursor)
            if found.kind == "sent":
                return found
            if found.kind == "refused":
                error = self.sender.refusal(found)
                problem = f"the digest may be there, but it cannot be looked for: {error.problem}"
                raise DeliveryError(error.subject, problem, error.remedy, code=error.code)
            wait(self.sender, found, attempt, self.sleep)
        raise self.gave_up(doubtful=True)

    def sent(self, row: Outgoing, ts: str, *, posted: int = 0, adopted: int = 0, revised: int = 0) -> str:
        """Write down that the message stands in Slack."""
        self.ledger.settle(row.part, "sent", self.clock(), ts=ts)
        done = self.receipt
        self.receipt = replace(
            done, posted=done.posted + posted, adopted=done.adopted + adopted, revised=done.revised + revised
        )
        return ts

    def plainer(self, row: Outgoing, outcome: Outcome) -> Outgoing | None:
        """The message with the refused block as plain text, without blocks if need be; None if that cannot help."""
        if outcome.kind != "refused" or not row.blocks:
            return None
        if outcome.code not in ("invalid_blocks", "invalid_blocks_format", "msg_blocks_too_long"):
            return None
        _log.warning("Slack refused part %s of %s: %s", row.part, self.ledger.digest_id, "; ".join(outcome.pointers))
        places = sorted({int(at) for line in outcome.pointers for at in _AT.findall(line)})
        blocks = list(row.blocks)
        if not places or places[-1] >= len(blocks) or any(blocks[at]["type"] == "section" for at in places):
            return replace(row, blocks=())  # it has no place to mend, or was mended in vain: the text alone
        for at in places:
            blocks = as_plain(blocks, at)
        return replace(row, blocks=tuple(blocks))

    def pace(self) -> None:
        """Wait until a second has passed since the last message."""
        if self.last is not None:
            self.sleep(max(0.0, self.sender.pace - (self.clock() - self.last).total_seconds()))

    def gave_up(self, doubtful: bool) -> DeliveryError:
        """Slack stayed silent."""
        if doubtful:
            problem = "it stays unknown whether the digest was posted"
            return DeliveryError(self.sender.name, problem, "The next run looks before it posts again", code="unknown")
        return DeliveryError(self.sender.name, "cannot be reached", "The next run tries again", code="unreachable")
