"""Whether a piece of data speaks of the page it stands in: by title, by address, by its words."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from desk.text.scripts import DENSE
from sources.extract.facts.titles import folded, tidy
from sources.extract.state import vocabulary

ADDRESSES = frozenset(("url", "uri", "canonical", "path", "slug", "permalink", "link", "href", "id", "website"))
_WORD = re.compile(rf"[^\W_]{{3,}}|[{DENSE}]")
READ = 400_000  # characters of a text whose words are looked at: what it is about stands there
BODY = 500  # characters of a string that is an article's text rather than a description
TAG = re.compile(r"<[^<>]{1,300}>")


@dataclass(frozen=True, slots=True)
class Told:
    """What the page says of itself: its addresses, its titles, its descriptions."""

    urls: tuple[str, ...]
    titles: tuple[str, ...]
    descriptions: tuple[str, ...] = ()


def says(text: str, told: Told) -> float:
    """The share of the page's description, or of its title, whose words the text holds: 0 to 1."""
    words = set(_WORD.findall(text[:READ].casefold()))
    best = 0.0
    for said in (*told.titles, *told.descriptions):
        own = set(_WORD.findall(said.casefold()))
        if len(own) >= 3:
            best = max(best, len(own & words) / len(own))
    return best


def strings_named(above: dict[str, Any], names: frozenset[str], longest: int) -> list[str]:
    """The strings of an object that its keys call so, and those of objects right within it that describe it.

    One with a text of its own is an article beside the others, and its title is not theirs.
    """
    found: list[str] = []
    for key, each in above.items():
        if not isinstance(key, str):
            continue
        if vocabulary.named(key) & names:
            inner = each.values() if isinstance(each, dict) else [each]
            found += [text for text in inner if isinstance(text, str) and 8 <= len(text) <= longest]
        elif (
            isinstance(each, dict)
            and len(each) < 60
            and not vocabulary.named(key) & vocabulary.FOREIGN
            and not _has_a_body(each)
        ):
            found += [
                text
                for inner, text in each.items()
                if isinstance(inner, str)
                and vocabulary.named(inner) & names
                and isinstance(text, str)
                and 8 <= len(text) <= longest
            ]
        if len(found) > 60:
            break
    return found


def _has_a_body(value: dict[str, Any]) -> bool:
    """Whether an object holds a text: a long string, or a list of parts."""
    for each in value.values():
        if isinstance(each, str) and len(each) >= BODY:
            return True
        if isinstance(each, list) and sum(isinstance(one, dict | list) or len(str(one)) > 80 for one in each[:4]) > 1:
            return True
    return False


def same_title(title: str, titles: tuple[str, ...]) -> bool:
    """Whether a title of the data is one of the page's, in any quotes and case, or a part of it."""
    own = folded(tidy(TAG.sub("", title)))
    if len(own) < 8:
        return False
    for each in titles:
        other = folded(each)
        if own == other or (len(own) >= 16 and len(other) >= 16 and (own in other or other in own)):
            return True
    return False


def same_address(address: str, urls: tuple[str, ...]) -> bool:
    """Whether an address or a slug of the data is the page's, by its path."""
    other = _path(address)
    paths = map(_path, urls)
    return any(len(path) > 8 and (other == path or (len(other) >= 12 and path.endswith(other))) for path in paths)


def _path(url: str) -> str:
    try:
        return urlsplit(url).path.strip("/").removesuffix(".html").lower()
    except ValueError:
        return ""
