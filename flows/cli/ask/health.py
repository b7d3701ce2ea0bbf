"""`copydesk health`: how the outlets, the last runs and the reading copy are."""

from __future__ import annotations

import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, TextIO

import typer

if TYPE_CHECKING:
    from warehouse.health import Health

COLUMNS = ("outlet", "health", "last success", "articles", "newest", "four weeks")
STALE = timedelta(hours=26)  # a day, and what an hourly crawl may take
LATELY = timedelta(days=7)  # so long the end of an alarm is told
TYPES = ("VARCHAR", "VARCHAR", "VARCHAR", "INTEGER", "VARCHAR", "VARCHAR")


def register(app: typer.Typer) -> None:
    """Add `health` to the app."""
    app.command()(health)


def health(
    as_json: Annotated[bool, typer.Option("--json", help="one JSON object, for programs")] = False,
    check: Annotated[bool, typer.Option("--check", help="exit status 1 where something is wrong")] = False,
) -> None:
    """Tell which outlets fail or are silent, and how fresh everything is; exit status 0 unless --check asks."""
    from flows.settings import load

    if show(load().home, sys.stdout, as_json=as_json) and check:
        raise typer.Exit(1)


def show(home: Path, out: TextIO, *, as_json: bool, now: datetime | None = None) -> bool:
    """Write it to `out`, as JSON or for people; returns whether something is wrong."""
    from desk.health.words import sparkline
    from flows.cli.ask.tables import plain, printable, write_table
    from warehouse.health import read_health

    found, now = read_health(home), now or datetime.now(UTC)
    wrong = troubles(found, now)
    if as_json:
        import json

        told = {"published_at": found.published_at, "outlets": found.outlets, "runs": found.runs}
        told |= {"feedback": found.feedback, "alarms": found.alarms, "troubles": wrong}
        out.write(json.dumps(plain(told), ensure_ascii=False, indent=1) + "\n")
        return bool(wrong)
    rows = [
        (row["outlet"], row["health"], ago(row["last_success"], now), row["articles"],
         ago(row["last_article"], now), sparkline(weeks(row["trend"])))
        for row in found.outlets
    ]  # fmt: skip
    write_table(COLUMNS, TYPES, rows, out, 0)
    out.writelines(f"{row['outlet']}: {printable(row['reason'])}\n" for row in found.outlets if row["reason"])
    out.writelines(printable(line) + "\n" for line in alarm_lines(found, now))
    out.writelines(printable(line) + "\n" for line in summary(found, now))
    out.writelines(f"trouble: {line}\n" for line in wrong)
    return bool(wrong)


def weeks(trend: list[int]) -> list[int]:
    """Articles of every second day, the newest last: half as wide."""
    return [sum(trend[day : day + 2]) for day in range(0, len(trend), 2)]


def alarm_lines(health: Health, now: datetime) -> list[str]:
    """A line an alarm that stands, then one for each that ended within a week."""
    lines = []
    for row in health.alarms:
        if row["closed_at"] is None:
            who = row["outlet"] or "the desk"
            lines.append(f"alarm {row['kind']} {who}: {row['reason']} (since {ago(row['since'], now)})")
        elif now - row["closed_at"] < LATELY:
            lines.append(
                f"over  {row['kind']} {row['outlet'] or 'the desk'}: {row['ended']}, {ago(row['closed_at'], now)}"
            )
    return lines


def troubles(health: Health, now: datetime) -> list[str]:
    """What somebody should look at: outlets that fail, a last run that failed, a desk that stands still."""
    from desk.digest.phrasing import counted
    from desk.health.running import running

    failing = sum(row["health"] == "failing" for row in health.outlets)
    said = [] if health.outlets else ["no outlet was visited yet"]
    if failing:
        fails = f"{counted(failing, 'outlet')} fail{'s' if failing == 1 else ''}"
        said.append("every outlet fails" if failing == len(health.outlets) else fails)
    said += [f"the last {run['kind']} {run['status']}" for run in health.runs if run["status"] in ("failed", "crashed")]
    standing = [row for row in health.alarms if row["closed_at"] is None]
    if standing:
        said.append(f"{counted(len(standing), 'alarm')} stand{'s' if len(standing) == 1 else ''}")
    told = {row["kind"] for row in standing}
    said += [alarm.words for alarm in running(health.desk, now) if alarm.kind not in told]
    if now - health.published_at > STALE:
        said.append(f"nothing was published for {(now - health.published_at) // timedelta(hours=1)} h")
    return said


def summary(health: Health, now: datetime) -> list[str]:
    """The state of everything in a few lines."""
    counts: dict[str, int] = {}
    for row in health.outlets:
        counts[row["health"]] = counts.get(row["health"], 0) + 1
    lines = [", ".join(f"{count} {word}" for word, count in counts.items()) or "no outlet was visited yet"]
    lines += [
        f"last {run['kind']}: {run['status']}, began {ago(run['started_at'], now)}"
        + (f", took {timedelta(seconds=run['seconds'])}" if run["seconds"] is not None else "")
        for run in health.runs
    ]
    said = ", ".join(f"{row['readers']} {row['reaction']}" for row in health.feedback)
    lines += [f"readers' reactions of 30 days: {said}"] if said else []
    return [*lines, f"reading copy: published {ago(health.published_at, now)}"]


def ago(moment: datetime | None, now: datetime) -> str:
    """How long ago, in the largest unit that fits: 5 min ago, 3 h ago, 12 days ago; never."""
    if moment is None:
        return "never"
    minutes = max(0, int((now - moment).total_seconds() // 60))
    if minutes < 60:
        return f"{minutes} min ago"
    return f"{minutes // 60} h ago" if minutes < 2 * 24 * 60 else f"{minutes // (24 * 60)} days ago"
