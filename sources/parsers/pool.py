"""Parsing in worker processes: bytes in, records out. A document that kills or blocks its worker costs itself alone.

Workers are started as processes of their own, not by fork or multiprocessing: that is harmless from any thread,
under Prefect and from a script without a main guard. Each has one thread here that hands it documents.
"""

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
from dataclasses import dataclass
from importlib import import_module
from multiprocessing.connection import Connection
from pathlib import Path
from typing import TYPE_CHECKING, Any

from desk.errors import CopydeskError
from sources.parsers.kinds import PAGE, REPLACED, REPORT, Trouble
from sources.parsers.worker import LARGEST

if TYPE_CHECKING:
    from types import TracebackType

    from desk.models import Article, Lead, Outlet, Page
    from sources.parsers.kinds import Parser

LIMIT = 60.0  # seconds for one document by the clock: a worker that waits for something takes no processor time
LEAST = 1.0  # seconds that a document gets though its outlet's time is over
_START = "import sys; sys.path[:] = {path!r}; from sources.parsers.worker import main; main({handle})"


class StoppedError(Exception):
    """A document that a worker could not read to its end; `costly` where that took a worker, or all it may take."""

    def __init__(self, trouble: Trouble) -> None:
        super().__init__(trouble.problem, trouble.remedy)
        self.costly = trouble.costly


@dataclass(frozen=True, slots=True)
class _Job:
    parser: Parser
    arguments: tuple[Any, ...]
    until: float  # of time.monotonic
    promise: Future[Any]


class ParserPool:
    """Parses documents side by side in `workers` processes, started when first needed; 0 means threads of this one.

    limit: seconds by the clock after which a document is given up and its worker replaced (not with workers=0, which
    has no bounds at all).
    """

    closed = False  # a pool never is; what a visit makes of it may be

    def __init__(self, workers: int = 2, limit: float = LIMIT) -> None:
        self.workers, self.limit = workers, limit
        self._jobs: queue.SimpleQueue[_Job | None] = queue.SimpleQueue()
        self._threads: list[threading.Thread] = []
        self._starting = threading.Lock()
        self._running: set[_Worker] = set()
        self._gate: tuple[asyncio.AbstractEventLoop, asyncio.Semaphore] | None = None

    async def __aenter__(self) -> ParserPool:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.close()

    async def extract(self, page: Page, lead: Lead | None = None, outlet: Outlet | None = None) -> Article:
        """`sources.extract.article.extract` in a worker; raises ExtractError."""
        article: Article = await self.run(PAGE, page.final_url, page, lead, outlet)
        return article

    async def run(self, parser: Parser, subject: str, *arguments: Any) -> Any:
        """What the parser makes of the arguments; its own CopydeskErrors, and its refusal where it was stopped."""
        try:
            return await self.bounded(parser, arguments, float("inf"))
        except StoppedError as error:
            raise parser.refusal(subject, *error.args) from None

    async def bounded(self, parser: Parser, arguments: tuple[Any, ...], until: float) -> Any:
        """The same until a time of `time.monotonic`; StoppedError where the worker did not come to its end.

        At most two documents a worker are in flight; further callers wait here, so that memory stays flat.
        """
        async with self._room():
            if not self.workers:
                module, name = parser.function.split(":")
                return await asyncio.to_thread(getattr(import_module(module), name), *arguments)
            self._start()
            promise: Future[Any] = Future()
            self._jobs.put(_Job(parser, arguments, until, promise))
            return await asyncio.wrap_future(promise)

    async def close(self) -> None:
        """End the workers, also one that is busy; the pool may be used again afterwards."""
        with self._starting:
            threads, self._threads = self._threads, []
            for _ in threads:
                self._jobs.put(None)
        for worker in list(self._running):
            worker.stop_if_busy()  # whoever waited for it is gone
        for thread in threads:
            await asyncio.to_thread(thread.join)

    def processes(self) -> list[int]:
        """The ids of the processes that run now."""
        return [worker.pid for worker in list(self._running)]

    def _room(self) -> asyncio.Semaphore:
        loop = asyncio.get_running_loop()
        if self._gate is None or self._gate[0] is not loop:
            self._gate = loop, asyncio.Semaphore(max(1, 2 * self.workers))
        return self._gate[1]

    def _start(self) -> None:
        with self._starting:
            while len(self._threads) < self.workers:
                thread = threading.Thread(target=self._serve, name="parser", daemon=True)
                self._threads.append(thread)
                thread.start()

    def _serve(self) -> None:
        """One worker's thread: hands it document after document, and a new worker the next one when it is lost."""
        worker: _Worker | None = None
        while (job := self._jobs.get()) is not None:
            if not job.promise.set_running_or_notify_cancel():
                continue
            try:
                worker = worker or self._hired()
                answer, goodbye = worker.parse(job, self.limit)
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
        worker = _Worker()
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

    def __init__(self) -> None:
        ours, theirs = socket.socketpair()
        with theirs:
            path = [str(Path(__file__).resolve().parents[2]), *(entry for entry in sys.path if entry)]
            command = [sys.executable, "-c", _START.format(path=path, handle=theirs.fileno())]
            self._process = subprocess.Popen(  # noqa: S603 - our own interpreter with our own words
                command, pass_fds=[theirs.fileno()], stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
            )  # fmt: skip
        self._line = Connection(ours.detach())
        self._busy = False
        self.pid = self._process.pid

    def parse(self, job: _Job, limit: float) -> tuple[object, bool]:
        """What the worker says, and whether it ends with that; StoppedError where it says nothing."""
        parser, seconds = job.parser, min(limit, max(LEAST, job.until - time.monotonic()))
        self._busy = True
        try:
            self._line.send((parser.function, parser.seconds, parser.memory, job.arguments))
            if not self._line.poll(seconds):
                self._process.kill()
                raise StoppedError(Trouble(f"took more than {seconds:.3g} s to read", REPLACED))
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


def _told(status: int | None, parser: Parser) -> Trouble:
    """Why a worker ended, in words, and what to do."""
    if status == -signal.SIGXCPU:
        return Trouble(f"took more than {parser.seconds} s of processor time to read", REPLACED)
    return Trouble(f"ended the process that read it (exit status {status})", REPORT)
