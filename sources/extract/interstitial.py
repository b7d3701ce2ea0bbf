"""Pages that stand before an article for a while: “Just a moment”, browser checks, captchas. They are no article."""

from __future__ import annotations

import re
from html import unescape
from typing import TYPE_CHECKING

from desk.errors import ExtractError

if TYPE_CHECKING:
    from desk.models import Page

MOST_TEXT = 800  # characters a reader sees on such a page; an article that quotes one is longer
MOST_BYTES = 200_000
_UNSEEN = re.compile(r"<(script|style|noscript|svg|template)\b.*?(?:</\1\s*>|$)|<!--.*?-->", re.IGNORECASE | re.DOTALL)
_TITLE = re.compile(r"<title[^>]*>(.*?)</title", re.IGNORECASE | re.DOTALL)
_TAG = re.compile(r"<[^>]*>")
_WAITING = re.compile(
    r"just a moment|please wait|one moment,? please|checking (?:your|the|if the site) (?:browser|connection)"
    r"|checking if the site connection is secure|attention required|are you a (?:robot|human)"
    r"|(?:you are|you're) (?:not )?(?:a robot|human)|verif(?:y|ying) (?:that )?you|human verification|security check"
    r"|enable javascript and cookies"
    r"|ddos[- ]guard|access (?:to this page has been )?denied|unusual traffic|pardon our interruption"
    r"|request unsuccessful"
    r"|bitte warten|einen moment|veuillez patienter|un momento|aguarde|подождите|请稍候|正在验证|しばらくお待ち|잠시만",
    re.IGNORECASE,
)


def refuse_waiting(page: Page) -> None:
    """ExtractError when the page is such a one: little text, and words of waiting in its title or text."""
    if len(page.body) > MOST_BYTES:
        return
    text = page.body.decode("utf-8", "replace")
    found = _TITLE.search(text)
    title = _plain(found[1]) if found else ""
    seen = _plain(_UNSEEN.sub(" ", text))
    if len(seen) <= MOST_TEXT and _WAITING.search(f"{title} {seen[:400]}"):
        words = title or seen
        raise ExtractError(page.url, f"answers with a page that wants to check the reader (“{words[:60]}”)")


def _plain(markup: str) -> str:
    return " ".join(unescape(_TAG.sub(" ", markup)).split())
