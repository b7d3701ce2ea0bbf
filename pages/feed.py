"""An Atom feed (RFC 4287) beside a page whose list grows at its top: stories of a name, articles of an outlet."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime
from itertools import islice
from typing import NamedTuple
from urllib.parse import quote
from xml.sax.saxutils import escape, quoteattr

from desk.text.sanitise import visible

ENTRIES = 50
NEVER = datetime(1970, 1, 1, tzinfo=UTC)


class Entry(NamedTuple):
    """What is told: `id` that stays, title, the page it leads to as seen from the feed, when, and a line on it."""

    id: str
    title: str
    page: str
    time: datetime
    summary: str = ""


def feed(name: str, title: str, entries: Iterable[Entry]) -> str:
    """The feed `name`, newest entries first; links are relative to where the feed lies."""
    told = list(islice(entries, ENTRIES))
    lines = [
        '<?xml version="1.0" encoding="utf-8"?>', '<feed xmlns="http://www.w3.org/2005/Atom">',
        f"<id>{_urn(name)}</id>", f"<title>{_text(title)}</title>",
        f"<updated>{_moment(max((one.time for one in told), default=NEVER))}</updated>",
        "<author><name>copydesk</name></author>", "<generator>copydesk</generator>",
    ]  # fmt: skip
    for one in told:
        lines += [
            "<entry>", f"<id>{_urn(one.id)}</id>", f"<title>{_text(one.title)}</title>",
            f"<link href={quoteattr(one.page)}/>", f"<updated>{_moment(one.time)}</updated>",
            f"<summary>{_text(one.summary)}</summary>", "</entry>",
        ]  # fmt: skip
    return "\n".join([*lines, "</feed>"]) + "\n"


def _text(said: str) -> str:
    """As text: without what XML cannot hold, escaped."""
    return escape(visible(said))


def _urn(name: str) -> str:
    return f"urn:copydesk:{quote(name, safe='/')}"


def _moment(at: datetime) -> str:
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
