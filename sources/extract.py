"""From a page to an article."""

from __future__ import annotations

from datetime import datetime

from desk.clean import clean
from desk.errors import ExtractError
from desk.language import UNKNOWN, split
from desk.models import Article, Lead, Outlet, Page
from sources.pool import ExtractPool

__all__ = ["ExtractPool", "extract", "from_lead"]


def key_of(url: str) -> str:
    try:
        from desk.urls import key
    except ImportError:
        return url
    return key(url)


def extract(page: Page, lead: Lead | None = None, outlet: Outlet | None = None) -> Article:
    """The article of a page; raises ExtractError when the page holds none."""
    import trafilatura
    from trafilatura.core import bare_extraction

    tree = trafilatura.load_html(page.body)
    found = None if tree is None else bare_extraction(tree, include_comments=False, with_metadata=False)
    if found is None or not found.text:
        raise ExtractError(page.final_url, "holds no text of an article")
    cleaned = clean(found.text)
    parts = split(cleaned.text)
    return Article(
        url=page.final_url,
        key=key_of(page.final_url),
        outlet_id=outlet.id if outlet else (lead.outlet_id if lead else ""),
        title=(lead.title if lead and lead.title else cleaned.title) or "",
        parts=parts,
        language=parts[0].language if parts else UNKNOWN,
        fetched_at=page.fetched_at,
        removed=cleaned.removed,
    )


def from_lead(lead: Lead, outlet: Outlet, fetched_at: datetime) -> Article | None:
    """The article as its feed carried it in full; None when it did not."""
    if not lead.content:
        return None
    return None
