"""What crawls on several machines agree about: whose turn a host is, who reads an outlet."""

import asyncio
import subprocess
import sys
import time

import pytest

from tests.support.paths import ROOT
from tests.support.postgres import NONE, programs, running
from warehouse.lake_place import lake_place
from warehouse.lake_session import open_session
from warehouse.lake_turns import LakeTurns

pytestmark = [pytest.mark.edge, pytest.mark.slow, pytest.mark.skipif(programs() is None, reason=NONE)]
URL, NEIGHBOUR, STRANGER = "https://www.press.example/1", "https://blog.press.example/2", "https://wire.example/1"


@pytest.fixture(scope="module")
def postgres():
    with running() as made:
        yield made


@pytest.fixture(scope="module")
def place(postgres, tmp_path_factory):
    made = lake_place(f"ducklake:postgres:{postgres.dsn('turns')}", str(tmp_path_factory.mktemp("data")))
    open_session(made).close()
    return made


@pytest.fixture(autouse=True)
def nothing_known(postgres, place):
    postgres.sql("TRUNCATE copydesk.turns, copydesk.visits", "turns")


def together(place, work):
    """`work` with the turns of two machines."""

    async def both():
        async with LakeTurns(place) as one, LakeTurns(place) as other:
            return await work(one, other)

    return asyncio.run(both())


async def told(turns):
    await asyncio.gather(*turns._words)


def test_a_domain_is_one_machines_while_a_request_is_under_way(place):
    async def work(one, other):
        assert await one.take(URL) == 0
        assert await other.take(URL) > 0
        assert await other.take(NEIGHBOUR) > 0
        assert await other.take(STRANGER) == 0

    together(place, work)


def test_the_gap_counts_from_when_the_request_went_out(place):
    async def work(one, other):
        await one.take(URL)
        one.began(URL, 0.5, 0.0)
        await told(one)
        began = time.monotonic()
        while await other.take(URL):  # noqa: ASYNC110 - what is waited for is in PostgreSQL
            await asyncio.sleep(0.01)
        assert time.monotonic() - began >= 0.4

    together(place, work)


def test_a_crawl_delay_binds_the_host_and_not_its_neighbours(place):
    async def work(one, other):
        await one.take(URL)
        one.began(URL, 0.0, 30.0)
        await told(one)
        assert await other.take(URL) > 29
        assert await other.take(NEIGHBOUR) == 0

    together(place, work)


def test_a_host_that_asked_for_peace_keeps_it_though_an_answer_begins_later(place):
    async def work(one, other):
        other.hold("www.press.example", 40.0)
        await told(other)
        one.began(URL, 0.0, 0.0)
        await told(one)
        assert await one.take(URL) > 39

    together(place, work)


def test_of_many_who_ask_at_once_one_gets_the_turn(place):
    async def work(one, other):
        return await asyncio.gather(*(turns.take(URL) for _ in range(20) for turns in (one, other)))

    assert together(place, work).count(0) == 1


def test_an_outlet_is_one_crawls_and_is_not_read_again_by_one_that_began_before(place):
    async def work(one, other):
        assert await one.claim("gazette")
        assert not await other.claim("gazette")
        assert await other.claim("herald")
        await one.ended("gazette")
        assert not await other.claim("gazette")
        async with LakeTurns(place) as later:
            assert await later.claim("gazette")

    together(place, work)


def test_an_outlet_of_a_killed_crawl_is_free(place):
    code = (
        "import asyncio, sys, time\nfrom warehouse.lake_place import lake_place\n"
        "from warehouse.lake_turns import LakeTurns\nasync def work():\n"
        "    async with LakeTurns(lake_place(sys.argv[1])) as turns:\n"
        "        print(await turns.claim('gazette'), flush=True); time.sleep(600)\nasyncio.run(work())\n"
    )
    words = [sys.executable, "-c", code, f"ducklake:postgres:{place.dsn}"]
    with subprocess.Popen(words, stdout=subprocess.PIPE, text=True, cwd=ROOT) as holder:
        assert holder.stdout.readline() == "True\n"

        async def work(one, other):
            assert not await one.claim("gazette")
            holder.kill()
            holder.wait()
            until = time.monotonic() + 20
            while not await one.claim("gazette"):
                assert time.monotonic() < until
                await asyncio.sleep(0.05)

        together(place, work)


def test_an_outlet_stays_ours_when_postgresql_was_started_anew(place, postgres):
    async def work(one, other):
        assert await one.claim("gazette")
        postgres.kill()
        postgres.start()
        assert await one.take(STRANGER) == 0  # whatever is asked next takes the line up again
        assert not await other.claim("gazette")
        assert await other.claim("herald")

    together(place, work)
