"""What a visit to an outlet leaves behind: states of sources and hosts, outcomes of leads, reports."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from desk.models import Article, Lead, Outlet, SourceKind


@dataclass(frozen=True, slots=True)
class SourceState:
    """What the warehouse remembers of a source between two crawls."""

    url: str
    etag: str | None = None
    last_modified: str | None = None
    next_due: datetime | None = None
    interval: float | None = None  # seconds; the source's own rhythm as learnt
    failures: int = 0  # in a row
    last_success: datetime | None = None
    moved_to: str | None = None  # a permanent redirect that was followed
    failing_since: datetime | None = None  # first of the failures in a row


@dataclass(frozen=True, slots=True)
class HostHold:
    """Until when a host asked to be left alone (Retry-After, 429, 503), or hung."""

    host: str
    until: datetime


@dataclass(frozen=True, slots=True)
class RobotsText:
    """A robots.txt as it was read; `text` is empty where the host has no rules."""

    origin: str  # scheme://host[:port]
    text: str
    expires: datetime  # RFC 9309, 2.4: a day after it was read


@dataclass(frozen=True, slots=True)
class HostMemory:
    """What one crawl tells the next one of hosts."""

    holds: tuple[HostHold, ...] = ()
    robots: tuple[RobotsText, ...] = ()


@dataclass(frozen=True, slots=True)
class SourceReport:
    """How one source of an outlet answered."""

    url: str
    kind: SourceKind
    status: str  # ok, unchanged, not_due, failed
    leads: int = 0
    new: int = 0
    reason: str = ""  # in words, when it failed or deserves a remark

    @property
    def late(self) -> bool:
        """Whether it was due and not read, since the outlet's time was over; one that was not due says no reason."""
        return self.status == "not_due" and bool(self.reason)


@dataclass(frozen=True, slots=True)
class OutletReport:
    """How one outlet fared in one run. A failing outlet is a value here, never an exception."""

    outlet_id: str
    status: str  # ok, partial, failed
    sources: tuple[SourceReport, ...] = ()
    fetched: int = 0
    stored: int = 0
    relevant: int = 0
    copies: int = 0
    left: int = 0  # leads kept for the next run
    forbidden: int = 0  # by robots.txt, and nothing was kept
    unread: int = 0  # pages that came and gave no article, at their first try
    shut: int = 0  # by robots.txt, kept from the feed or not
    reasons: tuple[str, ...] = ()
    seconds: float = 0.0


@dataclass(frozen=True, slots=True)
class LeadOutcome:
    """What became of a lead. With `next_try` it stays open and waits until then, else it is closed."""

    key: str
    outcome: str  # stored, known, forbidden, gone, failed, skipped
    reason: str = ""
    next_try: datetime | None = None


@dataclass(frozen=True, slots=True)
class Reread:
    """A stored article whose page is to be asked for again; `read_at` is when it was last read."""

    article_id: int
    url: str
    outlet_id: str
    read_at: datetime


@dataclass(frozen=True, slots=True)
class PageReading:
    """A page asked for again: what it says now, or None where it had not changed or could not be read."""

    article_id: int
    at: datetime
    status: int | None  # None: no answer came
    article: Article | None = None


@dataclass(frozen=True, slots=True)
class FetchRecord:
    """One request of a visit, for the fetch log."""

    url: str
    at: datetime
    status: int | None  # None: no answer came
    bytes: int
    seconds: float
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Visit:
    """All that one visit to an outlet leaves behind besides its articles; stored with them in one transaction.

    `leads` holds every lead of the visit that the warehouse may not know yet, those that were fetched
    as well; `outcomes` closes or postpones leads, those of earlier runs as well.
    """

    run_id: int
    outlet: Outlet
    report: OutletReport
    leads: tuple[Lead, ...] = ()
    outcomes: tuple[LeadOutcome, ...] = ()
    states: tuple[SourceState, ...] = ()
    fetches: tuple[FetchRecord, ...] = ()
