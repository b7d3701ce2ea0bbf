"""The name of a flow run, as Prefect shows it."""

from __future__ import annotations

from datetime import UTC, datetime


def run_name(kind: str) -> str:
    """Such as `crawl-2026-11-22T09`."""
    return f"{kind}-{datetime.now(UTC):%Y-%m-%dT%H}"
