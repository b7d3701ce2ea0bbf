"""`copydesk try text`: language parts, debris with reasons, title and source of a raw text."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from desk.errors import ConfigError


def judge(asked: dict[str, Any]) -> dict[str, Any]:
    """{"text"} to {"parts": [{"language", "text"}], "removed": [{"line", "reason"}], "title", "source"}."""
    from desk.cleaning.clean import clean
    from desk.text.language import split

    if not isinstance(asked["text"], str):
        raise TypeError("text is not a string")
    cleaned = clean(asked["text"])
    return {
        "parts": [{"language": part.language, "text": part.text} for part in split(cleaned.text)],
        "removed": [{"line": gone.line, "reason": gone.reason} for gone in cleaned.removed],
        "title": cleaned.title,
        "source": cleaned.source,
    }


def show(targets: list[str]) -> None:
    """Print what remains of each text file or address, part by part, and what was taken out and why."""
    for target in targets:
        told = judge({"text": _got(target)})
        for name in ("title", "source"):
            if told[name]:
                print(f"{name:10} {told[name]}")
        for part in told["parts"]:
            print(f"\n[{part['language']}]\n{part['text']}")
        if told["removed"]:
            print("\nTaken out:")
        for gone in told["removed"]:
            print(f"  {gone['reason']:24} {gone['line'][:90]}")


def _got(target: str) -> str:
    from sources.extract.feed_text import text_of
    from sources.extract.html_tree import decode

    if target.startswith(("http://", "https://")):
        from flows.cli.fetching import fetched

        answer = fetched(target)
        text = decode(answer.body, answer.content_type)
        return text_of(text) if "html" in answer.content_type else text
    try:
        return decode(Path(target).read_bytes())
    except OSError as error:
        problem = f"cannot be read: {error.strerror or error}"
        raise ConfigError(target, problem, "Give a text file, or an address with http:// or https://") from None
