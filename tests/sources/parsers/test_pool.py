"""The extraction pool: every page its answer, whatever another page does to its worker."""

from __future__ import annotations

import asyncio
import contextlib
import os
import pickle
import signal
import subprocess
import sys
import threading
import time
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from desk.errors import CopydeskError, DeliveryError, ExtractError, FetchError, SourceError
from desk.models import Article, Lead, Outlet, Page, Source
from sources.fetch import robots
from sources.parsers import lane
from sources.parsers import pool as pools
from sources.parsers.kinds import FEED_TEXT, PAGE, ROBOTS, SOURCE, StoppedError, Trouble
from sources.parsers.pool import ParserPool, VisitParsers
from tests.support.paths import ROOT

NOW = datetime(2031, 5, 4, tzinfo=UTC)
TEXT = "The harbour council of Vellmar decided on Monday to publish every model it uses to plan the tides. " * 4


def page(name: str, body: str = TEXT) -> Page:
    url = f"https://tide.example/{name}"
    return Page(url, url, 200, "text/html", f"<html><body><article><p>{body}</p></article></body></html>".encode(), NOW)


async def extracted(pool: ParserPool, names: list[str]) -> list[Article | BaseException]:
    return await asyncio.gather(*(pool.extract(page(name)) for name in names), return_exceptions=True)


def ask(workers: int, names: list[str], limit: float = 30.0) -> list[Article | BaseException]:
    async def run() -> list[Article | BaseException]:
        async with ParserPool(workers, limit) as pool:
            return await extracted(pool, names)

    return asyncio.run(run())


@pytest.fixture
def saboteur(monkeypatch: pytest.MonkeyPatch) -> None:
    """Workers that die, hang or blunder on pages of that name."""
    start = (
        "import sys, os, time; sys.path[:] = {path!r}; import sources.extract.article as e; real = e.extract\n"
        "def extract(page, lead, outlet):\n"
        "    if 'dies' in page.url: os.kill(os.getpid(), 9)\n"
        "    if 'hangs' in page.url: time.sleep(600)\n"
        "    if 'blunders' in page.url: raise RuntimeError('a bug')\n"
        "    if 'greedy' in page.url: raise MemoryError\n"
        "    if 'swells' in page.url: return 'x' * (4 << 30)\n"
        "    if 'spins' in page.url:\n"
        "        while True: pass\n"
        "    if 'babbles' in page.url: return 'x' * (65 << 20)\n"
        "    return real(page, lead, outlet)\n"
        "e.extract = extract; from sources.parsers.worker import main; main({handle}, {nice})"
    )
    monkeypatch.setattr(lane, "_START", start)


@pytest.mark.edge
@pytest.mark.parametrize("workers", [0, 1])
def test_pages_come_back_as_articles_in_their_order(workers: int) -> None:
    names = [f"page-{number}" for number in range(6)]
    assert [getattr(answer, "url", answer) for answer in ask(workers, names)] == [page(name).url for name in names]


@pytest.mark.edge
@pytest.mark.parametrize("workers", [0, 1])
def test_a_page_without_an_article_is_an_extract_error_of_its_own(workers: int) -> None:
    async def run() -> None:
        async with ParserPool(workers) as pool:
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
        ("greedy", "needs more memory to read than a document may take"),
        ("swells", "needs more memory to read than a document may take"),
        ("spins", "took more than 1 s of processor time to read"),
        ("babbles", "says 68 MB, more than a document may"),
    ],
)
@pytest.mark.usefixtures("saboteur")
def test_a_page_that_wrecks_its_worker_costs_that_page_only(
    name: str, problem: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    if name == "spins":
        monkeypatch.setattr(pools, "PAGE", replace(PAGE, seconds=1))

    async def run() -> list[Article | BaseException]:
        async with ParserPool(1, 60) as pool:
            before = await pool.extract(page("a"))
            pool.limit = 0.5 if name == "hangs" else 60
            wrecked = await asyncio.gather(pool.extract(page(name)), return_exceptions=True)
            pool.limit = 60
            return [before, *wrecked, await pool.extract(page("b"))]

    before, wrecked, after = asyncio.run(run())
    assert isinstance(before, Article)
    assert isinstance(after, Article)
    assert isinstance(wrecked, ExtractError)
    assert (wrecked.subject, wrecked.problem) == (page(name).url, problem)


@pytest.mark.slow
def test_the_pool_may_be_closed_and_used_again_and_in_another_loop() -> None:
    pool = ParserPool(1)

    async def once() -> int:
        count = sum(isinstance(answer, Article) for answer in await extracted(pool, ["a", "b", "c"]))
        await pool.close()
        return count

    assert [asyncio.run(once()), asyncio.run(once())] == [3, 3]


@pytest.mark.edge
def test_closing_leaves_no_thread_and_no_process() -> None:
    threads = set(threading.enumerate())
    ask(2, ["a", "b", "c"])
    assert not [thread for thread in threading.enumerate() if thread not in threads and thread.name == "parser"]


@pytest.mark.edge
def test_a_worker_survives_ctrl_c_meant_for_its_parent() -> None:
    async def run() -> Article:
        async with ParserPool(1) as pool:
            await pool.extract(page("a"))
            for child in pool.processes():
                os.kill(child, signal.SIGINT)
            return await pool.extract(page("b"))

    assert asyncio.run(run()).url.endswith("/b")


@pytest.mark.slow
def test_a_pool_works_from_a_thread_and_from_a_script_without_a_main_guard(tmp_path: object) -> None:
    script = (
        "import asyncio, sys, threading; sys.path[:0] = [{root!r}]\n"
        "from tests.sources.parsers.test_pool import ask\n"
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


@pytest.mark.edge
def test_feeds_robots_files_and_feed_texts_are_parsed_by_workers_too() -> None:
    address = "https://tide.example/feed"
    items = "<item><title>A port</title><link>/a</link></item>"
    given = replace(page("feed"), body=f"<rss><channel>{items}</channel></rss>".encode())
    lead = Lead(address, "tide.example/feed", "tide", address, content=f"<p>{TEXT}</p>")

    async def run() -> None:
        async with ParserPool(1) as pool:
            found = await pool.run(SOURCE, address, Source("tide", "feed", address), given, None)
            assert [one.url for one in found.leads] == ["https://tide.example/a"]
            with pytest.raises(SourceError, match="is no feed"):
                await pool.run(SOURCE, address, Source("tide", "feed", address), replace(given, body=b"x"), None)
            rules = await pool.run(ROBOTS, address, 200, b"User-agent: *\nDisallow: /no")
            assert isinstance(rules, robots.Rules)
            assert (rules.allows(address), rules.allows("https://tide.example/no")) == (True, False)
            told = await pool.run(FEED_TEXT, address, lead, Outlet("tide", "Tide", address, "en", ()), NOW)
            assert told.text.startswith("The harbour council")

    asyncio.run(run())


class _Stopping(ParserPool):
    """A pool whose documents all have to be stopped."""

    async def bounded(self, *_: object) -> object:
        raise StoppedError(Trouble("took more than 1 s"))


def test_a_visit_that_costs_three_workers_gets_no_more_and_another_one_begins_anew() -> None:
    async def words(parsers: VisitParsers) -> list[str]:
        told = []
        for number in range(VisitParsers.MOST_STOPPED + 1):
            with pytest.raises(ExtractError) as caught:
                await parsers.extract(page(str(number)))
            told.append(caught.value.problem)
        return told

    pool = _Stopping(1)
    told = asyncio.run(words(VisitParsers(pool, 60)))
    assert told == ["took more than 1 s"] * 3 + ["was not read: 3 documents of this visit had to be stopped"]
    assert not VisitParsers(pool, 60).closed


@pytest.mark.slow
@pytest.mark.usefixtures("saboteur")
@pytest.mark.parametrize("left", [-1.0, 0.3])
def test_a_visit_whose_time_is_over_ends_what_it_parses_and_keeps_it_for_the_next(left: float) -> None:
    async def run() -> FetchError:
        async with ParserPool(1) as pool:
            await pool.extract(page("warm"))
            with pytest.raises(FetchError) as caught:
                await VisitParsers(pool, left).extract(page("hangs"))
            return caught.value

    error = asyncio.run(run())
    assert (error.code, error.problem) == ("budget", "was not read: the outlet's time was over")


@pytest.mark.slow
@pytest.mark.usefixtures("saboteur")
def test_visits_whose_time_ends_together_do_not_wait_for_each_others_workers(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each kill takes a second here, as that of a worker with a gigabyte may."""
    end = lane._Worker.end

    def slowly(worker: lane._Worker) -> None:
        time.sleep(1)
        end(worker)

    monkeypatch.setattr(lane._Worker, "end", slowly)

    async def one(pool: ParserPool) -> float:
        began = time.monotonic()
        with pytest.raises(FetchError):
            await VisitParsers(pool, 1.0).extract(page("hangs"))
        return time.monotonic() - began

    async def run() -> list[float]:
        async with ParserPool(1) as pool:
            await pool.extract(page("warm"))
            return await asyncio.gather(*(one(pool) for _ in range(5)))

    assert max(asyncio.run(run())) < 1.9


@pytest.mark.slow
@pytest.mark.usefixtures("saboteur")
def test_a_slow_document_keeps_no_other_one_waiting(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pools, "QUICK", 1)
    monkeypatch.setattr(pools, "PAGE", replace(PAGE, seconds=4))
    ended: list[str] = []

    async def one(pool: ParserPool, name: str) -> None:
        with contextlib.suppress(ExtractError):
            await pool.extract(page(name))
        ended.append(name)

    async def run() -> None:
        async with ParserPool(1) as pool:
            await asyncio.gather(*(one(pool, name) for name in ("spins", "a", "b", "c")))

    asyncio.run(run())
    assert ended == ["a", "b", "c", "spins"]


@pytest.mark.slow
@pytest.mark.usefixtures("saboteur")
def test_closing_ends_a_worker_that_is_busy_at_once() -> None:
    async def run() -> float:
        async with ParserPool(1) as pool:
            await pool.extract(page("warm"))
            asking = asyncio.ensure_future(pool.extract(page("hangs")))
            await asyncio.sleep(0.3)
            asking.cancel()
            began = time.monotonic()
            await pool.close()
            return time.monotonic() - began

    assert asyncio.run(run()) < 5
