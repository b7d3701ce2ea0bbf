"""JSON-LD of a page: every node of every block, however it is nested or broken, and the one of the article."""

from __future__ import annotations

import html
import json
import re
from typing import TYPE_CHECKING, Any

from sources.extract.facts.titles import folded

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from lxml.html import HtmlElement

Node = dict[str, Any]

LONG_NAME = 8  # characters of an article's name in an address that another part may contain
LEAST, LONG = 4, 20  # letters of a title that tells something, and of one that may be a part of another
MOST_BYTES, MOST_NODES, DEEPEST = 4_000_000, 4_000, 24
ARTICLES = {
    "newsarticle", "article", "reportagenewsarticle", "analysisnewsarticle", "opinionnewsarticle", "report", "review",
    "backgroundnewsarticle", "reviewnewsarticle", "blogposting", "liveblogposting", "techarticle", "scholarlyarticle",
    "satiricalarticle", "advertisercontentarticle", "socialmediaposting", "discussionforumposting", "criticreview",
    "interview",
}  # fmt: skip
PAGES = {"webpage", "itempage", "creativework"}
# what stands beside an article as often as it is one: believed only where it names this page or bears its title
BESIDE = {
    "review", "criticreview", "discussionforumposting", "socialmediaposting", "comment", "videoobject",
    "podcastepisode", "audioobject",
}  # fmt: skip
# what stands below these is another article, a reader's word, or a part of this one
_FOREIGN = frozenset((
    "itemlistelement", "review", "reviews", "comment", "comments", "liveblogupdate", "haspart",
    "video", "audio", "associatedmedia", "mentions", "citation", "isrelatedto", "relatedlink", "relatedto",
    "suggestedanswer", "acceptedanswer", "subjectof", "workexample", "episode", "itemreviewed", "about", "isbasedon",
))  # fmt: skip
_TRAILING_COMMA = re.compile(r",(\s*[}\]])")
_WRAPPING = re.compile(r"^\s*(?://)?\s*(?:<!--|<!\[CDATA\[)|(?://)?\s*(?:-->|\]\]>)\s*;?\s*$")
_FIELD = re.compile(
    r'"(headline|datePublished|dateModified|articleBody)"\s*:\s*"((?:[^"\\]|\\.)*)"'
    r'|"(author)"\s*:\s*(\{[^{}]*\}|\[[^\[\]]*\]|"(?:[^"\\]|\\.)*")',
    re.DOTALL,
)


def nodes(tree: HtmlElement) -> list[tuple[Node, bool]]:
    """All JSON-LD nodes of the page, outer before inner, in page order, and whether each is another article's.

    Another article's, or a part of this one: what stands in a list of related ones, among comments or updates.
    Broken blocks give what can be read.
    """
    found: list[tuple[Node, bool]] = []
    for script in tree.iter("script"):
        if "ld+json" not in script.get("type", ""):
            continue
        for value in _values((script.text_content() or "")[:MOST_BYTES]):
            for entry in _walk(value, 0, False):
                found.append(entry)
                if len(found) >= MOST_NODES:
                    return found
    return found


def article(all_nodes: list[tuple[Node, bool]], urls: tuple[str, ...], titles: Iterable[str] = ()) -> Node | None:
    """The node that describes the article of this page: by type, by its address, by its title, by how much it says.

    urls: the page's address and its canonical one; titles: what the page itself calls its article, folded. A node
    that names another address, or is of a kind that stands beside articles, needs one of these titles; one below a
    list of articles, a live blog or the like needs this page's address.
    """
    known = {title for title in titles if title}
    ranked = [
        ((rank, _speaks_of(node, urls), _is_named(node, known), _told(node)), -place, node)
        for place, (node, foreign) in enumerate(all_nodes)
        if (rank := _rank(node)) and _is_of_the_page(node, foreign, urls, known)
    ]
    return max(ranked, key=lambda entry: entry[:2])[2] if ranked else None


def _is_of_the_page(node: Node, foreign: bool, urls: tuple[str, ...], titles: set[str]) -> bool:
    if _speaks_of(node, urls):
        return not foreign or _exactly(node, urls)
    if foreign:
        return False
    return _is_named(node, titles) or not (types(node) & BESIDE or _speaks_of_another(node, urls))


def _is_named(node: Node, titles: set[str]) -> bool:
    """Whether a node bears one of the page's titles, as the parts of a live blog beside it do not."""
    return any(_likely_the_same(node, name, titles) for name in ("headline", "name", "alternativeHeadline"))


def _likely_the_same(node: Node, name: str, titles: set[str]) -> bool:
    """Whether a name of the node is one of the titles, or the longer part of one."""
    said = folded(node[name]) if isinstance(node.get(name), str) else ""
    if len(said) < LEAST or said in titles:
        return said in titles
    return any(min(len(said), len(title)) >= LONG and (said in title or title in said) for title in titles)


def _told(node: Node) -> int:
    """How much a node says of an article; from three of four on it is enough."""
    return min(3, sum(key in node for key in _TELLING))


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
    return 3 if kinds & (ARTICLES - BESIDE) else 2 if kinds & BESIDE else 1 if kinds & PAGES else 0


def _addresses(node: Node) -> list[str]:
    named = [node.get("url"), node.get("@id"), node.get("mainEntityOfPage")]
    named += [value.get("@id") or value.get("url") for value in named if isinstance(value, dict)]
    return [value for value in named if isinstance(value, str)]


def _speaks_of(node: Node, urls: tuple[str, ...]) -> bool:
    bare = {_bare(url) for url in urls if url}
    return any(_bare(value) in bare for value in _addresses(node))


def _exactly(node: Node, urls: tuple[str, ...]) -> bool:
    """Whether a node's own address is the page's, without a fragment that makes it a part of it."""
    own_address = node.get("url") or node.get("@id")
    return isinstance(own_address, str) and "#" not in own_address and _bare(own_address) in map(_bare, urls)


def _speaks_of_another(node: Node, urls: tuple[str, ...]) -> bool:
    """Whether all addresses that a node names are those of other pages; a home page and a mere id say nothing."""
    pages = [value for value in _addresses(node) if value.startswith("http") and "#" not in value]
    paths = [path for value in pages if "/" in (path := _bare(value)) and path.partition("/")[2].strip("/")]
    return bool(paths) and not any(_ends_within(path, url) for path in paths for url in urls if url)


def _ends_within(path: str, url: str) -> bool:
    """Whether an address has the last part of another one's path: whole, or within a part where it is long."""
    last, bare = path.rpartition("/")[2], _bare(url)
    return last in bare if len(last) >= LONG_NAME else last in bare.split("/")


def _bare(url: str) -> str:
    return re.sub(r"^https?://(?:www\.|m\.|amp\.)?|[#?].*$", "", url).rstrip("/")


def _values(text: str) -> Iterator[Any]:
    text = text.strip()
    if text[:1] not in ("{", "[") or text[-1:] not in ("}", "]"):
        text = _WRAPPING.sub("", text).strip()
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


def _walk(value: Any, depth: int, foreign: bool) -> Iterator[tuple[Node, bool]]:
    """Every mapping, and whether it stands below something that makes it another one's."""
    if depth > DEEPEST:
        return
    if isinstance(value, dict):
        yield value, foreign
        for name, inner in value.items():
            if isinstance(inner, dict | list):
                yield from _walk(inner, depth + 1, foreign or str(name).lower() in _FOREIGN)
        return
    for inner in value if isinstance(value, list) else ():
        if isinstance(inner, dict | list):
            yield from _walk(inner, depth + 1, foreign)
