"""From a page to an article."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desk import urls
from desk.cleaning.clean import Cleaned, clean
from desk.errors import ConfigError, ExtractError
from desk.models import Article, Lead, Outlet, Page, Part, Removed
from desk.text.language import UNKNOWN, fold, split
from sources.extract import body_text, carried, feed_text, html_tree, next_page
from sources.extract.facts import dates, metadata
from sources.extract.walls import page as walls
from sources.extract.walls import redirects

if TYPE_CHECKING:
    from datetime import datetime


def extract(page: Page, lead: Lead | None = None, outlet: Outlet | None = None) -> Article:
    """The article of a page; raises ExtractError when the page holds none.

    lead: what the source said of the address; it fills what the page leaves out, and its full content takes the
    place of the page's text where that is clearly less (`text_from` says so); of a later page of an article, it is
    that of the first. outlet: whose page it is.
    """
    facts, text, removed, more = _read(page, lead, outlet)
    fed = feed_text.read(lead)
    from_feed = feed_text.fuller(text, fed)
    cleaned = clean(fed if from_feed else text)
    if not cleaned.text or (cleaned.removed and not from_feed and walls.is_few(cleaned.text)):
        raise ExtractError(page.final_url, "holds no text of an article", "Skip such addresses in outlets.yaml")
    parts = _parts(cleaned, facts.language, lead, outlet)
    return Article(
        url=page.final_url,
        key=_key(page.final_url, facts.version_of),
        outlet_id=outlet.id if outlet else (lead.outlet_id if lead else ""),
        title=facts.title or (lead.title if lead and lead.title else "") or cleaned.title or "",
        parts=parts,
        language=_main(parts),
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
        text_from="page+feed" if from_feed else "page",
        source=cleaned.source,
        removed=cleaned.removed if from_feed else removed + cleaned.removed,
        next_url=None if from_feed else more,
    )


def _read(
    page: Page, lead: Lead | None, outlet: Outlet | None
) -> tuple[metadata.Facts, str, tuple[Removed, ...], str | None]:
    """What a page says: its facts, its text as it stands there or in its data, lines taken out, where it goes on."""
    tree, named = html_tree.tree(page), (lead.title or "") if lead else ""
    _seen = list(tree.iter())  # lxml makes an element's object anew each time it is met, unless somebody holds it
    redirects.refuse(page, tree)
    with carried.light(tree, len(page.body)):
        facts = metadata.read(tree, page.final_url, page.fetched_at, lead, outlet)
        more = next_page.next_page(tree, page.final_url, lead.url if lead and lead.url != page.url else None)
    scripts = html_tree.without_code(tree)
    data = carried.Data(tree, scripts, page.final_url, facts, (named,) if lead else ())
    text, removed = body_text.read(tree, page.final_url, facts.body, facts.headings, facts.standfirst, data.instead)
    if told := data.fuller(text):
        text = body_text.without_title(told, facts.headings)
    walls.refuse(page, tree, text, facts.title, named)
    return facts, text, removed, more


def from_lead(lead: Lead, outlet: Outlet, fetched_at: datetime) -> Article | None:
    """The article as its feed gave it, in full or as a summary; None when the feed gave no text."""
    cleaned = clean(feed_text.read(lead) or feed_text.text_of(lead.summary or ""))
    if not cleaned.text:
        return None
    parts = _parts(cleaned, "", lead, outlet)
    published = lead.published if lead.published and lead.published <= fetched_at + dates.AHEAD else None
    return Article(
        url=lead.url,
        key=lead.key,
        outlet_id=outlet.id,
        title=lead.title or cleaned.title or "",
        parts=parts,
        language=_main(parts),
        fetched_at=fetched_at,
        authors=lead.authors,
        published=published,
        published_from="lead" if published else None,
        text_from="feed",
        removed=cleaned.removed,
    )


def _key(url: str, version_of: str | None) -> str:
    """The key of an address, that of the article it is a version of; that of a local file is its own name."""
    if not url.startswith(("http://", "https://")):
        return url
    try:
        return urls.key(version_of or url)
    except ConfigError:  # a canonical address that is none
        return urls.key(url)


def _parts(cleaned: Cleaned, declared: str, lead: Lead | None, outlet: Outlet | None) -> tuple[Part, ...]:
    """The text by language; what detection leaves open, the page, the feed or the outlet decides."""
    said = declared or fold((lead.language if lead else "") or "") or (outlet.language if outlet else "") or UNKNOWN
    return tuple(Part(said, part.text) if part.language == UNKNOWN else part for part in split(cleaned.text))


def _main(parts: tuple[Part, ...]) -> str:
    return max(parts, key=lambda part: len(part.text)).language
