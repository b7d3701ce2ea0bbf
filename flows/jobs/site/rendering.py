"""The pages of stories, rendered here and, where there are some, in a second process beside this one."""

from __future__ import annotations

import gc
import os
from collections import deque
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import Executor, Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from pages.stories.files import story_files
from warehouse.site_rows import SiteRows, reading_site

SOME = 30  # stories from which a second process is worth its start
SELDOM = (50_000, 20, 50)  # thresholds of Python's collector; it begins with (700, 10, 10)
AHEAD = 2  # batches that the second process has to do

Files = list[tuple[int, dict[str, str]]]  # of each story
Promise = tuple[Sequence[int], Future[Files] | None]  # a batch, and what the second process makes of it


@dataclass(frozen=True, slots=True)
class Given:
    """What rendering needs besides the reading copy: seeds by id, pages of digests, zone; texts in full or not."""

    home: Path
    seeds: Mapping[str, dict[str, Any]]
    digests: Mapping[tuple[str, str], str]
    zone: ZoneInfo
    full_texts: bool


def rendered(rows: SiteRows, ids: Sequence[int], given: Given) -> Files:
    """The files of these stories."""
    found = rows.stories(ids, texts=given.full_texts)
    return [(one.facts["story_id"], story_files(one, given.seeds, given.zone, given.digests)) for one in found]


@contextmanager
def rendering(rows: SiteRows, batches: Sequence[Sequence[int]], given: Given) -> Iterator[Iterator[Files]]:
    """The files of all batches, to be asked for last: the second process, where there is one, has begun meanwhile.

    It has always a batch to do, this one does the others; what a second process had that was killed is rendered here.
    """
    some = sum(map(len, batches)) >= SOME and (os.cpu_count() or 1) > 1
    with _second(given) if some else ExitStack() as pool:
        other = pool if isinstance(pool, Executor) else None
        waiting, promised = deque(batches), deque[Promise]()
        _promise(other, waiting, promised)
        yield _all_rendered(rows, given, other, waiting, promised)


def _all_rendered(
    rows: SiteRows, given: Given, other: Executor | None, waiting: deque[Sequence[int]], promised: deque[Promise]
) -> Iterator[Files]:
    while waiting or promised:
        _promise(other, waiting, promised)
        ready = promised and (promised[0][1] is None or promised[0][1].done())
        if ready or not waiting:
            ids, promise = promised.popleft()
            there = _kept_promise(promise) if promise else None
            if there is None:
                other = None
            yield rendered(rows, ids, given) if there is None else there
        else:
            yield rendered(rows, waiting.popleft(), given)


def _promise(other: Executor | None, waiting: deque[Sequence[int]], promised: deque[Promise]) -> None:
    """Hand the second process so many batches that it never waits."""
    while other and waiting and len(promised) < AHEAD:
        promised.append((waiting[0], _promised(other, waiting.popleft())))


def _promised(other: Executor, ids: Sequence[int]) -> Future[Files] | None:
    try:
        return other.submit(_there, ids)
    except BrokenProcessPool:
        return None


def _kept_promise(promise: Future[Files]) -> Files | None:
    try:
        return promise.result()
    except BrokenProcessPool:
        return None


@contextmanager
def _second(given: Given) -> Iterator[Executor]:
    with ProcessPoolExecutor(1, get_context("spawn"), _open, (given,)) as pool:
        yield pool


_kept = ExitStack()
_opened: list[tuple[SiteRows, Given]] = []


@contextmanager
def seldom_collecting() -> Iterator[None]:
    """Look for circles of garbage less often: rows and pages have few, and each look at all of them takes a tenth."""
    before = gc.get_threshold()
    gc.set_threshold(*SELDOM)
    try:
        yield
    finally:
        gc.set_threshold(*before)


def _open(given: Given) -> None:
    """In the second process: the reading copy, open until it ends."""
    _kept.enter_context(seldom_collecting())
    _opened.append((_kept.enter_context(reading_site(given.home)), given))


def _there(ids: Sequence[int]) -> Files:
    rows, given = _opened[0]
    return rendered(rows, ids, given)
