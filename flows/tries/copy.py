"""`copydesk try copy A B`: what one text is to another, with the passages side by side."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from desk.documents import Document


def judge(asked: dict[str, Any]) -> dict[str, Any]:
    """The verdict on `a` (the newcomer) against `b`, as a JSON object."""
    from desk.copies import judge as verdict_on

    return asdict(verdict_on(_document(str(asked["a"])), _document(str(asked["b"]))))


def _document(text: str) -> Document:
    from desk.copies import document

    return document(text)
