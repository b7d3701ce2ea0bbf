"""Names and numbers by which a text is looked up in a language that no sentence vectors find.

The same name sounds alike in every script (`desk.documents.cognates`). A text in a language that the encoder knows
gives those of its names and numbers; of one that it does not know every word counts, since Hindi writes no capitals.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from desk.documents.cognates import ALIKE, TELLING, consonants, romanised
from desk.text.encoder import knows

if TYPE_CHECKING:
    from collections.abc import Iterator

    from desk.documents.document import Document
    from desk.text.encoder import Encoder


KNOWN, STRANGE = "known language: ", "strange language: "  # so that texts that vectors find do not meet here


def stored_by(doc: Document, encoder: Encoder | None) -> tuple[str, ...]:
    """Keys under which the text is kept, sorted."""
    kind = STRANGE if _strange(doc, encoder) else KNOWN
    return tuple(kind + key for key in told_by(doc, strange=kind == STRANGE))


def asked_by(doc: Document, encoder: Encoder | None) -> tuple[str, ...]:
    """Keys by which what it was translated from is looked up: vectors find it if the encoder knows both languages."""
    strange = _strange(doc, encoder)
    kinds = (KNOWN, STRANGE) if strange else (STRANGE,)
    return tuple(kind + key for kind in kinds for key in told_by(doc, strange=strange))


def _strange(doc: Document, encoder: Encoder | None) -> bool:
    return encoder is None or not all(knows(encoder, language) for language in doc.languages)


def told_by(doc: Document, *, strange: bool) -> tuple[str, ...]:
    """Keys that a translation of the text shares, sorted. strange: the encoder does not know its language."""
    return tuple(sorted(set(_every_word(doc) if strange else _names(doc))))


def _names(doc: Document) -> Iterator[str]:
    for name in doc.anchors:
        if name[0].isdigit():
            yield "n" + name
        for word in name.replace("-", " ").split():
            yield from _keys(word)


def _every_word(doc: Document) -> Iterator[str]:
    for part in range(len(doc.parts)):
        _, kept = doc.kept(part)
        for sentence in kept.items:
            for key, named in sentence.items():
                number = key[0] == "n" and len(key) > 2
                heard = key[0] == "s" and len(key) > TELLING and (named or not kept.latin)
                if number or heard or (key[0] == "l" and named):
                    yield key


def _keys(word: str) -> Iterator[str]:
    if word.isalpha():
        yield "l" + romanised(word)[:ALIKE]
        if len(heard := consonants(word)) >= TELLING:
            yield "s" + heard[:ALIKE]
