"""One address for a command, politely."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sources.fetch.answers import Answer
    from sources.fetch.client import Fetcher
    from sources.parsers.pool import ParserPool


def fetcher(parsers: ParserPool | None = None) -> Fetcher:
    """The HTTP client as the settings want it."""
    from flows.fetching import fetch_settings
    from flows.settings import load
    from sources.fetch.client import Fetcher

    return Fetcher(fetch_settings(load()), parsers=parsers)


def fetched(url: str) -> Answer:
    """One address, politely: for `copydesk try`."""
    import asyncio

    async def get() -> Answer:
        async with fetcher() as asking:
            answer: Answer = await asking.get(url)
            return answer

    return asyncio.run(get())
