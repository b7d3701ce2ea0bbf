"""Terms: words folded and stemmed so lightly that one rule serves every language written with spaces.

Scripts without spaces give character pairs. `weight` tells how much sharing a term says, by general frequency.
"""

from __future__ import annotations

import re
from functools import lru_cache

from desk.text.common_words import common, pairs, stem
from desk.text.scripts import HANGUL, UNSPACED

RARE_LETTER = 0.9  # weight of a character that is on no list, in scripts without spaces
UNLISTED = 1.0  # weight of a word that is on no list of common words
WORD = re.compile(  # AT&T, H100 and 777X are one word each; a number has no letter in it
    r"[^\W\d_]++(?:['’&][^\W\d_]++)*+(?!\d)|(?<![^\W_])(?:[A-Za-z]{1,4}\d{1,4}[a-z]?|\d{1,4}[ACDEGHIPSVX])(?![^\W_])"
    r"|[^\W\d_]+(?:['’&][^\W\d_]+)*|\d+(?:[.,]\d+)*"
)
NUMBER = re.compile(r"\d[\d.,]*")
PERIOD = re.compile(r"[qh][1-4]|fy\d+")  # a quarter or half: shared by whoever reports that week
PAIRED = re.compile(f"[{UNSPACED}{HANGUL}]+")  # no spaces, or particles


def words(text: str) -> list[tuple[str, int]]:
    """Words and numbers with their start offset; a run of a script without spaces is one word."""
    return [(found.group(), found.start()) for found in WORD.finditer(text)]


@lru_cache(maxsize=65536)
def weight(term: str) -> float:
    """How much sharing the term says, 0 (the, of) to 1 (rare): general frequency, not that of the store."""
    if term.startswith("@"):
        return 0.9
    if PERIOD.fullmatch(term):
        return 0.4
    if NUMBER.fullmatch(term):
        return 0.2 if len(term) == 1 or re.fullmatch(r"(?:19|20)\d\d", term) else 0.5 if len(term) == 2 else 0.9
    if PAIRED.match(term):
        known = pairs()
        return known[term] if term in known else min(known.get(letter, RARE_LETTER) for letter in term)
    return common().get(term, UNLISTED)


@lru_cache(maxsize=65536)
def parts_of(word: str) -> tuple[str, ...]:
    """The terms of a word: its stem, or character pairs; where scripts touch (在DeepSeek上), each by itself."""
    if NUMBER.fullmatch(word):
        return ()
    parts: list[str] = []
    last = 0
    for run in PAIRED.finditer(word):
        parts += [stem(word[last : run.start()])] if run.start() > last else []
        parts += (word[i : i + 2] for i in range(run.start(), max(run.start() + 1, run.end() - 1)))
        last = run.end()
    return (*parts, stem(word[last:])) if last < len(word) else tuple(parts)


def number(word: str) -> str:
    """1,500 and 1500 are one number; 2.5 and 2,5 as well."""
    if re.fullmatch(r"\d{1,3}(?:[.,]\d{3})+", word):
        return re.sub(r"[.,]", "", word)
    return word.replace(",", ".").rstrip(".")
