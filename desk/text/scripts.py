"""Scripts: which characters belong to which writing system, and which systems write without spaces; told here alone.

The strings are character classes for a regular expression (`f"[{UNSPACED}]"`), by Unicode blocks.
"""

from __future__ import annotations

import re

HAN = "\u3005-\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
KANA = "\u3040-\u30ff"
HANGUL = "\u1100-\u11ff\u3130-\u318f\uac00-\ud7af"
SOUTH_EAST_ASIAN = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff"  # Thai, Lao, Burmese, Khmer
UNSPACED = SOUTH_EAST_ASIAN + KANA + HAN  # written without spaces: every character is a word of its own
DENSE = KANA + HAN + HANGUL  # a character says as much as three Latin letters
CASELESS = "\u0590-\u06ff" + UNSPACED + HANGUL  # no capitals tell a name: these, Hebrew and Arabic
# Marks that \w leaves out although words contain them (accents, Hebrew and Arabic points, Indic vowels).
MARKS = "\u0300-\u036f\u0591-\u05c7\u064b-\u065f\u0670\u0900-\u0dff"

LETTERS: dict[str, re.Pattern[str]] = {  # the letters by which a text's script is told, punctuation left out
    "han": re.compile(r"[\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003134f]"),
    "kana": re.compile(r"[\u3041-\u30fa\u30fc-\u30ff\u31f0-\u31ff\uff66-\uff9d]"),
    "hangul": re.compile(r"[\u1100-\u11ff\u3130-\u318f\uac00-\ud7a3]"),
    "latin": re.compile(r"[A-Za-z\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u024f\u1e00-\u1eff]"),
    "cyrillic": re.compile(r"[\u0400-\u052f]"),
    "arabic": re.compile(r"[\u0620-\u064a\u066e-\u06d3\u0750-\u077f]"),
    "hebrew": re.compile(r"[\u05d0-\u05ea]"),
    "greek": re.compile(r"[\u0370-\u03ff\u1f00-\u1fff]"),
    "thai": re.compile(r"[\u0e01-\u0e3a\u0e40-\u0e4e]"),
    "indic": re.compile(r"[\u0900-\u0dff]"),
    "other": re.compile(r"[\u0530-\u058f\u0e80-\u109f\u10a0-\u10ff\u1200-\u137f\u1780-\u17ff]"),
}

_UNSPACED = re.compile(f"[{UNSPACED}]")
_DENSE = re.compile(f"[{DENSE}]")


def unspaced(char: str) -> bool:
    """Whether a character belongs to a script that is written without spaces."""
    return _UNSPACED.match(char) is not None


def weight(line: str) -> int:
    """How much a line says, in Latin letters: a dense character counts three."""
    return len(line) if line.isascii() else len(line) + 2 * len(_DENSE.findall(line))


def unspaced_in(text: str) -> int:
    """How many characters of a text are written without spaces."""
    return 0 if text.isascii() else len(_UNSPACED.findall(text))
