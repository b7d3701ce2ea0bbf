"""One at a time, a gap from start to start, and nobody waits for another host."""

import asyncio

import pytest

from desk.errors import FetchError
from sources.fetch.pace import Pace
from tests.support.web import Clock


class Visits:
    """Requests that take a while, on a clock of their own."""

    def __init__(self):
        self.clock = Clock()
        self.pace = Pace(self.clock, self.clock.sleep)
        self.starts, self.running, self.most = [], 0, 0

    async def ask(self, url, *, takes=0.0, gap=1.0, delay=0.0, deadline=None, counted=True):
        async with self.pace.turn(url, gap=gap, delay=delay, deadline=deadline, counted=counted):
            self.starts.append((url, self.clock.time))
            self.running += 1
            self.most = max(self.most, self.running)
            await self.clock.sleep(takes)
            self.running -= 1

    def times(self):
        return [time - 1000 for _, time in self.starts]


def together(visits, *asks):
    async def run():
        await asyncio.gather(*(visits.ask(*args, **more) for args, more in asks))

    asyncio.run(run())


def test_the_gap_is_counted_from_start_to_start():
    visits = Visits()
    together(visits, *((("http://a.example/",), {"takes": 0.4}) for _ in range(3)))
    assert visits.times() == [0, 1, 2]


def test_a_slow_answer_is_not_overlapped():
    visits = Visits()
    together(visits, *((("http://a.example/",), {"takes": 5.0}) for _ in range(3)))
    assert visits.times() == [0, 5, 10]
    assert visits.most == 1


def test_hosts_of_one_domain_share_the_pace_and_other_domains_do_not():
    visits = Visits()
    hosts = ["http://www.a.example/", "http://feeds.a.example/", "http://b.example/"]
    together(visits, *(((host,), {}) for host in hosts))
    assert dict(visits.starts) == {hosts[0]: 1000, hosts[1]: 1001, hosts[2]: 1000}


def test_two_blogs_under_a_public_suffix_are_two_sites():
    visits = Visits()
    together(visits, *(((f"https://{name}.github.io/",), {}) for name in ("one", "two")))
    assert visits.times() == [0, 0]


def test_a_crawl_delay_holds_its_host_and_not_its_neighbour():
    visits = Visits()

    async def run():
        await visits.ask("http://www.a.example/", delay=60)
        slow = asyncio.create_task(visits.ask("http://www.a.example/", delay=60))
        await visits.ask("http://feeds.a.example/")
        await slow

    asyncio.run(run())
    assert visits.starts[1] == ("http://feeds.a.example/", 1001)
    assert visits.starts[2] == ("http://www.a.example/", 1060)


def test_a_host_that_asked_for_peace_gets_it():
    visits = Visits()
    visits.pace.hold("a.example", 30)
    together(visits, (("http://a.example/",), {}), (("http://b.example/",), {}))
    assert dict(visits.starts) == {"http://a.example/": 1030, "http://b.example/": 1000}


def test_a_request_that_cannot_start_before_the_deadline_is_refused_without_waiting():
    visits = Visits()
    together(visits, (("http://a.example/",), {"delay": 60}))
    with pytest.raises(FetchError) as caught:
        together(visits, (("http://a.example/",), {"delay": 60, "deadline": 1030}))
    assert (caught.value.code, caught.value.passing, visits.clock.time) == ("budget", True, 1000)


def test_those_that_queue_behind_others_count_them_in():
    visits = Visits()
    asks = [(("http://a.example/",), {"delay": 60, "deadline": 1100}) for _ in range(5)]

    async def one(args, more):
        try:
            await visits.ask(*args, **more)
        except FetchError as error:
            return error.code, visits.clock.time
        return "ok"

    async def run():
        return await asyncio.gather(*(one(a, m) for a, m in asks))

    at_once = ("budget", 1000)
    assert asyncio.run(run()) == ["ok", "ok", at_once, at_once, at_once]
    assert visits.times() == [0, 60]


def test_robots_txt_waits_for_its_turn_and_nobody_keeps_distance_from_it():
    visits = Visits()
    together(visits, (("http://a.example/robots.txt",), {"counted": False}), (("http://a.example/",), {}))
    assert visits.times() == [0, 0]
    assert visits.most == 1


def test_a_failed_request_frees_its_lane():
    visits = Visits()

    async def fail():
        async with visits.pace.turn("http://a.example/", gap=1):
            raise RuntimeError

    with pytest.raises(RuntimeError):
        asyncio.run(fail())
    together(visits, (("http://a.example/",), {"deadline": 1002}))
    assert visits.times() == [1]


def test_the_gap_counts_from_when_a_request_really_went_out():
    visits = Visits()

    async def run():
        async with visits.pace.turn("http://a.example/", gap=1) as sent:
            visits.clock.time += 0.5  # a busy machine
            sent()
        await visits.ask("http://a.example/")

    asyncio.run(run())
    assert visits.times() == [1.5]
