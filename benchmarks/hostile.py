"""Outlets that answer with documents made to keep parsers busy, beside healthy ones: who is harmed by whom.

    python benchmarks/hostile.py [--megabytes 9.9] [--healthy 12] [--pages 10] [--workers 2] [--budget 60]

`copydesk crawl` runs twice over loopback, as processes of its own: on the healthy outlets alone (benchmarks/site.py),
then on these and one outlet for each shape of benchmarks/hostile_documents.py. Shown: each hostile outlet's seconds
and reason, the largest memory of all processes together and of one, and how many articles of the healthy outlets came
in both times. Exit status 1 when an outlet took longer than its budget, when a
healthy outlet lost an article, or when one process held more than 1.6 GB.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from benchmarks.crawl import outlets as healthy_outlets  # noqa: E402
from benchmarks.hostile_documents import SHAPES  # noqa: E402
from benchmarks.processes import Cost, measured  # noqa: E402
from benchmarks.site import Place, standing  # noqa: E402
from tests.support.loopback import LoopbackServer  # noqa: E402

MOST_MEMORY = 1600.0  # MB of one process


def main() -> None:
    asked = arguments()
    shapes = {name: SHAPES[name] for name in (asked.only or SHAPES)}
    size = int(asked.megabytes * 1e6)
    with standing(asked.healthy, asked.healthy * asked.pages) as (place, _), serving(shapes, size) as port:
        alone = crawled(place, {}, port, asked)
        beside = crawled(place, {name: kind for name, (kind, *_) in shapes.items()}, port, asked)
    sys.exit(0 if told(alone, beside, asked) else 1)


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--megabytes", type=float, default=9.9, help="of each hostile document")
    parser.add_argument("--healthy", type=int, default=12, help="healthy outlets")
    parser.add_argument("--pages", type=int, default=10, help="pages of each of them")
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--budget", type=float, default=60.0, help="seconds an outlet may take")
    parser.add_argument("--only", action="append", choices=list(SHAPES), help="only this shape; may be given again")
    return parser.parse_args()


@contextmanager
def serving(shapes: dict[str, tuple[str, str, object]], size: int) -> Iterator[int]:
    """The hostile hosts 127.9.0.N, one a shape, on one port; robots.txt and every page are missing."""
    given = {f"/{name}": (kind, make(size)) for name, (_, kind, make) in shapes.items()}  # type: ignore[operator]

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            kind, body = given.get(self.path, ("text/plain", b""))
            self.send_response(200 if body else 404)
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            pass

    server = LoopbackServer(("0.0.0.0", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield server.server_address[1]
    finally:
        server.shutdown()


def crawled(place: Place, kinds: dict[str, str], port: int, asked: argparse.Namespace) -> tuple[Cost, dict[str, dict]]:
    """One crawl of a fresh home: what it cost, and each visit as the reading copy has it."""
    with tempfile.TemporaryDirectory() as home:
        path = healthy_outlets(place, Path(home))
        with path.open("a", encoding="utf-8") as file:
            for number, (name, kind) in enumerate(kinds.items()):
                at = f"http://127.9.0.{number + 1}:{port}"
                file.write(
                    f"- {{id: bad-{name}, name: {name}, home: '{at}/', language: en,"
                    f" sources: [{{kind: {kind}, url: '{at}/{name}'}}]}}\n"
                )
        environment = os.environ | {
            "COPYDESK_HOME": home, "COPYDESK_OUTLETS": str(path), "COPYDESK_PACE": "0", "COPYDESK_ENCODER": "none",
            "COPYDESK_ALLOW_HOSTS": '["127.0.0.0/8"]', "COPYDESK_OUTLET_BUDGET": str(asked.budget),
            "COPYDESK_WORKERS": str(asked.workers),
        }  # fmt: skip
        cost = measured([sys.executable, "-m", "flows.cli", "crawl"], environment)
        if not cost.said:
            sys.exit(f"the crawl failed: {cost.trouble}")
        words = [sys.executable, "-m", "flows.cli", "sql", "select * from visits", "--format", "json"]
        rows = subprocess.run(words, env=environment, cwd=ROOT, capture_output=True, text=True, check=True).stdout
    print(f"{cost.seconds:.1f} s, {cost.cpu:.1f} s of processor: {cost.said or cost.trouble}", flush=True)
    return cost, {row["outlet"]: row for row in json.loads(rows)}


def told(alone: tuple[Cost, dict[str, dict]], beside: tuple[Cost, dict[str, dict]], asked: argparse.Namespace) -> bool:
    """Print what happened; whether all bounds held."""
    bad = {name: row for name, row in beside[1].items() if name.startswith("bad-")}
    for name, row in sorted(bad.items(), key=lambda one: -one[1]["seconds"]):
        print(
            f"{name[4:]:15} {row['seconds']:6.1f} s  {row['status']:8} {row['stored']:5}  {(row['reason'] or '')[:110]}"
        )
    stored = [sum(row["stored"] for name, row in run[1].items() if name not in bad) for run in (alone, beside)]
    slowest = max(row["seconds"] for row in bad.values())
    waited = [max(row["seconds"] for name, row in run[1].items() if name not in bad) for run in (alone, beside)]
    cost = beside[0]
    print(f"\nhealthy outlets: {stored[1]} articles beside the hostile ones, {stored[0]} without;", end=" ")
    print(f"the slowest of them took {waited[1]:.1f} s, {waited[0]:.1f} s without")
    print(
        f"longest hostile visit {slowest:.1f} s (budget {asked.budget:g}); whole crawl {cost.seconds:.1f} s,", end=" "
    )
    print(f"{alone[0].seconds:.1f} s without; memory {cost.memory:,.0f} MB in all, {cost.largest:,.0f} MB the largest")
    kept = stored[0] == stored[1] > 0
    return kept and slowest <= asked.budget and cost.largest <= MOST_MEMORY and bool(cost.said)


if __name__ == "__main__":
    main()
