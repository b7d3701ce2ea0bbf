"""JSON Feed 1.0 and 1.1 (jsonfeed.org) as entries."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any

from desk.errors import SourceError
from sources.kinds.entries import Entry, instant, plain

NEXT = re.compile(r'"next_url"\s*:\s*"([^"]{1,2000})"')
_ADDRESSES = ("url", "external_url", "id")


def entries(text: str, url: str) -> tuple[list[Entry], str | None]:
    """Every item and the feed's title; SourceError if it is no JSON Feed."""
    try:
        feed = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise SourceError(url, f"is not JSON: {str(error)[:80]}", "Look at the address in a browser") from None
    items = feed.get("items") if isinstance(feed, Mapping) else None
    if not isinstance(items, list):
        raise SourceError(
            url, "is JSON, but no JSON Feed: it has no items", "Look for the site's feed with outlets add"
        )
    language = _string(feed, "language")
    return [_entry(item, language) for item in items if isinstance(item, Mapping)], plain(_string(feed, "title"))


def _entry(item: Mapping[str, Any], language: str | None) -> Entry:
    address = next((found for name in _ADDRESSES if (found := _string(item, name))), "")
    return Entry(
        url=address if address.startswith(("http://", "https://", "/")) or item.get("url") else "",
        title=plain(_string(item, "title")),
        published=instant(_string(item, "date_published")) or instant(_string(item, "date_modified")),
        summary=_string(item, "summary"),
        content=_string(item, "content_html") or _string(item, "content_text"),
        authors=_authors(item),
        language=(_string(item, "language") or language or "")[:2].lower() or None,
    )


def _authors(item: Mapping[str, Any]) -> tuple[str, ...]:
    given = item.get("authors")
    people = given if isinstance(given, list) else [item.get("author")]
    names = [plain(_string(person, "name")) for person in people if isinstance(person, Mapping)]
    return tuple(dict.fromkeys(name for name in names if name))


def _string(record: Mapping[str, Any], name: str) -> str | None:
    value = record.get(name)
    return value.strip() or None if isinstance(value, str) else None
