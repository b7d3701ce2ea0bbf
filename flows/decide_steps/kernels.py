"""Which kernels of OpenBLAS a processor can use that OpenBLAS does not choose by itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

WIDE = {"avx512f", "avx512bw", "avx512cd", "avx512dq", "avx512vl"}  # what the kernels of that width ask for


def kernels_of(processor: Path) -> str:
    """Of what /proc/cpuinfo tells: their name, '' where OpenBLAS chooses well or there is no such file."""
    try:
        told = processor.read_text("utf-8").split("\n\n", 1)[0]
    except OSError:  # not Linux
        return ""
    return "SkylakeX" if "AuthenticAMD" in told and set(told.split()) >= WIDE else ""
