"""Text and links from outside, made fit to be shown: nothing invisible, reversed or clickable by accident."""

from __future__ import annotations

import re
import unicodedata
from urllib.parse import urlsplit

from desk.errors import ConfigError
from desk.urls import clean

LONGEST_LINK = 2_000  # characters; Slack takes 3,000, older mail programs and browsers about this
_MARKS_IN_A_ROW = 4  # more than any script stacks on one letter in running text
_UNSEEN = {"Cc", "Cf", "Cs", "Co"}  # controls, formats, surrogates, private use
# ZWNJ and ZWJ belong to Persian, Indic scripts and joined emoji; the rest of the formats only hides or reorders.
_KEPT_FORMATS = {"\u200c", "\u200d"}
_FIRST_STRONG_ISOLATE, _POP_ISOLATE = "\u2068", "\u2069"
_SPACES = re.compile(r"\s+")
# Letters and signs that each are one visible character whatever stands beside them: Latin, Greek, Cyrillic, Hebrew,
# Arabic, punctuation, currencies, Chinese, Japanese, Korean. Most of what is shown is nothing else.
PLAIN = re.compile(
    "[ -~\xa1-\xac\xae-\u02ff\u03a3-\u0482\u048a-\u052f\u05d0-\u05ea\u0621-\u064a\u1e00-\u1eff\u2010-\u2027"
    "\u2030-\u205e\u20a0-\u20bf\u2190-\u2328\u3001-\u3029\u3041-\u3096\u30a1-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7a3\uff01-\uffbe]*"
)


def visible(text: str) -> str:
    """One line of text a reader can see: no control, bidi-override or zero-width characters, single spaces."""
    if (text.isascii() and text.isprintable()) or PLAIN.fullmatch(text):  # nothing in it to weigh
        return (_SPACES.sub(" ", text) if "  " in text else text).strip()
    kept: list[str] = []
    marks = 0
    for char in unicodedata.normalize("NFC", text):
        category = unicodedata.category(char)
        if _is_noncharacter(char) or (category in _UNSEEN and char not in _KEPT_FORMATS):
            kept.append(" " if category == "Cc" else "")
            continue
        marks = marks + 1 if category in ("Mn", "Me") else 0
        if marks <= _MARKS_IN_A_ROW:
            kept.append(char)
    return _SPACES.sub(" ", "".join(kept)).strip(" \u200c\u200d")


def _is_noncharacter(char: str) -> bool:
    """Code points that Unicode promises never to assign; other unassigned ones may be next year's emoji."""
    point = ord(char)
    return point & 0xFFFE == 0xFFFE or 0xFDD0 <= point <= 0xFDEF


def is_right_to_left(text: str) -> bool:
    """Whether any letter of the text is written from right to left."""
    return any(unicodedata.bidirectional(char) in ("R", "AL") for char in text)


def isolated(text: str) -> str:
    """Text with right-to-left letters wrapped so that it cannot reorder what stands beside it (U+2068 … U+2069)."""
    return f"{_FIRST_STRONG_ISOLATE}{text}{_POP_ISOLATE}" if is_right_to_left(text) else text


def escaped(text: str) -> str:
    """Text for mrkdwn, where only these three characters can be escaped."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def link(url: str) -> str | None:
    """The address to click: http(s), ASCII host (IDNA), no login, pipes and brackets escaped; None if it is no such."""
    try:
        address = clean(url)
        parts = urlsplit(address)
    except (ConfigError, ValueError):
        return None
    if "@" in parts.netloc or len(address) > LONGEST_LINK:
        return None
    for char, escape in (("|", "%7C"), ("<", "%3C"), (">", "%3E"), ('"', "%22"), (" ", "%20")):
        address = address.replace(char, escape)
    return address
