"""Where an answer goes: to the terminal, or into a file that is whole or not there."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TextIO

from desk.errors import CopydeskError
from flows.cli.sql.terminal import scrolled


@contextmanager
def to_be_shown(output: Path | None, form: str) -> Iterator[TextIO]:
    """Standard output, where tables and records scroll, or a file that takes its name when it is whole."""
    if output:
        with whole_file(output) as fresh, fresh.open("w", encoding="utf-8", newline="") as out:
            yield out
    elif form in ("table", "line"):
        with scrolled() as out:
            yield out
    else:
        yield sys.stdout
        sys.stdout.flush()


@contextmanager
def whole_file(output: Path) -> Iterator[Path]:
    """A file beside `output` that takes its name when it is whole."""
    fresh = output.with_name(f"{output.name}.tmp")
    with told_of(output):
        try:
            yield fresh
            fresh.replace(output)
        finally:
            with suppress(OSError):
                fresh.unlink(missing_ok=True)


@contextmanager
def told_of(output: Path) -> Iterator[None]:
    """What goes wrong with a file, in words."""
    try:
        yield
    except OSError as error:
        why = error.strerror or error
        raise CopydeskError(str(output), f"cannot be written ({why})", "Choose another file") from error
