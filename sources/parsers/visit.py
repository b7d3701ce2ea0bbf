"""The pool as one visit to an outlet uses it: within the outlet's time, and not for ever where workers are lost."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Any

from sources.parsers.kinds import PAGE
from sources.parsers.pool import StoppedError

if TYPE_CHECKING:
    from desk.models import Article, Lead, Outlet, Page
    from sources.parsers.kinds import Parser
    from sources.parsers.pool import ParserPool

MOST_STOPPED = 3  # documents of one visit that had to be stopped; the rest of it waits for the next one


class VisitParsers:
    """The pool for one visit, which may take so many more seconds."""

    def __init__(self, pool: ParserPool, seconds: float) -> None:
        self._pool, self._until, self._stopped = pool, time.monotonic() + seconds, 0

    @property
    def closed(self) -> bool:
        """Whether this visit has cost enough workers."""
        return self._stopped >= MOST_STOPPED

    async def extract(self, page: Page, lead: Lead | None = None, outlet: Outlet | None = None) -> Article:
        """As the pool's."""
        article: Article = await self.run(PAGE, page.final_url, page, lead, outlet)
        return article

    async def run(self, parser: Parser, subject: str, *arguments: Any) -> Any:
        """As the pool's."""
        if self.closed:
            problem = f"was not read: {self._stopped} documents of this visit had to be stopped"
            raise parser.refusal(subject, problem, "The next visit begins anew")
        try:
            return await self._pool.bounded(parser, arguments, self._until)
        except StoppedError as error:
            self._stopped += error.costly
            raise parser.refusal(subject, *error.args) from None
