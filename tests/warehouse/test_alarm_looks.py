"""What a look for alarms sees of a real file: entries without an article, troubles that were told and are over."""

from datetime import UTC, datetime, timedelta

import pytest

from desk.health.records import Over
from desk.health.silence import EPOCH
from warehouse.alarms import desk, look, seen
from warehouse.db import Warehouse

pytestmark = pytest.mark.edge
NOW = datetime(2026, 11, 30, 12, tzinfo=UTC)
TODAY = (NOW - EPOCH).days
DAY = timedelta(days=1)


@pytest.fixture
def con(tmp_path):
    with Warehouse(tmp_path).writing() as con:
        con.execute(
            "INSERT INTO outlets (id, name, first_crawled, last_crawled, failures) VALUES ('w', 'W', ?, ?, 0)",
            [NOW - 90 * DAY, NOW],
        )
        yield con


def article(con, number, ago, words=400, *, dated=True):
    at = NOW - ago * DAY
    con.execute(
        "INSERT INTO articles (id, key, outlet_id, published, fetched_at, words) VALUES (?, ?, 'w', ?, ?, ?)",
        [number, f"w/{number}", at if dated else None, at, words],
    )


def lead(con, outcome, ago, found=0):
    con.execute(
        "INSERT INTO leads (key, outlet_id, published, found_at, outcome) VALUES (?, 'w', ?, ?, ?)",
        [f"{outcome}{ago}", NOW - ago * DAY, NOW - found * DAY, outcome],
    )


def alarm(con, kind, first, opened, closed, subject=""):
    con.execute(
        "INSERT INTO alarms (id, kind, outlet_id, subject, since, opened_at, closed_at) VALUES (1, ?, ?, ?, ?, ?, ?)",
        [kind, "" if kind == "network" else "w", subject, *(NOW - ago * DAY for ago in (first, opened, closed))],
    )


def test_an_entry_that_gave_no_article_was_published_all_the_same(con):
    article(con, 1, 20)
    for outcome, ago in (("forbidden", 13), ("failed", 8), ("gone", 6), ("skipped", 5), ("known", 3), ("stored", 2)):
        lead(con, outcome, ago)
    lead(con, "open", 1)
    lead(con, "failed", -9, found=4)  # of the future: as if of the day on which it was found
    assert [TODAY - day for day in seen(con, NOW)[0].published] == [20, 13, 8, 6, 5, 4]


def test_texts_of_a_trouble_that_was_told_and_is_over_are_neither_new_nor_usual(con):
    for ago in range(40, 0, -1):
        article(con, 41 - ago, ago, 60 if 5 <= ago <= 10 else 400)
    spoilt = seen(con, NOW)[0]
    assert 60 in [text.words for text in spoilt.texts]
    alarm(con, "length", 10, 8, 4)
    whole = seen(con, NOW)[0]
    assert {text.words for text in whole.texts} == {400}
    assert (len(whole.texts), whole.before.count, whole.before.low) == (12, 21, 400)
    assert whole.over == (Over("length", TODAY - 10, TODAY - 4),)


def test_where_it_stayed_so_what_was_before_is_usual_no_more(con):
    for ago in range(70, 0, -1):
        article(con, 71 - ago, ago, 60 if ago <= 35 else 400)
    alarm(con, "length", 35, 33, 2)
    settled = seen(con, NOW)[0]
    assert (settled.before.count, settled.before.usual) == (23, 60)
    assert settled.over == (Over("length", TODAY - 35, TODAY - 2, settled=True),)


def test_other_ends_change_nothing_about_texts(con):
    for kind, subject in (("broken", ""), ("robots", "https://w.example/feed")):
        alarm(con, kind, 10, 8, 4, subject)
    assert seen(con, NOW)[0].over == ()


def test_it_knows_since_when_our_own_line_is_up(con):
    assert desk(con, NOW).line_up is None
    alarm(con, "network", 3, 3, 2)
    assert desk(con, NOW).line_up == NOW - 2 * DAY
    assert not look(con, NOW)
