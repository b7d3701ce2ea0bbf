"""`copydesk try page`: title, authors, date, language and text of a page."""

from __future__ import annotations

import gzip
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from desk.errors import ConfigError

if TYPE_CHECKING:
    from desk.models import Article, Page


def judge(asked: dict[str, Any]) -> dict[str, Any]:
    """{"path", "url"} to {"title", "authors", "published": ISO or null, "language", "text"}; ExtractError if none."""
    from sources.extract.article import extract

    article = extract(_read(str(asked["path"]), asked.get("url"), str(asked.get("content_type") or "text/html")))
    return {
        "title": article.title,
        "authors": list(article.authors),
        "published": article.published.isoformat() if article.published else None,
        "language": article.language,
        "text": article.text,
    }


def show(targets: list[str]) -> None:
    """Print the article of each file or address: its facts, its text, and what was taken out of it."""
    from sources.extract.article import extract

    for target in targets:
        _print(extract(_got(target)))


def _read(path: str, url: object, content_type: str) -> Page:
    from desk.models import Page

    body = Path(path).read_bytes()
    body = gzip.decompress(body) if body[:2] == b"\x1f\x8b" else body
    address = str(url or Path(path).resolve().as_uri())
    return Page(address, address, 200, content_type, body, datetime.now(UTC))


def _got(target: str) -> Page:
    if target.startswith(("http://", "https://")):
        from flows.cli.fetching import fetched

        return fetched(target)
    try:
        return _read(target, None, "text/html")
    except OSError as error:
        problem = f"cannot be read: {error.strerror or error}"
        raise ConfigError(target, problem, "Give a file, or an address with http:// or https://") from None


def _print(article: Article) -> None:
    dated = f"{article.published.isoformat()} ({article.published_from})" if article.published else "not dated"
    facts = {
        "title": article.title or "(none)",
        "authors": ", ".join(article.authors) or "(none)",
        "published": dated,
        "modified": article.modified.isoformat() if article.modified else "",
        "language": ", ".join(part.language for part in article.parts),
        "canonical": article.canonical_url or "",
        "section": article.section or "",
        "tags": ", ".join(article.tags),
        "image": article.image or "",
        "paywall": {True: "yes", False: "no", None: ""}[article.paywalled],
        "words": f"{len(article.text.split()):,}",
    }
    for name, value in facts.items():
        if value:
            print(f"{name:10} {value}")
    for part in article.parts:
        print(f"\n[{part.language}]\n{part.text}")
    if article.removed:
        print("\nTaken out:")
    for gone in article.removed:
        print(f"  {gone.reason:24} {gone.line[:90]}")
