"""The name of a flow run, as Prefect shows it."""

from __future__ import annotations

from datetime import UTC, datetime

from flows.settings import load, zone


def run_name(kind: str, now: datetime | None = None) -> str:
    """Such as `crawl-2026-11-22T09:05:12`, in the zone of the settings; seconds tell runs of one minute apart."""
    return f"{kind}-{(now or datetime.now(UTC)).astimezone(zone(load())):%Y-%m-%dT%H:%M:%S}"
