"""Extraction in worker processes: bytes in, Article out. A page that kills or blocks its worker costs one page.

Workers are started as processes of their own, not by fork or multiprocessing: that is harmless from any thread,
under Prefect and from a script without a main guard. Each has one thread here that hands it pages.
"""

from __future__ import annotations

import asyncio
import queue
import socket
import subprocess
import sys
import threading
from concurrent.futures import Future
from multiprocessing.connection import Connection
from pathlib import Path
from typing import TYPE_CHECKING

from desk.errors import ExtractError
from desk.models import Article, Lead, Outlet, Page

if TYPE_CHECKING:
    from types import TracebackType

LIMIT = 30.0  # seconds for one page; the slowest real page took under two
_START = "import sys; sys.path[:] = {path!r}; from sources.extract.worker import main; main({handle})"

Job = tuple[Page, Lead | None, Outlet | None]


class ExtractPool:
    """Extracts pages side by side in `workers` processes, started when first needed; 0 means a thread of this one.

    limit: seconds after which a page is given up and its worker replaced (not with workers=0).
    """

    def __init__(self, workers: int = 2, limit: float = LIMIT) -> None:
        self.workers, self.limit = workers, limit
        self._jobs: queue.SimpleQueue[tuple[Job, Future[Article]] | None] = queue.SimpleQueue()
        self._threads: list[threading.Thread] = []
        self._starting = threading.Lock()
        self._running: set[_Worker] = set()
        self._gate: tuple[asyncio.AbstractEventLoop, asyncio.Semaphore] | None = None

    async def __aenter__(self) -> ExtractPool:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.close()

    async def extract(self, page: Page, lead: Lead | None = None, outlet: Outlet | None = None) -> Article:
        """`sources.extract.extract` in a worker; raises ExtractError.

        At most two pages a worker are in flight; further callers wait here, so that memory stays flat.
        """
        async with self._room():
            if not self.workers:
                from sources.extract.article import extract

                return await asyncio.to_thread(extract, page, lead, outlet)
            self._start()
            promise: Future[Article] = Future()
            self._jobs.put(((page, lead, outlet), promise))
            return await asyncio.wrap_future(promise)

    async def close(self) -> None:
        """End the workers; the pool may be used again afterwards."""
        with self._starting:
            threads, self._threads = self._threads, []
            for _ in threads:
                self._jobs.put(None)
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
                thread = threading.Thread(target=self._serve, name="extract", daemon=True)
                self._threads.append(thread)
                thread.start()

    def _serve(self) -> None:
        """One worker's thread: hands it page after page, and a new worker the next one when it is lost."""
        worker: _Worker | None = None
        while (given := self._jobs.get()) is not None:
            job, promise = given
            if not promise.set_running_or_notify_cancel():
                continue
            try:
                worker = worker or self._hired()
                article, goodbye = worker.extract(job, self.limit)
                promise.set_result(article)
            except BaseException as error:  # noqa: BLE001 - whatever it is, it is the caller's, not this thread's
                promise.set_exception(error)
                goodbye = not isinstance(error, _NoArticleError) or error.goodbye
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


class _NoArticleError(ExtractError):
    """A worker's own refusal; `goodbye` if it ends with it."""

    goodbye = False


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
        self.pid = self._process.pid

    def extract(self, job: Job, limit: float) -> tuple[Article, bool]:
        """The article, and whether the worker ends with it; ExtractError for everything else."""
        url = job[0].final_url
        try:
            self._line.send(job)
            if not self._line.poll(limit):
                raise ExtractError(url, f"took more than {limit:g} s to read", "Its worker was replaced; nothing to do")
            answer, goodbye = self._line.recv()
        except (EOFError, OSError) as error:
            problem = f"ended the process that read it (exit status {self._status()})"
            raise ExtractError(url, problem, "Report it with the page, if it is public") from error
        if isinstance(answer, Article):
            return answer, goodbye
        refusal = _NoArticleError(url, *answer)
        refusal.goodbye = goodbye
        raise refusal

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
