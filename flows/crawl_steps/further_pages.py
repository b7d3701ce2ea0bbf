"""The further pages of an article that goes on: fetched one after the other, within the outlet's budget."""

from __future__ import annotations

import time
from dataclasses import replace
from typing import TYPE_CHECKING

from desk.errors import ConfigError, ExtractError, FetchError
from desk.urls import host, key
from desk.visits import FetchRecord
from sources.extract.next_page import continues, joined

if TYPE_CHECKING:
    from desk.models import Article, Lead
    from flows.crawl_steps.visit_state import Brought, Means

MOST_FURTHER = 5  # pages read besides the first


async def whole(article: Article, lead: Lead, brought: Brought, means: Means, deadline: float) -> Article:
    """The article with the text of its further pages; what page one says of itself holds.

    A page that fails, leads back, or tells something else ends it; what has been read is kept, and a failure told.
    """
    first = replace(lead, url=article.url, content=None, summary=None, title=None, published=None)
    for _ in range(MOST_FURTHER):
        url = article.next_url
        if not url or not _wanted(url, article, means):
            break
        try:
            other = await _next(url, first, brought, means, deadline)
        except (FetchError, ExtractError) as error:
            if not isinstance(error, FetchError) or error.code != "known":
                brought.reasons.append(f"{article.url}: its page {url} was not read: {error.problem}")
            break
        if not continues(article, other):
            break
        article = joined(article, other)
    return replace(article, next_url=None)


def _wanted(url: str, article: Article, means: Means) -> bool:
    """Whether a further page is at the same host and nobody's yet; it is claimed."""
    try:
        name = key(url)
        if host(url) != host(article.url) or name in means.claimed:
            return False
    except ConfigError:
        return False
    means.claimed.add(name)
    return True


async def _next(url: str, first: Lead, brought: Brought, means: Means, deadline: float) -> Article:
    start = time.monotonic()
    try:
        page = await means.fetcher.get(
            url, outlet=brought.outlet, deadline=deadline, is_known=lambda at: key(at) != key(url)
        )
    except FetchError as error:
        if error.code not in ("known", "budget"):
            spent = time.monotonic() - start
            brought.fetches.append(FetchRecord(url, means.now, error.status, 0, spent, error.problem))
        raise
    brought.fetched += 1
    spent = time.monotonic() - start
    brought.fetches.append(FetchRecord(url, page.fetched_at, page.status, len(page.body), spent))
    return await means.pool.extract(page, first, brought.outlet)
