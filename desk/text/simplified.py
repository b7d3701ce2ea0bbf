"""Traditional Chinese characters in simplified form, one for one, so that offsets stay."""

from __future__ import annotations

import functools
import re

_HAN = re.compile(r"[\u3400-\u9fff]")


@functools.cache
def _table() -> dict[int, str]:
    """Traditional → simplified, character by character (opencc t2s), so that offsets stay."""
    from opencc import OpenCC

    characters = [chr(code) for code in range(0x3400, 0xA000)]
    converted = OpenCC("t2s").convert("\n".join(characters)).split("\n")
    return {ord(a): b for a, b in zip(characters, converted, strict=True) if a != b and len(b) == 1}


def traditional() -> tuple[str, str]:
    """The traditional characters, and the simplified ones in the same places: for whoever translates elsewhere."""
    return "".join(map(chr, _table())), "".join(_table().values())


def simplify(text: str) -> str:
    """The text with traditional Chinese characters in simplified form; same length."""
    return text.translate(_table()) if _HAN.search(text) else text
