"""The encoder that the settings name: asked for no sentence twice, its weights mapped from a file of the home."""

from __future__ import annotations

from functools import cache, partial
from typing import TYPE_CHECKING

from desk.text import encoder as encoders
from desk.text.remembering import Remembering
from flows.decide_steps.watched_encoder import Watched

if TYPE_CHECKING:
    from pathlib import Path

    import numpy as np
    from numpy.typing import NDArray

    from desk.text.encoder import Encoder
    from flows.settings import Settings


def encoder_of(settings: Settings) -> Encoder | None:
    """The encoder of these settings, one a process; None when the setting says none. ConfigError if it is not known."""
    return _encoder(settings.encoder, settings.home)


@cache
def _encoder(name: str, home: Path) -> Encoder | None:
    found = encoders.load(name, partial(_weights, home))
    if found is None:
        return None
    return Remembering(found if isinstance(found, encoders.BundledEncoder) else Watched(found))


def _weights(home: Path) -> NDArray[np.void]:
    from flows.decide_steps.weights_file import weights

    return weights(home)
