"""Atom feeds (RFC 4287): that of a channel, one entry a digest with all of it as HTML; and the frame of any other."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import quote
from xml.sax.saxutils import escape, quoteattr

from delivery.formats import fragment
from desk.digest.lines import heading, nothing_new, summary

if TYPE_CHECKING:
    from desk.digest.records import Digest

ENTRIES = 30  # digests a feed keeps
NEVER = datetime(1970, 1, 1, tzinfo=UTC)


class Entry(NamedTuple):
    """What is told: `id` that stays, title, the page it leads to, when, a line on it, and all of it as HTML."""

    id: str
    title: str
    page: str  # as seen from the feed; "" for none
    time: datetime
    summary: str = ""
    content: str = ""


def atom(digests: Sequence[tuple[Digest, datetime]], name: str, *, in_brief: bool = False) -> str:
    """The feed of a channel; each digest with the moment it was made, newest first. `name` tells feeds apart."""
    title = digests[0][0].title if digests else name
    updated = max((made for _, made in digests), default=NEVER)
    own = f"urn:copydesk:{quote(name, safe='')}"
    entries = (
        Entry(
            f"{own}:{quote(digest.id, safe='')}", heading(digest), "", made,
            summary(digest) if digest.stories else nothing_new(digest), fragment(digest, in_brief=in_brief),
        )
        for digest, made in digests[:ENTRIES]
    )  # fmt: skip
    return document(own, title, updated, entries)


def document(own: str, title: str, updated: datetime, entries: Iterable[Entry]) -> str:
    """The feed whose id is `own`; titles and summaries are text that XML can hold."""
    lines = [
        '<?xml version="1.0" encoding="utf-8"?>',
        '<feed xmlns="http://www.w3.org/2005/Atom">',
        f"<id>{own}</id>",
        f"<title>{escape(title)}</title>",
        f"<updated>{_moment(updated)}</updated>",
        "<author><name>copydesk</name></author>",
        "<generator>copydesk</generator>",
    ]
    for one in entries:
        lines += _entry(one)
    return "\n".join([*lines, "</feed>"]) + "\n"


def _entry(one: Entry) -> list[str]:
    return [
        "<entry>",
        f"<id>{one.id}</id>",
        f"<title>{escape(one.title)}</title>",
        *([f"<link href={quoteattr(one.page)}/>"] if one.page else []),
        f"<updated>{_moment(one.time)}</updated>",
        f"<summary>{escape(one.summary)}</summary>",
        *([f'<content type="html">{escape(one.content)}</content>'] if one.content else []),
        "</entry>",
    ]


def _moment(at: datetime) -> str:
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
