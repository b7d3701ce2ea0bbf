"""Extraction in worker processes: bytes in, Article out."""

from __future__ import annotations

import asyncio
from types import TracebackType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from desk.models import Article, Lead, Outlet, Page


class ExtractPool:
    """Extracts pages side by side; `workers` processes, 0 for a thread of this process."""

    def __init__(self, workers: int = 2) -> None:
        self.workers = workers

    async def __aenter__(self) -> ExtractPool:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.close()

    async def extract(self, page: Page, lead: Lead | None = None, outlet: Outlet | None = None) -> Article:
        """`sources.extract.extract` in a worker; raises ExtractError."""
        from sources.extract import extract

        return await asyncio.to_thread(extract, page, lead, outlet)

    async def close(self) -> None:
        """End the workers."""
