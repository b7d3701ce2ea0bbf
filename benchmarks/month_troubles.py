"""Which troubles are put into the month, and by when each is promised to be told (docs/operating.md)."""

from __future__ import annotations

import random
from collections.abc import Iterable
from datetime import datetime, timedelta
from itertools import pairwise

from benchmarks.month_world import DAY, ENTRIES, HOUR, START, Piece, Site, Trouble, World
from desk.health.chances import longest_pause
from desk.health.records import OutletSeen
from desk.health.silence import EPOCH, LEAST, Calendar

POLL = timedelta(hours=26)  # a source is asked once a day at the least, by an hourly crawl
EXPECTED = {
    "broken": ("broken",), "dead": ("broken", "dead"), "html": ("html",), "robots_all": ("robots",),
    "robots_pages": ("robots",), "source": ("source",), "dormant": ("dormant",), "yield": ("yield",),
    "length": ("length",), "undated": ("undated",), "copies": ("copies",), "network": ("network",),
}  # fmt: skip
ARTICLES = {"yield": 7, "length": 8, "undated": 7, "copies": 12, "robots_pages": 4}  # after so many it is told
WHERE = {  # kinds of outlets that have it, and how many
    "broken": ("press", "daily", "irregular"), "dead": ("daily", "press"), "html": ("daily", "irregular", "press"),
    "robots_all": ("press", "daily"), "robots_pages": ("press", "daily"), "source": ("press", "daily"),
    "dormant": ("press", "daily", "weekly"), "yield": ("press", "daily"), "length": ("press", "daily"),
    "undated": ("press", "daily"), "copies": ("press",),
}  # fmt: skip


def inject(world: World, *, line: bool = True) -> None:
    """Put one trouble of each kind into one outlet of each sort named above, where there is one left."""
    draw = random.Random(world.seed + 1)
    free = list(world.sites.values())
    draw.shuffle(free)
    for kind, sorts in WHERE.items():
        for sort in sorts:
            fit = (s for s in free if s.kind == sort and (kind != "source" or s.second))
            site = next(fit, None)
            if site is None:
                continue
            free.remove(site)
            if found := _trouble(kind, site, draw, world):
                world.troubles.append(found)
    if line:
        start = START + DAY * draw.uniform(15, 20)
        world.troubles.append(Trouble("network", "", start, start + 9 * HOUR, ("network",), start + 3 * HOUR))
        start = START + DAY * draw.randint(21, 24) + 20 * HOUR
        world.troubles.append(Trouble("crawl", "", start, start + 18 * HOUR, ("crawl",), start + 25 * HOUR))


def _trouble(kind: str, site: Site, draw: random.Random, world: World) -> Trouble | None:
    early = 3 if site.kind == "weekly" or kind == "dead" else 7
    start = START + DAY * (early + draw.uniform(0, 2))
    by = silence_promised(world, site, start) if kind == "dormant" else promised(kind, site, start)
    end = by + DAY * draw.uniform(0.2, 1.0)
    if end > START + (world.days - 3) * DAY and kind != "dead":  # so that its end is seen as well
        return None
    return Trouble(kind, site.host, start, end, EXPECTED[kind], by)


def promised(kind: str, site: Site, start: datetime) -> datetime:
    """By when a trouble that begins at `start` is told."""
    if kind in ARTICLES:
        coming = [piece.at for piece in site.pieces if piece.at > start]
        told = coming[ARTICLES[kind] - 1] if len(coming) >= ARTICLES[kind] else start + 60 * DAY
        return told + 2 * DAY + (DAY if kind == "robots_pages" else 0 * DAY)
    spans = {
        "broken": POLL + 14 * HOUR, "dead": POLL + 8 * DAY, "html": POLL + 5 * HOUR, "source": POLL + 3.6 * DAY,
        "robots_all": POLL + DAY + 6 * HOUR,
    }  # fmt: skip
    return start + spans[kind]


def silence_promised(world: World, site: Site, start: datetime) -> datetime:
    """By when an outlet silent from `start` on is told: its pause in the newsroom's own time, and three days.

    Weekends and holidays are short in it, as docs/operating.md says. The day of its last article does not count,
    nor does today, days are whole, and it is asked once a day at the least.
    """
    end = (START - EPOCH).days + world.days
    seen = [
        OutletSeen(s.host, s.host, START, START, published=_days(_known(s), START + 60 * DAY))
        for s in world.sites.values()
    ]
    calendar = Calendar(seen, end)
    days = _days(_known(site), start)
    limit = max(longest_pause([calendar.between(day, later) for day, later in pairwise(days)]), LEAST)
    told = next((day for day in range(days[-1] + 1, end) if calendar.between(days[-1] + 1, day) > limit), end + 60)
    return EPOCH + (told + 1) * DAY + POLL


def _days(pieces: Iterable[Piece], until: datetime) -> tuple[int, ...]:
    return tuple(sorted({(piece.at - EPOCH).days for piece in pieces if piece.at < until}))


def _known(site: Site) -> list[Piece]:
    """Those of whose day a desk can know: what a feed had at the first visit, if it had a date, and all later ones."""
    first = [piece for piece in site.pieces if piece.at <= START][-ENTRIES:]
    return [piece for piece in first if not piece.undated] + [piece for piece in site.pieces if piece.at > START]


def healed(trouble: Trouble, site: Site | None) -> datetime:
    """By when its end is promised to be told: asked again within a day, or three articles after that day."""
    if site is None:
        return trouble.end + 3 * HOUR
    if trouble.kind in ARTICLES:
        coming = [piece.at for piece in site.pieces if piece.at > trouble.end + DAY and not piece.empty]
        last = coming[5] if len(coming) > 5 else trouble.end + 60 * DAY
        return last + 2 * DAY + (DAY if trouble.kind == "robots_pages" else 0 * DAY)
    if trouble.kind == "dormant":
        coming = [piece.at for piece in site.pieces if piece.at > trouble.end]
        return (coming[0] if coming else trouble.end + 60 * DAY) + POLL
    return trouble.end + POLL + (DAY if trouble.kind == "robots_all" else 0 * DAY)
