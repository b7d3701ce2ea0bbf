"""aiohttp and httpx without what they load when they are imported and nothing here uses: a fifth of a second a crawl.

httpx imports its own command line, and with it rich and pygments. aiohttp reads the certificates of the system into two
contexts that are for sessions which bring none of their own; ours bring one.
"""

from __future__ import annotations

import ssl
import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

COMMAND_LINE = "httpx._main"  # httpx does without it where its libraries are not installed


class Unread(ssl.SSLContext):
    """A context that reads the certificates of the system when it is used: for whoever else uses aiohttp."""

    is_read = False

    def wrap_bio(self, *given: Any, **named: Any) -> ssl.SSLObject:
        """Certificates first."""
        self._read()
        return super().wrap_bio(*given, **named)

    def wrap_socket(self, *given: Any, **named: Any) -> ssl.SSLSocket:
        """Certificates first."""
        self._read()
        return super().wrap_socket(*given, **named)

    def _read(self) -> None:
        if not self.is_read:
            self.load_default_certs()
            self.is_read = True


@contextmanager
def certificates_unread() -> Iterator[None]:
    """Within it no context reads the certificates of the system; it does so when it is used."""
    waiting: list[ssl.SSLContext] = []
    kept = {name: getattr(ssl.SSLContext, name) for name in ("load_default_certs", "set_default_verify_paths")}
    for name in kept:
        setattr(ssl.SSLContext, name, lambda context, *_: waiting.append(context))
    try:
        yield
    finally:
        for name, reads in kept.items():
            setattr(ssl.SSLContext, name, reads)
        for context in waiting:
            context.__class__ = Unread


@contextmanager
def left_out(name: str) -> Iterator[None]:
    """Within it a module that is not imported yet cannot be."""
    if name in sys.modules:
        yield
        return
    sys.modules[name] = None  # type: ignore[assignment] # what Python takes for "there is none"
    try:
        yield
    finally:
        del sys.modules[name]


with certificates_unread(), left_out(COMMAND_LINE):
    import aiohttp
    import httpx
    import httpx_aiohttp

__all__ = ["aiohttp", "httpx", "httpx_aiohttp"]
