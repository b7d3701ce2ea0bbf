"""From a page to an article."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desk import urls
from desk.clean import clean
from desk.errors import ExtractError
from desk.language import UNKNOWN, fold, split
from desk.models import Article, Lead, Outlet, Page, Part
from sources import articlebody, metadata, parse
from sources.pool import ExtractPool

if TYPE_CHECKING:
    from datetime import datetime

__all__ = ["ExtractPool", "extract", "from_lead"]


def extract(page: Page, lead: Lead | None = None, outlet: Outlet | None = None) -> Article:
    """The article of a page; raises ExtractError when the page holds none.

    lead: what the source said of the address; it fills what the page leaves out. outlet: whose page it is.
    """
    tree = parse.tree(page)
    facts = metadata.read(tree, page.final_url, page.fetched_at, lead, outlet)
    text = articlebody.read(tree, page.final_url, facts.body, facts.headings)
    cleaned = clean(text)
    if not cleaned.text:
        raise ExtractError(page.final_url, "holds no text of an article", "Skip such addresses in outlets.yaml")
    parts = _parts(cleaned.text, facts.language or (lead.language if lead and lead.language else ""))
    return Article(
        url=page.final_url,
        key=urls.key(page.final_url),
        outlet_id=outlet.id if outlet else (lead.outlet_id if lead else ""),
        title=facts.title or (lead.title if lead and lead.title else "") or cleaned.title or "",
        parts=parts,
        language=max(parts, key=lambda part: len(part.text)).language,
        fetched_at=page.fetched_at,
        authors=facts.authors or (lead.authors if lead else ()),
        published=facts.dates.published,
        published_from=facts.dates.published_from,
        modified=facts.dates.modified,
        canonical_url=facts.canonical,
        section=facts.section,
        tags=facts.tags,
        image=facts.image,
        paywalled=facts.paywalled,
        removed=cleaned.removed,
    )


def from_lead(lead: Lead, outlet: Outlet, fetched_at: datetime) -> Article | None:
    """The article as its feed carried it in full; None when it did not."""
    raise NotImplementedError


def _parts(text: str, declared: str) -> tuple[Part, ...]:
    """The text by language; what detection leaves open, the page's own declaration decides."""
    return tuple(Part(declared, part.text) if part.language == UNKNOWN and declared else part for part in split(text))
