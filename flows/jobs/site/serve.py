"""The pages at an address of this machine, for a look: no listing of folders, nothing outside the site."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from io import BytesIO
from pathlib import Path
from typing import Any

from desk.errors import ConfigError, UsageError
from pages.folder import is_built

AWAITED = b"""<!doctype html><html lang="en"><meta charset="utf-8"><meta http-equiv="refresh" content="20">
<title>copydesk</title><p>No pages yet: they come with the first crawl.</p></html>
"""


class Pages(SimpleHTTPRequestHandler):
    """Files of the site; an address without its ending means the page."""

    def send_head(self) -> Any:
        """Refuse what is hidden: the manifest and pages that are not ready. Before the first build, say so."""
        if "/." in self.path:
            self.send_error(HTTPStatus.NOT_FOUND)
            return None
        if not is_built(Path(self.directory)):
            return self._awaited()
        return super().send_head()

    def _awaited(self) -> BytesIO:
        self.send_response(HTTPStatus.SERVICE_UNAVAILABLE)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(AWAITED)))
        self.send_header("Retry-After", "20")
        self.end_headers()
        return BytesIO(AWAITED)

    def list_directory(self, path: Any) -> None:  # noqa: ARG002 - the base class hands it over
        """Show no folder."""
        self.send_error(HTTPStatus.NOT_FOUND)

    def translate_path(self, path: str) -> str:
        """The file; `stories/s7` means `stories/s7.html`."""
        found = super().translate_path(path)
        return found if Path(found).exists() or not Path(f"{found}.html").is_file() else f"{found}.html"

    def end_headers(self) -> None:
        """Nothing is kept by the browser: the pages change."""
        self.send_header("Cache-Control", "no-cache")
        self.send_header("X-Content-Type-Options", "nosniff")
        super().end_headers()

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 - the base class names it so
        """Say nothing of each request."""


@contextmanager
def serving(folder: Path, port: int, *, awaited: bool = False) -> Iterator[ThreadingHTTPServer]:
    """A server of the site on the loopback address; ConfigError without a site, UsageError if the port is not free.

    `awaited`: it may be built later.
    """
    if not (awaited or is_built(folder)):
        raise ConfigError(str(folder), "holds no site yet", "`copydesk site build` makes one")
    try:
        server = ThreadingHTTPServer(("127.0.0.1", port), partial(Pages, directory=str(folder)))
    except OSError as error:
        raise UsageError("--port", f"{port} cannot be used: {error.strerror}", "Name another, or 0 for any") from None
    try:
        yield server
    finally:
        server.server_close()
