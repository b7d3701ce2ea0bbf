"""Small web servers on loopback for tests: what they answer is said by the test, what they were asked is kept."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler
from typing import Any

from sources.fetch.client import Fetcher, FetchSettings
from tests.support.loopback import LoopbackServer


@dataclass
class Reply:
    """One answer."""

    body: bytes | str = b""
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    type: str = "text/html; charset=utf-8"
    length: int | None = None  # announced, if not the true one


@dataclass
class Asked:
    """One request as it came in."""

    host: str
    path: str
    headers: Any  # as the server read them; names in any case


class Web:
    """A server. `routes` is by path, or by `host/path` where several hosts share it; callables answer by hand."""

    def __init__(self) -> None:
        self.routes: dict[str, Reply | list[Reply] | Callable[[Any], None]] = {}
        self.asked: list[Asked] = []
        self._server = LoopbackServer(("127.0.0.1", 0), self._handler())
        self.port = self._server.server_address[1]
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.02,), daemon=True)
        self._thread.start()

    def url(self, path: str = "/", host: str = "127.0.0.1") -> str:
        """An address of this server."""
        return f"http://{host}:{self.port}{path}"

    def paths(self) -> list[str]:
        """What was asked, robots.txt aside."""
        return [one.path for one in self.asked if one.path != "/robots.txt"]

    def close(self) -> None:
        self._server.shutdown()
        self._server.server_close()

    def _handler(web) -> type[BaseHTTPRequestHandler]:  # noqa: N805 - the handler below has a self of its own
        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_GET(self) -> None:
                host = self.headers.get("Host", "").rsplit(":", 1)[0]
                path = self.path if self.path.startswith("/") else "/" + self.path.split("/", 3)[3]
                web.asked.append(Asked(host, path, self.headers))
                reply = web.routes.get(host + path, web.routes.get(path, Reply(b"nothing here", 404)))
                if isinstance(reply, list):
                    reply = reply.pop(0) if len(reply) > 1 else reply[0]
                if callable(reply):
                    self.close_connection = True
                    reply(self)
                    return
                self.answer(reply)

            def answer(self, reply: Reply) -> None:
                body = reply.body.encode() if isinstance(reply.body, str) else reply.body
                self.send_response(reply.status)
                if reply.type:
                    self.send_header("Content-Type", reply.type)
                for name, value in reply.headers.items():
                    self.send_header(name, value)
                self.send_header("Content-Length", str(len(body) if reply.length is None else reply.length))
                if reply.length is not None:
                    self.close_connection = True
                self.end_headers()
                if reply.status != 304:
                    self.wfile.write(body)

            def log_message(self, *args: object) -> None:
                pass

        return Handler


class Clock:
    """Time that passes only by sleeping; sleepers wake in the order of their times."""

    def __init__(self) -> None:
        self.time = 1000.0
        self.slept: list[float] = []
        self._wakings: list[float] = []

    def __call__(self) -> float:
        return self.time

    async def sleep(self, seconds: float) -> None:
        until = self.time + seconds
        self.slept.append(seconds)
        self._wakings.append(until)
        try:
            await self._others()
            while min(self._wakings) < until:
                await self._others()
        finally:
            self._wakings.remove(until)
        self.time = max(self.time, until)

    async def _others(self) -> None:
        """Let everybody who can do something do it first."""
        for _ in range(10):
            await asyncio.sleep(0)


@contextmanager
def web(**routes: Reply) -> Iterator[Web]:
    """A server for the length of a block."""
    server = Web()
    server.routes.update({"/" + name: reply for name, reply in routes.items()})
    try:
        yield server
    finally:
        server.close()


def fetcher(clock: Clock | None = None, **settings: Any) -> Fetcher:
    """A Fetcher that may ask loopback, and whose time passes only by sleeping."""
    clock = clock or Clock()
    given = {"allow_hosts": ("127.0.0.0/8", "*.localhost"), "proxies": {}, "timeout": 5.0} | settings
    return Fetcher(FetchSettings(**given), clock=clock, sleep=clock.sleep)


def get(url: str, clock: Clock | None = None, /, *, using: dict[str, Any] | None = None, **options: Any) -> Any:
    """Ask one address and close; `using` are fetch settings."""

    async def ask() -> Any:
        async with fetcher(clock, **(using or {})) as one:
            return await one.get(url, **options)

    return asyncio.run(ask())
