"""Pages that stand in an article's place: checks, walls, notices, error pages that say 200. They are no article."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from desk import yaml_file
from desk.errors import ExtractError
from desk.text.scripts import weight

if TYPE_CHECKING:
    from lxml.html import HtmlElement

    from desk.models import Page

MOST = 1_500  # letters of such a page: an article that quotes one is longer
MOST_NOTICE = 6_000  # letters of a notice that names its 812 partners: nearly all of its sentences must be of the kind
SHARE, SHARE_OF_NOTICE = 0.5, 0.75  # of its letters in sentences of a wall
SHARE_OF_TITLE = 0.7  # of a title's letters in words of a wall
_SENTENCE = re.compile(r"(?<=[.!?…])\s+|(?<=[。！？])|\n")
_WORD = re.compile(r"[^\W_]{3,}|[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3]{2}")
_SHOWN = "//body//text()[not(ancestor::script or ancestor::style or ancestor::noscript or ancestor::template)]"
_NO_WORDS = re.compile(r"[\W\d_]*")


_HOST = re.compile(
    r"(?:consent|cmp|guce|privacy|login|signin|sign-in|accounts?|auth|sso|idp|id|anmelden|gdpr)\.", re.IGNORECASE
)
_DOOR = re.compile(
    r"/(?:log-?in|sign-?in|sign-?up|register|subscribe|subscription|paywall|consent|cookie-?(?:wall|consent)"
    r"|age-?(?:gate|check)"
    r"|404|not-?found|error|unavailable|geo-?block|captcha|anmelden|abo|connexion)(?:[/.]|$)",
    re.IGNORECASE,
)
_HOME = re.compile(r"/?(?:[a-z]{2}(?:-[a-z]{2})?/?)?(?:(?:index|home|default|start)(?:\.\w{2,5})?/?)?", re.IGNORECASE)
_PLAIN = re.compile(r"[^\W\d_]{2,24}(?:-[^\W\d_]{2,24}){0,2}")
_SAYS_ARTICLE = "//meta[@property='og:type'][contains(@content, 'article')] | //script[contains(text(), 'NewsArticle')]"


@dataclass(frozen=True, slots=True)
class Wall:
    """A kind of page that is no article: what a sentence of it says, and what it says all alone."""

    reason: str
    says: re.Pattern[str]
    alone: re.Pattern[str]


@cache
def walls() -> tuple[Wall, ...]:
    """The kinds that ship with the sources (read once, when the first short text comes)."""
    given = yaml_file.read(Path(__file__).with_suffix(".yaml"), "the installation")
    return tuple(Wall(each["reason"], _any(each.get("says")), _any(each.get("alone"))) for each in given)


def _any(patterns: list[str] | None) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{pattern})" for pattern in patterns or ["(?!)"]), re.IGNORECASE)


def refuse(page: Page, tree: HtmlElement, text: str, title: str, told: str = "") -> None:
    """ExtractError when the page is such a one.

    text: what was found as its article; title: the page's own; told: the one its feed gave.
    """
    if weight(text[: MOST_NOTICE + 1]) > MOST_NOTICE:
        return
    shown = text or _shown(tree)
    window = " ".join((tree.findtext(".//title") or "").split())
    own = [each for each in (title, window) if each]
    if wall := _wall(shown, own, [*own, *filter(None, [told])]):
        excerpt = " ".join((shown or window)[:120].split())[:60]
        raise ExtractError(page.final_url, f"shows no article but {wall.reason} (“{excerpt}”)")


def refuse_elsewhere(page: Page, tree: HtmlElement) -> None:
    """ExtractError when an article's address was redirected to a home page, a section, a login or a consent host."""
    try:
        asked, got = urlsplit(page.url), urlsplit(page.final_url)
    except ValueError:
        return
    if page.url == page.final_url or not asked.path.strip("/"):
        return
    if _HOST.match(got.hostname or "") and got.hostname != asked.hostname:
        where = f"to {got.hostname}, which asks for consent or a login"
    elif (found := _DOOR.search(got.path)) and not _DOOR.search(asked.path):
        where = f"to {found[0].strip('/')}, which is no article"
    elif _HOME.fullmatch(got.path) and not _numbered(got.query):
        where = "to the home page"
    elif _is_section(asked.path, got.path) and not tree.xpath(_SAYS_ARTICLE):
        where = "to a section"
    else:
        return
    raise ExtractError(page.url, f"was redirected {where} ({page.final_url[:120]})")


def _numbered(query: str) -> bool:
    return any(char.isdecimal() for char in query)


def _is_section(asked: str, got: str) -> bool:
    """Whether a path is the beginning of the other one, or a part of it, in plain words."""
    before, after = asked.strip("/").split("/"), got.strip("/").split("/")
    plain = all(_PLAIN.fullmatch(part) for part in after)
    return plain and len(after) < len(before) and set(after) <= set(before[:-1])


def says(line: str) -> bool:
    """Whether a line is one of a wall: a call to log in, to accept, to switch something off."""
    return any(wall.says.search(line) for wall in walls())


def _shown(tree: HtmlElement) -> str:
    """The words that a reader sees on a page without an article, a line each."""
    found, size = [], 0
    for piece in tree.xpath(_SHOWN):
        line = " ".join(piece.split())
        size += len(line)
        if size > MOST_NOTICE:
            break
        found.append(line)
    return "\n".join(filter(None, found))


def _wall(text: str, own: list[str], titles: list[str]) -> Wall | None:
    """The kind of wall that a text is; None for an article, and for nothing at all."""
    for title in own:
        if found := _is_one(title):
            return found
    size = weight(text)
    if not text or (size > MOST and not _mostly(text, SHARE_OF_NOTICE)):
        return None
    found = _mostly(text, SHARE)
    return None if found is None or _speaks_of(text, titles) else found


def _is_one(title: str) -> Wall | None:
    """The wall that a title names, alone or before the site's name; words in a longer headline name none."""
    bare = re.split(r"\s[|·–—-]\s", title)[0].strip()
    for wall in walls():
        said = wall.says.search(bare)
        if wall.alone.fullmatch(bare) or (said and len(said[0]) >= SHARE_OF_TITLE * len(bare)):
            return wall
    return None


def _mostly(text: str, share: float) -> Wall | None:
    """The wall whose sentences, with those of its like, make up the given share of a text."""
    said: dict[Wall, int] = {}
    lines = dict.fromkeys(sentence.strip() for sentence in _SENTENCE.split(text))
    sizes = {line: weight(line) for line in lines if line and not _NO_WORDS.fullmatch(line)}
    unsaid, most = 0, (1 - share) * sum(sizes.values())
    for line, size in sizes.items():
        if wall := next((each for each in walls() if each.says.search(line) or each.alone.fullmatch(line)), None):
            said[wall] = said.get(wall, 0) + size
        elif (unsaid := unsaid + size) > most:  # mostly soon: nearly every page is an article
            return None
    return max(said, key=lambda wall: said[wall]) if said else None


def _speaks_of(text: str, titles: list[str]) -> bool:
    """Whether a text says what one of its titles says, and more: then it is an article, be it one on such walls."""
    words = set(_WORD.findall(text.casefold()))
    for title in titles:
        own = set(_WORD.findall(title.casefold()))
        if len(own) >= 3 and len(own & words) >= 0.5 * len(own) and weight(text) > 2 * weight(title):
            return True
    return False
