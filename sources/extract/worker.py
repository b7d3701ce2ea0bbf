"""The other end of the pool: a process that extracts one page after another until its line is closed."""

from __future__ import annotations

import contextlib
import logging
import resource
import signal
from multiprocessing.connection import Connection

from desk.errors import ExtractError

LARGEST = 3 << 30  # bytes of address space: a page that needs more fails instead of the machine
TIRED = 500 << 20  # bytes of peak memory after which a worker makes room for a fresh one


def main(handle: int) -> None:
    """Serve the pool on an inherited socket: (page, lead, outlet) in, (answer, goodbye) out.

    The answer is an Article, or (problem, remedy) for a page that holds none.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the parent's to answer; it closes the line
    with contextlib.suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_AS, (LARGEST, resource.RLIM_INFINITY))
    logging.disable(logging.CRITICAL)  # trafilatura's complaints about pages; the report says what matters
    with Connection(handle) as line, contextlib.suppress(EOFError, BrokenPipeError, ConnectionResetError):
        goodbye = False
        while not goodbye:
            answer = _answered(line.recv())
            goodbye = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024 > TIRED
            line.send((answer, goodbye))


def _answered(job: tuple[object, object, object]) -> object:
    from sources.extract.article import extract

    try:
        return extract(*job)  # type: ignore[arg-type]
    except ExtractError as error:
        return error.problem, error.remedy
    except MemoryError:
        return "needs more memory to read than a page may take", ""
    except Exception as error:  # noqa: BLE001 - whatever a hostile page does to a parser costs this page only
        return f"cannot be read: {type(error).__name__}: {str(error)[:200]}", "Report it with the page, if it is public"
