"""A press on loopback for benchmarks: many hosts, pages of real weight, feeds that answer 304. A process of its own.

    python benchmarks/site.py --hosts 50 --pages 1000

The hosts are the addresses 127.1.0.1, 127.1.0.2, … of one machine (Linux answers on all of them), so that a crawler
which is polite to each host has many to turn to. Each has robots.txt, one feed with all of its pages, and pages of 60
to 150 kB: the head a publisher writes (Open Graph, JSON-LD), navigation, scripts, an article of made-up words that
no other page has (benchmarks/synthetic.py), teasers, a footer. Everything is made before the first request: an answer
is three pieces of memory written to a socket.
"""

from __future__ import annotations

import argparse
import asyncio
import hashlib
import json
import random
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from benchmarks import mixed, reprints  # noqa: E402
from benchmarks.synthetic import SENTENCE, Press  # noqa: E402

Article = Callable[[Press, int], tuple[str, list[str]]]

PARAGRAPH = 3  # sentences
WEIGHTS = (60_000, 150_000)  # bytes of a page: the lightest and the heaviest host's
ROBOTS = b"User-agent: *\nDisallow: /private/\nAllow: /\n"


@dataclass(frozen=True, slots=True)
class Place:
    """Where the site stands: its port, how many hosts and pages it has."""

    port: int
    hosts: int
    pages: int

    def host(self, number: int) -> str:
        """The address of host `number`."""
        return f"127.1.{number // 250}.{number % 250 + 1}:{self.port}"

    def feed(self, number: int) -> str:
        """The feed of host `number`."""
        return f"http://{self.host(number)}/feed.xml"

    def page(self, number: int) -> str:
        """Page `number`; neighbours lie on different hosts."""
        return f"http://{self.host(number % self.hosts)}/news/story-{number}.html"

    def urls(self) -> list[str]:
        """All pages, host by host in turn."""
        return [self.page(number) for number in range(self.pages)]


class Frame:
    """What a host puts around its articles, as two pieces of bytes."""

    def __init__(self, number: int, press: Press, hosts: int) -> None:
        rng = random.Random(number)
        low, high = WEIGHTS
        weight = low + (high - low) * number // max(1, hosts - 1)
        self.name = f"Post {number}"

        def words(count: int) -> str:
            return " ".join(str(press.words[rng.randrange(4_000)]) for _ in range(count)).capitalize()

        items = "".join(
            f'<li class="nav-item menu__item"><a class="menu__link" href="/section/{at}">{words(2)}</a></li>'
            for at in range(150)
        )
        teasers = "".join(
            f'<div class="teaser teaser--small"><a href="/news/older-{at}.html"><h3 class="teaser__title">{words(8)}'
            f'</h3></a><p class="teaser__text">{words(18)}</p></div>'
            for at in range(40)
        )
        top = f'<body class="page page--article"><header><nav aria-label="Sections"><ul>{items}</ul></nav></header>'
        state = json.dumps({"state": [rng.random() for _ in range((weight - 35_000) // 21)]})
        self.top = f"{top}<script>window.__STATE__ = {state};</script>".encode()
        self.bottom = (
            f'<aside class="related"><h2>{words(2)}</h2>{teasers}</aside>'
            f"<footer><p>© {self.name}</p><ul>{items[: len(items) // 3]}</ul></footer></body></html>"
        ).encode()


def head(number: int, title: str, name: str, url: str) -> bytes:
    facts = {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "headline": title,
        "datePublished": f"2026-11-{number % 20 + 1:02}T10:{number % 60:02}:{number // 60 % 60:02}+00:00",
        "author": {"@type": "Person", "name": "Ines Holt"},
        "publisher": {"@type": "Organization", "name": name},
    }
    return (
        f'<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{title} | {name}</title>'
        f'<link rel="canonical" href="{url}"><meta property="og:title" content="{title}">'
        f'<meta property="og:type" content="article"><meta property="og:site_name" content="{name}">'
        f'<meta property="article:published_time" content="{facts["datePublished"]}">'
        f'<script type="application/ld+json">{json.dumps(facts)}</script></head>'
    ).encode()


def plain(press: Press, number: int) -> tuple[str, list[str]]:
    """Title and paragraphs of article `number`, of words that no other page has."""
    ids = press.story(number)
    step = SENTENCE * PARAGRAPH
    paragraphs = [press.text(ids[at : at + step]).capitalize() for at in range(0, len(ids), step)]
    return " ".join(press.words[ids[:8]]).capitalize(), paragraphs


ARTICLES: dict[str, Article] = {"plain": plain, "mixed": mixed.article, "reprints": reprints.article}


def element(title: str, paragraphs: Sequence[str]) -> bytes:
    """An article as it stands in its page."""
    body = "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs)
    return f'<main><article><h1>{title}</h1><div class="article-body">{body}</div></article></main>'.encode()


def build(place: Place, article: Article = plain) -> dict[bytes, tuple[str, tuple[bytes, ...]]]:
    """`host:port/path` -> (content type, pieces of the body)."""
    press, titles = Press(), {}
    answers: dict[bytes, tuple[str, tuple[bytes, ...]]] = {}
    frames = [Frame(number, press, place.hosts) for number in range(place.hosts)]
    for number in range(place.pages):
        frame, url = frames[number % place.hosts], place.page(number)
        titles[number], paragraphs = article(press, number)
        told = element(titles[number], paragraphs)
        pieces = (head(number, titles[number], frame.name, url), frame.top, told, frame.bottom)
        answers[url[7:].encode()] = ("text/html; charset=utf-8", pieces)
    for host in range(place.hosts):
        answers[f"{place.host(host)}/robots.txt".encode()] = ("text/plain", (ROBOTS,))
        own = "".join(
            f"<item><title>{titles[number]}</title><link>{place.page(number)}</link></item>"
            for number in range(host, place.pages, place.hosts)
        )
        feed = (
            f'<?xml version="1.0"?><rss version="2.0"><channel><title>{frames[host].name}</title>{own}</channel></rss>'
        )
        answers[place.feed(host)[7:].encode()] = ("application/rss+xml", (feed.encode(),))
    return answers


class Exchange(asyncio.Protocol):
    """One connection: requests in, prepared answers out."""

    answers: dict[bytes, tuple[bytes, bytes, tuple[bytes, ...]]]

    def __init__(self) -> None:
        self.waiting = b""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Keep the way to answer."""
        assert isinstance(transport, asyncio.Transport)
        self.transport = transport

    def data_received(self, data: bytes) -> None:
        """Answer every request that is complete."""
        self.waiting += data
        while b"\r\n\r\n" in self.waiting:
            request, _, self.waiting = self.waiting.partition(b"\r\n\r\n")
            self.answer(request)

    def answer(self, request: bytes) -> None:
        """The page, 304 for its own ETag, or 404."""
        lines = request.split(b"\r\n")
        asked = {name.lower(): value.strip() for name, _, value in (line.partition(b":") for line in lines[1:])}
        known = self.answers.get(asked.get(b"host", b"") + lines[0].split(b" ")[1])
        if known is None:
            self.transport.write(b"HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n")
        elif asked.get(b"if-none-match") == known[0]:
            self.transport.write(b"HTTP/1.1 304 Not Modified\r\nETag: " + known[0] + b"\r\n\r\n")
        else:
            self.transport.writelines((known[1], *known[2]))
        if asked.get(b"connection", b"").lower() == b"close":
            self.transport.close()


def prepared(content_type: str, pieces: tuple[bytes, ...]) -> tuple[bytes, bytes, tuple[bytes, ...]]:
    """ETag, header, body."""
    tag = b'"' + hashlib.sha256(b"".join(pieces)).hexdigest()[:16].encode() + b'"'
    size = sum(map(len, pieces))
    lines = f"HTTP/1.1 200 OK\r\nContent-Type: {content_type}\r\nContent-Length: {size}\r\nETag: ".encode()
    return tag, lines + tag + b"\r\n\r\n", pieces


async def serve(hosts: int, pages: int, port: int, article: Article) -> None:
    loop = asyncio.get_running_loop()
    server = await loop.create_server(Exchange, "0.0.0.0", port, backlog=1024)  # all of 127.0.0.0/8
    place = Place(server.sockets[0].getsockname()[1], hosts, pages)
    Exchange.answers = {name: prepared(*answer) for name, answer in build(place, article).items()}
    print(json.dumps({"port": place.port}), flush=True)
    await server.serve_forever()


@contextmanager
def standing(hosts: int, pages: int, *, press: str = "plain") -> Iterator[tuple[Place, int]]:
    """The site as a child process; yields where it stands and the process' id."""
    command = [sys.executable, __file__, "--hosts", str(hosts), "--pages", str(pages), "--press", press]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    try:
        assert process.stdout is not None
        yield Place(json.loads(process.stdout.readline())["port"], hosts, pages), process.pid
    finally:
        process.terminate()
        process.wait(10)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--hosts", type=int, default=50)
    parser.add_argument("--pages", type=int, default=1_000)
    parser.add_argument("--port", type=int, default=0)
    parser.add_argument("--press", choices=ARTICLES, default="plain", help="what the hosts print")
    asked = parser.parse_args()
    asyncio.run(serve(asked.hosts, asked.pages, asked.port, ARTICLES[asked.press]))


if __name__ == "__main__":
    main()
