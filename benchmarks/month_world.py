"""A newsroom that changes, breaks and heals by a moving clock: sixty outlets, their noise, the troubles put into them.

Healthy outlets are noisy as outlets are: weekends, holidays, bursts, weekly issues that are left out, nights of
maintenance, single errors, pages without a text, articles without a date, copies of others. Everything is drawn from
one seed. `World.answer` is what its web server says at `World.now`.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from html import escape

START = datetime(2026, 12, 4, tzinfo=UTC)  # so that Christmas lies in the month
HISTORY = timedelta(days=130)  # what outlets published before we knew them
HOLIDAYS = (datetime(2026, 12, 24, tzinfo=UTC), datetime(2026, 12, 28, tzinfo=UTC))
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
ENTRIES = 20  # of a feed
KINDS = {"press": 12, "daily": 20, "weekly": 8, "irregular": 14, "bursts": 6}
SYLLABLES = [
    "ba",
    "ce",
    "di",
    "fo",
    "gu",
    "ha",
    "je",
    "ki",
    "lo",
    "mu",
    "na",
    "pe",
    "ri",
    "so",
    "tu",
    "va",
    "we",
    "xi",
    "yo",
    "zu",
    "bra",
    "cle",
    "dri",
    "flo",
    "gru",
    "stra",
    "tel",
]
GLUE = ("the", "of", "and", "to", "a", "in", "that", "was", "for", "with", "has", "by", "after", "they")


@dataclass(frozen=True)
class Piece:
    """An article: when it came out, its text, and what is odd about it."""

    at: datetime
    slug: str
    title: str
    text: tuple[str, ...]
    undated: bool = False
    empty: bool = False  # a page of a film, say: no text


@dataclass(frozen=True)
class Trouble:
    """What is wrong with an outlet from `start` until `end`. expected: alarms that tell it; by: the promised time."""

    kind: str
    host: str  # "": the desk's own line
    start: datetime
    end: datetime
    expected: tuple[str, ...]
    by: datetime

    def at(self, now: datetime) -> bool:
        """Whether it stands then."""
        return self.start <= now < self.end


@dataclass
class Site:
    """One outlet and all that it will ever publish."""

    host: str
    kind: str
    pieces: list[Piece]
    second: bool = False  # whether it has a second feed
    private: bool = False  # whether robots.txt shuts a part of it, and always did
    nights: tuple[datetime, ...] = ()  # of maintenance


@dataclass
class World:
    """All sites, the troubles, and the time."""

    seed: int
    days: int = 30
    scale: float = 1.0  # of the numbers of outlets
    now: datetime = START
    sites: dict[str, Site] = field(default_factory=dict)
    troubles: list[Trouble] = field(default_factory=list)
    asked: int = 0

    def __post_init__(self) -> None:
        draw = random.Random(self.seed)
        for kind, number in KINDS.items():
            for count in range(max(1, round(number * self.scale))):
                host = f"{kind}{count}.example"
                self.sites[host] = self._site(host, kind, draw)

    def _site(self, host: str, kind: str, draw: random.Random) -> Site:
        end = START + timedelta(days=self.days)
        times = sorted(time for time in _times(kind, draw, START - HISTORY, end))
        pieces = [_piece(host, number, time, draw) for number, time in enumerate(times)]
        nights = tuple(START + DAY * draw.uniform(0, self.days) for _ in range(draw.choice((0, 0, 1, 2))))
        return Site(host, kind, pieces, draw.random() < 0.3, draw.random() < 0.2, nights)

    def trouble(self, host: str) -> Trouble | None:
        """What is wrong with a host now."""
        return next(
            (each for each in self.troubles if each.host in (host, "") and each.kind != "crawl" and each.at(self.now)),
            None,
        )

    def answer(self, host: str, path: str) -> tuple[int, str, str]:
        """Status, content type and body of an address now."""
        self.asked += 1
        site, trouble = self.sites.get(host), self.trouble(host)
        kind = trouble.kind if trouble else ""
        if site is None or kind == "dead":
            return 404, "text/plain", "nothing here"
        noise = random.Random(f"{self.seed} {host} {path} {self.now}").random()
        if kind in ("broken", "network") or any(night <= self.now < night + 4 * HOUR for night in site.nights):
            return 500, "text/plain", "an error"
        if path == "/robots.txt":
            return 200, "text/plain", _robots(site, kind)
        if noise < 0.006:
            return 503, "text/plain", "later"
        if path.startswith("/feed"):
            return self._feed(site, path, kind)
        return self._page(site, path, kind)

    def out(self, site: Site) -> list[Piece]:
        """What stands in the site's feed now, the newest last."""
        silent = next((t for t in self.troubles if t.host == site.host and t.kind == "dormant"), None)
        there = [p for p in site.pieces if p.at <= self.now and not (silent and silent.at(p.at))]
        return there[-ENTRIES:]

    def _feed(self, site: Site, path: str, kind: str) -> tuple[int, str, str]:
        if path == "/feed2" and kind == "source":
            return 500, "text/plain", "an error"
        if kind == "html":
            return (
                200,
                "text/html",
                "<!doctype html><html><head><title>Welcome</title></head><body>New site</body></html>",
            )
        undated = kind == "undated"
        items = "".join(
            f"<item><title>{escape(piece.title)}</title><link>http://{site.host}{_path(site, piece)}</link>"
            + ("" if undated or piece.undated else f"<pubDate>{piece.at:%a, %d %b %Y %H:%M:%S} GMT</pubDate>")
            + "</item>"
            for piece in reversed(self.out(site))
        )
        return 200, "application/rss+xml", f"<rss version='2.0'><channel><title>x</title>{items}</channel></rss>"

    def _page(self, site: Site, path: str, kind: str) -> tuple[int, str, str]:
        piece = next((each for each in site.pieces if _path(site, each) == path), None)
        if piece is None:
            return 404, "text/plain", "nothing here"
        date = "" if piece.undated or kind == "undated" else (
            f'<meta property="article:published_time" content="{piece.at:%Y-%m-%dT%H:%M:%SZ}">'
        )  # fmt: skip
        text = piece.text
        if kind == "copies" and piece.at >= self.trouble(site.host).start:  # type: ignore[union-attr]
            text = self._taken(site, piece)
        body = "".join(f"<p>{line}</p>" for line in (text[:1] if kind == "length" else text))
        if kind == "yield" or piece.empty:
            body = '<div id="app"></div>'
        head = f"<title>{escape(piece.title)}</title>{date}"
        h1 = "" if kind == "yield" else f"<h1>{escape(piece.title)}</h1>"
        return 200, "text/html", f'<html lang="en"><head>{head}</head><body><article>{h1}{body}</article></body></html>'

    def _taken(self, site: Site, piece: Piece) -> tuple[str, ...]:
        """The text of the newest piece of another site that was out before this one."""
        others = [
            each for other in self.sites.values() if other.host != site.host and other.kind == "press"
            for each in other.pieces if piece.at - 2 * DAY < each.at < piece.at - 6 * HOUR and not each.empty
        ]  # fmt: skip
        pick = random.Random(f"{piece.slug} {self.seed}")
        return pick.choice(others).text if others else piece.text

    def private(self) -> Iterator[str]:
        """Hosts that always shut a part."""
        return (site.host for site in self.sites.values() if site.private)


def _robots(site: Site, kind: str) -> str:
    shut = "Disallow: /private/\n" if site.private else ""
    if kind == "robots_all":
        shut = "Disallow: /\n"
    if kind == "robots_pages":
        shut += "Disallow: /news/\n"
    return f"User-agent: *\n{shut or 'Disallow:'}\n"


def _path(site: Site, piece: Piece) -> str:
    hidden = site.private and int(piece.slug.split("-")[-1]) % 8 == 0
    return f"/private/{piece.slug}.html" if hidden else f"/news/{piece.slug}.html"


def _times(kind: str, draw: random.Random, start: datetime, end: datetime) -> Iterator[datetime]:
    """When an outlet of this kind publishes."""
    if kind == "weekly":
        time = start + DAY * draw.uniform(0, 7)
        while time < end:
            if draw.random() > 0.08:  # an issue that is left out
                yield time + HOUR * draw.gauss(0, 6)
            time += timedelta(days=7)
        return
    rate = {"press": draw.uniform(5, 9), "daily": draw.uniform(1.0, 1.6), "irregular": draw.uniform(0.2, 0.45),
            "bursts": draw.uniform(0.12, 0.2)}[kind]  # fmt: skip
    time = start
    while True:
        time += DAY * draw.expovariate(rate)
        if time >= end:
            return
        calm = 0.5 if kind == "press" else 0.15
        if time.weekday() >= 5 and kind in ("press", "daily") and draw.random() > calm:
            continue
        if HOLIDAYS[0] <= time < HOLIDAYS[1] and draw.random() > calm:
            continue
        for number in range(draw.randint(2, 7) if kind == "bursts" else 1):
            if time + number * HOUR / 4 < end:
                yield time + number * HOUR / 4


def _piece(host: str, number: int, at: datetime, draw: random.Random) -> Piece:
    sentences = max(10, round(draw.lognormvariate(3.4, 0.35)))
    lines = [_sentence(draw) for _ in range(sentences)]
    text = tuple(" ".join(lines[first : first + 4]) for first in range(0, sentences, 4))
    title = f"{_sentence(draw)[:60].rsplit(' ', 1)[0]} of {host.split('.')[0]}"
    return Piece(at, f"{host.split('.')[0]}-{number}", title, text, draw.random() < 0.03, draw.random() < 0.03)


def _sentence(draw: random.Random) -> str:
    """Words that no other sentence has in this order: what is no copy must not look like one."""
    words = [
        draw.choice(GLUE) if place % 2 else "".join(draw.choices(SYLLABLES, k=draw.randint(2, 4)))
        for place in range(draw.randint(12, 22))
    ]
    return " ".join(words).capitalize() + "."
