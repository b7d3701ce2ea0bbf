"""Leads: what is known, what waits to be fetched, what became of it."""

from __future__ import annotations

import hashlib
import sys
from array import array
from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from desk.models import Lead
from warehouse.db import query
from warehouse.rows import columns, rows, utc

if TYPE_CHECKING:
    import duckdb

    from desk.visits import LeadOutcome

LEAD = tuple(Lead.__slots__)  # known_leads.sql selects in this order
MOST = 2_000  # open leads read for one outlet: more than any run reaches


@dataclass(frozen=True, slots=True)
class KnownKeys:
    """Every key that needs no fetching any more, as sorted 64-bit hashes: 8 MB for a million.

    Not a numpy array: a crawl that finds nothing new would load numpy for this alone. Two keys share a hash with
    a chance of 3 in 100 million at a million keys (birthday bound); that lead would be passed over, so the price of
    a miss is one article in a very long life.
    """

    hashes: array[int]

    def unknown(self, keys: Iterable[str]) -> set[str]:
        """Those of `keys` that are not known."""
        return {key for key in keys if not self._knows(hash_key(key))}

    def _knows(self, hashed: int) -> bool:
        at = bisect_left(self.hashes, hashed)
        return at < len(self.hashes) and self.hashes[at] == hashed

    def __len__(self) -> int:
        return len(self.hashes)


def hash_key(key: str) -> int:
    """What DuckDB's md5_number_lower gives for the key."""
    return int.from_bytes(hashlib.md5(key.encode(), usedforsecurity=False).digest()[8:], "little")


def known_keys(con: duckdb.DuckDBPyConnection, now: datetime | None = None) -> KnownKeys:
    """Read once before a crawl, in place of one anti-join an outlet."""
    return KnownKeys(known_hashes(con, now))


def known_hashes(con: duckdb.DuckDBPyConnection, now: datetime | None = None) -> array[int]:
    """Hashes of the keys of stored articles, closed leads and, with `now`, leads whose next try is later; ascending."""
    asked = {"now": utc(now) if now else None}
    found = con.execute(query("known_hashes"), asked).fetchone()
    hashes = array("Q", bytes.fromhex((found and found[0]) or ""))
    if sys.byteorder == "little":  # the digits have the highest byte first
        hashes.byteswap()
    return hashes


def unknown_keys(con: duckdb.DuckDBPyConnection, keys: Iterable[str]) -> set[str]:
    """Those of `keys` that are neither stored nor closed, decided exactly by anti-join."""
    asked = list(dict.fromkeys(keys))
    return {row[0] for row in con.execute(query("unknown_keys"), {"keys": asked}).fetchall()} if asked else set()


def open_leads(
    con: duckdb.DuckDBPyConnection, outlet_ids: Iterable[str], now: datetime, most: int = MOST
) -> dict[str, tuple[Lead, ...]]:
    """Leads that may be fetched now, at most `most` an outlet: most promising, then oldest first."""
    asked = {"outlets": list(outlet_ids), "now": utc(now), "most": most}
    found: dict[str, list[Lead]] = {}
    for row in con.execute(query("known_leads"), asked).fetchall():
        told = dict(zip(LEAD, row, strict=True))
        lead = Lead(**told | {"authors": tuple(told["authors"] or ()), "promise": told["promise"] or 0.0})
        found.setdefault(lead.outlet_id, []).append(lead)
    return {outlet_id: tuple(leads) for outlet_id, leads in found.items()}


def open_keys(con: duckdb.DuckDBPyConnection, leads: Mapping[str, Sequence[Lead]]) -> dict[str, frozenset[str]]:
    """The keys of all open leads, by outlet, of those outlets that have more of them than `open_leads` read."""
    full = [outlet_id for outlet_id, read in leads.items() if len(read) >= MOST]
    found = con.execute(query("open_keys"), {"outlets": full}).fetchall() if full else []
    return {outlet_id: frozenset(keys) for outlet_id, keys in found}


def add_leads(con: duckdb.DuckDBPyConnection, leads: Iterable[Lead], run_id: int, now: datetime) -> None:
    """Keep the leads that are not known as leads yet; they are open."""
    first: dict[str, Lead] = {}
    for lead in leads:
        first.setdefault(lead.key, lead)
    if first:
        given = rows(map(columns, first.values()))
        con.execute(query("add_leads"), {"rows": given, "run_id": run_id, "now": utc(now)})


def close_leads(con: duckdb.DuckDBPyConnection, outcomes: Iterable[LeadOutcome], now: datetime) -> None:
    """Close or postpone leads; the last word about a key holds."""
    last = {outcome.key: outcome for outcome in outcomes}
    if last:
        con.execute(query("close_leads"), {"rows": rows(map(columns, last.values())), "now": utc(now)})
