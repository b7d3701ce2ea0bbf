"""How the outlets, the last runs and the reading copy are, as the reading copy has it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from desk.health.records import DeskSeen
from warehouse.db import query
from warehouse.reading_sql import Answer, asking


@dataclass(frozen=True, slots=True)
class Health:
    """Outlets worst first, the last run of each kind, readers' reactions; as rows by column name, times in UTC."""

    published_at: datetime
    outlets: tuple[dict[str, Any], ...]
    runs: tuple[dict[str, Any], ...]
    feedback: tuple[dict[str, Any], ...] = ()
    alarms: tuple[dict[str, Any], ...] = ()  # those that stand first, then the last fifty that ended
    desk: DeskSeen = field(default_factory=DeskSeen)


def read_health(home: Path) -> Health:
    """Ask the reading copy under `home`; WarehouseError if there is none."""
    with asking(home) as reading:
        outlets = reading.ask(query("health_outlets"))
        runs = reading.ask(query("health_runs"))
        published = reading.ask(query("health_published"))
        feedback = reading.ask(query("health_feedback"))
        alarms = reading.ask(query("health_alarms"))
        crawls, digests = reading.ask(query("health_desk")).rows[0]
    desk = DeskSeen(tuple(crawls or ()), tuple(digests or ()))
    return Health(published.rows[0][0], _named(outlets), _named(runs), _named(feedback), _named(alarms), desk)


def read_totals(home: Path) -> dict[str, int]:
    """How much is stored and what waits, by name; WarehouseError if there is no reading copy."""
    with asking(home) as reading:
        (found,) = _named(reading.ask(query("metric_totals")))
    return {name: int(count) for name, count in found.items()}


def _named(answer: Answer) -> tuple[dict[str, Any], ...]:
    return tuple(dict(zip(answer.columns, row, strict=True)) for row in answer.rows)
