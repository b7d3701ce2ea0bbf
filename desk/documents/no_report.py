"""Texts that tell nothing, so that nothing is rewritten from them or into them: a machine's refusal, a bare list.

Two refusals of one machine are as alike as two notices of one form, and two lists of numbers may hold the same ones.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from desk.documents.document import Document

REFUSAL = "a machine's refusal, no report"
LIST = "names, numbers and the same few words, no report"
LONGEST_REFUSAL = 200  # words; what is longer tells something besides
OPENING = 160  # characters in which a refusal is said
LEAST_WORDS = 15  # different words besides names and numbers that a text of a few sentences has
AMPLE = 300  # words looked at for them

_REFUSED = re.compile(
    r"\bas an? (?:\w+ )?(?:ai|artificial intelligence|(?:large )?language model)\b.{0,40}\bI\b"
    r"|\bI(?:['’]m| am) (?:sorry|unable|afraid)\b.{0,40}\b(?:can['’]?t|cannot|can not|unable|not able|won['’]t|to)\b"
    r".{0,30}\b(?:rewrite|assist|help|comply|fulfil+|provide|create|generate|continue|paraphrase|summari[sz]e)"
    r"|\bI (?:can['’]?t|cannot|can not|won['’]t) (?:rewrite|assist|help|comply|fulfil+|provide|create|generate)\b"
    r"|\b(?:en tant qu['’](?:ia|intelligence artificielle|assistant)|en tant que modèle de langage)\b"
    r"|\bals (?:ki|künstliche intelligenz|(?:ki-)?sprachmodell)\b.{0,40}\b(?:ich|mir)\b"
    r"|\bcomo (?:una? )?(?:ia|inteligencia artificial|modelo de lenguaje)\b"
    r"|作为(?:一个|一名)?(?:人工智能|AI|大?语言模型)|作為(?:一個)?(?:人工智慧|人工智能|AI|語言模型)|(?:AI|大規模)?言語モデルとして",
    re.IGNORECASE,
)


def refused(doc: Document) -> bool:
    """Whether a language model says that it will not write, in place of a text."""
    head = " ".join(doc.text[: 2 * OPENING].split())[:OPENING]
    return doc.substance <= LONGEST_REFUSAL and _REFUSED.search(head) is not None


def listed(doc: Document) -> bool:
    """Whether the text has hardly a word besides names and numbers; where all is in capitals nobody can tell."""
    plain = doc.words.hashes[~doc.named][:AMPLE]
    return len(set(plain.tolist())) < LEAST_WORDS and not _in_capitals(doc.text)


def _in_capitals(text: str) -> bool:
    letters = [letter for letter in text if letter.isalpha()]
    return bool(letters) and all(letter.isupper() for letter in letters)
