"""How quickly an archive comes in: articles of a JSON-lines file a processor second, all of deciding included.

Run: python -m benchmarks.import_archive [ARTICLES]   (default 5000; a made-up press, a tenth of it copies)

No encoder, one process. The first and the last fifth are told apart: what is stored must not slow down the rest.
"""

from __future__ import annotations

import json
import resource
import sys
import tempfile
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

from benchmarks.synthetic import Press
from flows.jobs.archive.import_archive import Progress, columns_of, import_table
from flows.settings import Settings

FIRST = datetime(2025, 1, 1, tzinfo=UTC)


def main(count: int) -> None:
    """Write the archive, import it, print what it took."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "archive.jsonl"
        write(path, count)
        settings = Settings(home=Path(folder) / "home", encoder="none")
        marks = [(0, time.process_time())]

        def tell(progress: Progress) -> None:
            marks.append((progress.stored, time.process_time()))

        told = import_table(settings, path, columns_of(path, {}), tell)
        spent = time.process_time() - marks[0][1]
        print(f"{told.stored:,} of {count:,} articles, {told.copies:,} copies, {told.relevant:,} on topic")
        print(f"articles a processor second: {told.stored / spent:.0f}")
        print(f"largest memory {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB")
        print(f"first fifth {rate(marks, 0, 0.2):.0f}, last fifth {rate(marks, 0.8, 1):.0f}")


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
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 5000)
