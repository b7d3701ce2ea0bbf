"""The vector of a story card: what a title and its opening mean, from one look at all of it and one at each sentence.

A vector of the title and the first lines alone misses what the next ones tell; one of the whole opening blurs. The
sum of both is nearer to what people call one event. The sentences' vectors are made for the copy verdict anyway.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from desk.text.encoder import knows
from desk.text.language import UNKNOWN
from desk.text.segmentation import sentences

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from desk.text.encoder import Encoder

LEAD = 1200  # characters of text that count as the lead
ENCODED = 400  # characters of text that are encoded together with the title
LONGEST = 400  # characters of a sentence that are encoded
FADING = 0.85  # what a sentence counts beside the one before it
APIECE = 1.5  # what title and sentences count together, the opening as a whole counts 1
Told = tuple[str, str, str]  # title, text and language of an article
MADE_BY = "{}+opening"  # of which encoder, and in which way, a card's vector is


def made_by(encoder: Encoder | None) -> str:
    """The name under which vectors of this make are kept and compared; "" where there is no encoder."""
    return MADE_BY.format(encoder.name) if encoder else ""


def opening(title: str, text: str, language: str = "") -> tuple[str, ...]:
    """What is encoded of an article: title and first lines as one, the title, each sentence of the lead.

    Never empty: an article without words gives "-".
    """
    whole = ". ".join(part for part in (title.strip(), " ".join(text[:ENCODED].split())) if part)
    found = sentences(text[: LEAD + LONGEST], language or None)
    found = [each for each in found if each.end <= LEAD or each.start == 0]
    return (whole or "-", *filter(None, (title.strip(), *(each.text[:LONGEST] for each in found))))


def blended(vectors: NDArray[np.float32]) -> NDArray[np.float32]:
    """The vectors of `opening`, float32[n, d], as one of length 1."""
    import numpy as np

    if len(vectors) == 1:
        return np.asarray(vectors[0])
    fading = FADING ** np.arange(len(vectors) - 1, dtype=np.float32)
    apiece = fading @ vectors[1:]
    both = vectors[0] + APIECE * apiece / (np.linalg.norm(apiece) or 1)  # an encoder may know nothing of any
    return np.asarray(both / (np.linalg.norm(both) or 1), np.float32)


def meanings(articles: Sequence[Told], encoder: Encoder | None) -> list[NDArray[np.float32] | None]:
    """A vector for each article, all encoded in one call; None where the encoder does not know the language."""
    if encoder is None or not articles:
        return [None] * len(articles)
    openings = [texts_of(article, encoder) for article in articles]
    vectors = encoder.encode([text for texts in openings for text in texts]) if any(openings) else None
    made: list[NDArray[np.float32] | None] = []
    start = 0
    for texts in openings:
        made.append(blended(vectors[start : start + len(texts)]) if texts and vectors is not None else None)
        start += len(texts)
    return made


def texts_of(article: Told, encoder: Encoder) -> tuple[str, ...]:
    """What is encoded of an article; nothing where its vectors would say nothing."""
    title, text, language = article
    return opening(title, text, language) if knows(encoder, language or UNKNOWN) else ()
