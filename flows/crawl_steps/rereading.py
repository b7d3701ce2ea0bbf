"""Pages of the last days read again, conditionally and a few a visit: whoever corrects a page tells nobody."""

from __future__ import annotations

import time
from email.utils import format_datetime
from typing import TYPE_CHECKING

from desk.errors import ExtractError, FetchError
from desk.models import Lead
from desk.urls import key
from desk.visits import FetchRecord, PageReading
from flows.crawl_steps.further_pages import whole
from warehouse.rows import utc

if TYPE_CHECKING:
    from collections.abc import Iterable

    from desk.models import Article
    from desk.visits import Reread
    from flows.crawl_steps.visit_state import Brought, Means
    from sources.fetch.answers import Answer

UNCHANGED = 304


async def read_again(rereads: Iterable[Reread], brought: Brought, means: Means, deadline: float) -> None:
    """Ask for the pages one after the other; what fails is noted as asked, so that it waits its turn again."""
    for reread in rereads:
        start = time.monotonic()
        try:
            page = await means.fetcher.get(
                reread.url,
                outlet=brought.outlet,
                deadline=deadline,
                last_modified=format_datetime(utc(reread.read_at), usegmt=True),
            )
        except FetchError as error:
            if error.code == "budget":
                return
            spent = time.monotonic() - start
            brought.fetches.append(FetchRecord(reread.url, means.now, error.status, 0, spent, error.problem))
            brought.readings.append(PageReading(reread.article_id, means.now, error.status))
            continue
        spent = time.monotonic() - start
        brought.fetches.append(FetchRecord(reread.url, page.fetched_at, page.status, len(page.body), spent))
        try:
            said = None if page.status == UNCHANGED else await _said(page, reread, brought, means, deadline)
        except FetchError:  # the outlet's time is over
            return
        brought.readings.append(PageReading(reread.article_id, page.fetched_at, page.status, said))


async def _said(page: Answer, reread: Reread, brought: Brought, means: Means, deadline: float) -> Article | None:
    """The article as the page has it now; None where it holds none any more."""
    lead = Lead(reread.url, key(reread.url), reread.outlet_id, "")
    try:
        article = await means.pool.extract(page, lead, brought.outlet)
    except ExtractError:
        return None
    return await whole(article, lead, brought, means, deadline)
