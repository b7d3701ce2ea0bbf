"""An encoder of somebody's own, watched: what it raises, and how long it takes, must not cost an article."""

from __future__ import annotations

from concurrent.futures import Future
from concurrent.futures import TimeoutError as TookTooLong
from threading import Thread
from typing import TYPE_CHECKING

from desk.errors import EncoderError

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from desk.text.encoder import Encoder

PATIENCE = 60.0  # seconds for a call, and what a sentence may take besides
PER_SENTENCE = 0.5
REMEDY = "What is stored meanwhile has no vectors; mend it, then run `copydesk upkeep redecide`"


class Watched:
    """The encoder; EncoderError in place of whatever it raises, for vectors of another number, and after `patience`."""

    def __init__(self, encoder: Encoder, patience: float = PATIENCE) -> None:
        self.name, self.languages = encoder.name, getattr(encoder, "languages", None)
        self._encoder, self._patience = encoder, patience

    def encode(self, sentences: list[str]) -> NDArray[np.float32]:
        """What the encoder answers. A call that is given up goes on in its thread; nobody waits for it any more."""
        promise: Future[NDArray[np.float32]] = Future()
        Thread(target=self._ask, args=(sentences, promise), name="encoder", daemon=True).start()
        limit = self._patience + PER_SENTENCE * len(sentences)
        try:
            vectors = promise.result(limit)
        except TookTooLong:
            raise self._trouble(f"took more than {limit:.0f} s for {len(sentences)} sentences") from None
        except Exception as error:
            raise self._trouble(f"failed: {type(error).__name__}: {' '.join(str(error).split())[:200]}") from error
        if len(vectors) != len(sentences):
            raise self._trouble(f"gave {len(vectors)} vectors for {len(sentences)} sentences")
        return vectors

    def _ask(self, sentences: list[str], promise: Future[NDArray[np.float32]]) -> None:
        try:
            promise.set_result(self._encoder.encode(sentences))
        except BaseException as error:  # noqa: BLE001 - whatever it is, it is the caller's
            promise.set_exception(error)

    def _trouble(self, problem: str) -> EncoderError:
        return EncoderError(f"encoder {self.name}", problem, REMEDY)
