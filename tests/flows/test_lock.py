"""One crawl at a time for one home."""

import multiprocessing
import os
import signal

import pytest

from desk.errors import BusyError
from flows.crawl_steps.lock import alone
from tests.support.crawling import copydesk, crawl, environment, outlets_file, settings

pytestmark = pytest.mark.edge


def hold(home, holding):
    """Another process' crawl."""
    with alone(home):
        holding.set()
        signal.pause()


@pytest.fixture
def crawling(tmp_path):
    """A process that crawls for tmp_path."""
    context = multiprocessing.get_context("spawn")
    holding = context.Event()
    process = context.Process(target=hold, args=(tmp_path, holding), daemon=True)
    process.start()
    assert holding.wait(60)
    yield process
    process.kill()
    process.join()


def test_a_second_crawl_says_which_process_is_crawling_and_ends_with_1(tmp_path, crawling):
    outlets = outlets_file(tmp_path / "o.yaml", "gazette.example")
    said = copydesk(environment("http://127.0.0.1:9", tmp_path), "crawl", "--outlets", str(outlets))
    assert said.returncode == 1
    assert said.stderr.startswith(f"copydesk: {tmp_path}: is being crawled by process {crawling.pid} since 2")
    assert said.stderr.count("\n") == 1
    assert not (tmp_path / "copydesk.duckdb").exists()


def test_a_process_that_is_killed_lets_go(tmp_path, crawling):
    with pytest.raises(BusyError), alone(tmp_path):
        pass
    os.kill(crawling.pid, signal.SIGKILL)
    crawling.join()
    with alone(tmp_path):
        pass


def test_another_home_and_the_time_after_a_crawl_are_free(tmp_path):
    with alone(tmp_path / "a"), alone(tmp_path / "b"):
        pass
    with alone(tmp_path / "a"):
        pass


def test_two_crawls_within_one_process_exclude_each_other_as_well(tmp_path):
    given = settings(tmp_path, outlets_file(tmp_path / "o.yaml", "gazette.example"))
    with alone(tmp_path), pytest.raises(BusyError, match=f"process {os.getpid()} since"):
        crawl(given)
