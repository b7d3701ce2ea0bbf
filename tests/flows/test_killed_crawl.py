"""The real command killed at random moments, and a disk that fills up: the next runs complete what was begun."""

import json
import random
import re
import resource
import signal
import subprocess
import sys
import threading
import time

import pytest

from tests.newsroom.serve import OUTLETS, newsroom
from tests.support.crawling import column, copydesk, environment, outlets_file, rows, site
from tests.support.paths import ROOT
from tests.support.web import Reply, web
from warehouse.db import Warehouse
from warehouse.reading_copy import READING_NAME
from warehouse.upkeep import check

pytestmark = pytest.mark.slow
CREATES = True
CRAWL = ("crawl", "--outlets", str(OUTLETS), "--json")
SEED = 20261123
KILLS = 10


@pytest.fixture(scope="module")
def world(tmp_path_factory):
    """The newsroom, the keys an undisturbed crawl of it stores, and how long that takes after its first request."""
    home = tmp_path_factory.mktemp("undisturbed")
    with newsroom() as (address, asked):
        process = start(address, home)
        began = first_request(asked, 0)
        _, told = process.communicate(timeout=300)
        took = time.monotonic() - began
        assert process.returncode == 0, told
        keys = column(home, "select key from articles order by key")
        assert len(keys) == len(set(keys)) >= 48
        yield address, asked, keys, took


def start(address, home):
    return subprocess.Popen(
        [sys.executable, "-m", "flows.cli", *CRAWL],
        cwd=ROOT, env=environment(address, home, COPYDESK_HOSTS_AT_ONCE="3"), text=True,
        stdout=subprocess.PIPE, stderr=subprocess.PIPE,
    )  # fmt: skip


def first_request(asked, before, seconds=60):
    """When the crawl that was just started asked something; the time it takes to load is no part of the run."""
    until = time.monotonic() + seconds
    while len(asked) == before and time.monotonic() < until:
        time.sleep(0.01)
    return time.monotonic()


def whole(home):
    """Nothing is half-written: every article has text, report and decisions of its own batch."""
    warehouse = Warehouse(home)
    if not warehouse.path.exists():
        return 0
    assert check(warehouse) == ()
    counts = rows(
        home,
        """select count(*), count(distinct key), count(*) filter (id in (select article_id from bodies)),
                  count(*) filter (id in (select article_id from topic_verdicts)),
                  count(*) filter ((run_id, outlet_id) in (select (run_id, outlet_id) from outlet_reports))
           from articles""",
    )[0]
    assert len(set(counts)) == 1, f"articles, keys, with text, with a topic verdict, with a report: {counts}"
    assert column(
        home, "select count(*) from leads where outcome = 'stored' and key not in (select key from articles)"
    ) == [0]
    return counts[0]


def test_a_crawl_killed_at_ten_random_moments_ends_as_an_undisturbed_one(world, tmp_path):
    address, asked, keys, took = world
    chance, stored = random.Random(SEED), []
    moments = sorted(chance.uniform(0.0, 1.0) * took for _ in range(KILLS))  # late kills first would leave no work
    print(f"seed {SEED}, undisturbed {took:.1f} s, killed after {[round(moment, 1) for moment in moments]} s")
    for moment in moments:
        before = len(asked)
        process = start(address, tmp_path)
        first_request(asked, before)
        try:
            process.wait(moment)
        except subprocess.TimeoutExpired:
            process.send_signal(signal.SIGKILL)
        process.communicate(timeout=30)
        stored.append(whole(tmp_path))
        if (tmp_path / READING_NAME).exists():
            told = copydesk(
                environment(address, tmp_path), "sql", "select count(*) as n from articles", "--format", "json"
            )
            assert told.returncode == 0, told.stderr
    print(f"articles stored after each kill: {stored}")
    assert stored == sorted(stored)
    before = len(asked)
    assert copydesk(environment(address, tmp_path), *CRAWL, timeout=300).returncode == 0
    assert whole(tmp_path) == len(keys)
    assert column(tmp_path, "select key from articles order by key") == keys
    assert column(tmp_path, "select count(*) from leads where closed_at is null") == [0]
    assert column(tmp_path, "select status from runs order by id")[-1] == "ok"
    assert set(column(tmp_path, "select status from runs")) <= {"ok", "crashed"}
    known = [key for key in keys if any(re.search(re.escape(key) + "$", url) for url, _ in asked[before:])]
    assert len(known) <= len(keys) - stored[-1], "the last crawl fetches only what was not stored"
    told = copydesk(environment(address, tmp_path), "sql", "select count(*) as n from articles", "--format", "json")
    assert json.loads(told.stdout) == [{"n": len(keys)}]


def test_sql_answers_all_the_time_a_crawl_is_writing(world, tmp_path):
    address, _, _, _ = world
    first = copydesk(environment(address, tmp_path), "crawl", "carnet", "--outlets", str(OUTLETS))
    assert first.returncode == 0, first.stderr
    process, answers = start(address, tmp_path), []
    silent = threading.Thread(target=process.communicate)
    silent.start()
    while process.poll() is None:
        question = "select kind, count(*) as n from copies group by 1"
        answers.append(copydesk(environment(address, tmp_path), "sql", question, "--format", "json", timeout=60))
    silent.join()
    assert process.returncode == 0
    assert len(answers) >= 2
    assert [answer.stderr for answer in answers if answer.returncode] == []


def fat(web, host, chance):
    """An outlet with three articles of 100 kB that no compression makes small."""
    site(web, host, "first", "second", "third")
    for name in ("first", "second", "third"):
        words = [chance.randbytes(4).hex() for _ in range(11_000)]
        text = "".join(f"<p>{' '.join(words[at : at + 100])}.</p>" for at in range(0, len(words), 100))
        web.routes[f"{host}/{name}.html"] = Reply(
            f"<html><title>{name}</title><article><h1>{name}</h1>{text}</article>"
        )


def test_a_full_disk_ends_a_crawl_with_one_clear_error_and_the_next_one_completes_it(tmp_path):
    home = tmp_path / "home"
    hosts = [f"fat{number}.example" for number in range(14)]
    with web() as server:
        chance = random.Random(SEED)
        for host in hosts:
            fat(server, host, chance)
        env = environment(server.url(), home, COPYDESK_HOSTS_AT_ONCE="1")
        words = ("crawl", "--outlets", str(outlets_file(tmp_path / "o.yaml", *hosts)), "--json")
        assert copydesk(env, *words[:1], "fat0", *words[1:]).returncode == 0
        assert whole(home) == 3
        limit = (home / "copydesk.duckdb").stat().st_size

        def small():
            signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
            resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))

        done = copydesk(env, *words, preexec_fn=small, timeout=300)
        assert (done.returncode, done.stdout) == (1, "")
        assert "the disk is full. Nothing that was committed is lost: free some space and run it again" in done.stderr
        assert len(done.stderr.strip().splitlines()) == 1
        assert 3 < whole(home) < 42
        told = copydesk(env, "sql", "select count(*) as n from articles", "--format", "json")
        assert json.loads(told.stdout) == [{"n": 3}], "the reading copy of the run before still answers"
        again = copydesk(env, *words, timeout=300)
        assert again.returncode == 0, again.stderr
        assert whole(home) == 42
        assert column(home, "select status from runs order by id")[-1] == "ok"
