"""`copydesk try feed`: the entries of a feed in a file or at an address."""

from __future__ import annotations

import gzip
from pathlib import Path
from typing import Any
from urllib.parse import urljoin

from desk.errors import ConfigError


def judge(asked: dict[str, Any]) -> dict[str, Any]:
    """{"path", "url"} to {"entries": [{"url", "title", "published"}]}; SourceError with the reason if it is no feed."""
    body = Path(asked["path"]).read_bytes()
    if body[:2] == b"\x1f\x8b":
        body = gzip.decompress(body)
    return {"entries": entries(body, asked.get("url") or "", asked.get("content_type") or "")}


def entries(body: bytes, url: str, content_type: str = "") -> list[dict[str, str | None]]:
    """Every entry with its absolute address, those without a usable one with none."""
    from sources.kinds import feed

    found, _, _ = feed.entries(body, url or "feed", content_type)
    return [
        {
            "url": _absolute(entry.url, url),
            "title": entry.title,
            "published": entry.published.isoformat() if entry.published else None,
        }
        for entry in found
    ]


def _absolute(url: str, base: str) -> str | None:
    """The link as the feed gives it, tracking parameters and all."""
    try:
        return urljoin(base, url.strip()) or None
    except ValueError:
        return None


def show(targets: list[str]) -> None:
    """Print the entries of each file or address, one a line."""
    for target in targets:
        body, url, content_type = _got(target)
        for entry in entries(body, url, content_type):
            print(f"{(entry['published'] or '-')[:16]:16}  {entry['title'] or '(no title)'}\n{'':16}  {entry['url']}")


def _got(target: str) -> tuple[bytes, str, str]:
    if not target.startswith(("http://", "https://")):
        try:
            return Path(target).read_bytes(), "", ""
        except OSError as error:
            problem = f"cannot be read: {error.strerror}"
            raise ConfigError(target, problem, "Give a file, or an address with http:// or https://") from None
    from flows.cli.fetching import fetched

    answer = fetched(target)
    return answer.body, answer.final_url, answer.content_type
