"""The encoder's weights unpacked in HOME/encoder.weights: mapped by all processes, made anew when it is not sound.

Unpacking takes half a second of every start and memory of its own in every process; what is mapped is read page by
page as it is asked for, and is there once for all. The file is made beside its place and put there by one rename: a
process that maps the old one keeps it, and of two that make one at a time the later one's stays.
"""

from __future__ import annotations

import logging
import os
import tempfile
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import xxhash

from desk.text.multilingual.weights import RECORD, packed, unpacked
from warehouse.db import FILE_NAME
from warehouse.reading_sql import READING_NAME

if TYPE_CHECKING:
    from numpy.typing import NDArray

log = logging.getLogger(__name__)
NAME = "encoder.weights"
READABLE = 0o644  # by every user: nothing in it is secret
SUM = 8  # bytes of the checksum behind the record
LAYOUT = xxhash.xxh3_64_intdigest(repr(RECORD.descr).encode())  # seeds the checksum: another layout is another file


def weights(home: Path) -> NDArray[np.void]:
    """RECORD, shape (): mapped where that can be, else in memory, which is told in one line.

    The file is made beside a warehouse only: a folder without one may be anybody's.
    """
    path, made = home / NAME, None
    try:
        found = _mapped(path)
        if found is None and any((home / name).exists() for name in (FILE_NAME, READING_NAME)):
            made = unpacked()
            _write(path, made)
            found = _mapped(path)
        if found is not None:
            return found
    except (OSError, ValueError) as error:
        log.warning("%s: %s; the encoder's weights are unpacked in memory at every start", path, error)
    return unpacked() if made is None else made


def _mapped(path: Path) -> NDArray[np.void] | None:
    """The file, mapped; None if it is missing, damaged, or of another release."""
    try:
        if path.stat().st_size != RECORD.itemsize + SUM or not _sound(path):
            return None
    except FileNotFoundError:
        return None
    found = np.memmap(path, RECORD, "r", shape=())
    return found if int(found["made_of"]) == packed().stat().st_size else None


def _sound(path: Path) -> bool:
    """Whether the checksum holds. Read through a small buffer, so that nothing of it stays with this process."""
    digest = xxhash.xxh3_64(seed=LAYOUT)
    with path.open("rb", buffering=0) as file:
        left, buffer = RECORD.itemsize, memoryview(bytearray(1 << 20))
        while left and (count := file.readinto(buffer[:left])):
            digest.update(buffer[:count])
            left -= count
        return digest.digest() == file.read(SUM)


def _write(path: Path, record: NDArray[np.void]) -> None:
    handle, name = tempfile.mkstemp(prefix=f"{NAME}.", suffix=".new", dir=path.parent)
    fresh = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            told = record.reshape(1).view(np.uint8).data
            file.write(told)
            file.write(xxhash.xxh3_64_digest(told, seed=LAYOUT))
        fresh.chmod(READABLE)
        fresh.replace(path)
    except BaseException:
        with suppress(OSError):
            fresh.unlink()
        raise
