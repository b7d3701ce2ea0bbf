# ruff: noqa: E501 - one shape a line
"""Documents of some megabytes that keep parsers busy: made up, and meant for copydesk's own guard alone.

SHAPES: name → (kind of source, content type, function of a size in bytes). Each says in one line what it is hard on.
"""

from __future__ import annotations

import gzip
import json
from collections.abc import Callable

Shape = tuple[str, str, Callable[[int], bytes]]
XML, HTML, JSON = "application/rss+xml", "text/html; charset=utf-8", "application/feed+json"
HEAD, TAIL = "<?xml version='1.0'?><rss version='2.0'><channel><title>T</title>", "</channel></rss>"


def repeated(piece: str, size: int, head: str = "", tail: str = "") -> bytes:
    """`piece` again and again between two ends, `size` bytes in all."""
    return (head + piece * max(1, (size - len(head) - len(tail)) // len(piece.encode())) + tail).encode()


def items(piece: str, size: int) -> bytes:
    """A feed of such items."""
    return repeated(piece, size, HEAD, TAIL)


def deep(size: int) -> bytes:
    """Elements within elements, none of them closed."""
    return repeated("<b>", size, HEAD + "<item><title>")


def deep_closed(size: int) -> bytes:
    """Elements within elements, well-formed."""
    half = size // 7
    return (HEAD + "<item><title>" + "<b>" * half + "x" + "</b>" * half + "</title></item>" + TAIL).encode()


def numbers(size: int) -> bytes:
    """Small entries with addresses, dates and titles of their own, more than anybody keeps."""
    made, total, number = [HEAD], len(HEAD), 0
    while total < size:
        number += 1
        made.append(
            f"<item><title>Report {number} of the port</title><link>/news/{number}</link>"
            f"<pubDate>Sat, 21 Nov 2026 10:{number % 60:02}:00 GMT</pubDate></item>"
        )
        total += len(made[-1])
    return "".join([*made, TAIL]).encode()


def addresses(size: int) -> bytes:
    """A sitemap without dates."""
    made = (f"<url><loc>https://example.org/a-{number}</loc></url>" for number in range(size // 48))
    return ("<urlset>" + "".join(made) + "</urlset>").encode()


def links(size: int) -> bytes:
    """Three thousand links and their teasers in one block, then filler."""
    line = "".join(
        f"<a href='/2026/11/21/a-story-of-{n}-parts'>A headline of the harbour, number {n}</a> 2026-11-{n % 28 + 1:02} "
        for n in range(3_000)
    )
    return repeated("<i>x</i> ", size, "<html><body><main><div>" + line, "</div></main>")


def json_items(size: int) -> bytes:
    """A JSON Feed of very many entries."""
    one = json.dumps({"id": "1", "url": "/x", "content_html": "<p>" * 20})
    return (
        '{"version": "https://jsonfeed.org/version/1.1", "items": [' + ",".join([one] * (size // len(one))) + "]}"
    ).encode()


def article(size: int) -> bytes:
    """A feed of one entry whose text is a tower of tables."""
    return repeated("<table><tr><td>", size, f"{HEAD}<item><title>A port</title><link>/deep</link><description><![CDATA[",
                    f"]]></description></item>{TAIL}")  # fmt: skip


def packed(size: int) -> bytes:
    """A gzip file that unpacks to a thousand times its size."""
    return gzip.compress(b" " * (size * 30), 9)


SHAPES: dict[str, Shape] = {
    "deep": ("feed", XML, deep),
    "deep-closed": ("feed", XML, deep_closed),
    "unclosed-items": ("feed", XML, lambda size: items("<item><title>a<link>b", size)),
    "crossed-tags": ("feed", XML, lambda size: items("<item><b><i>x</b></i><title>y</item></title>", size)),
    "ampersands": ("feed", XML, lambda size: items("<item><title>a & b &c &; &#x; &#99999999;</title></item>", size)),
    "cdata-openers": ("feed", XML, lambda size: items("<item><title><![CDATA[<![CDATA[", size)),
    "doctypes": ("feed", XML, lambda size: repeated("<!DOCTYPE a [", size, "", HEAD + TAIL)),
    "entities": ("feed", XML, lambda size: repeated("<!ENTITY a '&a;&a;'>", size, "<!DOCTYPE r [", "]>" + HEAD + "&a;" + TAIL)),
    "attribute": ("feed", XML, lambda size: repeated("x", size, HEAD + "<item a='", "'><title>t</title></item>" + TAIL)),
    "attributes": ("feed", XML, lambda size: items("<item " + " ".join(f"a{n}='{n}'" for n in range(400)) + "/>", size)),
    "next-links": ("feed", XML, lambda size: repeated("<link rel='next' ", size, HEAD, TAIL)),
    "long-titles": ("feed", XML, lambda size: items("<item><title>" + "open model &amp;lt;b&amp;gt; " * 900 + "</title><link>/x</link></item>", size)),
    "dates": ("feed", XML, lambda size: items("<item><link>/d</link><pubDate>" + "12 Nov 2026 " * 40 + "</pubDate></item>", size)),
    "entries": ("feed", XML, numbers),
    "tables": ("feed", XML, article),
    "namespaces": ("feed", XML, lambda size: items("<x:item xmlns:x='" + "u" * 60 + "'><x:title>a</x:title></x:item>", size)),
    "json-deep": ("feed", JSON, lambda size: repeated("[", size)),
    "json-items": ("feed", JSON, json_items),
    "gzip": ("sitemap", "application/gzip", packed),
    "addresses": ("sitemap", "application/xml", addresses),
    "sitemap-deep": ("sitemap", "application/xml", lambda size: repeated("<url><loc>", size, "<urlset>")),
    "links": ("listing", HTML, links),
    "divs": ("listing", HTML, lambda size: repeated("<div><a href='/a-b-c-d-e'>", size)),
    "headlines": ("listing", HTML, lambda size: repeated("<h2><a href='/a-b-c-d-e'>A headline of some length</a><time>", size)),
}  # fmt: skip
