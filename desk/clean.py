"""Debris: what stands around an article in a text and is not the article. Every removed line has its reason."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from desk.models import Removed


@dataclass(frozen=True, slots=True)
class Cleaned:
    """A text without its debris; `title` and `source` as the debris told them."""

    text: str
    removed: tuple[Removed, ...] = ()
    title: str | None = None
    source: str | None = None


def clean(text: str) -> Cleaned:
    """The article in `text`, without login forms, share bars, audio transcripts, notices and doubled paragraphs."""
    return Cleaned("\n\n".join(line.strip() for line in text.split("\n") if line.strip()))
