"""The extraction pool: every page its answer, whatever another page does to its worker."""

from __future__ import annotations

import asyncio
import os
import pickle
import signal
import subprocess
import sys
import threading
from datetime import UTC, datetime

import pytest

from desk.errors import CopydeskError, DeliveryError, ExtractError, FetchError
from desk.models import Article, Page
from sources.extract import pool as pools
from sources.extract.pool import ExtractPool
from tests.support.paths import ROOT

NOW = datetime(2031, 5, 4, tzinfo=UTC)
TEXT = "The harbour council of Vellmar decided on Monday to publish every model it uses to plan the tides. " * 4


def page(name: str, body: str = TEXT) -> Page:
    url = f"https://tide.example/{name}"
    return Page(url, url, 200, "text/html", f"<html><body><article><p>{body}</p></article></body></html>".encode(), NOW)


async def extracted(pool: ExtractPool, names: list[str]) -> list[Article | BaseException]:
    return await asyncio.gather(*(pool.extract(page(name)) for name in names), return_exceptions=True)


def ask(workers: int, names: list[str], limit: float = 30.0) -> list[Article | BaseException]:
    async def run() -> list[Article | BaseException]:
        async with ExtractPool(workers, limit) as pool:
            return await extracted(pool, names)

    return asyncio.run(run())


@pytest.fixture
def saboteur(monkeypatch: pytest.MonkeyPatch) -> None:
    """Workers that die, hang or blunder on pages of that name."""
    start = (
        "import sys, os, time; sys.path[:] = {path!r}; import sources.extract as e; real = e.extract\n"
        "def extract(page, lead, outlet):\n"
        "    if 'dies' in page.url: os.kill(os.getpid(), 9)\n"
        "    if 'hangs' in page.url: time.sleep(600)\n"
        "    if 'blunders' in page.url: raise RuntimeError('a bug')\n"
        "    if 'greedy' in page.url: raise MemoryError\n"
        "    return real(page, lead, outlet)\n"
        "e.extract = extract; from sources.extract.worker import main; main({handle})"
    )
    monkeypatch.setattr(pools, "_START", start)


@pytest.mark.edge
@pytest.mark.parametrize("workers", [0, 1])
def test_pages_come_back_as_articles_in_their_order(workers: int) -> None:
    names = [f"page-{number}" for number in range(6)]
    assert [getattr(answer, "url", answer) for answer in ask(workers, names)] == [page(name).url for name in names]


@pytest.mark.edge
@pytest.mark.parametrize("workers", [0, 1])
def test_a_page_without_an_article_is_an_extract_error_of_its_own(workers: int) -> None:
    async def run() -> None:
        async with ExtractPool(workers) as pool:
            with pytest.raises(ExtractError, match="holds no text"):
                await pool.extract(page("empty", ""))

    asyncio.run(run())


@pytest.mark.slow
@pytest.mark.parametrize(
    ("name", "problem"),
    [
        ("dies", "ended the process that read it (exit status -9)"),
        ("hangs", "took more than 0.5 s to read"),
        ("blunders", "cannot be read: RuntimeError: a bug"),
        ("greedy", "needs more memory to read than a page may take"),
    ],
)
@pytest.mark.usefixtures("saboteur")
def test_a_page_that_wrecks_its_worker_costs_that_page_only(name: str, problem: str) -> None:
    async def run() -> list[Article | BaseException]:
        async with ExtractPool(1, 20) as pool:
            before = await pool.extract(page("a"))
            pool.limit = 0.5 if name == "hangs" else 20
            wrecked = await asyncio.gather(pool.extract(page(name)), return_exceptions=True)
            pool.limit = 20
            return [before, *wrecked, await pool.extract(page("b"))]

    before, wrecked, after = asyncio.run(run())
    assert isinstance(before, Article)
    assert isinstance(after, Article)
    assert isinstance(wrecked, ExtractError)
    assert (wrecked.subject, wrecked.problem) == (page(name).url, problem)


@pytest.mark.slow
def test_the_pool_may_be_closed_and_used_again_and_in_another_loop() -> None:
    pool = ExtractPool(1)

    async def once() -> int:
        count = sum(isinstance(answer, Article) for answer in await extracted(pool, ["a", "b", "c"]))
        await pool.close()
        return count

    assert [asyncio.run(once()), asyncio.run(once())] == [3, 3]


@pytest.mark.edge
def test_closing_leaves_no_thread_and_no_process() -> None:
    threads = set(threading.enumerate())
    ask(2, ["a", "b", "c"])
    assert not [thread for thread in threading.enumerate() if thread not in threads and thread.name == "extract"]


@pytest.mark.edge
def test_a_worker_survives_ctrl_c_meant_for_its_parent() -> None:
    async def run() -> Article:
        async with ExtractPool(1) as pool:
            await pool.extract(page("a"))
            for child in pool.processes():
                os.kill(child, signal.SIGINT)
            return await pool.extract(page("b"))

    assert asyncio.run(run()).url.endswith("/b")


@pytest.mark.slow
def test_a_pool_works_from_a_thread_and_from_a_script_without_a_main_guard(tmp_path: object) -> None:
    script = (
        "import asyncio, sys, threading; sys.path[:0] = [{root!r}]\n"
        "from tests.sources.extract.test_pool import ask\n"
        "answers = []\n"
        "thread = threading.Thread(target=lambda: answers.extend(ask(1, ['a', 'b'])))\n"
        "thread.start(); thread.join(); print(len(answers), type(answers[1]).__name__)\n"
    )
    path = os.path.join(str(tmp_path), "unguarded.py")
    with open(path, "w") as file:
        file.write(script.format(root=str(ROOT)))
    ran = subprocess.run([sys.executable, path], capture_output=True, text=True, timeout=60, check=True)
    assert ran.stdout.split() == ["2", "Article"]


@pytest.mark.parametrize(
    "error",
    [
        ExtractError("x", "is empty", "skip it"),
        FetchError("x", "timed out", code="timeout", status=504, passing=True),
        DeliveryError("x", "refused", code="not_in_channel"),
    ],
)
def test_errors_keep_their_words_on_the_way_between_processes(error: CopydeskError) -> None:
    again = pickle.loads(pickle.dumps(error))
    assert (type(again), str(again), vars(again)) == (type(error), str(error), vars(error))
