"""Visits that are ready together are decided together, and each stands or falls by itself."""

import asyncio
from types import SimpleNamespace

import pytest

from desk.errors import EncoderError, WarehouseError
from flows.crawl_steps import decider
from flows.crawl_steps.decider import Decider
from flows.crawl_steps.visit_state import Backlog, UnderWay


def visit(name, articles=1):
    return SimpleNamespace(name=name, articles=[(None, f"{name}{at}") for at in range(articles)])


class Desk:
    """A newsdesk whose drafts are the articles."""

    stocked, trouble = True, None

    def __init__(self):
        self.drafted = []

    def drafts(self, articles):
        self.drafted.append(list(articles))
        return [article.upper() for article in articles]

    def go_on_without_vectors(self, error):
        self.trouble = error


class Writing:
    """A writer whose connection is a list; what a step raises is rolled back."""

    def __init__(self):
        self.written = []

    async def write(self, step):
        await asyncio.sleep(0)
        con = []
        told = step(con)
        self.written.append(con)
        return told


def decide(visits, failing=lambda name: None):
    """Let all visits end at once; what each is told, the newsdesk, and what each transaction wrote."""
    desk, writer = Desk(), Writing()

    def store(con, together, drafts):
        for each in together:
            if error := failing(each, desk):
                raise error
            con.append(each.name)
        assert len(drafts) == sum(len(each.articles) for each in together)
        return [f"report of {each.name}" for each in together]

    async def all_at_once():
        one = Decider(writer, desk, store, Backlog())
        return await asyncio.gather(*map(one.decide, visits), return_exceptions=True)

    return asyncio.run(all_at_once()), desk, writer.written


def well(_visit, _desk):
    return None


def test_visits_that_end_while_others_are_written_share_a_transaction():
    told, desk, written = decide([visit(name) for name in "abcd"], well)
    assert told == [f"report of {name}" for name in "abcd"]
    assert written[0][0] == "a"
    assert sum(map(len, written)) == 4
    assert len(written) <= 2
    assert [name for batch in desk.drafted for name in batch] == ["a0", "b0", "c0", "d0"]


def test_a_batch_has_so_many_articles_and_no_more(monkeypatch):
    monkeypatch.setattr(decider, "MOST", 5)
    _, desk, _ = decide([visit("a", 3), visit("b", 3), visit("c", 2), visit("d", 9), visit("e", 1)], well)
    assert [len(batch) for batch in desk.drafted] == [3, 5, 9, 1]


def test_a_visit_that_fails_takes_no_other_with_it():
    told, _, written = decide(
        [visit(name) for name in "abc"], lambda each, _: WarehouseError("b", "is odd") if each.name == "b" else None
    )
    assert [type(each).__name__ for each in told] == ["str", "WarehouseError", "str"]
    assert sorted(name for batch in written for name in batch) == ["a", "c"]


def test_a_process_that_is_asked_to_end_does_not_try_one_by_one():
    told, _, written = decide([visit(name) for name in "abc"], lambda *_: asyncio.CancelledError())
    assert all(isinstance(each, asyncio.CancelledError) for each in told)
    assert written == []


def test_an_encoder_that_fails_in_the_transaction_is_asked_no_more_and_all_is_stored():
    told, desk, written = decide(
        [visit("a"), visit("b")], lambda _, desk: None if desk.trouble else EncoderError("encoder mine", "failed")
    )
    assert told == ["report of a", "report of b"]
    assert isinstance(desk.trouble, EncoderError)
    assert sorted(name for batch in written for name in batch) == ["a", "b"]


@pytest.mark.parametrize("count", [1, 7])
def test_every_visit_is_answered(count):
    told, _, _ = decide([visit(str(at), at) for at in range(count)], well)
    assert told == [f"report of {at}" for at in range(count)]


def test_no_page_is_asked_for_while_too_many_articles_wait():
    async def fetched():
        backlog, order = Backlog(most=5), []

        async def fetch():
            await backlog.room()
            order.append("fetched")

        backlog.change(6)
        waiting = asyncio.ensure_future(fetch())
        await asyncio.sleep(0)
        order.append("written")
        backlog.change(-2)
        await waiting
        return order

    assert asyncio.run(fetched()) == ["written", "fetched"]


def test_what_was_written_waits_no_more():
    backlog = Backlog(most=0)

    async def decided():
        one = Decider(Writing(), Desk(), lambda _con, visits, _drafts: [each.name for each in visits], backlog)
        told = await asyncio.gather(one.decide(visit("a", 3)), one.decide(visit("b", 4)))
        await asyncio.wait_for(backlog.room(), 5)
        return told

    assert asyncio.run(decided()) == ["a", "b"]


def crowd(ends, articles=1, at_once=9):
    """Visits that end in this order, one turn of the loop after the other; what each transaction wrote."""
    writer = Writing()

    async def crawled():
        under_way = UnderWay(at_once)
        store = lambda con, visits, _drafts: [con.append(each.name) or each.name for each in visits]  # noqa: E731
        one = Decider(writer, Desk(), store, Backlog(), under_way)

        async def visited(name, turns):
            async with under_way.visit():
                for _ in range(turns):
                    await asyncio.sleep(0)
            return await one.decide(visit(name, articles))

        return await asyncio.gather(*(visited(name, 3 * at) for at, name in enumerate(ends)))

    assert asyncio.run(asyncio.wait_for(crawled(), 5)) == list(ends)
    return ["".join(batch) for batch in writer.written]


def test_a_visit_waits_for_those_under_way(monkeypatch):
    monkeypatch.setattr(decider, "PATIENCE", 1e9)
    assert crowd("abcd") == ["abcd"]


def test_a_batch_that_is_large_enough_waits_for_nobody(monkeypatch):
    monkeypatch.setattr(decider, "PATIENCE", 1e9)
    monkeypatch.setattr(decider, "ENOUGH", 4)
    assert crowd("abcde", articles=2) == ["ab", "cd", "e"]


def test_no_visit_waits_longer_than_patience(monkeypatch):
    monkeypatch.setattr(decider, "PATIENCE", 0)
    assert crowd("abc") == ["a", "b", "c"]


def test_what_waits_to_be_written_holds_no_place_on_the_network(monkeypatch):
    monkeypatch.setattr(decider, "PATIENCE", 1e9)
    assert crowd("abc", at_once=1) == ["abc"]


def test_what_waits_for_company_can_be_written_at_once(monkeypatch):
    monkeypatch.setattr(decider, "PATIENCE", 1e9)
    writer, under_way = Writing(), UnderWay()

    async def stopped():
        one = Decider(
            writer, Desk(), lambda con, visits, _: [con.append(each.name) for each in visits], Backlog(), under_way
        )
        async with under_way.visit():
            waiting = asyncio.ensure_future(one.decide(visit("a")))
            await asyncio.sleep(0)
            await one.finish()
            await asyncio.wait_for(waiting, 5)

    asyncio.run(stopped())
    assert writer.written == [["a"]]
