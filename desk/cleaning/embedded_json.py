"""Data that a page left in its text: JSON, and the audio transcript that holds the article as timed sentences."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from itertools import islice
from typing import Any

MOST = 60  # openings looked at; a page full of them is no article
SHORTEST = 80  # characters of JSON below which a line may be an example in an article
_OPENING = re.compile(r"(?m)^[ \t]*(?=[\[{]\s*[\"\[{])")
_TEXT = re.compile(r'"text"\s*:\s*"((?:[^"\\]|\\.)*)"', re.DOTALL)
_TIMES = ("start", "begin", "time", "offset", "from", "startTime", "start_time")
_BEFORE_CLOSING = re.compile(r"(?<=\S)\s+(?=[”’»」』](?:\s|$))")


@dataclass(frozen=True, slots=True)
class Blob:
    """A run of JSON in a text. `paragraphs` are its timed sentences put together, `captions` texts without a time."""

    start: int
    end: int
    paragraphs: tuple[str, ...] = ()
    captions: tuple[str, ...] = ()


def blobs(text: str) -> list[Blob]:
    """The JSON in a text, in order; broken JSON counts when it holds three texts or more."""
    found: list[Blob] = []
    for match in islice(_OPENING.finditer(text), MOST):
        if found and match.end() < found[-1].end:
            continue
        blob = _parsed(text, match.end()) or _broken(text, match.end())
        if blob and blob.end - blob.start >= SHORTEST:
            found.append(blob)
    return found


def _parsed(text: str, start: int) -> Blob | None:
    try:
        value, end = json.JSONDecoder(strict=False).raw_decode(text, start)
    except (ValueError, RecursionError):
        return None
    groups: list[list[dict[str, Any]]] = []
    _collect(value, groups, 0)
    timed = any(_time(each) is not None for group in groups for each in group)
    kept = [[each for each in group if _time(each) is not None] if timed else group for group in groups]
    left = [each for group in groups for each in group if timed and _time(each) is None]
    return Blob(start, end, _joined(kept), _joined([[each] for each in left]))


def _broken(text: str, start: int) -> Blob | None:
    end = text.find("\n\n", text.rfind('"text"'))
    stretch = text[start : end if end > start else len(text)]
    texts = _TEXT.findall(stretch)
    if len(texts) < 3 or not stretch.startswith(("{", "[")):
        return None
    groups = [
        [{"text": _unescaped(raw)} for raw in _TEXT.findall(piece)] for piece in re.split(r"\]\s*,\s*\[", stretch)
    ]
    return Blob(start, start + len(stretch), _joined(groups))


def _unescaped(raw: str) -> str:
    try:
        return str(json.loads(f'"{raw}"', strict=False))
    except ValueError:
        return raw


def _collect(value: Any, groups: list[list[dict[str, Any]]], depth: int) -> None:
    """Lists of {"text": …, "start": …} wherever they stand; each is a paragraph."""
    if depth > 12:
        return
    if isinstance(value, list):
        sentences = [each for each in value if isinstance(each, dict) and isinstance(each.get("text"), str)]
        if sentences and any(key in each for each in sentences for key in _TIMES):
            groups.append(sentences)
            return
    for each in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        _collect(each, groups, depth + 1)


def _time(sentence: dict[str, Any]) -> Any:
    return next((sentence[key] for key in _TIMES if sentence.get(key) is not None), None)


def _joined(groups: list[list[dict[str, Any]]]) -> tuple[str, ...]:
    paragraphs = []
    for group in groups:
        texts = [each["text"] for each in group]
        glue = "" if any(text[-1:].isspace() or not text[-1:].isascii() for text in texts) else " "
        told = _BEFORE_CLOSING.sub("", " ".join(glue.join(texts).split()))
        if told:
            paragraphs.append(told)
    return tuple(paragraphs)
