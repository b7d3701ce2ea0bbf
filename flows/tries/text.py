"""`copydesk try text`: language parts, debris with reasons, title and source of a text."""

from __future__ import annotations

from pathlib import Path
from typing import Any


def judge(asked: dict[str, Any]) -> dict[str, Any]:
    """{"text"} → {"parts": [{"language", "text"}], "removed": [{"line", "reason"}], "title", "source"}."""
    from desk.clean import clean
    from desk.language import split

    cleaned = clean(str(asked["text"]))
    return {
        "parts": [{"language": part.language, "text": part.text} for part in split(cleaned.text)],
        "removed": [{"line": gone.line, "reason": gone.reason} for gone in cleaned.removed],
        "title": cleaned.title,
        "source": cleaned.source,
    }


def show(targets: list[str]) -> None:
    """Print what remains of each text file, part by part, and what was taken out and why."""
    for target in targets:
        answer = judge({"text": Path(target).read_text("utf-8", "replace")})
        for part in answer["parts"]:
            print(f"[{part['language']}]\n{part['text']}\n")
