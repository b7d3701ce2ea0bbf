"""Pages of one outlet that name themselves in every way a page can."""

from __future__ import annotations

import json
from datetime import UTC, datetime

from desk.models import Page

NOW = datetime(2031, 5, 4, 12, 0, tzinfo=UTC)

URL = "https://tide.example/2031/harbour-opens-models"

PARAGRAPHS = [
    f"In part {number} of its plan the harbour council of Vellmar says that model {number} will be free for all, "
    f"and that the data behind it can be read in room {number + 40} of the old customs house on the quay."
    for number in range(1, 9)
]

BODY = "".join(f"<p>{paragraph}</p>" for paragraph in PARAGRAPHS)


def page(html: str | bytes, content_type: str = "text/html") -> Page:
    return Page(URL, URL, 200, content_type, html if isinstance(html, bytes) else html.encode(), NOW)


def document(head: str = "", body: str = BODY, h1: str = "Harbour opens its models") -> str:
    heading = f"<h1>{h1}</h1>" if h1 else ""
    return f"<html lang='en'><head>{head}</head><body><article>{heading}{body}</article></body></html>"


def ld(**fields: object) -> str:
    return f'<script type="application/ld+json">{json.dumps({"@type": "NewsArticle", **fields})}</script>'
