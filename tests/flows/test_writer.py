"""The one writer of a crawl."""

import asyncio
from contextlib import contextmanager
from datetime import UTC, datetime

import pytest

from flows.crawl_steps.visit_records import Quiet
from flows.crawl_steps.writer import Writer
from warehouse.db import Warehouse

NOW = datetime(2026, 11, 20, 12, tzinfo=UTC)


class Counted(Warehouse):
    openings = 0

    @contextmanager
    def opened(self):
        self.openings += 1
        with super().opened() as con:
            yield con


def note(number):
    return lambda con: con.execute("INSERT INTO noted VALUES (?) RETURNING n", [number]).fetchone()[0]


@pytest.fixture
def kept(tmp_path):
    warehouse = Counted(tmp_path)
    with warehouse.writing() as con:
        con.execute("CREATE TABLE noted (n INTEGER)")
    warehouse.openings = 0
    return warehouse


def noted(warehouse):
    with warehouse.reading() as con:
        return sorted(n for (n,) in con.execute("SELECT n FROM noted").fetchall())


@pytest.mark.edge
def test_visits_that_are_ready_together_share_one_opening(kept):
    async def crawl():
        writer = Writer(kept, Quiet(NOW))
        return await asyncio.gather(*(writer.write(note(n)) for n in range(9)))

    assert asyncio.run(crawl()) == list(range(9))
    assert kept.openings == 1
    assert noted(kept) == list(range(9))


@pytest.mark.edge
def test_a_step_that_fails_takes_no_other_with_it(kept):
    def failing(con):
        con.execute("INSERT INTO noted VALUES (77)")
        raise IndexError("a mistake of ours")

    async def crawl():
        writer = Writer(kept, Quiet(NOW))
        return await asyncio.gather(*(writer.write(s) for s in (note(1), failing, note(2))), return_exceptions=True)

    first, error, second = asyncio.run(crawl())
    assert (first, second) == (1, 2)
    assert isinstance(error, IndexError)
    assert noted(kept) == [1, 2]


def test_a_warehouse_that_cannot_be_opened_is_told_to_every_visit(tmp_path):
    (tmp_path / "home").write_text("a file where the folder should be")

    async def crawl():
        writer = Writer(Warehouse(tmp_path / "home", wait=0.0), Quiet(NOW))
        steps = [asyncio.ensure_future(writer.write(note(n))) for n in range(3)]
        return await asyncio.wait_for(asyncio.gather(*steps, return_exceptions=True), 10)

    assert [type(error).__name__ for error in asyncio.run(crawl())] == ["WarehouseError"] * 3
