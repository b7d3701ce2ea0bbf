"""A text made ready for comparing: everything that the copy rules ask of it, worked out once."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

import xxhash

from desk.anchors import anchors
from desk.frames import body
from desk.models import Part
from desk.sketch import THREE, Sketch, shingles, sketch
from desk.text import Sentence, Words, sentences, words

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    import numpy as np
    from numpy.typing import NDArray

    from desk.encoder import Encoder

BETWEEN_PARTS = "\n\n"
MOST_SENTENCES = 400  # vectors of the first so many; beyond it a text is a book, and time must stay bounded


class Document:
    """A text with what is known about it. Lazy: what no rule asks for is never worked out."""

    def __init__(
        self,
        parts: tuple[Part, ...],
        *,
        title: str = "",
        url: str = "",
        published: datetime | None = None,
        outlet: str = "",
        canonical_url: str | None = None,
    ) -> None:
        self.parts = parts
        self.title, self.url, self.outlet = title, url, outlet
        self.published, self.canonical_url = published, canonical_url
        self.text = BETWEEN_PARTS.join(part.text for part in parts)
        self._vectors: dict[str, NDArray[np.float32]] = {}

    @cached_property
    def words(self) -> Words:
        """The words of the text."""
        return words(self.text)

    @cached_property
    def runs(self) -> NDArray[np.uint64]:
        """Hash of the run of three words (five characters) that starts at each word, in text order."""
        return shingles(self.words.hashes, self.words.single, THREE)

    @cached_property
    def body(self) -> NDArray[np.bool_]:
        """Which words are prose, not a site's frame."""
        return body(self)

    @cached_property
    def identity(self) -> int:
        """Hash of all words in order: equal for texts that differ in punctuation and breaks only."""
        return xxhash.xxh3_64_intdigest(self.words.hashes.tobytes())

    @cached_property
    def sketch(self) -> Sketch:
        """The sampled sketch."""
        return sketch(self.words)

    @cached_property
    def anchors(self) -> tuple[str, ...]:
        """Names and numbers."""
        return tuple(anchors(self.text))

    @cached_property
    def starts(self) -> tuple[int, ...]:
        """Offset of each part in the text."""
        found, at = [], 0
        for part in self.parts:
            found.append(at)
            at += len(part.text) + len(BETWEEN_PARTS)
        return tuple(found)

    @cached_property
    def sentences(self) -> tuple[tuple[Sentence, ...], ...]:
        """Sentences of each part, offsets into the whole text."""
        return tuple(
            tuple(
                Sentence(found.start + start, found.end + start, found.text, found.quoted)
                for found in sentences(part.text, part.language)
            )
            for start, part in zip(self.starts, self.parts, strict=True)
        )

    @property
    def languages(self) -> tuple[str, ...]:
        """Language of each part."""
        return tuple(part.language for part in self.parts)

    def vectors(self, encoder: Encoder, part: int) -> NDArray[np.float32]:
        """Unit vectors of the part's first 400 sentences, float32[n, d]; kept per encoder."""
        key = f"{encoder.name}/{part}"
        if key not in self._vectors:
            texts = [sentence.text for sentence in self.sentences[part][:MOST_SENTENCES]]
            self._vectors[key] = encoder.encode(texts)
        return self._vectors[key]


def document(
    parts_or_text: str | Iterable[Part],
    *,
    title: str = "",
    url: str = "",
    published: datetime | None = None,
    outlet: str = "",
    canonical_url: str | None = None,
) -> Document:
    """A document of a text (one part, language unknown) or of parts as `desk.language.split` gives them."""
    parts = (Part("und", parts_or_text),) if isinstance(parts_or_text, str) else tuple(parts_or_text)
    return Document(parts, title=title, url=url, published=published, outlet=outlet, canonical_url=canonical_url)
