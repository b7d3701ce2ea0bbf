"""What a crawl costs that finds nothing new, and what commands take that only ask: processor time, imports included.

    python -m benchmarks.unchanged [--outlets 64,1000] [--rounds 5] [--stored HOME]

So many outlets, each a host of its own on loopback with robots.txt and a feed of 20 entries, texts included, that
answers 304 by its ETag. `copydesk crawl` fills a home once. Then all sources are asked again, `copydesk crawl` as a
process of its own, --rounds times: every feed answers 304. Told are medians of the processor time of the whole tree of
processes, start of Python and end of it included, and what `python -c pass` takes. Beside it `copydesk --help` and
`why`, `health` and `sql` on --stored, a home that is only read (`python -m benchmarks.warehouse 1000000 --keep DIR`
leaves one in DIR/1000000); without it on the last crawl's. Exit status 1 where a goal is missed.
"""

from __future__ import annotations

import argparse
import asyncio
import compileall
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from benchmarks.crawl import outlets
from benchmarks.processes import ROOT, Cost, measured
from benchmarks.site import ROBOTS, Exchange, Place, plain, prepared
from benchmarks.synthetic import Press

ENTRIES = 20  # in a feed
CRAWL = {64: 0.6, 1_000: 4.0}  # goals: seconds of processor time, by outlets
HELP, ASKING = 0.25, 0.5
ASKED = {
    "health": ["health"],
    "sql": ["sql", "SELECT count(*) FROM articles"],
    "why": ["why", "a1000"],
}


def main() -> None:
    asked = arguments()
    if asked.serve:
        asyncio.run(serve(asked.serve))
        return
    for room in ("desk", "sources", "warehouse", "delivery", "flows"):  # as an installed program is
        compileall.compile_dir(ROOT / room, quiet=2)
    print(f"python -c pass: {middle([sys.executable, '-c', 'pass'], asked.rounds).cpu:.3f} s of processor", flush=True)
    met = told("copydesk --help", middle(command("--help"), asked.rounds), HELP)
    with tempfile.TemporaryDirectory() as folder:
        for count in asked.outlets:
            home = Path(folder) / str(count)
            home.mkdir()
            met &= crawled(count, home, asked.rounds)
        met &= questions(asked.stored or home, asked.rounds)
    sys.exit(0 if met else 1)


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--outlets", default="64,1000", type=lambda text: sorted(map(int, text.split(","))))
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--stored", type=Path, help="a home that why, health and sql ask; nothing is written")
    parser.add_argument("--serve", type=int, help=argparse.SUPPRESS)
    return parser.parse_args()


def command(*words: str) -> list[str]:
    """A command of this program."""
    return [sys.executable, "-m", "flows.cli", *words]


def crawled(count: int, home: Path, rounds: int) -> bool:
    """A first crawl and unchanged ones of so many outlets; whether the goal is met."""
    with standing(count) as place:
        environment = os.environ | {
            "COPYDESK_HOME": str(home),
            "COPYDESK_OUTLETS": str(feeds(place, home)),
            "COPYDESK_ALLOW_HOSTS": "127.0.0.0/8",
            "COPYDESK_ENCODER": "none",
        }
        first = measured(command("crawl"), environment)
        print(f"{count:,} outlets, first crawl: {first.cpu:.1f} s of processor: {first.said}", flush=True)
        again = middle(command("crawl", "--json"), rounds, environment)
    unchanged = again.said.count('"status": "unchanged"')
    if unchanged != count:
        print(f"{unchanged} of {count} feeds were asked and answered 304: {again.trouble}")
        return False
    return told(f"{count:,} outlets, unchanged", again, CRAWL.get(count))


def questions(home: Path, rounds: int) -> bool:
    """What the commands take that only ask; whether the goals are met."""
    environment, met = os.environ | {"COPYDESK_HOME": str(home)}, True
    for name, words in ASKED.items():
        met &= told(f"copydesk {name}", middle(command(*words), rounds, environment), ASKING)
    return met


def middle(words: list[str], rounds: int, environment: dict[str, str] | None = None) -> Cost:
    """The run whose processor time is in the middle; one unmeasured run goes before."""
    measured(words, environment)
    return sorted((measured(words, environment) for _ in range(rounds)), key=lambda cost: cost.cpu)[rounds // 2]


def told(what: str, cost: Cost, goal: float | None) -> bool:
    """A line; whether the goal is met."""
    reached = bool(cost.said) and (goal is None or cost.cpu <= goal)
    aim = f" (goal {goal:g}{'' if reached else ': missed'})" if goal else ""
    trouble = "" if cost.said else f"; {cost.trouble}"
    print(
        f"{what}: {cost.cpu:.3f} s of processor{aim}, {cost.seconds:.2f} s, {cost.memory:.0f} MB{trouble}", flush=True
    )
    return reached


def feeds(place: Place, home: Path) -> Path:
    """The outlets file: what the feeds give is all there is of them."""
    path = outlets(place, home)
    path.write_text(path.read_text("utf-8").replace("language: en,", "language: en, feed_only: true,"), "utf-8")
    return path


@contextmanager
def standing(count: int) -> Iterator[Place]:
    """So many hosts as a child process."""
    process = subprocess.Popen(
        [sys.executable, "-m", "benchmarks.unchanged", "--serve", str(count)],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        text=True,
    )
    try:
        assert process.stdout is not None
        yield Place(json.loads(process.stdout.readline())["port"], count, count * ENTRIES)
    finally:
        process.terminate()
        process.wait(10)


async def serve(count: int) -> None:
    """Answer for so many hosts until ended; tells its port first."""
    server = await asyncio.get_running_loop().create_server(Exchange, "0.0.0.0", 0, backlog=1024)  # all of 127.0.0.0/8
    place = Place(server.sockets[0].getsockname()[1], count, count * ENTRIES)
    press = Press()
    Exchange.answers = {}
    for host in range(count):
        Exchange.answers[f"{place.host(host)}/robots.txt".encode()] = prepared("text/plain", (ROBOTS,))
        feed = prepared("application/rss+xml", (rss(press, place, host),))
        Exchange.answers[place.feed(host)[7:].encode()] = feed
    print(json.dumps({"port": place.port}), flush=True)
    await server.serve_forever()


def rss(press: Press, place: Place, host: int) -> bytes:
    """The feed of a host, texts included."""
    items = []
    for number in range(host, place.pages, place.hosts):
        title, paragraphs = plain(press, number)
        text = "".join(f"&lt;p&gt;{each}&lt;/p&gt;" for each in paragraphs)
        items.append(
            f"<item><title>{title}</title><link>{place.page(number)}</link><description>{text}</description></item>"
        )
    top = '<?xml version="1.0"?><rss version="2.0"><channel>'
    return f"{top}<title>Post {host}</title>{''.join(items)}</channel></rss>".encode()


if __name__ == "__main__":
    main()
