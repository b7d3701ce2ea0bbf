"""One lead of a visit: fetched and extracted to an article, or an outcome with its reason. Loaded when there is one."""

from __future__ import annotations

import time
from dataclasses import replace
from typing import TYPE_CHECKING

from desk.errors import CopydeskError, ExtractError, FetchError, RobotsError
from desk.urls import key
from desk.visits import FetchRecord, LeadOutcome
from flows.crawl_steps.further_pages import whole
from flows.crawl_steps.visit_state import claim
from sources.lead_schedule import GONE, next_try
from sources.parsers.kinds import FEED_TEXT

if TYPE_CHECKING:
    from desk.models import Article, Lead, Page
    from flows.crawl_steps.visit_state import Brought, Means


async def read(lead: Lead, brought: Brought, means: Means, deadline: float) -> None:
    """One lead, from its address to an article or an outcome."""
    if brought.outlet.feed_only:
        await _keep_feed_text(lead, brought, means, "the outlet's pages are not fetched")
        return
    if "#" in lead.key:  # the page is not this entry's alone
        await _keep_feed_text(lead, brought, means, "other entries share its address")
        return
    if means.pool.closed:  # the next visit begins with it
        brought.leave(lead, "the outlet cost its workers, and is parsed no further in this visit")
        return
    await means.backlog.room()
    start = time.monotonic()
    try:
        page = await means.fetcher.get(
            lead.url,
            outlet=brought.outlet,
            deadline=deadline,
            is_known=lambda url: not _claim_address(url, lead, means),
        )
    except FetchError as error:
        await _failed_fetch(lead, error, brought, means, time.monotonic() - start)
        return
    brought.fetched += 1
    if page.overcome:
        brought.reasons.append(f"{lead.url}: {page.overcome}")
    spent = time.monotonic() - start
    brought.fetches.append(FetchRecord(lead.url, page.fetched_at, page.status, len(page.body), spent))
    await _take(page, lead, brought, means, deadline)


async def _take(page: Page, lead: Lead, brought: Brought, means: Means, deadline: float) -> None:
    """The article of a page that has come, or an outcome."""
    try:
        article = await means.pool.extract(page, lead, brought.outlet)
    except FetchError as error:  # its outlet's time is over: the next run begins with it
        brought.leave(lead, error.problem)
        return
    except ExtractError as error:
        brought.unread += not lead.attempts
        if not await _keep_feed_text(lead, brought, means, error.problem, quiet=True):
            _not_now(lead, error, brought, means)
        return
    article = _told_apart(article, page.final_url, brought)
    if article.key != key(page.final_url) and not _claim_key(article.key, lead, means):
        brought.outcomes.append(LeadOutcome(lead.key, "known", f"is a version of {article.canonical_url}"))
        return
    brought.articles.append((lead, await whole(article, lead, brought, means, deadline)))
    brought.outcomes.append(LeadOutcome(lead.key, "stored"))


def _told_apart(article: Article, url: str, brought: Brought) -> Article:
    """The article under its own address where another one of this visit names the same canonical address."""
    others = (other for _, other in brought.articles if other.key == article.key)
    return replace(article, key=key(url)) if any(other.title != article.title for other in others) else article


async def _failed_fetch(lead: Lead, error: FetchError, brought: Brought, means: Means, seconds: float) -> None:
    if error.code == "known":
        brought.outcomes.append(LeadOutcome(lead.key, "known", error.problem))
        return
    if error.code == "budget":  # the lead stays open: the next run begins with it
        brought.leave(lead, error.problem)
        return
    brought.fetches.append(FetchRecord(lead.url, means.now, error.status, 0, seconds, error.problem))
    if isinstance(error, RobotsError) and not error.passing:
        brought.shut += 1
        await _keep_feed_text(lead, brought, means, error.problem)
        return
    _not_now(lead, error, brought, means)


def _not_now(lead: Lead, error: FetchError | ExtractError, brought: Brought, means: Means) -> None:
    """Postpone the lead, or give it up."""
    gone = isinstance(error, FetchError) and error.status in GONE
    again = next_try(error, lead.attempts, means.now)
    brought.outcomes.append(LeadOutcome(lead.key, "gone" if gone else "failed", error.problem, next_try=again))
    brought.left += again is not None
    brought.reasons.append(str(error))


async def _keep_feed_text(lead: Lead, brought: Brought, means: Means, reason: str, *, quiet: bool = False) -> bool:
    """Keep what the feed gave where the page may not or cannot be read."""
    article: Article | None = None
    if lead.content or lead.summary:
        try:
            article = await means.pool.run(FEED_TEXT, lead.url, lead, brought.outlet, means.now)
        except FetchError as error:  # its outlet's time is over
            brought.leave(lead, error.problem)
            return True
        except CopydeskError:
            article = None
    if article is not None:
        brought.articles.append((lead, article))
        brought.outcomes.append(LeadOutcome(lead.key, "stored", f"from the feed: {reason}"))
    elif not quiet:
        brought.outcomes.append(LeadOutcome(lead.key, "forbidden", reason))
    return article is not None


def _claim_address(url: str, lead: Lead, means: Means) -> bool:
    """Claim where a redirect leads, unless it is stored or another lead's; http to https is no other address."""
    return _claim_key(key(url), lead, means)


def _claim_key(name: str, lead: Lead, means: Means) -> bool:
    return name == lead.key or (bool(means.keys.unknown([name])) and claim(name, means))
