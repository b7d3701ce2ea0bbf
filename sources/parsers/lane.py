"""Workers that share a queue: each a process behind a socket, and a thread here that hands it documents."""

from __future__ import annotations

import asyncio
import pickle
import queue
import signal
import socket
import subprocess
import sys
import threading
import time
from concurrent.futures import Future
from dataclasses import dataclass, field
from multiprocessing.connection import Connection
from pathlib import Path
from typing import TYPE_CHECKING, Any

from desk.errors import CopydeskError
from sources.parsers.kinds import REPLACED, REPORT, StoppedError, Trouble
from sources.parsers.room import Room
from sources.parsers.worker import LARGEST

if TYPE_CHECKING:
    from sources.parsers.kinds import Parser

_START = "import sys; sys.path[:] = {path!r}; from sources.parsers.worker import main; main({handle}, {nice})"


@dataclass(frozen=True, slots=True)
class Job:
    """One document: its parser with its bounds, the arguments, and how long it may take by the clock."""

    parser: Parser
    arguments: tuple[Any, ...]
    limit: float  # seconds
    until: float | None  # a time of time.monotonic when nobody wants the answer any more
    rank: int = 0  # whose turn it is when there is no room: the lowest
    promise: Future[Any] = field(default_factory=Future)

    def left(self) -> float:
        """Seconds until nobody wants the answer any more."""
        return float("inf") if self.until is None else self.until - time.monotonic()


class Lane:
    """So many workers, started when first needed, `nice` lower in priority than this process."""

    def __init__(self, workers: int, nice: int = 0) -> None:
        self._workers, self._nice = workers, nice
        self._jobs: queue.SimpleQueue[Job | None] = queue.SimpleQueue()
        self._threads: list[threading.Thread] = []
        self._starting = threading.Lock()
        self._running: set[_Worker] = set()
        self._gate: tuple[asyncio.AbstractEventLoop, Room] | None = None

    async def done(self, job: Job) -> Any:
        """What a worker answers, when there is room for the job; StoppedError at its end, whoever is busy then."""
        try:
            async with asyncio.timeout(None if job.until is None else job.left()):
                async with self.room().place(job.rank):
                    self._start()
                    self._jobs.put(job)
                    return await asyncio.wrap_future(job.promise)
        except TimeoutError:
            raise StoppedError(_LATE) from None

    def room(self) -> Room:
        """The room for two documents a worker."""
        loop = asyncio.get_running_loop()
        if self._gate is None or self._gate[0] is not loop:
            self._gate = loop, Room(max(1, 2 * self._workers))
        return self._gate[1]

    def processes(self) -> list[int]:
        """The ids of the processes that run now."""
        return [worker.pid for worker in list(self._running)]

    async def close(self) -> None:
        """End the workers, also busy ones: whoever waited for those is gone."""
        with self._starting:
            threads, self._threads = self._threads, []
            for _ in threads:
                self._jobs.put(None)
        for worker in list(self._running):
            worker.stop_if_busy()
        for thread in threads:
            await asyncio.to_thread(thread.join)

    def _start(self) -> None:
        with self._starting:
            while len(self._threads) < self._workers:
                thread = threading.Thread(target=self._serve, name="parser", daemon=True)
                self._threads.append(thread)
                thread.start()

    def _serve(self) -> None:
        """One worker's thread: hands it document after document, and a new worker the next one when it is lost."""
        worker: _Worker | None = None
        while (job := self._jobs.get()) is not None:
            if not job.promise.set_running_or_notify_cancel():
                continue  # its time was over before it began
            try:
                worker = worker or self._hired()
                answer, goodbye = worker.parse(job)
                _keep(job.promise, answer)
            except BaseException as error:  # noqa: BLE001 - whatever it is, it is the caller's, not this thread's
                job.promise.set_exception(error)
                goodbye = True
            if goodbye and worker:
                self._dismiss(worker)
                worker = None
        if worker:
            self._dismiss(worker)

    def _hired(self) -> _Worker:
        worker = _Worker(self._nice)
        self._running.add(worker)
        return worker

    def _dismiss(self, worker: _Worker) -> None:
        self._running.discard(worker)
        worker.end()


def _keep(promise: Future[Any], answer: object) -> None:
    """Give the caller what the worker said: a record, an error of the tree, or the words of one that is not."""
    if isinstance(answer, CopydeskError):
        promise.set_exception(answer)
    elif isinstance(answer, Trouble):
        promise.set_exception(StoppedError(answer))
    else:
        promise.set_result(answer)


class _Worker:
    """A process at the other end of a socket."""

    def __init__(self, nice: int) -> None:
        ours, theirs = socket.socketpair()
        with theirs:
            path = [str(Path(__file__).resolve().parents[2]), *(entry for entry in sys.path if entry)]
            command = [sys.executable, "-c", _START.format(path=path, handle=theirs.fileno(), nice=nice)]
            self._process = subprocess.Popen(  # noqa: S603 - our own interpreter with our own words
                command, pass_fds=[theirs.fileno()], stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
            )  # fmt: skip
        self._line = Connection(ours.detach())
        self._busy = False
        self.pid = self._process.pid

    def parse(self, job: Job) -> tuple[object, bool]:
        """What the worker says, and whether it ends with that; StoppedError where it says nothing."""
        parser, left = job.parser, job.left()
        if left <= 0:
            return _LATE, False
        self._busy = True
        try:
            self._line.send((parser.function, parser.seconds, parser.memory, job.arguments))
            if not self._line.poll(min(job.limit, left)):
                self._process.kill()
                told = f"took more than {job.limit:.3g} s to read"
                raise StoppedError(_LATE if left < job.limit else Trouble(told, REPLACED))
            answer, goodbye = pickle.loads(self._line.recv_bytes(2 * LARGEST))  # noqa: S301 - our own process
        except (EOFError, OSError) as error:
            raise StoppedError(_told(self._status(), parser)) from error
        finally:
            self._busy = False
        return answer, goodbye

    def stop_if_busy(self) -> None:
        """Kill the process while it parses: its thread hears of it at once."""
        if self._busy:
            self._process.kill()

    def end(self) -> None:
        """Close the line; an idle worker ends by itself, a busy one is killed."""
        self._line.close()
        try:
            self._process.wait(0.5)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()

    def _status(self) -> int | None:
        try:
            return self._process.wait(1)
        except subprocess.TimeoutExpired:
            return None


_LATE = Trouble("was not read: the outlet's time was over", late=True)


def _told(status: int | None, parser: Parser) -> Trouble:
    """Why a worker ended, in words, and what to do."""
    if status == -signal.SIGXCPU:
        return Trouble(f"took more than {parser.seconds} s of processor time to read", REPLACED, slow=True)
    return Trouble(f"ended the process that read it (exit status {status})", REPORT)
