"""Whether an article's address was redirected to what is no article: home, a section, a login, a consent host."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from desk.errors import ExtractError

if TYPE_CHECKING:
    from lxml.html import HtmlElement

    from desk.models import Page

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


def refuse(page: Page, tree: HtmlElement) -> None:
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
