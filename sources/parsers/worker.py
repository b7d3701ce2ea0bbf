"""The other end of the pool: a process that parses one document after another until its line is closed."""

from __future__ import annotations

import contextlib
import logging
import os
import pickle
import resource
import signal
import time
from importlib import import_module
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

from desk.errors import CopydeskError
from sources.parsers.kinds import REPORT, Trouble

TIRED = 500 << 20  # bytes of peak memory after which a worker makes room for a fresh one
WARMING = 3  # seconds of processor time more for a function's first document: it loads libraries as it goes
LARGEST = 64 << 20  # bytes of an answer: what a document of ten megabytes says is never more


def main(handle: int, nice: int) -> None:
    """Serve the pool on an inherited socket: (function, seconds, memory, arguments) in, (answer, goodbye) out.

    The answer is what the function returned, or the CopydeskError that it raised, or a Trouble.
    """
    os.nice(nice)
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the parent's to answer; it closes the line
    with contextlib.suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))  # a worker that is stopped leaves no picture of itself
    logging.disable(logging.CRITICAL)  # trafilatura's complaints about pages; the report says what matters
    with Connection(handle) as line, contextlib.suppress(EOFError, BrokenPipeError, ConnectionResetError):
        goodbye, warm = False, set[str]()
        while not goodbye:
            function, seconds, memory, arguments = line.recv()
            parse = _found(function)  # outside of the bounds: libraries are loaded once, and are no stranger's
            _bound(seconds if function in warm else seconds + WARMING, memory)
            answer = _answered(parse, arguments)
            _bound(None, None)
            warm.add(function)
            goodbye = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024 > TIRED
            line.send_bytes(_packed(answer, goodbye))


def _found(function: str) -> Any:
    module, name = function.split(":")
    return getattr(import_module(module), name)


def _bound(seconds: int | None, memory: int | None) -> None:
    """Let the kernel end this process after so much more processor time, and refuse it so much more memory."""
    with contextlib.suppress(ValueError, OSError):  # macOS has no bound for memory
        _limit(resource.RLIMIT_CPU, None if seconds is None else int(time.process_time()) + 1 + seconds)
        _limit(resource.RLIMIT_AS, None if memory is None else _mapped() + memory)


def _limit(what: int, most: int | None) -> None:
    hard = resource.getrlimit(what)[1]
    wanted = hard if most is None else most if hard == resource.RLIM_INFINITY else min(most, hard)
    resource.setrlimit(what, (wanted, hard))


def _mapped() -> int:
    """Bytes of address space that this process has."""
    return int(Path("/proc/self/statm").read_text().split()[0]) * resource.getpagesize()


def _answered(parse: Any, arguments: tuple[object, ...]) -> object:
    try:
        return parse(*arguments)
    except CopydeskError as error:
        return error
    except MemoryError:
        return Trouble("needs more memory to read than a document may take")
    except Exception as error:  # noqa: BLE001 - whatever a hostile document does to a parser costs this one only
        return Trouble(f"cannot be read: {type(error).__name__}: {str(error)[:200]}", REPORT, costly=False)


def _packed(answer: object, goodbye: bool) -> bytes:
    packed = pickle.dumps((answer, goodbye), pickle.HIGHEST_PROTOCOL)
    if len(packed) > LARGEST:
        told = Trouble(f"says {len(packed) / 1e6:.0f} MB, more than a document may")
        return pickle.dumps((told, True), pickle.HIGHEST_PROTOCOL)
    return packed
