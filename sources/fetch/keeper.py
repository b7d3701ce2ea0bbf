"""Somebody who wants every answer as it came: an archive."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from sources.fetch.answers import Answer


class Keeper(Protocol):
    """Is told of every exchange that ended; `trouble` says in words why it stopped keeping."""

    trouble: str

    def keep(self, answer: Answer) -> None:
        """One answer, as it came."""

    def close(self) -> None:
        """No more will come."""
