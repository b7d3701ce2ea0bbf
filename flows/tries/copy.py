"""`copydesk try copy A B`: what one text is to another, with the passages side by side."""

from __future__ import annotations

import functools
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from desk.documents import Document
    from desk.encoder import Encoder


def judge(asked: dict[str, Any]) -> dict[str, Any]:
    """The verdict on `a` (the newcomer) against `b`, as a JSON object."""
    from desk.copies import judge as verdict_on

    return asdict(verdict_on(_document(str(asked["a"])), _document(str(asked["b"])), _encoder()))


@functools.lru_cache(maxsize=512)
def _document(text: str) -> Document:
    """The text made ready as the pipeline does it; kept, since texts recur in lists of pairs."""
    from desk.clean import clean
    from desk.copies import document
    from desk.language import split

    return document(split(clean(text).text) or text)


@functools.cache
def _encoder() -> Encoder | None:
    from desk.encoder import load
    from flows.settings import load as settings

    return load(settings().encoder)
