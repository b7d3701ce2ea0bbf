"""The state of a visit: what it works with, and what it brings home while it lasts."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING

from desk.models import Article, Lead, Outlet
from desk.visits import FetchRecord, LeadOutcome, SourceReport, SourceState

if TYPE_CHECKING:
    from collections.abc import Callable

    from sources.extract.pool import ExtractPool
    from sources.fetch.client import Fetcher
    from sources.source_schedule import Bounds
    from warehouse.leads import KnownKeys
    from warehouse.visits import Known


@dataclass
class Brought:
    """What a visit brings home; filled while it lasts, so that a budget's end loses nothing."""

    outlet: Outlet
    articles: list[tuple[Lead, Article]] = field(default_factory=list)
    leads: list[Lead] = field(default_factory=list)
    outcomes: list[LeadOutcome] = field(default_factory=list)
    states: tuple[SourceState, ...] = ()
    sources: tuple[SourceReport, ...] = ()
    fetches: list[FetchRecord] = field(default_factory=list)
    left: int = 0
    fetched: int = 0
    reasons: list[str] = field(default_factory=list)
    seconds: float = 0.0


@dataclass(frozen=True)
class Means:
    """What a visit works with; one for all outlets of a run."""

    fetcher: Fetcher
    pool: ExtractPool
    known: Known
    keys: KnownKeys
    now: datetime
    budget: float  # seconds an outlet may take
    only_due: bool = False
    promise: Callable[[Lead], float] = lambda lead: lead.promise  # how likely the topic wants it, 0 to 1
    polling: Bounds | None = None  # how often a source is asked
    claimed: set[str] = field(default_factory=set)  # keys taken by some outlet of this run


def claim(name: str, means: Means) -> bool:
    """Each key is fetched by one outlet of a run, the first that asks."""
    if name in means.claimed:
        return False
    means.claimed.add(name)
    return True
