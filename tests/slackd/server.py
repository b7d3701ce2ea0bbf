"""The HTTP side: tokens and arguments out of a request, rate limits, faults on order, the page of the channel."""

from __future__ import annotations

import json
import socket
import struct
import threading
import time
from collections import defaultdict
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, urlsplit

from tests.slackd import methods
from tests.slackd.checks import complaints
from tests.slackd.page import draw
from tests.slackd.plain import tell
from tests.slackd.workspace import GOOD, HOOK, NEWS, SCOPES, Posted, Workspace
from tests.support.loopback import LoopbackServer

# Faults: what happens to one call. `late_` ones store what the call says before they misbehave.
FAULTS = (
    "drop", "late_drop", "reset", "late_reset", "hang", "late_hang", "late_half", "late_html", "late_500", "500",
    "late_fatal_error", "fatal_error", "internal_error", "429", "slow_store",
)  # fmt: skip


class Slackd:
    """A running counterpart. `rate`: seconds between two posts to one channel (Slack: 1; 0 switches it off)."""

    def __init__(
        self, port: int = 0, *, rate: float = 0.0, state: Path | None = None, clock: Callable[[], float] = time.time
    ) -> None:
        self.workspace, self.rate, self.clock = Workspace(state), rate, clock
        self.faults: list[tuple[str, str]] = []  # (method, fault), each served once
        self.held = threading.Event()  # set it to let hanging calls go
        self._posted: dict[str, float] = defaultdict(lambda: float("-inf"))
        self._server = LoopbackServer(("127.0.0.1", port), type("Handler", (Handler,), {"slackd": self}))

    @property
    def base_url(self) -> str:
        return f"http://127.0.0.1:{self._server.server_port}/api/"

    @property
    def hook_url(self) -> str:
        return f"http://127.0.0.1:{self._server.server_port}{HOOK}"

    def fault(self, *faults: str, method: str = "chat.postMessage") -> None:
        """The next calls of a method meet these faults, in this order."""
        assert set(faults) <= set(FAULTS), faults
        self.faults += [(method, fault) for fault in faults]

    def told(self, channel: str = NEWS) -> list[Posted]:
        """Messages of the channel, threads apart."""
        return self.workspace.in_channel(channel)

    def count(self, method: str) -> int:
        return sum(name == method for name, _ in self.workspace.calls)

    def next_fault(self, method: str) -> str:
        with self.workspace.lock:
            for index, (name, fault) in enumerate(self.faults):
                if name == method:
                    del self.faults[index]
                    return fault
        return ""

    def wait_for(self, channel: str) -> float:
        """Seconds a post to this channel has to wait; 0 admits it and starts the next wait."""
        with self.workspace.lock:
            left = self._posted[channel] + self.rate - self.clock()
            if left <= 0:
                self._posted[channel] = self.clock()
        return max(0.0, left)

    def __enter__(self) -> Slackd:
        threading.Thread(target=self._server.serve_forever, args=(0.02,), daemon=True).start()
        return self

    def __exit__(self, *trouble: object) -> None:
        self.held.set()
        self._server.shutdown()
        self._server.server_close()

    def serve(self) -> None:
        """Until Ctrl-C."""
        self._server.serve_forever()


class Handler(BaseHTTPRequestHandler):
    slackd: Slackd
    protocol_version = "HTTP/1.1"

    def log_message(self, *message: Any) -> None:
        """Quiet."""

    def date_time_string(self, timestamp: float | None = None) -> str:
        """The `Date` of an answer, by Slack's own clock."""
        return super().date_time_string(self.slackd.clock() if timestamp is None else timestamp)

    def do_GET(self) -> None:
        path = urlsplit(self.path)
        if path.path == "/":
            channel = dict(parse_qsl(path.query)).get("channel", NEWS)
            self._send(200, draw(self.slackd.workspace, channel).encode(), "text/html; charset=utf-8")
        elif path.path == "/channel.txt":
            channel = dict(parse_qsl(path.query)).get("channel", NEWS)
            self._send(200, tell(self.slackd.workspace, channel).encode(), "text/plain; charset=utf-8")
        elif path.path == "/_/messages":
            told = [vars(one) for one in self.slackd.workspace.messages]
            self._send(200, json.dumps(told).encode())
        else:
            self._send(404, b"{}")

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        path = urlsplit(self.path).path
        if path == "/_/fault":
            order = json.loads(body)
            self.slackd.fault(*order["faults"], method=order.get("method", "chat.postMessage"))
            self._send(200, b'{"ok": true}')
        elif path == HOOK:
            self._hook(body)
        elif path.startswith("/services/"):
            self._send(404, b"no_service", "text/plain")
        elif path.startswith("/api/"):
            self._api(path.removeprefix("/api/"), body)
        else:
            self._send(404, b"{}")

    def _api(self, method: str, body: bytes) -> None:
        given = self._arguments(body)
        self.slackd.workspace.calls.append((method, given))
        fault = self.slackd.next_fault(method)
        if fault and not fault.startswith("late_"):
            self._misbehave(fault, {}, method, given)
            return
        wait = self.slackd.wait_for(str(given.get("channel"))) if method == "chat.postMessage" else 0.0
        if wait:
            self._too_many(wait)
            return
        answer = self._answer(method, given)
        if fault:
            self._misbehave(fault.removeprefix("late_"), answer, method, given)
        else:
            self._reply(answer)

    def _answer(self, method: str, given: dict[str, Any]) -> dict[str, Any]:
        token = self.headers.get("Authorization", "").removeprefix("Bearer ")
        with self.slackd.workspace.lock:
            return methods.call(self.slackd.workspace, method, token, given, self.slackd.clock())

    def _arguments(self, body: bytes) -> dict[str, Any]:
        given: dict[str, Any] = dict(parse_qsl(urlsplit(self.path).query))
        if "json" in self.headers.get("Content-Type", ""):
            return given | json.loads(body or b"{}")
        return given | dict(parse_qsl(body.decode()))

    def _misbehave(self, fault: str, answer: dict[str, Any], method: str, given: dict[str, Any]) -> None:
        if fault == "hang":
            self.slackd.held.wait(60)
        elif fault == "slow_store":  # the connection is lost, the message arrives a moment later all the same
            threading.Timer(0.3, self._answer, (method, given)).start()
        elif fault == "reset":
            self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        elif fault == "half":
            whole = json.dumps(answer).encode()
            self._send(200, whole[: len(whole) // 2], claimed=len(whole))
        elif fault == "html":
            self._send(200, b"<html>Something went wrong</html>", "text/html")
        elif fault == "500":
            self._send(500, b"<html>Server Error</html>", "text/html")
        elif fault in ("fatal_error", "internal_error"):
            self._reply({"ok": False, "error": fault})
        elif fault == "429":
            self._too_many(2.0)
        self.close_connection = True
        if fault in ("hang", "slow_store", "reset", "half", "drop"):
            self.connection.close() if fault == "reset" else self.connection.shutdown(socket.SHUT_RDWR)

    def _too_many(self, wait: float) -> None:
        seconds = str(max(1, -int(-wait // 1)))
        self._send(429, b'{"ok": false, "error": "ratelimited"}', more={"Retry-After": seconds})

    def _reply(self, answer: dict[str, Any]) -> None:
        token = self.headers.get("Authorization", "").removeprefix("Bearer ")
        known = self.slackd.workspace.tokens.get(token)
        self._send(200, json.dumps(answer).encode(), more={"X-OAuth-Scopes": ",".join(known.scopes) if known else ""})

    def _hook(self, body: bytes) -> None:
        given = json.loads(body)
        fault = self.slackd.next_fault("webhook")
        if fault == "500":
            self._send(500, b"rollup_error", "text/plain")
        elif complaints(given.get("blocks", [])) or not given.get("text"):
            self._send(400, b"invalid_blocks", "text/plain")
        else:
            workspace = self.slackd.workspace
            ts = workspace.new_ts(self.slackd.clock())
            workspace.add(Posted(NEWS, ts, given["text"], given.get("blocks", []), "B0HOOK"))
            self._send(200, b"ok", "text/plain")

    def _send(
        self,
        status: int,
        body: bytes,
        kind: str = "application/json; charset=utf-8",
        *,
        claimed: int | None = None,
        more: dict[str, str] | None = None,
    ) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body) if claimed is None else claimed))
        for name, text in (more or {}).items():
            self.send_header(name, text)
        self.end_headers()
        self.wfile.write(body)


__all__ = ["FAULTS", "GOOD", "SCOPES", "Slackd"]
