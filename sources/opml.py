"""OPML 2.0, the list of subscriptions that feed readers exchange: read into outlets, and written from them.

Nested groups are tags. What OPML has no word for (a listing's pattern, the reason of a pause) stands in attributes of
a namespace of our own, so that what we wrote is read back as it was.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from lxml import etree

from desk.errors import ConfigError
from desk.text.sanitise import visible
from sources.kinds import xml
from sources.kinds.entries import looks_like_html
from sources.outlets import OutletEntry, tag_of

OURS = "https://github.com/copydesk/copydesk/opml"
LARGEST = 10_000_000  # bytes
MOST = 5_000  # feeds; more is no list a person keeps
MOST_TAGS = 20
OF_A_SOURCE = ("selector", "pattern")
TEXTS, VALUES = ("paused",), ("skip", "pace", "ports", "feed_only", "heal")  # of an outlet; the latter as JSON
_FEED_SCHEME = re.compile(r"^feed:(?://)?(?=https?://)|^feed(?=://)", re.IGNORECASE)
_REMEDY = "Export it again from where it came from"


@dataclass(frozen=True, slots=True)
class Outline:
    """One subscription as the file has it: its line, its attributes by small name, the groups around it as tags."""

    line: int
    given: dict[str, str]
    ours: dict[str, str]
    tags: tuple[str, ...]

    @property
    def name(self) -> str:
        """Its title; its address if it has none."""
        return visible(self.given.get("title") or self.given.get("text") or "")[:200] or self.address

    @property
    def address(self) -> str:
        """The feed's address, with `feed:` in front of it taken off; "" if it is no feed."""
        told = self.given.get("xmlurl") or (self.given.get("url", "") if "kind" in self.ours else "")
        return _FEED_SCHEME.sub(lambda found: "" if found[0].lower() != "feed" else "http", told.strip())


def outlines(body: bytes, name: str) -> list[Outline]:
    """The subscriptions of an OPML file; entities are refused, nothing it names is loaded.

    ConfigError, with the line where there is one, if it is no OPML, too large, or names no feed.
    """
    if len(body) > LARGEST:
        raise ConfigError(name, f"is larger than {LARGEST // 1_000_000} MB", "No list of feeds is: look what it is")
    if looks_like_html(body):
        raise ConfigError(name, "is an HTML page and no OPML", _REMEDY)
    text = _without_doctype(xml.decoded(body), name)
    mended = xml.mended(text)
    shift = mended.count(b"\n") - text.count("\n")
    try:
        root = etree.fromstring(mended, xml.parser())
    except (etree.XMLSyntaxError, ValueError) as error:
        line = max(1, int(getattr(error, "lineno", None) or 1 + shift) - shift)
        problem = re.sub(r",? line \d+(?:, column \d+)?.*| line \d+(?= and)", "", str(error)) or "it is empty"
        raise ConfigError(f"{name}:{line}", f"is not XML: {problem}", _REMEDY) from None
    if _word(root.tag) != "opml":
        raise ConfigError(name, f"is no OPML: its root is <{_word(root.tag)}>", "A feed is added by `outlets add`")
    found = [outline for outline in _walked(root, shift) if outline.address]
    if not 0 < len(found) <= MOST:
        problem = f"names {len(found):,} feeds; the most is {MOST:,}" if found else "names no feed (no xmlUrl in it)"
        raise ConfigError(name, problem, "Look whether it is the right file")
    return found


def _without_doctype(text: str, name: str) -> str:
    """The text without its DOCTYPE; ConfigError where that declares anything: nothing is ever expanded."""
    at = text[:10_000].upper().find("<!DOCTYPE")
    if at < 0:
        return text
    end = text.find(">", at)
    if end < 0 or "[" in text[at:end] or "<!DOCTYPE" in text[end : end + 10_000].upper():
        where = f"{name}:{text.count(chr(10), 0, at) + 1}"
        raise ConfigError(where, "declares entities or elements of its own", "An OPML needs none: take the DOCTYPE out")
    return text[:at] + "\n" * text.count("\n", at, end) + text[end + 1 :]


def _walked(root: Any, shift: int) -> Iterator[Outline]:
    """All outlines in the file's order; groups are told by having others below them."""
    waiting: list[tuple[Any, tuple[str, ...]]]
    waiting = [(node, ()) for node in reversed(root) if _word(node.tag) == "body"]
    while waiting:
        node, above = waiting.pop()
        outline = _outline(node, above, shift)
        if _word(node.tag) == "outline":
            yield outline
        inside = above if outline.address else (*above, *filter(None, [tag_of(outline.name)]))
        below = inside if _word(node.tag) == "outline" else above
        waiting += [(child, below) for child in reversed(node) if _word(child.tag) == "outline"]


def _outline(node: Any, above: tuple[str, ...], shift: int) -> Outline:
    given = {_word(name): value for name, value in node.attrib.items() if not name.startswith("{")}
    ours = {name.partition("}")[2]: value for name, value in node.attrib.items() if name.startswith("{" + OURS)}
    parts = re.split(r"[,/]", given.get("category", ""))
    tags = dict.fromkeys([*above, *filter(None, map(tag_of, parts))])
    return Outline(max(1, (node.sourceline or 1) - shift), given, ours, tuple(tags)[:MOST_TAGS])


def _word(name: Any) -> str:
    return str(name).rpartition("}")[2].lower()


def written(entries: Iterable[OutletEntry], title: str) -> bytes:
    """The outlets as OPML 2.0, grouped by their tags; feeds as any reader knows them, other sources as links."""
    root = etree.Element("opml", {"version": "2.0"}, nsmap={"copydesk": OURS})
    etree.SubElement(etree.SubElement(root, "head"), "title").text = title
    body = etree.SubElement(root, "body")
    groups: dict[tuple[str, ...], Any] = {(): body}
    for entry in entries:
        for depth in range(1, len(entry.tags) + 1):
            path = entry.tags[:depth]
            if path not in groups:
                groups[path] = etree.SubElement(groups[path[:-1]], "outline", {"text": path[-1], "title": path[-1]})
        for place, _ in enumerate(entry.sources):
            etree.SubElement(groups[entry.tags], "outline", _attributes(entry, place))
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8", pretty_print=True))


def _attributes(entry: OutletEntry, place: int) -> dict[str, str]:
    source, name = entry.sources[place], visible(entry.name)
    address = {"type": "rss", "xmlUrl": source.url} if source.kind == "feed" else {"type": "link", "url": source.url}
    ours = {"id": entry.id, "kind": source.kind}
    ours |= {one: value for one in OF_A_SOURCE if (value := getattr(source, one))}
    if place == 0:
        given = entry.model_dump(exclude_defaults=True, exclude_none=True, mode="json")
        ours |= {one: given[one] for one in TEXTS if one in given}
        ours |= {one: json.dumps(given[one], ensure_ascii=False) for one in VALUES if one in given}
    told = {"text": name, "title": name, **address, "htmlUrl": entry.home, "language": entry.language}
    return told | {f"{{{OURS}}}{one}": value for one, value in ours.items()}
