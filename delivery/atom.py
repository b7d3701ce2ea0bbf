"""Digests as an Atom feed (RFC 4287): one entry a digest, its content the digest as HTML."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import TYPE_CHECKING
from urllib.parse import quote
from xml.sax.saxutils import escape

from delivery.formats import fragment
from desk.digest.lines import heading, nothing_new, summary

if TYPE_CHECKING:
    from desk.digest.records import Digest

ENTRIES = 30  # digests a feed keeps


def atom(digests: Sequence[tuple[Digest, datetime]], name: str, *, in_brief: bool = False) -> str:
    """The feed of a channel; each digest with the moment it was made, newest first. `name` tells feeds apart."""
    title = digests[0][0].title if digests else name
    updated = max((made for _, made in digests), default=datetime(1970, 1, 1, tzinfo=UTC))
    lines = [
        '<?xml version="1.0" encoding="utf-8"?>',
        '<feed xmlns="http://www.w3.org/2005/Atom">',
        f"<id>urn:copydesk:{quote(name, safe='')}</id>",
        f"<title>{escape(title)}</title>",
        f"<updated>{_moment(updated)}</updated>",
        "<author><name>copydesk</name></author>",
        "<generator>copydesk</generator>",
    ]
    for digest, made in digests[:ENTRIES]:
        lines += _entry(digest, made, name, in_brief=in_brief)
    return "\n".join([*lines, "</feed>"]) + "\n"


def _entry(digest: Digest, made: datetime, name: str, *, in_brief: bool) -> list[str]:
    said = summary(digest) if digest.stories else nothing_new(digest)
    return [
        "<entry>",
        f"<id>urn:copydesk:{quote(name, safe='')}:{quote(digest.id, safe='')}</id>",
        f"<title>{escape(heading(digest))}</title>",
        f"<updated>{_moment(made)}</updated>",
        f"<summary>{escape(said)}</summary>",
        f'<content type="html">{escape(fragment(digest, in_brief=in_brief))}</content>',
        "</entry>",
    ]


def _moment(at: datetime) -> str:
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
