"""What `copydesk health` prints."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

from flows.cli.ask.tables import plain, printable, write_table

if TYPE_CHECKING:
    from warehouse.health import Health

COLUMNS = ("outlet", "health", "last success", "articles", "newest", "left", "reason")


def show(home: Path, out: TextIO, *, as_json: bool, now: datetime | None = None) -> None:
    """Write it to `out`, as JSON or for people."""
    from warehouse.health import read_health

    health, now = read_health(home), now or datetime.now(UTC)
    if as_json:
        told = {"published_at": health.published_at, "outlets": health.outlets, "runs": health.runs}
        out.write(json.dumps(plain(told), ensure_ascii=False, indent=1) + "\n")
        return
    rows = [
        (row["name"], row["health"], ago(row["last_success"], now), row["articles"], ago(row["last_article"], now),
         row["left_over"], row["reason"])
        for row in health.outlets
    ]  # fmt: skip
    write_table(COLUMNS, ["VARCHAR", "VARCHAR", "VARCHAR", "INTEGER", "VARCHAR", "INTEGER", "VARCHAR"], rows, out, 0)
    out.writelines(printable(line) + "\n" for line in summary(health, now))


def summary(health: Health, now: datetime) -> list[str]:
    """The state of everything in a few lines."""
    counts = {
        word: sum(row["health"] == word for row in health.outlets) for word in ("ok", "partial", "quiet", "failing")
    }
    lines = [", ".join(f"{count} {word}" for word, count in counts.items() if count) or "no outlet was visited yet"]
    lines += [
        f"last {run['kind']}: {run['status']}, began {ago(run['started_at'], now)}"
        + (f", took {timedelta(seconds=run['seconds'])}" if run["seconds"] is not None else "")
        for run in health.runs
    ]
    return [*lines, f"reading copy: published {ago(health.published_at, now)}"]


def ago(moment: datetime | None, now: datetime) -> str:
    """How long ago, in the largest unit that fits: 5 min ago, 3 h ago, 12 days ago; never."""
    if moment is None:
        return "never"
    minutes = max(0, int((now - moment).total_seconds() // 60))
    if minutes < 60:
        return f"{minutes} min ago"
    return f"{minutes // 60} h ago" if minutes < 2 * 24 * 60 else f"{minutes // (24 * 60)} days ago"
