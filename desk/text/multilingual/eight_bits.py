"""The second look in eight bits, where a processor multiplies them and numkong is there to tell it so.

What the branches have seen is rounded to eight bits by scales that the weights alone give, one for each feature, so
that a sentence has one vector in whatever company. Sums are exact integers. A neighbour's part needs no block of its
own: rows of neighbours lie behind each other in memory, and a window over them is a view that numkong takes as it is.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from desk.text.multilingual.model import REACH, Model
from desk.text.multilingual.weights import BRANCH, BRANCHES, PIECES, SPANS

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from desk.text.multilingual.model import Matrix

KERNELS = "icelake"  # numkong's name of those by AVX-512 VNNI; others are not quicker than floats
SAMPLE = 500  # of the commonest pieces, and as many of all others, whose features tell how large features are
SHIFTED = 0.75  # how much of a feature's size its weights take over, so that small features are not rounded away
FLOOR = 0.5  # of the mean; a feature that is small in the sample may be larger elsewhere
MOST = 127


def kernels() -> Any:
    """numkong, if it is installed and the processor has what is quick; else None."""
    try:
        import numkong
    except ImportError:  # the extra `fast`; also where there is no wheel for this machine
        return None
    return numkong if numkong.get_capabilities().get(KERNELS) else None


class EightBits(Model):
    """A Model whose second look is in eight bits: vectors at a cosine of .998 and more with its own."""

    def __init__(self, weights: NDArray[np.void], numkong: Any) -> None:
        super().__init__(weights)
        self._numkong = numkong
        self._scale, self._packed = self._feature_scales(), []
        self._back = np.empty(BRANCHES, np.float32)
        for columns, span, _ in _branches():
            far = np.split(self._weights[f"far{span}"] / self._scale[columns, None], span, axis=1)
            stacked = np.concatenate(far)  # a window's features by what they add
            sizes = np.abs(stacked).max(0) / MOST
            rounded = np.rint(stacked / sizes).astype(np.int8)
            self._packed.append(numkong.dots_pack(np.ascontiguousarray(rounded.T), dtype="int8"))
            self._back[columns] = sizes

    def _feature_scales(self) -> Matrix:
        """What each feature is multiplied by, float32[BRANCHES]; the sample's largest becomes MOST."""
        common, others = np.arange(3, 3 + SAMPLE), np.linspace(3 + SAMPLE, PIECES - 1, SAMPLE).astype(np.int64)
        places, blanks = self._kept.places(np.concatenate((common, others))), np.full(REACH, self._kept.blank)
        largest = np.abs(self._first_look(np.concatenate((blanks, places, blanks)))).max(0)
        largest = np.maximum(largest, FLOOR * largest.mean())
        told = np.concatenate([np.abs(self._weights[f"far{span}"]).max(1) for _, span, _ in _branches()])
        shared = largest**SHIFTED / told ** (1 - SHIFTED)
        return np.asarray(MOST / (shared * (largest / shared).max()), np.float32)

    def _second_look(self, seen: Matrix) -> Matrix:
        rows, scaled = seen[REACH:-REACH], seen * self._scale
        out = np.empty(rows.shape, np.float32)
        held = self._numkong.empty((len(rows), BRANCH), dtype="int32")
        sums = np.asarray(held)
        for (columns, span, before), packed in zip(_branches(), self._packed, strict=True):
            own = np.asarray(self._numkong.astype(scaled[:, columns], "int8"))  # rounded; what is larger becomes MOST
            shape, strides = (len(rows), span * BRANCH), (BRANCH, 1)
            windows = np.lib.stride_tricks.as_strided(own[REACH - before :], shape, strides, writeable=False)
            self._numkong.dots_packed(windows, packed, out=held)
            np.multiply(sums, self._back[columns], out=out[:, columns], casting="unsafe")
        out += self._weights["far_add"]
        np.maximum(out, 0, out=out)
        out += rows
        return out


def _branches() -> list[tuple[slice, int, int]]:
    """Of each branch its columns, its span, and how many neighbours come before."""
    return [(slice(at * BRANCH, (at + 1) * BRANCH), span, before) for at, (span, before) in enumerate(SPANS)]
