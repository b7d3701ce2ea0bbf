"""A row of an archive's table as an article."""

from __future__ import annotations

import html
import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

from desk import urls
from desk.errors import ConfigError
from desk.models import Article, Lead
from sources.extract.article import from_lead
from sources.written import dates

if TYPE_CHECKING:
    from sources.archives.columns import Columns
    from sources.archives.outlets_by_host import OutletsByHost

MARKUP = re.compile(r"<(?:p|br|div|li|h[1-6]|span|a)\b[^>]*>", re.IGNORECASE)
SEVERAL = re.compile(r"\s*[;|]\s*|\s+and\s+")


def article(row: Mapping[str, object], columns: Columns, outlets: OutletsByHost, now: datetime) -> Article | str:
    """The article of a row, or why it is none.

    Its address names its outlet, unless a column does. Text may be HTML or plain. A row that does not say when it was
    fetched was fetched when it was published; without either, `now`.
    """
    address, text = _said(columns.value(row, "url")), _said(columns.value(row, "text"))
    try:
        url = urls.clean(address)
        name = urls.key(url)
    except ConfigError:
        return "no address"
    outlet = outlets.of(url, _said(columns.value(row, "outlet")))
    language = _said(columns.value(row, "language")).lower() or None
    published = _when(columns.value(row, "published"), language)
    fetched = _when(columns.value(row, "fetched"), None) or published or now
    lead = Lead(
        url,
        name,
        outlet.id,
        outlet.home,
        title=_said(columns.value(row, "title")) or None,
        published=published,
        content=text if MARKUP.search(text) else _paragraphs(text),
        authors=_authors(columns.value(row, "authors")),
        language=language,
    )
    made = from_lead(lead, outlet, fetched)
    if made is None:
        return "no text"
    return replace(made, text_from="archive", published_from="archive" if made.published else None)


def address_key(row: Mapping[str, object], columns: Columns) -> str | None:
    """The key by which a row is known again; None without an address."""
    try:
        return urls.key(urls.clean(_said(columns.value(row, "url"))))
    except ConfigError:
        return None


def published(row: Mapping[str, object], columns: Columns) -> datetime | None:
    """When a row says it was published."""
    return _when(columns.value(row, "published"), _said(columns.value(row, "language")).lower() or None)


def _said(value: object) -> str:
    return value.strip() if isinstance(value, str) else "" if value is None else str(value)


def _paragraphs(text: str) -> str:
    return "".join(f"<p>{html.escape(line)}</p>" for line in text.splitlines() if line.strip())


def _when(value: object, language: str | None) -> datetime | None:
    if isinstance(value, datetime):
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)
    if isinstance(value, date):
        return datetime(value.year, value.month, value.day, tzinfo=UTC)
    return dates.instant(value, language or "")


def _authors(value: object) -> tuple[str, ...]:
    if isinstance(value, list | tuple):
        return tuple(name for each in value if (name := _said(each)))
    return tuple(filter(None, SEVERAL.split(_said(value))))
