"""JSON-LD of a page: every node of every block, however it is nested or broken, and the one of the article."""

from __future__ import annotations

import html
import json
import re
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.html import HtmlElement

Node = dict[str, Any]

MOST_BYTES, MOST_NODES, DEEPEST = 4_000_000, 4_000, 24
ARTICLES = {
    "newsarticle", "article", "reportagenewsarticle", "analysisnewsarticle", "opinionnewsarticle", "report", "review",
    "backgroundnewsarticle", "reviewnewsarticle", "blogposting", "liveblogposting", "techarticle", "scholarlyarticle",
    "satiricalarticle", "advertisercontentarticle", "socialmediaposting", "discussionforumposting", "criticreview",
    "interview",
}  # fmt: skip
PAGES = {"webpage", "itempage", "creativework", "videoobject", "podcastepisode", "audioobject"}
_TRAILING_COMMA = re.compile(r",(\s*[}\]])")
_WRAPPING = re.compile(r"^\s*(?://)?\s*(?:<!--|<!\[CDATA\[)|(?://)?\s*(?:-->|\]\]>)\s*;?\s*$")
_FIELD = re.compile(
    r'"(headline|datePublished|dateModified|articleBody)"\s*:\s*"((?:[^"\\]|\\.)*)"'
    r'|"(author)"\s*:\s*(\{[^{}]*\}|\[[^\[\]]*\]|"(?:[^"\\]|\\.)*")',
    re.DOTALL,
)


def nodes(tree: HtmlElement) -> list[Node]:
    """All JSON-LD nodes of the page, outer before inner, in page order; broken blocks give what can be read."""
    found: list[Node] = []
    for script in tree.xpath("//script[contains(@type, 'ld+json')]"):
        for value in _values((script.text_content() or "")[:MOST_BYTES]):
            for node in _walk(value, 0):
                found.append(node)
                if len(found) >= MOST_NODES:
                    return found
    return found


def article(all_nodes: list[Node], urls: tuple[str, ...]) -> Node | None:
    """The node that describes the article of this page: by type, then by its address, then by how much it says."""
    ranked = [
        ((_rank(node), _speaks_of(node, urls), min(3, sum(key in node for key in _TELLING))), -place, node)
        for place, node in enumerate(all_nodes)
        if _rank(node)
    ]
    return max(ranked, key=lambda entry: entry[:2])[2] if ranked else None


_TELLING = ("headline", "datePublished", "author", "articleBody")


def types(node: Node) -> set[str]:
    """The node's types, lower case, without the vocabulary's address."""
    given = node.get("@type")
    return {str(kind).rsplit("/", 1)[-1].lower() for kind in (given if isinstance(given, list) else [given]) if kind}


def by_id(all_nodes: list[Node]) -> dict[str, Node]:
    """The nodes that carry an @id and say more than that."""
    return {str(node["@id"]): node for node in reversed(all_nodes) if node.get("@id") and len(node) > 1}


def _rank(node: Node) -> int:
    kinds = types(node)
    return 2 if kinds & ARTICLES else 1 if kinds & PAGES else 0


def _speaks_of(node: Node, urls: tuple[str, ...]) -> bool:
    named = [node.get("url"), node.get("@id"), node.get("mainEntityOfPage")]
    named += [value.get("@id") or value.get("url") for value in named if isinstance(value, dict)]
    bare = {_bare(url) for url in urls if url}
    return any(isinstance(value, str) and _bare(value) in bare for value in named)


def _bare(url: str) -> str:
    return re.sub(r"^https?://(?:www\.|m\.|amp\.)?|[#?].*$", "", url).rstrip("/")


def _values(text: str) -> Iterator[Any]:
    text = _WRAPPING.sub("", text.strip()).strip()
    if not text:
        return
    for attempt in (text, _TRAILING_COMMA.sub(r"\1", text), html.unescape(text)):
        read = _decode(attempt)
        if read:
            yield from read
            return
    yield from _fields(text)


def _decode(text: str) -> list[Any]:
    """One or several JSON values in a row; [] when the first cannot be read."""
    decoder, found, at = json.JSONDecoder(strict=False), [], 0
    try:
        while at < len(text):
            value, at = decoder.raw_decode(text, at)
            found.append(value)
            while at < len(text) and text[at] in " \t\r\n,;":
                at += 1
    except (ValueError, RecursionError):
        return found
    return found


def _fields(text: str) -> Iterator[Node]:
    """What can be picked out of a block that is no JSON."""
    picked: Node = {}
    for match in _FIELD.finditer(text):
        name, raw = match.group(1) or match.group(3), match.group(2) or match.group(4)
        read = _decode(f'"{raw}"' if match.group(1) else raw)
        if read:
            picked.setdefault(name, read[0])
    if picked:
        yield {"@type": "Article", **picked}


def _walk(value: Any, depth: int) -> Iterator[Node]:
    if depth > DEEPEST:
        return
    if isinstance(value, dict):
        yield value
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    for each in inner:
        if isinstance(each, dict | list):
            yield from _walk(each, depth + 1)
