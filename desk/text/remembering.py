"""An encoder that is asked for no sentence twice: quotations, standfirsts and copies bring the same ones again."""

from __future__ import annotations

from threading import Lock
from typing import TYPE_CHECKING, Protocol, runtime_checkable

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from desk.text.encoder import Encoder

MOST = 8192  # vectors kept, 16 MB of the bundled encoder's


@runtime_checkable
class Resting(Protocol):
    """An encoder that holds memory it can do without until it is asked again."""

    def rest(self) -> None:
        """Let go of it."""
        ...


class Remembering:
    """Any encoder with its latest vectors at hand; `name` and `languages` are those of the encoder."""

    def __init__(self, encoder: Encoder, most: int = MOST) -> None:
        self.name, self.languages = encoder.name, getattr(encoder, "languages", None)
        self._encoder, self._most = encoder, most
        self._known: dict[str, NDArray[np.float32]] = {}  # what was asked for last stands last
        self._lock = Lock()

    def encode(self, sentences: list[str]) -> NDArray[np.float32]:
        """Unit vectors, float32[n, d]; sentences not known are asked of the encoder in one call, each once."""
        import numpy as np

        with self._lock:
            found = {text: self._known.pop(text) for text in dict.fromkeys(sentences) if text in self._known}
            self._known |= found
        new = [text for text in dict.fromkeys(sentences) if text not in found]
        if new or not sentences:
            vectors = self._encoder.encode(new)
            if len(new) == len(sentences):
                self._keep(dict(zip(new, vectors, strict=True)))
                return vectors
            found |= zip(new, vectors, strict=True)
            self._keep({text: found[text] for text in new})
        return np.stack([found[text] for text in sentences])

    def rest(self) -> None:
        """Forget all, and let the encoder rest, if it can."""
        with self._lock:
            self._known.clear()
        if isinstance(self._encoder, Resting):
            self._encoder.rest()

    def _keep(self, new: dict[str, NDArray[np.float32]]) -> None:
        """Remember copies: a row would hold all vectors of its call in memory."""
        with self._lock:
            self._known |= {text: vector.copy() for text, vector in list(new.items())[-self._most :]}
            for text in list(self._known)[: max(0, len(self._known) - self._most)]:
                del self._known[text]
