"""Serves the world as a plain HTTP proxy on loopback: `python -m tests.newsroom.serve --port 8900`.

A client that names it in HTTP_PROXY reads the outlets under their own host names. Conditional requests are
answered with 304, robots.txt is there, one outlet's feed is an HTML page, and one outlet's machine is down.
"""

from __future__ import annotations

import argparse
import hashlib
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import yaml

from tests.newsroom import render, world
from tests.support.loopback import LoopbackServer

OUTLETS = Path(__file__).parent / "outlets.yaml"
ROBOTS = b"User-agent: *\nDisallow: /private/\nAllow: /\n"
FEEDS = {
    "/feed.xml": (render.rss, "application/rss+xml"), "/rss": (render.rss, "application/rss+xml"),
    "/atom.xml": (render.atom, "application/atom+xml"), "/index.rdf": (render.rdf, "application/rdf+xml"),
    "/feed.json": (render.json_feed, "application/feed+json"), "/latest": (render.listing, "text/html"),
    "/news.xml.gz": (render.news_sitemap, "application/gzip"),
}  # fmt: skip


def build(now: datetime) -> dict[str, dict[str, tuple[str, bytes]]]:
    """host -> path -> (content type, body)."""
    outlets = {
        o["id"]: {"host": urlsplit(o["home"]).netloc, "name": o["name"], "language": o["language"],
                  "sources": [urlsplit(s["url"]).path for s in o["sources"]]}
        for o in yaml.safe_load(OUTLETS.read_text("utf-8"))
    }  # fmt: skip
    stories = sorted(world.read(now).values(), key=lambda s: s.published, reverse=True)
    sites: dict[str, dict[str, tuple[str, bytes]]] = {}
    for identity, outlet in outlets.items():
        if identity == "sleepy":
            continue
        own = [s for s in stories if s.outlet == identity]
        site = {"/robots.txt": ("text/plain", ROBOTS)}
        site |= {render.path(s): ("text/html; charset=utf-8", render.page(s, outlet, own[:5])) for s in own}
        for path in outlet["sources"]:
            site |= _source(path, own, outlet)
        sites[outlet["host"]] = site
    return sites


def _source(path: str, own: list[world.Story], outlet: dict[str, Any]) -> dict[str, tuple[str, bytes]]:
    if not own:  # the dead feed: its address answers a landing page
        return {
            path: ("text/html", b"<!doctype html><html><title>Welcome</title><h1>Our feed has moved out</h1></html>")
        }
    if path == "/sitemap.xml":
        gz = "/news.xml.gz"
        return {path: ("application/xml", render.sitemap_index(outlet)), gz: (FEEDS[gz][1], FEEDS[gz][0](own, outlet))}
    make, content_type = FEEDS[path]
    return {path: (content_type, make(own, outlet))}


class Handler(BaseHTTPRequestHandler):
    """Answers absolute addresses, as a proxy is asked."""

    protocol_version = "HTTP/1.1"
    sites: dict[str, dict[str, tuple[str, bytes]]] = {}
    asked: list[tuple[str, int]] = []

    def do_GET(self) -> None:
        url = urlsplit(self.path)
        site = self.sites.get(url.netloc or self.headers.get("Host", ""))
        if site is None:  # the machine is down: hang up without a word
            self.asked.append((self.path, 0))
            self.close_connection = True
            return
        content_type, body = site.get(url.path, ("text/html", b""))
        tag = f'"{hashlib.sha256(body).hexdigest()[:16]}"'
        if not body:
            self.answer(404, content_type, b"<html><h1>Not found</h1></html>", "")
        elif self.headers.get("If-None-Match") == tag:
            self.answer(304, content_type, b"", tag)
        else:
            self.answer(200, content_type, body, tag)

    def answer(self, status: int, content_type: str, body: bytes, tag: str) -> None:
        self.asked.append((self.path, status))
        self.send_response(status)
        self.send_header("Content-Type", content_type)
        self.send_header("Content-Length", str(len(body)))
        if tag:
            self.send_header("ETag", tag)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *args: object) -> None:
        pass


@contextmanager
def newsroom(port: int = 0, now: datetime | None = None) -> Iterator[tuple[str, list[tuple[str, int]]]]:
    """The newsroom in this process; yields its address and the growing list of (URL, status) it answered."""
    kind = type("Room", (Handler,), {"sites": build(now or datetime.now(UTC).replace(microsecond=0)), "asked": []})
    server = LoopbackServer(("127.0.0.1", port), kind)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}", kind.asked  # type: ignore[attr-defined]
    finally:
        server.shutdown()
        server.server_close()


def main() -> None:
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("--port", type=int, default=0)
    with newsroom(ap.parse_args().port) as (address, _):
        print(address, flush=True)
        threading.Event().wait()


if __name__ == "__main__":
    main()
