"""What `copydesk sql` does on a terminal alone: long answers scroll, long questions tell how far they are."""

from __future__ import annotations

import io
import shutil
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TextIO

WIPE = "\r\x1b[K"  # back to the beginning of the line, and delete what stands there


class _Held(io.StringIO):
    """Text that is shown on the terminal later: it is as wide as that."""

    def isatty(self) -> bool:
        return True


@contextmanager
def scrolled() -> Iterator[TextIO]:
    """Standard output; on a terminal what is longer than its page goes to the pager (PAGER, else less or more)."""
    if not (sys.stdout.isatty() and sys.stdin.isatty()):
        yield sys.stdout
        sys.stdout.flush()
        return
    held = _Held()
    yield held
    text = held.getvalue()
    if text.count("\n") < shutil.get_terminal_size().lines:
        sys.stdout.write(text)
        sys.stdout.flush()
        return
    from click import echo_via_pager

    echo_via_pager(text)


@contextmanager
def progress() -> Iterator[Callable[[float, float], None] | None]:
    """What tells on one line of the terminal how far a question is, and wipes that line; None where nobody looks."""
    if not sys.stderr.isatty():
        yield None
        return
    told = False

    def tell(seconds: float, percent: float) -> None:
        nonlocal told
        told = True
        share = f", {percent:.0f} % done" if 0 < percent <= 100 else ""
        sys.stderr.write(f"{WIPE}{seconds:.0f} s{share} (Ctrl-C stops it)")
        sys.stderr.flush()

    try:
        yield tell
    finally:
        if told:
            sys.stderr.write(WIPE)
            sys.stderr.flush()
