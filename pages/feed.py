"""An Atom feed beside a page whose list grows at its top: stories of a name, articles of an outlet."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import islice
from urllib.parse import quote

from delivery.atom import NEVER, Entry, document
from desk.text.sanitise import visible

ENTRIES = 50


def feed(name: str, title: str, entries: Iterable[Entry]) -> str:
    """The feed `name`, newest entries first; ids are short, links relative to where the feed lies."""
    told = [
        one._replace(id=_urn(one.id), title=visible(one.title), summary=visible(one.summary))
        for one in islice(entries, ENTRIES)
    ]
    return document(_urn(name), visible(title), max((one.time for one in told), default=NEVER), told)


def _urn(name: str) -> str:
    return f"urn:copydesk:{quote(name, safe='/')}"
