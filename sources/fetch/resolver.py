"""Name resolution that the guard has looked at: the connection goes to the very address that was checked."""

from __future__ import annotations

import socket
from typing import TYPE_CHECKING

from aiohttp.abc import AbstractResolver, ResolveResult
from aiohttp.resolver import ThreadedResolver

from desk.errors import GuardError

if TYPE_CHECKING:
    from sources.fetch.guard import Allowed


class GuardedResolver(AbstractResolver):
    """Resolves by the system and refuses a name of which any address is refused (so a rebinding host gains nothing)."""

    def __init__(self, allowed: Allowed, inner: AbstractResolver | None = None) -> None:
        self._allowed, self._inner = allowed, inner

    async def resolve(
        self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_INET
    ) -> list[ResolveResult]:
        """The addresses of `host`; GuardError (code `guard`) when one of them is inside."""
        if host == "localhost" or host.endswith(".localhost"):  # RFC 6761: needs no name server
            answers = [_loopback(host, port)]
        else:
            self._inner = self._inner or ThreadedResolver()
            answers = await self._inner.resolve(host, port, family)
        for answer in answers:
            reason = self._allowed.refusal(host, answer["host"], port)
            if reason:
                remedy = "If it is meant, list the host in COPYDESK_ALLOW_HOSTS"
                raise GuardError(host, f"is refused: its name leads inside, {reason}", remedy, code="guard")
        return answers

    async def close(self) -> None:
        """Close the resolver underneath."""
        if self._inner is not None:
            await self._inner.close()


def _loopback(host: str, port: int) -> ResolveResult:
    return ResolveResult(
        hostname=host, host="127.0.0.1", port=port, family=socket.AF_INET, proto=0, flags=socket.AI_NUMERICHOST
    )
