"""How quickly an archive comes in: articles of a JSON-lines file a processor second, all of deciding included.

Run: python -m benchmarks.import_archive [ARTICLES]   (default 5000; a made-up press, a tenth of it copies)

No encoder, one process; publishing of all of it included, and told by itself. The first and the last fifth are told
apart: what is stored must not slow down the rest. Exit status 1 where a goal is missed.
"""

from __future__ import annotations

import json
import sys
import tempfile
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.peak import peak_mb
from benchmarks.synthetic import Press
from flows.jobs.archive import import_archive as job
from flows.jobs.archive.import_archive import Progress, columns_of, import_table
from flows.settings import Settings

if TYPE_CHECKING:
    from warehouse.db import Warehouse

FIRST = datetime(2025, 1, 1, tzinfo=UTC)
RATE, MEMORY = 150, 1_000  # goals: articles a processor second, MB


def main(count: int) -> int:
    """Write the archive, import it, print what it took; returns how many goals were missed."""
    publishing = watched()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "archive.jsonl"
        write(path, count)
        settings = Settings(home=Path(folder) / "home", encoder="none")
        marks = [(0, time.process_time())]

        def tell(progress: Progress) -> None:
            marks.append((progress.stored, time.process_time()))

        told = import_table(settings, path, columns_of(path, {}), tell)
        spent = time.process_time() - marks[0][1]
        ((published, before),) = publishing
        print(f"{told.stored:,} of {count:,} articles, {told.copies:,} copies, {told.relevant:,} on topic")
        print(f"articles a processor second: {told.stored / spent:.0f} [{RATE}]")
        print(f"processor seconds: {spent:.0f}, of them {published:.0f} for publishing")
        print(f"largest memory {peak_mb():.0f} MB [{MEMORY}], before publishing {before:.0f} MB")
        print(f"first fifth {rate(marks, 0, 0.2):.0f}, last fifth {rate(marks, 0.8, 1):.0f}")
        return int(told.stored / spent < RATE) + int(peak_mb() > MEMORY)


def watched() -> list[tuple[float, float]]:
    """Processor seconds of the import's publishing, and the largest memory before it, once it has run."""
    found, publish = list[tuple[float, float]](), job.publish

    def timed(warehouse: Warehouse) -> Path:
        before, start = peak_mb(), time.process_time()
        target = publish(warehouse)
        found.append((time.process_time() - start, before))
        return target

    job.publish = timed
    return found


def write(path: Path, count: int) -> None:
    """An archive of `count` articles of 500 outlets, an hour apart; every tenth tells an earlier one again."""
    press = Press()
    with path.open("w", encoding="utf-8") as file:
        for number in range(count):
            story = press.story(number // 2 if number % 10 == 9 else number)
            row = {
                "url": f"https://outlet{number % 500}.example/{number}",
                "title": press.text(story[:9]),
                "text": press.text(story),
                "date": (FIRST + timedelta(hours=number)).isoformat(),
                "language": "en",
            }
            file.write(json.dumps(row) + "\n")


def rate(marks: list[tuple[int, float]], start: float, end: float) -> float:
    """Articles a processor second between two shares of the way."""
    low, high = int(start * (len(marks) - 1)), int(end * (len(marks) - 1))
    return (marks[high][0] - marks[low][0]) / max(1e-9, marks[high][1] - marks[low][1])


if __name__ == "__main__":
    sys.exit(1 if main(int(sys.argv[1]) if len(sys.argv) > 1 else 5000) else 0)
