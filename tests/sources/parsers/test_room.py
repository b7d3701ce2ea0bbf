"""Room for documents: the lowest rank first, and a waiter that leaves keeps no place."""

import asyncio

from sources.parsers.room import Room


def order_of(ranks, places=1, leaving=()):
    """In which order waiters of these ranks got a place, all of them having asked while it was taken."""

    async def crowd():
        room, came = Room(places), []

        async def wait(rank):
            async with room.place(rank):
                came.append(rank)

        async with room.place():
            waiting = {rank: asyncio.ensure_future(wait(rank)) for rank in ranks}
            await asyncio.sleep(0)
            for rank in leaving:
                waiting[rank].cancel()
        await asyncio.gather(*waiting.values(), return_exceptions=True)
        async with asyncio.timeout(5):
            for _ in range(places):  # all places are free again
                await room._taken(0)
        return came

    return asyncio.run(crowd())


def test_the_lowest_rank_is_served_first():
    assert order_of([5, 2, 9, 1]) == [1, 2, 5, 9]


def test_who_leaves_takes_no_place_along():
    assert order_of([5, 2, 9, 1], leaving=[1, 5]) == [2, 9]


def test_who_is_cancelled_when_its_turn_has_come_hands_it_on():
    async def crowd():
        room, came = Room(1), []

        async def wait(rank):
            async with room.place(rank):
                came.append(rank)

        async with room.place():
            first, second = (asyncio.ensure_future(wait(rank)) for rank in (1, 2))
            await asyncio.sleep(0)
        first.cancel()
        async with asyncio.timeout(5):
            await second
        return came

    assert asyncio.run(crowd()) == [2]


def test_as_many_as_there_are_places_are_in_at_once():
    async def crowd():
        room, most, within = Room(3), 0, 0

        async def one():
            nonlocal most, within
            async with room.place():
                within += 1
                most = max(most, within)
                await asyncio.sleep(0)
                within -= 1

        await asyncio.gather(*(one() for _ in range(20)))
        return most

    assert asyncio.run(crowd()) == 3
