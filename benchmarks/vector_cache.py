"""Sentence vectors kept in a file between runs: most of a fitting run's time would go into making them again."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import xxhash

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from desk.text.encoder import Encoder


class Remembering:
    """An encoder that looks into `path` (npz: `keys` uint64[n], `vectors` float32[n, d]) before it encodes."""

    def __init__(self, encoder: Encoder, path: Path) -> None:
        self.name, self._encoder, self._path = encoder.name, encoder, path
        self.languages = getattr(encoder, "languages", None)
        self._known: dict[int, NDArray[np.float32]] = {}
        if path.exists():
            kept = np.load(path)
            self._known = dict(zip(kept["keys"].tolist(), kept["vectors"], strict=True))

    def encode(self, sentences: list[str]) -> NDArray[np.float32]:
        """Unit vectors, float32[len(sentences), d]; new ones are kept."""
        keys = [xxhash.xxh3_64_intdigest(f"{self.name}\n{one}".encode("utf-8", "replace")) for one in sentences]
        missing = {key: one for key, one in zip(keys, sentences, strict=True) if key not in self._known}
        if missing:
            self._known |= dict(zip(missing, self._encoder.encode(list(missing.values())), strict=True))
            known = np.array(list(self._known), np.uint64)
            np.savez(self._path, keys=known, vectors=np.stack(list(self._known.values())))
        return np.stack([self._known[key] for key in keys])
