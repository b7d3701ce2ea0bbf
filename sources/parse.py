"""From bytes to an lxml tree, whatever the bytes are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desk.errors import ExtractError

if TYPE_CHECKING:
    from lxml.html import HtmlElement

    from desk.models import Page


def tree(page: Page) -> HtmlElement:
    """The parsed page; raises ExtractError when it is no HTML."""
    import trafilatura

    parsed = trafilatura.load_html(page.body)
    if parsed is None:
        raise ExtractError(page.final_url, "is no HTML page")
    return parsed
