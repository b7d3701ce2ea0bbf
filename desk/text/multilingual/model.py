"""Universal Sentence Encoder multilingual v3 (Yang et al. 2019), arranged so that little is multiplied.

Three branches look at each piece with its neighbours (five, three and two pieces wide), twice. What a piece adds the
first time depends on nothing but itself: it is worked out once a piece and kept, and a sentence only adds it up. The
second time is three multiplications for some five hundred pieces at once, whatever sentences they belong to.
"""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING, Any

import numpy as np

from desk.text.multilingual.weights import BRANCH, BRANCHES, CHUNKS, FEATURES, SPANS, WIDTH, let_go

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    Matrix = NDArray[np.float32]
    Ids = NDArray[np.int64]

KEPT = 2048  # pieces whose part is kept, 30 MB; then all are forgotten (twice as many: a twentieth less time)
MET_AT_ONCE = 2048  # pieces of sentences that are looked up together: the more, the fuller the multiplications
AT_ONCE = 512  # pieces of sentences that are added up together, so that they stay in the processor's cache
REACH = 2  # the farthest neighbour; so many blanks stand between two sentences
SHIFTS = ((0, 3), (1, 3), (-1, 2), (-2, 1), (2, 1))  # distance of a neighbour, and how many branches look at it
LAST_AT_ONCE = 256  # sentences in the last layers


class Model:
    """`vectors` of the ids of sentences; not to be used from two threads at once."""

    def __init__(self, weights: NDArray[np.void]) -> None:
        self._weights = {name: np.asarray(weights[name]) for name in weights.dtype.names or ()}
        self._epsilon = float(weights["epsilon"])
        self._kept = _KeptPieces(self._weights, self._epsilon)

    def vectors(self, sentences: Sequence[Sequence[int]]) -> Matrix:
        """Unit vectors, float32[n, 512], of sentences given as ids of their pieces; of each KEPT pieces at the most."""
        sentences = [ids[:KEPT] for ids in sentences]
        lengths = np.fromiter(map(len, sentences), np.int64, len(sentences))
        sums = np.empty((len(sentences), FEATURES), np.float32)
        for start, end in _portions(lengths, MET_AT_ONCE):
            told = chain.from_iterable(sentences[start:end])
            places = self._kept.places(np.fromiter(told, np.int64, int(lengths[start:end].sum())))
            ends = np.cumsum(lengths[start:end])
            for first, last in _portions(lengths[start:end], AT_ONCE):
                own = places[ends[first] - lengths[start + first] : ends[last - 1]]
                sums[start + first : start + last] = self._summed(own, lengths[start + first : start + last])
        out = np.empty((len(sentences), WIDTH), np.float32)
        for at in range(0, len(sentences), LAST_AT_ONCE):
            out[at : at + LAST_AT_ONCE] = self._last(sums[at : at + LAST_AT_ONCE], lengths[at : at + LAST_AT_ONCE])
        return out

    def _summed(self, places: Ids, lengths: Ids) -> Matrix:
        """The normalised features of all pieces of each sentence, added up: float32[n, FEATURES]."""
        count, kept = len(lengths), self._kept
        own = np.arange(len(places)) + np.repeat(REACH * np.arange(count), lengths)  # a piece's row among the blanks
        padded = np.full(len(places) + REACH * (count + 1), kept.blank)
        padded[own + REACH] = places
        first = self._first_look(padded)
        second = self._second_look(first)
        mean = (kept.sums[places] + second.sum(1)[own]) / FEATURES
        squares = (kept.squares[places] + np.einsum("ij,ij->i", second, second)[own]) / FEATURES
        scale = 1 / np.sqrt(squares - mean * mean + self._epsilon)
        shares = np.zeros((count, len(second)), np.float32)
        shares[np.repeat(np.arange(count), lengths), own] = scale
        told = np.take(kept.raw, padded[REACH:-REACH], axis=0, mode="clip")
        sums = np.concatenate((shares @ told, shares @ second), axis=1)
        sums -= np.add.reduceat(scale * mean, np.cumsum(lengths) - lengths)[:, None]
        return sums

    def _first_look(self, padded: Ids) -> Matrix:
        """What the branches see at each row, float32[len(padded), BRANCHES]; blanks see nothing."""
        kept = self._kept
        seen = np.zeros((len(padded), BRANCHES), np.float32)
        rows, length = seen[REACH:-REACH], len(padded) - 2 * REACH
        for shift, branches in SHIFTS:
            near = padded[REACH + shift : REACH + shift + length]
            rows[:, : branches * BRANCH] += np.take(kept.near[shift], near, axis=0, mode="clip")
        np.maximum(rows, 0, out=rows)
        rows += np.take(kept.projected, padded[REACH:-REACH], axis=0, mode="clip")
        seen[padded == kept.blank] = 0
        return seen

    def _second_look(self, seen: Matrix) -> Matrix:
        """The same once more on what was seen, float32[len(seen) - 2 * REACH, BRANCHES]."""
        rows = seen[REACH:-REACH]
        out = np.empty(rows.shape, np.float32)
        for branch, (span, before) in enumerate(SPANS):
            columns = slice(branch * BRANCH, (branch + 1) * BRANCH)
            parts, total = seen[:, columns] @ self._weights[f"far{span}"], out[:, columns]
            total[:] = self._weights["far_add"][columns]
            for at in range(span):
                start = REACH - before + at
                total += parts[start : start + len(rows), at * BRANCH : (at + 1) * BRANCH]
        np.maximum(out, 0, out=out)
        out += rows
        return out

    def _last(self, sums: Matrix, lengths: Ids) -> Matrix:
        """The last layers: from sums over a sentence's pieces to its unit vector."""
        w, sizes = self._weights, lengths.astype(np.float32)[:, None]
        mean = (sums @ w["gather"] + sizes * w["gather_add"]) / np.sqrt(sizes)
        inner = np.maximum(mean @ w["p1"] + np.maximum(mean @ w["d0"], 0) @ w["d1"], 0)
        out = np.tanh(inner @ w["p3"] + np.maximum(inner @ w["d2"], 0) @ w["d3"])
        out /= np.sqrt(np.maximum(np.einsum("ij,ij->i", out, out), self._epsilon))[:, None]
        return np.asarray(out, np.float32)


class _KeptPieces:
    """What pieces are and what they add to their neighbours, each in the row `places` tells; the last one is blank."""

    def __init__(self, weights: dict[str, NDArray[Any]], epsilon: float) -> None:
        self._weights, self._epsilon = weights, epsilon
        self.blank, self._used = KEPT, 0
        self._place = np.full(len(weights["pieces"]), -1)
        self.raw = np.zeros((KEPT + 1, WIDTH), np.float32)
        self.projected = np.zeros((KEPT + 1, BRANCHES), np.float32)
        self.near = {shift: np.zeros((KEPT + 1, branches * BRANCH), np.float32) for shift, branches in SHIFTS}
        self.sums, self.squares = np.zeros(KEPT + 1, np.float32), np.zeros(KEPT + 1, np.float32)
        blocks = {
            span: [weights[f"near{span}"][shift + before] for shift, branches in SHIFTS if branch < branches]
            for branch, (span, before) in enumerate(SPANS)
        }
        self._near = {span: np.concatenate(each, axis=1) for span, each in blocks.items()}

    def places(self, ids: Ids) -> Ids:
        """The rows of these pieces, of which there may be KEPT different ones."""
        new = np.unique(ids[self._place[ids] < 0])
        if self._used + len(new) > KEPT:
            self._place[:] = -1
            self._used, new = 0, np.unique(ids)
        if len(new):
            self._work_out(new, slice(self._used, self._used + len(new)))
            self._place[new] = np.arange(self._used, self._used + len(new))
            self._used += len(new)
        return self._place[ids]

    def _work_out(self, ids: Ids, rows: slice) -> None:
        w, chunk = self._weights, ids % CHUNKS
        raw, projected = self.raw[rows], self.projected[rows]
        raw[:] = w["pieces"][ids]
        let_go(w["pieces"])
        raw *= w["scale"][chunk, None]
        raw += w["least"][chunk, None]
        self.sums[rows], self.squares[rows] = raw.sum(1), np.einsum("ij,ij->i", raw, raw)
        np.matmul(raw, w["project"], out=projected)
        projected += w["project_add"]
        projected -= projected.mean(1, keepdims=True)
        spread = np.einsum("ij,ij->i", projected, projected) / BRANCHES
        projected *= (1 / np.sqrt(spread + self._epsilon))[:, None]
        projected *= w["norm"]
        projected += w["norm_add"]
        for branch, (span, _) in enumerate(SPANS):
            columns = slice(branch * BRANCH, (branch + 1) * BRANCH)
            added = np.split(projected[:, columns] @ self._near[span], span, axis=1)
            for shift in (shift for shift, branches in SHIFTS if branch < branches):
                self.near[shift][rows, columns] = added.pop(0)
        self.near[0][rows] += w["near_add"]


def _portions(lengths: Ids, most: int) -> list[tuple[int, int]]:
    """First and last + 1 of sentences in a row that have `most` pieces together, or of one that has more."""
    bounds, first, total = [], 0, 0
    for at, length in enumerate(lengths.tolist()):
        if total and total + length > most:
            bounds.append((first, at))
            first, total = at, 0
        total += length
    return [*bounds, (first, len(lengths))] if len(lengths) else []
