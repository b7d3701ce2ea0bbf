"""A month of the desk by a moving clock: is each trouble told in time, once, with its end, and nothing else?

    python benchmarks/month.py [--seeds 1 2 3] [--days 30] [--every 1]

Sixty outlets (benchmarks/month_world.py) are crawled hourly by the crawl's own steps (benchmarks/month_loop.py):
schedule, retries, feeds, extraction, copy verdicts, warehouse. Troubles are put into some of them and healed again
(benchmarks/month_troubles.py). What is
alarmed is sent to the strict counterpart of Slack. Shown by kind: how many were put in, how many were told within the
promised time and after how many hours, how many ends; then false alarms on the outlets without a trouble, with the
outlet-days they stand against. Exit status 1 for a trouble that was not told in time, a false alarm, an alarm that
stays when its trouble is healed, or one that Slack was told twice or never.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from statistics import median
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from benchmarks.month_loop import Quick
from benchmarks.month_troubles import healed, inject
from benchmarks.month_world import START, Trouble, World
from flows.digest_steps.alarms import tell_alarms
from flows.settings import Settings
from tests.slackd.server import Slackd
from tests.slackd.workspace import GOOD, NEWS
from warehouse.db import Warehouse
from warehouse.rows import named


@dataclass
class Result:
    """What became of a month."""

    troubles: list[tuple[Trouble, float | None, bool | None]] = field(default_factory=list)  # hours, whether it ended
    false: list[str] = field(default_factory=list)
    late: list[str] = field(default_factory=list)
    slack: list[str] = field(default_factory=list)
    outlets: int = 0
    days: int = 0
    articles: int = 0
    requests: int = 0

    @property
    def well(self) -> bool:
        """Whether nothing is wrong."""
        return not (self.false or self.late or self.slack)


def lived(world: World, home: Path, slack: Any, *, every: int = 1) -> Result:
    """Crawl through the month, tell what is alarmed to Slack's counterpart."""
    settings = Settings(
        _env_file=None, home=home, encoder="none", slack_token=GOOD, slack_channel=NEWS, slack_base_url=slack.base_url
    )
    desk = Quick.made(world, home)
    gap = next((each for each in world.troubles if each.kind == "crawl"), None)
    for hour in range(0, world.days * 24, every):
        world.now = START + timedelta(hours=hour)
        if gap is None or not gap.at(world.now):
            changes = desk.crawl()
        elif world.now.hour == 8:  # the digest notices that nobody crawls
            changes = desk.look()
        else:
            continue
        if changes:
            tell_alarms(settings, world.now, sleep=lambda _: None)
    return judged(world, home, [post.text for post in slack.told(NEWS)])


def judged(world: World, home: Path, posts: list[str]) -> Result:
    """Every alarm of the warehouse against the troubles, and against what Slack was told."""
    result = Result(outlets=len(world.sites), days=world.days, requests=world.asked)
    with Warehouse(home).reading() as con:
        alarms = named(con.execute("SELECT * FROM alarms ORDER BY id"))
        (result.articles,) = con.execute("SELECT count(*) FROM articles").fetchone() or (0,)
    hosts = {site.host.split(".")[0]: site for site in world.sites.values()}
    belongs: dict[int, Trouble] = {}
    for alarm in alarms:
        host = f"{alarm['outlet_id']}.example" if alarm["outlet_id"] else ""
        for trouble in world.troubles:
            limit = healed(trouble, hosts.get(alarm["outlet_id"]))
            if (
                trouble.host == host
                and alarm["kind"] in trouble.expected
                and trouble.start <= alarm["opened_at"] < limit
            ):
                belongs[alarm["id"]] = trouble
        if alarm["id"] not in belongs:
            result.false.append(f"{alarm['kind']} {host} {alarm['opened_at']:%m-%d %H:%M}: {alarm['words']}")
    for trouble in world.troubles:
        _judge(trouble, [a for a in alarms if belongs.get(a["id"]) is trouble], world, result)
    lines = Counter(line for post in posts for line in post.split("\n") if line[:1] in "•✓")
    wanted = sum(1 + (alarm["closed_at"] is not None) for alarm in alarms)
    if sum(lines.values()) != wanted:
        result.slack.append(f"{sum(lines.values())} lines were told, {wanted} alarms began or ended")
    return result


def _judge(trouble: Trouble, alarms: list[dict[str, Any]], world: World, result: Result) -> None:
    name = f"{trouble.kind} {trouble.host} from {trouble.start:%m-%d %H:%M}"
    final = [alarm for alarm in alarms if alarm["kind"] == trouble.expected[-1]]
    names = Counter((alarm["kind"], alarm["subject"]) for alarm in alarms)  # each source of an outlet has its own
    doubled = [kind for (kind, _), number in names.items() if number > 1]
    result.false += [f"{name}: told more than once as {kind}" for kind in doubled]
    if not final:
        result.late.append(f"{name}: never told (promised by {trouble.by:%m-%d %H:%M})")
        result.troubles.append((trouble, None, None))
        return
    if final[0]["opened_at"] > trouble.by:
        result.late.append(f"{name}: told {final[0]['opened_at']:%m-%d %H:%M}, promised by {trouble.by:%m-%d %H:%M}")
    site = world.sites.get(trouble.host)
    limit, last = healed(trouble, site), START + timedelta(days=world.days)
    over: bool | None = None
    if limit < last:
        over = all(alarm["closed_at"] is not None and alarm["closed_at"] <= limit for alarm in alarms)
        if not over:
            result.late.append(f"{name}: healed {trouble.end:%m-%d %H:%M}, its end was promised by {limit:%m-%d %H:%M}")
    result.troubles.append((trouble, (final[0]["opened_at"] - trouble.start) / timedelta(hours=1), over))


def told(results: list[Result]) -> None:
    """The figures of all seeds together."""
    kinds: dict[str, list[tuple[Trouble, float | None, bool | None]]] = defaultdict(list)
    for result in results:
        for each in result.troubles:
            kinds[each[0].kind].append(each)
    print(f"{'trouble':13} {'put in':>6} {'told':>5} {'in time':>8} {'hours: median':>14} {'most':>6} {'ended':>12}")
    for kind, found in sorted(kinds.items()):
        hours = [each[1] for each in found if each[1] is not None]
        intime = sum(h is not None and t.start + timedelta(hours=h) <= t.by for t, h, _ in found)
        over = [each[2] for each in found if each[2] is not None]
        times = f"{median(hours):14.1f} {max(hours):6.1f}" if hours else f"{'-':>14} {'-':>6}"
        print(f"{kind:13} {len(found):6} {len(hours):5} {intime:8} {times} {sum(over):5} of {len(over):3}")
    quiet = sum(result.outlets * result.days for result in results)
    false = sum(len(result.false) for result in results)
    articles, asked = sum(r.articles for r in results), sum(r.requests for r in results)
    print(f"{false} false alarms in {quiet:,} outlet-days; {articles:,} articles, {asked:,} requests")
    for result in results:
        for line in (*result.false, *result.late, *result.slack):
            print(f"  {line}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seeds", type=int, nargs="+", default=[1, 2, 3])
    parser.add_argument("--days", type=int, default=30)
    parser.add_argument("--every", type=int, default=1, help="hours between two crawls")
    parser.add_argument("--scale", type=float, default=1.0, help="of the number of outlets")
    parser.add_argument("--healthy", action="store_true", help="put no trouble in")
    asked = parser.parse_args()
    results = []
    for seed in asked.seeds:
        world = World(seed, asked.days, asked.scale)
        if not asked.healthy:
            inject(world)
        with Slackd() as slack, tempfile.TemporaryDirectory() as home:
            results.append(lived(world, Path(home), slack, every=asked.every))
    told(results)
    sys.exit(0 if all(result.well for result in results) else 1)


if __name__ == "__main__":
    main()
