"""What a translation keeps in any language: numbers, names, words written alike, the length of each sentence.

No dictionary and no encoder is asked. Words that begin alike are taken for one (cognates: Simard, Foster
and Isabelle 1992), across scripts by the consonants that they sound with; sentences and their translations
are of like length (Gale and Church 1993).
"""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from desk.documents.anchors import figures
from desk.text.language import weight

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray


MOST = 150  # sentences of one text that are compared
TELLING = 4  # consonants that tell a word among a whole text's
ALIKE = 5  # first letters, or consonants, by which words are told
HEARD = 3  # fewest consonants that tell a word

_MARKED = r"[^\W\d_](?:[^\W\d_]|[\u0300-\u036f\u064b-\u0652\u0900-\u0dff\u0e31-\u0e4e])*"  # Indic vowels are no letters
_WORD = re.compile(_MARKED)
_LATIN = re.compile(r"[a-z\u00c0-\u024f\u1e00-\u1eff]+", re.IGNORECASE)
_ABJAD = re.compile(r"[\u0590-\u06ff]")  # writes w and y for vowels
_SIBILANT = re.compile(r"sch|tch|sh|ch|zh|ts|tz|cz|sz|dzh|dj|[cg](?=[eiy])")
_SOUNDS = {letter: sound[0] for sound in ("pb", "fv", "kcgqx", "sjz", "td", "lr", "nm") for letter in sound}


@dataclass(frozen=True, slots=True, eq=False)
class Kept:
    """A text's sentences as what is kept of each.

    `items`: key (n + number, l + beginning of a Latin word, s + consonants) and whether the text treats it as
    a name; `written`: how the text writes a key first; `lengths` float32[n], in letters of the Latin script;
    `latin`: whether most of it is in that script.
    """

    items: tuple[dict[str, bool], ...]
    written: dict[str, str]
    lengths: NDArray[np.float32]
    latin: bool


def kept(sentences: Sequence[str]) -> Kept:
    """What a translation would keep of the first 150 sentences."""
    text = "\n".join(sentences[:MOST])
    latin = 2 * sum(map(len, _LATIN.findall(text))) > 0.8 * len(text)
    cased = not _caseless(text)
    written: dict[str, str] = {}
    items = tuple(_items(sentence, written, latin=latin, cased=cased) for sentence in sentences[:MOST])
    return Kept(items, written, np.array([weight(sentence) for sentence in sentences[:MOST]], np.float32), latin)


def _caseless(text: str) -> bool:
    """Whether most letters have no capitals."""
    letters = [letter for letter in text if letter.isalpha()]
    return 2 * sum(letter.lower() == letter.upper() for letter in letters) > len(letters)


def _items(sentence: str, written: dict[str, str], *, latin: bool, cased: bool) -> dict[str, bool]:
    found: dict[str, bool] = {}
    numbers = (("n" + number, number, True) for number in figures(sentence))
    for key, word, named in (*numbers, *_words(sentence, latin=latin, cased=cased)):
        found[key] = found.get(key, False) or named
        written.setdefault(key, word)
    return found


def _words(sentence: str, *, latin: bool, cased: bool) -> Iterator[tuple[str, str, bool]]:
    first = True
    for word in _WORD.findall(sentence):
        in_latin = _LATIN.fullmatch(word) is not None
        capitals = len(word) > 1 and word.isupper() and word.lower() != word
        named = capitals or (in_latin and not latin) or (cased and not first and word[0].isupper())
        first = False
        if in_latin and len(word) > (1 if named else 3):
            yield "l" + romanised(word)[:ALIKE], word, named
        if (latin or not in_latin) and len(heard := consonants(word)) >= HEARD:
            yield "s" + heard[:ALIKE], word, named


@functools.lru_cache(maxsize=100_000)
def romanised(word: str) -> str:
    """The word in Latin letters, lower case, without accents."""
    from anyascii import anyascii

    return anyascii(word).lower()


@functools.lru_cache(maxsize=100_000)
def consonants(word: str) -> str:
    """Sounds that every script writes, one letter for each that languages confuse: Trump, Трамп, ट्रम्प give TLNP."""
    letters = romanised(word.replace("\u0902", "\u0928").replace("\u0901", "\u0928"))  # the dot of a nasal vowel
    letters = _SIBILANT.sub("s", letters).replace("ph", "f").replace("x", "ks")
    if letters.startswith("w") and not _ABJAD.search(word):
        letters = "v" + letters[1:]
    sounds = [_SOUNDS[letter].upper() for letter in letters if letter in _SOUNDS]
    return "".join(sound for sound, before in zip(sounds, ["", *sounds], strict=False) if sound != before)
