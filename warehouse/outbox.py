"""The outbox of one digest in the warehouse. Every step is a short transaction, committed before the method returns.

`now` is the receiver's own time everywhere: two machines whose clocks differ agree on whose turn it is.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from desk.digest.outbox_message import FINAL, Message, Outgoing, State
from warehouse.db import Warehouse, query
from warehouse.rows import named, rows

if TYPE_CHECKING:
    import duckdb

LEASE = timedelta(minutes=5)  # longer than any call and wait between two steps


def put(
    con: duckdb.DuckDBPyConnection, digest_id: str, target: str, messages: Iterable[Message], now: datetime
) -> None:
    """Put the messages of a new digest into the outbox, inside the caller's transaction."""
    given = [
        {
            "digest_id": digest_id,
            "target": target,
            "part": message.part,
            "parts": message.parts,
            "revision": 1,
            "content_sha256": message.content_sha256,
            "text": message.text,
            "blocks": json.dumps(message.blocks, ensure_ascii=False),
            "changed_at": now,
        }
        for message in messages
    ]
    if given:
        con.execute(query("add_outgoing"), {"rows": rows(given)})


def revise(
    con: duckdb.DuckDBPyConnection, digest_id: str, target: str, messages: Iterable[Message], now: datetime
) -> None:
    """Give a digest's messages new content where it differs; what stands in Slack will be revised there."""
    asked = {"digest_id": digest_id, "target": target}
    known = {row[0] for row in con.execute(query("outgoing"), asked).fetchall()}
    further = []
    for message in messages:
        if message.part not in known:
            further.append(message)
            continue
        blocks = json.dumps(message.blocks, ensure_ascii=False)
        told = {"part": message.part, "parts": message.parts, "sha": message.content_sha256, "now": now}
        con.execute(query("revise_outgoing"), asked | told | {"text": message.text, "blocks": blocks})
    put(con, digest_id, target, further, now)
    con.execute(query("reopen_digest"), asked)


def standing(con: duckdb.DuckDBPyConnection, digest_id: str, target: str) -> tuple[Outgoing, ...]:
    """The messages of a digest that were sent to the target, by part."""
    lines = named(con.execute(query("outgoing"), {"digest_id": digest_id, "target": target}))
    return tuple(_outgoing(line) for line in lines if line["ts"])


def sent_parts(con: duckdb.DuckDBPyConnection, digest_id: str, target: str) -> list[tuple[int, str]]:
    """Part and ts of every message of a digest that stands at the target, by part."""
    return [(each.part, each.ts) for each in standing(con, digest_id, target)]


def unfinished(con: duckdb.DuckDBPyConnection, target: str) -> list[str]:
    """Digests of this target that are not delivered in full, oldest first."""
    return [row[0] for row in con.execute(query("unfinished_digests"), {"target": target}).fetchall()]


class WarehouseOutbox:
    """The ledger (delivery.outbox.Ledger) of one digest.

    owner: names this process; alive: whether the process of such a name still runs (a dead one's claim is void).
    """

    def __init__(
        self, warehouse: Warehouse, digest_id: str, target: str, *, owner: str, alive: Callable[[str], bool]
    ) -> None:
        self.warehouse, self.digest_id, self.target = warehouse, digest_id, target
        self.owner, self.alive = owner, alive

    def unsent(self) -> bool:
        """Whether any message is still to be sent or revised, or the digest was withdrawn meanwhile."""
        with self.warehouse.reading() as con:
            found = self._found(con)
        return not found or any(line["state"] not in FINAL for line in found)

    def claim(self, now: datetime) -> tuple[Outgoing, ...] | None:
        """All messages by part, from now on this process's; None if a living process is at them."""
        with self.warehouse.writing() as con:
            found = self._found(con)
            if self._is_held(found, now):
                return None
            con.execute(query("claim_outgoing"), self._asked(owner=self.owner, until=now + LEASE))
            return tuple(_outgoing(line) for line in found)

    def begin(self, part: int, now: datetime) -> bool:
        """Mark as being sent and renew the claim; False if it was lost."""
        with self.warehouse.writing() as con:
            asked = self._asked(owner=self.owner, until=now + LEASE, part=part, now=now)
            row = con.execute(query("begin_outgoing"), asked).fetchone()
            return row is not None and row[0] > 0

    def settle(self, part: int, state: State, now: datetime, *, ts: str = "", error: str = "") -> None:
        """Write down how the attempt ended; the last message sent makes the digest delivered."""
        with self.warehouse.writing() as con:
            told = self._asked(owner=self.owner, part=part, state=state, now=now, ts=ts, error=error)
            con.execute(query("settle_outgoing"), told)
            con.execute(query("finish_digest"), self._asked(now=now))

    def release(self) -> None:
        """Give the claim back."""
        with self.warehouse.writing() as con:
            con.execute(query("release_outgoing"), self._asked(owner=self.owner))

    def nothing_out(self, con: duckdb.DuckDBPyConnection, now: datetime) -> bool:
        """Whether surely no message of the digest stands in Slack, nor is any process about to send one."""
        found = self._found(con)
        untouched = all(line["state"] in ("waiting", "refused") and not line["ts"] for line in found)
        return untouched and not self._is_held(found, now)

    def _found(self, con: duckdb.DuckDBPyConnection) -> list[dict[str, Any]]:
        return named(con.execute(query("outgoing"), self._asked()))

    def _is_held(self, found: Iterable[dict[str, Any]], now: datetime) -> bool:
        others = {(line["owner"], line["lease_until"]) for line in found if line["owner"] not in (None, self.owner)}
        return any(until > now and self.alive(owner) for owner, until in others)

    def _asked(self, **more: object) -> dict[str, object]:
        return {"digest_id": self.digest_id, "target": self.target, **more}


def _outgoing(line: dict[str, Any]) -> Outgoing:
    fields = {name: line[name] for name in Outgoing.__slots__ if name != "blocks"}
    return Outgoing(**fields, blocks=tuple(json.loads(line["blocks"])))
