"""Whether an article's address was redirected to what is no article: home, a section, a login, a consent host."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl, urlsplit

from desk.errors import ExtractError

if TYPE_CHECKING:
    from lxml.html import HtmlElement

    from desk.models import Page

_HOST = re.compile(
    r"(?:consent|cmp|guce|(?:my)?privacy|login|signin|sign-in|accounts?|auth|sso|idp|id|anmelden|gdpr|captcha)\.",
    re.IGNORECASE,
)
# what an edition or a blog may be called too
_MAY_TELL = re.compile(r"(?:privacy|accounts?|auth|sso|id)\.", re.IGNORECASE)
_DOOR = re.compile(
    r"/(?:(?:wp-)?log[-_]?in|sign[-_]?in|sign[-_]?up|register|subscribe|subscription|paywall"
    r"|consent|consentement|cookie-?(?:wall|consent)|einwilligung|zustimmung|gdpr|age-?(?:gate|check)"
    r"|404|451|(?:page-?)?not-?found|error|(?:un|not-)available(?:-[a-z]+){0,4}|geo-?(?:block|restrict)(?:ed|ion)?"
    r"|captcha|challenge|anmelden|abo|connexion)(?:[/.]|$)",
    re.IGNORECASE,
)
_HOME = re.compile(
    r"/?(?:[a-z]{2}(?:-[a-z]{2,4})?/?)?"
    r"(?:(?:index|home|homepage|default|start|startseite|main|portal|frontpage)(?:\.\w{2,5})?/?)?",
    re.IGNORECASE,
)
_PLAIN = re.compile(r"[^\W\d_]{2,24}(?:-[^\W\d_]{2,24}){0,2}")
_DATED = re.compile(r"(?:19|20)\d\d|[01]?\d|[0-3]\d")
_WORD = re.compile(r"[^\W\d_]{3,}")
_SHELF = re.compile(r"(?:section|category|kategorie|categorie|rubrik|rubrique|topic|tag|news)", re.IGNORECASE)
_OF_ITSELF = re.compile(
    r"error|code|status|redirect|ref|from|src|source|origin|utm_\w+|\w*clid|v|ver|t|ts", re.IGNORECASE
)
_SAYS_ARTICLE = "//meta[@property='og:type'][contains(@content, 'article')] | //script[contains(text(), 'NewsArticle')]"


def refuse(page: Page, tree: HtmlElement) -> None:
    """ExtractError when an article's address was redirected to a home page, a section, a login or a consent host."""
    try:
        asked, got = urlsplit(page.url), urlsplit(page.final_url)
    except ValueError:
        return
    if page.url == page.final_url or not (asked.path.strip("/") or _numbered(asked.query)):
        return
    if _asks(asked.hostname or "", got.hostname or "", tree):
        where = f"to {got.hostname}, which asks for consent or a login"
    elif (found := _DOOR.search(got.path)) and not _DOOR.search(asked.path):
        where = f"to {found[0].strip('/')}, which is no article"
    elif _HOME.fullmatch(got.path) and not _numbered(got.query):
        where = "to the home page"
    elif _is_section(asked.path, got.path) and not tree.xpath(_SAYS_ARTICLE):
        where = "to a section"
    elif _is_elsewhere(asked.path, got.path) and not tree.xpath(_SAYS_ARTICLE):
        where = "to a section or a notice that bears nothing of its name"
    else:
        return
    raise ExtractError(page.url, f"was redirected {where} ({page.final_url[:120]})")


def _asks(asked: str, got: str, tree: HtmlElement) -> bool:
    """Whether another host is one for consent or logins, and no edition that is called so."""
    if got == asked or not _HOST.match(got):
        return False
    return not (_MAY_TELL.match(got) and tree.xpath(_SAYS_ARTICLE))


def _numbered(query: str) -> bool:
    """Whether a query names an article by its number, and not only an error or where the reader came from."""
    return any(any(map(str.isdecimal, value)) and not _OF_ITSELF.fullmatch(name) for name, value in parse_qsl(query))


def _is_section(asked: str, got: str) -> bool:
    """Whether a path is the beginning of the other one, in plain words or dates, or a part of it in plain words."""
    before, after = asked.strip("/").split("/"), got.strip("/").split("/")
    if len(after) < len(before) and after == before[: len(after)]:
        return all(_PLAIN.fullmatch(part) or _DATED.fullmatch(part) for part in after)
    named = after[1:] if len(after) > 1 and _SHELF.fullmatch(after[0]) else after
    return all(map(_PLAIN.fullmatch, named)) and len(named) < len(before) and set(named) <= set(before[:-1])


def _is_elsewhere(asked: str, got: str) -> bool:
    """Whether an article's path (a headline in it) led to one or two plain words of which it says nothing."""
    slug = max(asked.strip("/").split("/"), key=lambda part: part.count("-"))
    after = got.strip("/").split("/")
    if slug.count("-") < 2 or len(after) > 2 or not all(map(_PLAIN.fullmatch, after)):
        return False
    return not set(_WORD.findall(asked.casefold())) & set(_WORD.findall(after[-1].casefold()))
