"""What an hourly crawl of many outlets costs: requests and 304s per run, over simulated days, on loopback.

    python benchmarks/polling.py --outlets 300 --hours 96

The world: busy outlets publish every half an hour, common ones every six hours, quiet ones every four days, silent ones
never. Each has a feed that answers conditional requests. Every hour, by a made-up clock, the sources that are due are
asked through the real Fetcher, scheduled by the real schedule; robots.txt and holds go from run to run.
Compared with two plain ways: every source each hour without conditions, and with them.
"""

from __future__ import annotations

import argparse
import asyncio
import random
import sys
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from desk.models import Outlet, Source
from desk.visits import HostMemory
from sources.discover import discover
from sources.fetch.client import Fetcher, FetchSettings
from tests.support.web import Clock, Reply, Web

START = datetime(2026, 11, 2, tzinfo=UTC)
RATES = {"busy": 0.5, "common": 6.0, "quiet": 96.0, "silent": None}  # hours between two articles
SHARES = {"busy": 0.1, "common": 0.4, "quiet": 0.4, "silent": 0.1}
ENTRIES = 20  # in a feed


@dataclass
class World:
    """Outlets whose feeds change with `now`."""

    count: int
    seed: int
    now: datetime = START
    published: dict[str, list[datetime]] = field(default_factory=dict)
    web: Web = field(default_factory=Web)
    asked: dict[str, int] = field(default_factory=dict)

    def outlets(self, hours: float) -> list[Outlet]:
        """The outlets, with everything they publish before and within these hours."""
        draw, made = random.Random(self.seed), []
        for number in range(self.count):
            kind = draw.choices(list(SHARES), list(SHARES.values()))[0]
            host = f"{kind}{number}.example"
            self.published[host] = _times(draw, RATES[kind], hours)
            url = f"http://{host}/feed"
            self.web.routes[f"{host}/feed"] = self.answer
            made.append(Outlet(host, host, f"http://{host}/", "en", (Source(host, "feed", url),)))
        return made

    def answer(self, handler: Any) -> None:
        """The feed as it stands, or 304."""
        host = handler.headers["Host"]
        out = [time for time in self.published[host] if time <= self.now][-ENTRIES:]
        tag = f'"{len(out)}-{out[-1].timestamp():.0f}"' if out else '"none"'
        if handler.headers.get("If-None-Match") == tag:
            self.asked["unchanged"] = self.asked.get("unchanged", 0) + 1
            handler.answer(Reply(status=304, headers={"ETag": tag}))
            return
        self.asked["full"] = self.asked.get("full", 0) + 1
        items = "".join(
            f"<item><title>{time:%H%M}</title><link>http://{host}/{time.timestamp():.0f}</link>"
            f"<pubDate>{time:%a, %d %b %Y %H:%M:%S} GMT</pubDate></item>"
            for time in reversed(out)
        )
        body = f"<rss version='2.0'><channel><title>{host}</title>{items}</channel></rss>"
        handler.answer(Reply(body, headers={"ETag": tag}, type="application/rss+xml"))


def _times(draw: random.Random, every: float | None, hours: float) -> list[datetime]:
    """Moments of a Poisson process, from ten days before the start."""
    if every is None:
        return [START - timedelta(days=40)]
    at, times = START - timedelta(days=10), []
    while at < START + timedelta(hours=hours):
        at += timedelta(hours=draw.expovariate(1 / every))
        times.append(at)
    return times


async def simulate(world: World, outlets: list[Outlet], hours: int) -> dict[str, Any]:
    """One run an hour; sums per run, and how long an article waited for being seen."""
    states: dict[str, Any] = {}
    memory, seen, delays, runs = HostMemory(), set(), [], []
    settings = FetchSettings(pace=0, proxies={"http": world.web.url()})
    for hour in range(hours):
        now = world.now = START + timedelta(hours=hour)
        world.asked.clear()
        before = len(world.web.asked)
        clock = Clock()
        async with Fetcher(settings, clock=clock, sleep=clock.sleep, now=lambda now=now: now, memory=memory) as fetcher:
            gate = asyncio.Semaphore(32)

            async def one(outlet: Outlet, fetcher: Fetcher = fetcher, now: datetime = now, gate: Any = gate) -> Any:
                async with gate:
                    return await discover(outlet, states, fetcher, now, only_due=True)

            for found in await asyncio.gather(*(one(outlet) for outlet in outlets)):
                states.update({state.url: state for state in found.states})
                for lead in found.leads:
                    if lead.key not in seen and lead.published and lead.published > START:
                        delays.append((now - lead.published).total_seconds() / 3600)
                    seen.add(lead.key)
            told = fetcher.memory()
        kept = {text.origin: text for text in (*memory.robots, *told.robots)}
        memory = HostMemory(told.holds, tuple(text for text in kept.values() if text.expires > now))
        runs.append(dict(world.asked) | {"all": len(world.web.asked) - before})
    return {"runs": runs, "delays": delays}


def main() -> None:
    wanted = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    wanted.add_argument("--outlets", type=int, default=300)
    wanted.add_argument("--hours", type=int, default=96)
    wanted.add_argument("--seed", type=int, default=1)
    args = wanted.parse_args()
    world = World(args.outlets, args.seed)
    outlets = world.outlets(args.hours)
    told = asyncio.run(simulate(world, outlets, args.hours))
    world.web.close()
    report(told, world, args.hours)


def report(told: dict[str, Any], world: World, hours: int) -> None:
    for day in range(0, hours, 24):
        runs = told["runs"][day : day + 24]
        full, same = sum(run.get("full", 0) for run in runs), sum(run.get("unchanged", 0) for run in runs)
        rules = sum(run["all"] for run in runs) - full - same
        total, whole, unchanged, texts = (number / len(runs) for number in (full + same + rules, full, same, rules))
        print(
            f"day {day // 24 + 1}: {total:.1f} requests a run: {whole:.1f} feeds in full, {unchanged:.1f} are 304,",
            end=" ",
        )
        print(f"{texts:.1f} robots.txt; {max(run['all'] for run in runs)} in the largest run")
    changed = _changes(world, hours)
    delays = sorted(told["delays"])
    print(f"every source each hour would be {world.count} requests a run, {changed:.1f} of them in full if conditional")
    print(
        f"{len(delays)} articles seen; half of them within {delays[len(delays) // 2]:.1f} h, "
        f"nine of ten within {delays[len(delays) * 9 // 10]:.1f} h, the last after {delays[-1]:.1f} h"
    )


def _changes(world: World, hours: int) -> float:
    """How many feeds change within an hour, on average."""
    spans = {(host, int((t - START).total_seconds() // 3600)) for host, all_ in world.published.items() for t in all_}
    return sum(0 <= hour < hours for _, hour in spans) / hours


if __name__ == "__main__":
    main()
