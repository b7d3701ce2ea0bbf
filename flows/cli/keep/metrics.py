"""`copydesk metrics`: the state of everything as Prometheus text, for its node exporter's textfile collector."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

if TYPE_CHECKING:
    from collections.abc import Callable

    from prometheus_client import CollectorRegistry

    from warehouse.health import Health

HEALTHS = ("ok", "partial", "quiet", "dormant", "failing")
ENDED = ("ok", "partial", "failed", "crashed", "running")
STEPS = ("fresh", "read", "unread", "wanted", "copied")
TOTALS = {
    "articles": "articles stored",
    "relevant": "articles that a topic wants",
    "copies": "articles that are copies",
    "stories": "stories told",
    "open_leads": "leads that wait to be fetched",
    "digests_waiting": "digests that were made and are not delivered",
}


def register(app: typer.Typer) -> None:
    """Add `metrics` to the app."""
    app.command()(metrics)


def metrics(
    output: Annotated[
        Path | None, typer.Option("--output", "-o", help="write this file, whole or not at all, in place of printing")
    ] = None,
) -> None:
    """Print how outlets, runs and the warehouse are, in Prometheus' text format.

    Asked of the reading copy, so it waits for no crawl. Let a timer write DIR/copydesk.prom for the textfile collector.
    """
    from prometheus_client import generate_latest

    from flows.settings import load
    from warehouse.health import read_health, read_totals

    home = load().home
    registry = measured(read_health(home), read_totals(home))
    if output is None:
        print(generate_latest(registry).decode(), end="")
    else:
        _write(output, registry)
        print(f"{sum(len(family.samples) for family in registry.collect()):,} figures in {output}")


def measured(health: Health, totals: dict[str, int]) -> CollectorRegistry:
    """All gauges. Times are seconds since 1970, as Prometheus has them; what never was is left out."""
    from prometheus_client import CollectorRegistry, Gauge

    registry = CollectorRegistry()

    def gauge(name: str, told: str, *labels: str) -> Any:
        return Gauge(f"copydesk_{name}", told, labels, registry=registry)

    for name, told in TOTALS.items():
        gauge(name, told).set(totals[name])
    gauge("published_timestamp_seconds", "when the reading copy was published").set(health.published_at.timestamp())
    state = gauge("outlet_health", "1 for the health an outlet has", "outlet", "health")
    success = gauge("outlet_last_success_timestamp_seconds", "last visit that gave something", "outlet")
    newest = gauge("outlet_last_article_timestamp_seconds", "date of the newest article", "outlet")
    failures = gauge("outlet_failures", "failed visits in a row", "outlet")
    stored = gauge("outlet_articles", "articles stored", "outlet")
    for row in health.outlets:
        for each in HEALTHS:
            state.labels(row["outlet"], each).set(row["health"] == each)
        failures.labels(row["outlet"]).set(row["failures"])
        stored.labels(row["outlet"]).set(row["articles"])
        for when, name in ((success, "last_success"), (newest, "last_article")):
            if row[name] is not None:
                when.labels(row["outlet"]).set(row[name].timestamp())
    _alarms(gauge, health)
    ended = gauge("last_run_status", "1 for how the last run of a kind ended", "kind", "status")
    began = gauge("last_run_start_timestamp_seconds", "when it began", "kind")
    took = gauge("last_run_seconds", "how long it took", "kind")
    for run in health.runs:
        for each in ENDED:
            ended.labels(run["kind"], each).set(run["status"] == each)
        began.labels(run["kind"]).set(run["started_at"].timestamp())
        if run["seconds"] is not None:
            took.labels(run["kind"]).set(run["seconds"])
    return registry


def _alarms(gauge: Callable[..., Any], health: Health) -> None:
    """Alarms that stand, and by outlet what came of its entries in thirty days."""
    standing = [row for row in health.alarms if row["closed_at"] is None]
    alarm = gauge("alarm", "1 for each alarm that stands; outlet is empty for the desk itself", "kind", "outlet")
    for row in standing:
        alarm.labels(row["kind"], row["outlet"] or "").set(1)
    gauge("alarms", "alarms that stand").set(len(standing))
    steps = gauge("outlet_entries_30d", "what came of its entries in thirty days", "outlet", "step")
    undated = gauge("outlet_undated_ratio", "share of its articles of thirty days without a date", "outlet")
    for row in health.outlets:
        for step in STEPS:
            steps.labels(row["outlet"], step).set(row[step])
        if row["undated_share"] is not None:
            undated.labels(row["outlet"]).set(row["undated_share"])


def _write(output: Path, registry: CollectorRegistry) -> None:
    from prometheus_client import write_to_textfile

    from desk.errors import ConfigError

    try:
        write_to_textfile(str(output), registry)
    except OSError as error:
        remedy = "Name a file in a folder that is there and can be written"
        raise ConfigError(str(output), f"cannot be written ({error.strerror})", remedy) from None
