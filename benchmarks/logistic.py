"""Logistic regression small enough to read: ridge penalty, signs fixed beforehand, accelerated gradient steps."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]


def fit(
    x: Array, y: Array, weight: Array, signs: Array, ridge: float, steps: int = 800, floor: Array | None = None
) -> tuple[Array, float]:
    """Coefficients of the raw columns, and the intercept. A coefficient never takes the sign opposite to `signs`:
    with few labels a signal that seems to speak the wrong way is chance; nor does it fall below `floor`, for a
    signal of which there are too few examples to say how much it weighs. (Beck and Teboulle 2009, FISTA.)
    """
    mean, spread = x.mean(0), x.std(0) + 1e-9
    z = np.hstack([(x - mean) / spread, np.ones((len(x), 1))])
    penalty = np.append(np.full(x.shape[1], ridge), 0.0)
    step = 1 / (0.25 * float(np.linalg.norm((z.T * weight) @ z, 2)) + ridge)
    beta = ahead = np.zeros(z.shape[1])
    lowest = np.full(x.shape[1], -np.inf) if floor is None else floor * spread
    t = 1.0
    for _ in range(steps):
        p = 1 / (1 + np.exp(-z @ ahead))
        moved = ahead - step * (z.T @ (weight * (p - y)) + penalty * ahead)
        moved[:-1] = np.maximum(np.where(moved[:-1] * signs < 0, 0.0, moved[:-1]), lowest)
        t, last = (1 + (1 + 4 * t * t) ** 0.5) / 2, t
        ahead, beta = moved + (last - 1) / t * (moved - beta), moved
    raw = beta[:-1] / spread
    return raw, float(beta[-1] - raw @ mean)


def prf(said: NDArray[np.bool_], y: NDArray[np.bool_] | Array) -> tuple[float, float, float]:
    """Precision, recall and F1."""
    right = float((said & (y > 0)).sum())
    precision, recall = right / max(1.0, float(said.sum())), right / max(1.0, float((y > 0).sum()))
    return precision, recall, 2 * precision * recall / max(1e-9, precision + recall)
