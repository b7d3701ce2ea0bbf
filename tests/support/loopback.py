"""The server under every counterpart of the tests and the demo: threads on loopback, quiet about who hangs up."""

from __future__ import annotations

import sys
from http.server import ThreadingHTTPServer
from typing import Any


class LoopbackServer(ThreadingHTTPServer):
    """A threading HTTP server that ends with its process.

    A client may close a connection that it kept open at any moment; the standard server prints a traceback for that,
    into whatever the test was reading at the time. Every other error in a handler is still printed.
    """

    daemon_threads = True

    def handle_error(self, request: Any, client_address: Any) -> None:
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(request, client_address)
