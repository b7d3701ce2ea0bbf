"""Alarms as rules: what begins one, what does not, and what ends it."""

import random
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from desk.health.chances import longest_pause, so_many
from desk.health.records import Alarm, DayCount, DeskSeen, OutletSeen, SourceSeen, Text, TextsBefore
from desk.health.running import patience
from desk.health.silence import EPOCH, Calendar, dormant
from desk.health.watch import watch
from desk.health.words import change, sparkline

NOW = datetime(2026, 11, 30, 12, tzinfo=UTC)
TODAY = (NOW - EPOCH).days
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
FEED = "https://wire.example/feed"


def outlet(name="wire", **more):
    given = {"first_crawled": NOW - 90 * DAY, "last_crawled": NOW, "sources": (SourceSeen(FEED, "feed", 0, NOW),)}
    return OutletSeen(name, name.title(), **(given | more))


def failing(reason, hours, failures=8, url=FEED):
    return SourceSeen(url, "feed", failures, NOW - hours * HOUR - DAY, NOW - hours * HOUR, reason)


def kinds(seen, desk=None, now=NOW):
    return [alarm.kind for alarm in watch([seen], desk or DeskSeen(), (), now).begun]


def stored(alarm, days_ago=1):
    return replace(alarm, number=1, opened_at=NOW - days_ago * DAY)


@pytest.mark.parametrize(
    ("reason", "hours", "told"),
    [
        ("answered with an error (status 500)", 11, []),  # a night's maintenance
        ("answered with an error (status 500)", 13, ["broken"]),
        ("is not there (status 404)", 13, ["broken"]),
        ("is not there (status 404)", 8 * 24, ["dead"]),
        ("its name cannot be resolved", 8 * 24, ["dead"]),
        ("answered with an error (status 500)", 8 * 24, ["broken"]),
        ("answers with an HTML page in place of a feed (“Welcome”)", 2, ["html"]),
        ("robots.txt forbids it", 2, ["robots"]),
    ],
)
def test_an_outlet_that_does_not_answer_is_told_by_why(reason, hours, told):
    assert kinds(outlet(sources=(failing(reason, hours),))) == told


def test_a_page_in_place_of_a_feed_must_come_three_times_and_after_a_feed():
    html = failing("answers with an HTML page in place of a feed", 30)
    assert kinds(outlet(sources=(replace(html, failures=2),))) == []
    assert kinds(outlet(sources=(replace(html, last_success=None),))) == ["broken"]


def test_one_source_of_several_is_waited_for_longer():
    others = SourceSeen("https://wire.example/two", "feed", 0, NOW)
    ill = "answered with an error (status 500)"
    assert kinds(outlet(sources=(failing(ill, 24), others))) == []
    assert kinds(outlet(sources=(failing(ill, 80), others))) == ["source"]


def test_an_alarm_is_told_once_and_ends_when_the_source_answers():
    ill = outlet(sources=(failing("answered with an error (status 500)", 20),))
    [begun] = watch([ill], DeskSeen(), (), NOW).begun
    again = watch([ill], DeskSeen(), [stored(begun)], NOW)
    assert not again
    over = watch([outlet()], DeskSeen(), [stored(begun)], NOW)
    assert [(each.alarm.kind, each.words) for each in over.ended] == [("broken", "it answers again")]


def test_a_broken_outlet_that_turns_out_dead_is_one_alarm_after_the_other():
    gone = outlet(sources=(failing("is not there (status 404)", 8 * 24),))
    told = watch([gone], DeskSeen(), [stored(Alarm("broken", "wire", "", NOW - 8 * DAY, "x"))], NOW)
    assert [alarm.kind for alarm in told.begun] == ["dead"]
    assert told.ended[0].words == "it is told as dead now"


def test_a_line_that_is_down_is_one_alarm_and_not_sixty():
    ill = [outlet(f"o{n}", sources=(failing("no connection could be made", 20),), last_failed=True) for n in range(9)]
    told = watch([*ill, outlet("well")], DeskSeen(visited=10, failed=9), (), NOW)
    assert [alarm.kind for alarm in told.begun] == ["network"]


def test_a_line_that_is_down_stays_so_while_few_outlets_are_due():
    [line] = watch([outlet()], DeskSeen(visited=10, failed=9), (), NOW).begun
    for visited, failed in ((3, 3), (0, 0)):
        assert not watch([outlet()], DeskSeen(visited=visited, failed=failed), [stored(line)], NOW)
    [over] = watch([outlet()], DeskSeen(visited=3, failed=1), [stored(line)], NOW).ended
    assert over.alarm.kind == "network"
    assert kinds(outlet(), DeskSeen(visited=3, failed=3)) == []


def test_what_nobody_asked_since_is_not_failing_since():
    ill = failing("no connection could be made", 13)
    asked = [replace(ill, visited_at=NOW - ago * HOUR) for ago in (5, 0)]
    assert [kinds(outlet(sources=(each,))) for each in asked] == [[], ["broken"]]


def published(*ago):
    return tuple(sorted(TODAY - days for days in ago))


def test_an_outlet_that_keeps_a_rhythm_is_missed_after_twice_its_longest_pause():
    weekly = outlet(published=published(*range(16, 100, 7)))
    assert dormant(weekly, Calendar([weekly], TODAY), None) is None
    longer = replace(weekly, published=published(*range(18, 100, 7)))
    found = dormant(longer, Calendar([longer], TODAY), None)
    assert found is not None
    assert "nothing new since 2026-11-12; its longest pause was 7 days" in found.words


def test_an_entry_that_is_no_article_yet_is_a_sign_of_life():
    weekly = outlet(published=published(*range(30, 100, 7)), last_lead=TODAY - 3)
    assert dormant(weekly, Calendar([weekly], TODAY), None) is None


def test_who_was_silent_before_we_knew_it_is_no_news():
    old = outlet(published=published(*range(60, 100, 3)), first_crawled=NOW - 2 * DAY)
    assert dormant(old, Calendar([old], TODAY), None) is None


def test_a_week_in_which_all_are_silent_counts_little():
    daily = published(*range(6, 100))
    seen = [outlet(f"o{n}", published=daily) for n in range(12)]
    calendar = Calendar(seen, TODAY)
    assert all(dormant(each, calendar, None) is None for each in seen)
    lively = [outlet(f"l{n}", published=published(*range(1, 100))) for n in range(12)]
    alone = Calendar([seen[0], *lively], TODAY)
    assert dormant(seen[0], alone, None) is not None


def days(*given):
    return tuple(DayCount(TODAY - ago, **counts) for ago, counts in given)


GOOD = tuple((ago, {"stored": 3}) for ago in range(40, 4, -1))


def test_pages_without_text_are_told_when_they_come_on_two_days():
    one_day = outlet(days=days(*GOOD, (1, {"unread": 6})))
    assert kinds(one_day) == []
    both = outlet(days=days(*GOOD, (1, {"unread": 3}), (0, {"unread": 3})))
    assert kinds(both) == ["yield"]


def test_single_pages_without_text_are_nothing():
    mixed = [(ago, {"stored": 3, "unread": int(ago % 5 == 0)}) for ago in range(40, 0, -1)]
    assert kinds(outlet(days=days(*mixed, (0, {"stored": 1, "unread": 2})))) == []


def test_a_layout_that_is_read_again_ends_its_alarm_and_nothing_else_does():
    bad = outlet(days=days(*GOOD, (2, {"unread": 3}), (1, {"unread": 3})))
    [alarm] = watch([bad], DeskSeen(), (), NOW).begun
    told = stored(alarm, 1)
    assert not watch([bad], DeskSeen(), [told], NOW)
    well = replace(bad, days=(*bad.days, DayCount(TODAY, stored=3)))
    assert [each.alarm.kind for each in watch([well], DeskSeen(), [told], NOW).ended] == ["yield"]


def test_what_is_over_is_not_told_again_by_what_is_left_of_it():
    healed = outlet(days=days(*GOOD, (3, {"unread": 6}), (2, {"unread": 6}), (0, {"stored": 3})))
    assert kinds(healed) == []
    assert kinds(outlet(before=BEFORE, texts=texts(60, 70, 55, 80, 60, 65, 400, 390, 410))) == []


def test_what_stays_so_for_a_month_is_how_it_is_now():
    bad = outlet(days=days(*GOOD, (2, {"unread": 3}), (1, {"unread": 3})))
    [alarm] = watch([bad], DeskSeen(), (), NOW).begun
    assert [each.alarm.kind for each in watch([bad], DeskSeen(), [stored(alarm, 31)], NOW).ended] == ["yield"]


def test_a_robots_txt_that_shuts_a_path_is_told_and_one_that_always_did_is_not():
    assert kinds(outlet(days=days(*GOOD, (0, {"stored": 2, "shut": 3})))) == ["robots"]
    always = [(ago, {"stored": 3, "shut": 1}) for ago in range(40, 0, -1)]
    assert kinds(outlet(days=days(*always, (0, {"stored": 2, "shut": 2})))) == []


def test_copies_that_become_the_rule_are_told():
    assert kinds(outlet(days=days(*GOOD, (1, {"stored": 5, "copies": 5}), (0, {"stored": 4, "copies": 4})))) == [
        "copies"
    ]
    assert kinds(outlet(days=days(*GOOD, (0, {"stored": 9, "copies": 9})))) == []


def texts(*words, undated=False):
    return tuple(Text(TODAY - len(words) + place, number, undated) for place, number in enumerate(words))


BEFORE = TextsBefore(60, 1, 400.0, 220.0)


def test_texts_that_became_far_shorter_are_told_and_short_ones_among_long_are_not():
    assert kinds(outlet(before=BEFORE, texts=texts(60, 70, 55, 80, 60))) == ["length"]
    assert kinds(outlet(before=BEFORE, texts=texts(60, 70, 500, 80, 60))) == []
    assert kinds(outlet(before=BEFORE, texts=texts(210, 215, 205, 218, 212))) == []  # shorter, yet no teaser
    assert kinds(outlet(before=replace(BEFORE, count=9), texts=texts(60, 70, 55, 80, 60))) == []


def test_dates_that_are_lost_are_told():
    assert kinds(outlet(before=BEFORE, texts=texts(*[400] * 6, undated=True))) == ["undated"]
    assert kinds(outlet(before=replace(BEFORE, undated=50), texts=texts(*[400] * 6, undated=True))) == []


def test_an_outlet_that_is_crawled_no_more_has_no_alarm():
    gone = outlet("old", sources=(failing("is not there (status 404)", 800),), last_crawled=NOW - 20 * DAY)
    told = watch([gone, outlet()], DeskSeen(), [stored(Alarm("broken", "old", "", NOW - 30 * DAY, "x"))], NOW)
    assert [each.alarm.outlet_id for each in told.ended] == ["old"]
    assert not told.begun


def test_crawls_that_are_late_are_told_by_their_own_rhythm():
    hourly = tuple(NOW - (40 - hour) * HOUR - 4 * HOUR for hour in range(41))
    assert kinds(outlet(), desk=DeskSeen(crawls=hourly)) == ["crawl"]
    assert kinds(outlet(), desk=DeskSeen(crawls=hourly), now=NOW - 2 * HOUR) == []
    assert patience("crawl", hourly[:5]) is None  # nobody speaks of a rhythm yet
    daily = tuple(NOW - day * DAY - 30 * HOUR for day in range(20, -1, -1))
    assert kinds(outlet(), desk=DeskSeen(digests=daily)) == ["digest"]
    assert patience("crawl", tuple(NOW - 9 * day * DAY for day in range(20, -1, -1))) is None


def test_the_chances_are_what_drawing_gives():
    draw, trials, hits = random.Random(5), 20_000, 0
    for _ in range(trials):
        share = draw.betavariate(2.5, 18.5)
        hits += sum(draw.random() < share for _ in range(6)) >= 3
    assert so_many(3, 6, 2, 20) == pytest.approx(hits / trials, rel=0.1)


@pytest.mark.parametrize("count", [8, 20, 60])
def test_a_pause_of_an_irregular_outlet_is_rarely_told_by_accident(count):
    draw, wrong = random.Random(count), 0
    for _ in range(4_000):
        pauses = [draw.expovariate(1.0) for _ in range(count)]
        wrong += draw.expovariate(1.0) > longest_pause(pauses)
    assert wrong / 4_000 < 0.003


def test_words():
    assert change("dormant", "Wire", began=True, over=False) == "Wire fell silent"
    assert change("dormant", "Wire", began=False, over=True) == "over: Wire fell silent"
    assert sparkline([0, 1, 8]) == "·▁█"
