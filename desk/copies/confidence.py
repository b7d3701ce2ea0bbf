"""How much of a share found in a few cases is sure."""

from __future__ import annotations

DOUBT = 1.5  # standard deviations
LEAST_VARIANCE = 0.05  # even "all of four" is not sure


def surely(share: float, cases: float) -> float:
    """The lower end of a share (0 to 1) seen in so many cases: three of three prove less than thirty of forty."""
    if cases <= 0:
        return 0.0
    return float(max(0.0, share - DOUBT * (max(share * (1 - share), LEAST_VARIANCE) / cases) ** 0.5))
