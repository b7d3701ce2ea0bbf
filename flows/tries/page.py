"""`copydesk try page`: title, authors, date, language and text of a page."""

from __future__ import annotations

import gzip
from datetime import UTC, datetime
from pathlib import Path
from typing import Any


def judge(asked: dict[str, Any]) -> dict[str, Any]:
    """{"path", "url"} → {"title", "authors", "published": ISO or null, "language", "text"}."""
    from desk.models import Page
    from sources.extract import extract

    path = Path(str(asked["path"]))
    body = path.read_bytes()
    body = gzip.decompress(body) if body[:2] == b"\x1f\x8b" else body
    url = str(asked.get("url") or path.resolve().as_uri())
    article = extract(Page(url, url, 200, "text/html", body, datetime.now(UTC)))
    return {
        "title": article.title,
        "authors": list(article.authors),
        "published": article.published.isoformat() if article.published else None,
        "language": article.language,
        "text": article.text,
    }


def show(targets: list[str]) -> None:
    """Print each page's article."""
    for target in targets:
        print(judge({"path": target})["text"])
