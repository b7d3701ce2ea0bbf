"""A text made ready for comparing: everything that the copy rules ask of it, worked out once."""

from __future__ import annotations

import itertools
from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np
import xxhash

from desk.documents.anchors import anchors
from desk.documents.cognates import Kept, kept
from desk.documents.content import Content, content
from desk.documents.manner import Manner, manner
from desk.documents.prose import body, word_spans
from desk.documents.sketch import FIVE, THREE, Sketch, shingles, sketch
from desk.models import Part
from desk.text.scripts import unspaced_in
from desk.text.segmentation import Sentence, Words, sentences, words

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import datetime

    from numpy.typing import NDArray

    from desk.text.encoder import Encoder

BETWEEN_PARTS = "\n\n"
LONGEST_TEXT = 300_000  # characters compared, about 50,000 words; what comes after is left out, so that time is bounded
MOST_ENCODED = 20_000  # characters that vectors are made of, from the beginning; an unspaced one counts three
LONGEST_ENCODED = 400  # characters of a sentence that its vector is made of


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
        source: str | None = None,
    ) -> None:
        self.parts, self.cut = _shortened(parts)
        self.title, self.url, self.outlet = title, url, outlet
        self.published, self.canonical_url, self.source = published, canonical_url, source
        self.text = BETWEEN_PARTS.join(part.text for part in self.parts)
        self._vectors: dict[str, NDArray[np.float32]] = {}
        self._kept: dict[int, tuple[tuple[Sentence, ...], Kept]] = {}

    @cached_property
    def words(self) -> Words:
        """The words of the text."""
        return words(self.text)

    @cached_property
    def named(self) -> NDArray[np.bool_]:
        """Which words begin with a capital or a digit."""
        encoded = self.text.encode("utf-32-le", "surrogatepass")
        firsts = np.frombuffer(encoded, np.uint32)[self.words.starts]
        found: NDArray[np.bool_] = ((firsts >= 65) & (firsts <= 90)) | ((firsts >= 48) & (firsts <= 57))
        for at in np.flatnonzero(firsts > 127).tolist():
            found[at] = chr(firsts[at]).isupper() or chr(firsts[at]).isdigit()
        return found

    @cached_property
    def substance(self) -> int:
        """How many words it has to be judged by; a word repeated endlessly is none."""
        return self.words.substance

    @cached_property
    def runs(self) -> NDArray[np.uint64]:
        """Hash of the run of three words (five characters) that starts at each word, in text order."""
        return shingles(self.words.hashes, self.words.single, THREE)

    @cached_property
    def ranked_runs(self) -> tuple[NDArray[np.uint64], NDArray[np.int64]]:
        """`runs` sorted, and the place in the text of each (the first of equal ones first)."""
        order = np.argsort(self.runs, kind="stable")
        return self.runs[order], order

    @cached_property
    def spans(self) -> list[tuple[int, int, Sentence]]:
        """First and last + 1 word of each sentence that has words, in order."""
        return word_spans(self.words, (found for part in self.sentences for found in part))

    @cached_property
    def body(self) -> NDArray[np.bool_]:
        """Which words are prose, not a site's frame."""
        return body(self.text, self.words, self.spans)

    def distinct(self, keep: NDArray[np.bool_] | None, *, told: bool) -> NDArray[np.uint64]:
        """Sorted distinct 3-shingles of the narration (told) or 5-shingles of all kept words; None keeps the body."""
        if keep is None:
            return self._told_shingles if told else self._all_shingles
        chosen = keep & ~self.words.quoted if told else keep
        return np.unique(shingles(self.words.hashes[chosen], self.words.single[chosen], THREE if told else FIVE))

    @cached_property
    def _told_shingles(self) -> NDArray[np.uint64]:
        return self.distinct(self.body, told=True)

    @cached_property
    def _all_shingles(self) -> NDArray[np.uint64]:
        return self.distinct(self.body, told=False)

    @cached_property
    def identity(self) -> int:
        """Hash of all words in order: equal for texts that differ in punctuation and breaks only."""
        return xxhash.xxh3_64_intdigest(self.words.hashes.tobytes())

    @cached_property
    def by_part(self) -> tuple[Document, ...]:
        """Each language part as a document of its own; the document itself if it has but one."""
        return tuple(Document((part,)) for part in self.parts) if len(self.parts) > 1 else (self,)

    @cached_property
    def sketch(self) -> Sketch:
        """The sampled sketch."""
        return sketch(self.words)

    @cached_property
    def anchors(self) -> tuple[str, ...]:
        """Names and numbers."""
        return tuple(anchors(self.text))

    @cached_property
    def content(self) -> Content:
        """What its body tells."""
        return content(self.masked(self.body), self.sentence_starts, self.names)

    @cached_property
    def manner(self) -> Manner:
        """How its body is written."""
        return manner(self.masked(self.body))

    @property
    def names(self) -> tuple[str, ...]:
        """The anchors that are no numbers."""
        return tuple(anchor for anchor in self.anchors if not anchor[0].isdigit())

    @cached_property
    def sentence_starts(self) -> tuple[int, ...]:
        """Offset of each sentence of all parts."""
        return tuple(sentence.start for part in self.sentences for sentence in part)

    def masked(self, keep: NDArray[np.bool_]) -> str:
        """The text with blanks in place of the words that are not kept; every offset stays."""
        if keep.all():
            return self.text
        left = bytearray(b"1") * len(self.text)
        for at in np.flatnonzero(~keep).tolist():
            start, end = int(self.words.starts[at]), int(self.words.ends[at])
            left[start:end] = bytes(end - start)
        return "".join(char if kept else " " for char, kept in zip(self.text, left, strict=True))

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
        """Unit vectors of the part's first sentences (20,000 characters), float32[n, d]; kept per encoder."""
        key = f"{encoder.name}/{part}"
        if key not in self._vectors:
            texts = self.encoded(part)
            different = {text: place for place, text in enumerate(dict.fromkeys(texts))}
            vectors = encoder.encode(list(different))
            self._vectors[key] = vectors[[different[text] for text in texts]]
        return self._vectors[key]

    def encoded(self, part: int) -> list[str]:
        """What `vectors` are of: the sentences' beginnings, until MOST_ENCODED is reached."""
        found, left = [], MOST_ENCODED
        for sentence in self.sentences[part]:
            text = sentence.text[:LONGEST_ENCODED]
            left -= len(text) + 2 * unspaced_in(text)
            if left < 0:
                break
            found.append(text)
        return found

    def kept(self, part: int) -> tuple[tuple[Sentence, ...], Kept]:
        """The part's sentences of prose, and what a translation would keep of each."""
        if part not in self._kept:
            found = self.sentences[part]
            told = tuple(itertools.compress(found, self.mostly(found, self.body)))
            self._kept[part] = told, kept([sentence.text for sentence in told])
        return self._kept[part]

    def mostly(self, sentences: Sequence[Sentence], among: NDArray[np.bool_]) -> NDArray[np.bool_]:
        """Of which sentences most words are among those (one bool a word); bool, one a sentence."""
        firsts = np.searchsorted(self.words.starts, [sentence.start for sentence in sentences])
        lasts = np.searchsorted(self.words.starts, [sentence.end for sentence in sentences])
        before = np.concatenate(([0], np.cumsum(among)))
        return np.asarray((before[lasts] - before[firsts]) * 2 > lasts - firsts)


def _shortened(parts: tuple[Part, ...]) -> tuple[tuple[Part, ...], bool]:
    """The parts within LONGEST_TEXT characters, and whether something was left out."""
    kept, left = [], LONGEST_TEXT
    for part in parts:
        if left > 0:
            kept.append(part if len(part.text) <= left else replace(part, text=part.text[:left]))
        left -= len(part.text)
    return tuple(kept), left < 0


def document(
    parts_or_text: str | Iterable[Part],
    *,
    title: str = "",
    url: str = "",
    published: datetime | None = None,
    outlet: str = "",
    canonical_url: str | None = None,
    source: str | None = None,
) -> Document:
    """A document of a text (one part, language unknown) or of parts as `desk.language.split` gives them.

    source: the outlet or address that the text itself credits, as `desk.clean.clean` finds it.
    """
    parts = (Part("und", parts_or_text),) if isinstance(parts_or_text, str) else tuple(parts_or_text)
    return Document(
        parts, title=title, url=url, published=published, outlet=outlet, canonical_url=canonical_url, source=source
    )
