"""A webhook on loopback that keeps what it got and answers as it is told; status 0: it hangs up."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler

from tests.support.loopback import LoopbackServer


class Hook(BaseHTTPRequestHandler):
    """One call."""

    protocol_version = "HTTP/1.1"

    def log_message(self, *message):
        """Quiet."""

    def do_POST(self):
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.server.got.append((dict(self.headers), body))
        status, heads = self.server.says
        if status == 0:
            self.close_connection = True
            self.connection.close()
            return
        self.send_response(status)
        for name, value in heads.items():
            self.send_header(name, value)
        self.send_header("Content-Length", "0")
        self.end_headers()


@contextmanager
def hook_server() -> Iterator[LoopbackServer]:
    """It runs while the block does; `got`: (heads, body) of each call, `says`: (status, heads) of the answer."""
    server = LoopbackServer(("127.0.0.1", 0), Hook)
    server.got, server.says = [], (200, {})
    threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
    server.url = f"http://127.0.0.1:{server.server_port}/hook/secret-path"
    try:
        yield server
    finally:
        server.shutdown()
        server.server_close()
