"""Alarms as rules: what begins one, what does not, and what ends it."""

import random
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from desk.health.chances import longest_pause, so_many
from desk.health.records import Alarm, DayCount, DeskSeen, OutletSeen, Over, SourceSeen, Text, TextsBefore
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


ERROR = "answered with an error (status 500)"


def asked(name, ago, *failed, since=None):
    """An outlet whose sources were asked so many hours ago, and which of them failed; None: it was not due."""
    seen = []
    for number, each in enumerate(failed):
        at, url = NOW - ago * HOUR, f"https://{name}.example/{number}"
        if each is None:
            seen.append(SourceSeen(url, "feed", 0, at - 3 * HOUR, visited_at=at - 3 * HOUR))
        elif each:
            begun = NOW - (ago if since is None else since) * HOUR
            seen.append(SourceSeen(url, "feed", 1, at - 9 * DAY, begun, ERROR, at))
        else:
            seen.append(SourceSeen(url, "feed", 0, at, visited_at=at))
    return outlet(name, last_crawled=NOW - ago * HOUR, sources=tuple(seen))


def line(*seen, told=None):
    """What is said of our own line: its alarm, or the words of its end."""
    found = watch(seen, DeskSeen(), [] if told is None else [told], NOW)
    return [alarm.kind for alarm in found.begun] + [each.words for each in found.ended]


DOWN = [asked(f"o{n}", 0, True) for n in range(9)]
LINE = stored(Alarm("network", "", "", NOW - 5 * HOUR, "x"), 0.2)


def test_a_line_that_is_down_is_one_alarm_and_not_sixty():
    ill = [replace(each, sources=(failing("no connection could be made", 3),)) for each in DOWN]
    assert line(*(replace(each, sources=(replace(each.sources[0], visited_at=NOW),)) for each in ill)) == ["network"]
    assert line(*DOWN, asked("well", 0, False)) == ["network"]
    assert line(*DOWN[:5], *(asked(f"w{n}", 0, False) for n in range(4))) == []
    assert line(*DOWN[:4], asked("well", 0, False)) == [], "four may have troubles of their own"


def test_a_line_that_is_down_stays_so_while_nobody_answers():
    assert line(*DOWN[:3], told=LINE) == []
    assert line(*(asked(f"o{n}", 6, False) for n in range(6)), told=LINE) == [], "it answered before"
    assert line(*DOWN[:1], asked("w", 0, False), asked("v", 0, False), told=LINE) == ["outlets answer again"]


def test_a_source_that_was_not_due_is_no_answer():
    assert line(*(asked(f"o{n}", 0, True, None) for n in range(6)), told=LINE) == []
    assert line(*(asked(f"o{n}", 0, True, None) for n in range(6))) == ["network"]


def test_who_answered_by_another_source_since_then_says_nothing_of_our_line():
    def two(name, since):
        one = asked(name, 0, True, None, since=since)
        return replace(one, sources=(one.sources[0], replace(one.sources[1], last_success=NOW - 2 * HOUR)))

    assert line(*(two(f"o{n}", 3) for n in range(6))) == []
    assert line(*(two(f"o{n}", 3) for n in range(6)), told=LINE) == [], "nor was this an answer"
    assert line(*(two(f"o{n}", 1) for n in range(6))) == ["network"]


def test_who_fails_for_days_says_nothing_of_our_line():
    assert line(*(asked(f"o{n}", 0, True, since=3) for n in range(6))) == ["network"]
    assert line(*(asked(f"o{n}", 0, True, since=10 - n) for n in range(6))) == [], "each for reasons of its own"
    known = stored(LINE, 0.25)
    few = [asked("w", 0, False), asked("v", 0, False)]
    assert line(*(asked(f"o{n}", 0, True, since=7) for n in range(4)), *few, told=known) == []
    assert line(*(asked(f"o{n}", 0, True, since=20) for n in range(4)), *few, told=known) == ["outlets answer again"]
    long = [asked(f"o{n}", 0, True, since=40) for n in range(6)]
    assert line(*long) == ["broken"] * 0
    lasting = [replace(each, sources=(replace(each.sources[0], failures=5),)) for each in long]
    assert line(*lasting) == ["broken"] * 6, "nobody is silent because many were broken before"


def test_at_night_the_last_five_must_all_have_failed():
    others = [asked(f"w{n}", 7, False) for n in range(20)]
    assert line(*DOWN[:2], *others) == []
    assert line(*DOWN[:2], *(asked(f"p{n}", 2 + n, True) for n in range(3)), *others) == ["network"]
    assert line(*DOWN[:2], *(asked(f"p{n}", 2 + n, n > 0) for n in range(3)), *others) == []


def test_what_failed_while_the_line_was_down_is_asked_once_more_before_it_is_told():
    ill = [replace(failing(ERROR, 20), visited_at=NOW - ago * HOUR) for ago in (4, 1)]
    up = DeskSeen(line_up=NOW - 2 * HOUR)
    well = [asked(f"w{n}", 0, False) for n in range(9)]
    told = [[a.kind for a in watch([outlet(sources=(each,)), *well], up, (), NOW).begun] for each in ill]
    assert told == [[], ["broken"]]
    over = watch([outlet(sources=(ill[0],)), *well], DeskSeen(), [LINE], NOW)
    assert (over.begun, [each.words for each in over.ended]) == ((), ["outlets answer again"])


def down_with(*own, told):
    return watch([*DOWN, *own], DeskSeen(), [LINE, *told], NOW)


@pytest.mark.parametrize(
    ("kind", "reason"),
    [
        ("html", "answers with an HTML page in place of a feed"),
        ("robots", "robots.txt forbids it"),
        ("dead", "is not there (status 404)"),
        ("broken", ERROR),
    ],
)
def test_a_line_that_is_down_neither_heals_nor_renews_what_was_told(kind, reason):
    ill = outlet(sources=(replace(failing(reason, 8 * 24), visited_at=NOW - 3 * HOUR),))
    [begun] = [a for a in watch([ill], DeskSeen(), (), NOW).begun if a.kind == kind]
    meanwhile = replace(ill, sources=(replace(ill.sources[0], reason="no connection could be made", visited_at=NOW),))
    assert not down_with(meanwhile, told=[stored(begun)])
    assert not watch([ill], DeskSeen(), [stored(begun)], NOW)
    assert not watch([meanwhile], DeskSeen(), [stored(begun)], NOW), "one answer of another kind"


def test_a_source_that_fails_is_not_over_because_the_others_fail_too():
    one, two = failing(ERROR, 80), SourceSeen("https://wire.example/two", "feed", 0, NOW)
    [begun] = watch([outlet(sources=(one, two))], DeskSeen(), (), NOW).begun
    both = outlet(sources=(one, failing("no connection could be made", 2, 3, two.url)))
    assert not watch([both], DeskSeen(), [stored(begun)], NOW)
    worse = outlet(sources=(one, failing(ERROR, 20, 5, two.url)))
    told = watch([worse], DeskSeen(), [stored(begun)], NOW)
    assert [(a.kind, [e.words for e in told.ended]) for a in told.begun] == [("broken", ["it is told as broken now"])]


def test_what_turns_out_dead_while_the_line_is_down_waits():
    gone = outlet(sources=(failing("is not there (status 404)", 8 * 24),))
    broken = stored(Alarm("broken", "wire", "", NOW - 8 * DAY, "x"))
    assert not down_with(gone, told=[broken])


def test_what_nobody_asked_since_is_not_failing_since():
    ill = failing("no connection could be made", 13)
    seen = [replace(ill, visited_at=NOW - ago * HOUR) for ago in (5, 0)]
    assert [kinds(outlet(sources=(each,))) for each in seen] == [[], ["broken"]]


def published(*ago):
    return tuple(sorted(TODAY - days for days in ago))


def test_an_outlet_that_keeps_a_rhythm_is_missed_after_twice_its_longest_pause():
    weekly = outlet(published=published(*range(16, 100, 7)))
    assert dormant(weekly, Calendar([weekly], TODAY), None) is None
    longer = replace(weekly, published=published(*range(18, 100, 7)))
    found = dormant(longer, Calendar([longer], TODAY), None)
    assert found is not None
    assert "nothing new since 2026-11-12; its longest pause was 7 days" in found.words


def test_a_weekly_that_once_left_out_an_issue_still_keeps_a_rhythm():
    but_one = [ago for ago in range(35, 140, 7) if ago != 84]
    assert longest_pause([7.0] * 12 + [14.0]) == pytest.approx(30.8)
    assert longest_pause([7.0, 7.0, 9.5] * 4 + [14.0]) > 40, "nine days and a half are no whole issues"
    assert longest_pause([7.0] * 7 + [14.0] * 4) > 40, "nor is one that leaves out every third"
    assert longest_pause([1.0] * 30 + [2.0, 4.0]) > 9, "days are whole anyway"
    weekly = outlet(published=published(*but_one))
    assert dormant(weekly, Calendar([weekly], TODAY), None) is not None


def test_who_fell_silent_publishes_again_only_when_there_is_something_new():
    silent = outlet(published=published(*range(18, 100, 7)))
    found = dormant(silent, Calendar([silent], TODAY), None)
    assert found is not None
    told = stored(found)
    slower = Calendar([outlet(f"o{n}", published=published(*range(30, 100))) for n in range(20)], TODAY)
    assert dormant(silent, slower, None) is None, "none of the others published either"
    assert dormant(silent, slower, told) is told
    broken = replace(silent, sources=(failing(ERROR, 20),))
    kept = watch([broken], DeskSeen(), [told], NOW)
    assert ([a.kind for a in kept.begun], kept.ended) == (["broken"], ())
    assert dormant(replace(silent, last_lead=TODAY), slower, told) is None


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


def test_an_alarm_is_not_over_by_accident():
    half = outlet(days=days(*GOOD, (3, {"stored": 6, "copies": 4}), (2, {"stored": 6, "copies": 4})))
    [alarm] = watch([half], DeskSeen(), (), NOW).begun
    told = stored(alarm, 2)
    three = replace(half, days=(*half.days, DayCount(TODAY - 1, stored=3)))
    assert not watch([three], DeskSeen(), [told], NOW), "one in four times, half being copied"
    many = replace(half, days=(*half.days, DayCount(TODAY - 1, stored=9)))
    assert [each.alarm.kind for each in watch([many], DeskSeen(), [told], NOW).ended] == ["copies"]
    short = outlet(before=BEFORE, texts=texts(60, 70, 55, 500, 70, 80, 70, 60, 500, 70, 60, 70))
    [alarm] = watch([short], DeskSeen(), (), NOW).begun
    told = stored(alarm, 9)
    luck = replace(short, texts=(*short.texts[:9], *texts(70, 500, 500)))
    assert not watch([luck], DeskSeen(), [told], NOW)
    well = replace(short, texts=(*short.texts[:5], *texts(*[500] * 7)))
    assert [each.alarm.kind for each in watch([well], DeskSeen(), [told], NOW).ended] == ["length"]


def test_what_was_told_and_is_over_is_not_told_again_with_the_next_accident():
    later = (*GOOD, (4, {"unread": 4}), (3, {"unread": 4}), (2, {"stored": 3}), (0, {"stored": 2, "unread": 1}))
    healed = outlet(days=days(*later))
    assert kinds(healed) == ["yield"], "without what is known of it"
    assert kinds(replace(healed, over=(Over("yield", TODAY - 4, TODAY - 1),))) == []
    again = replace(healed, days=(*healed.days[:-1], *days((1, {"unread": 3}), (0, {"unread": 3}))))
    assert kinds(replace(again, over=(Over("yield", TODAY - 4, TODAY - 2),))) == ["yield"]


def test_how_it_is_now_is_not_told_again():
    stays = outlet(days=days(*GOOD[:16], *[(ago, {"unread": 2, "stored": 0}) for ago in range(12, -1, -1)]))
    assert kinds(stays) == ["yield"]
    assert kinds(replace(stays, over=(Over("yield", TODAY - 12, TODAY - 1, settled=True),))) == []


def test_an_end_is_told_by_what_showed_it():
    stood = [Alarm("crawl", "", "", NOW - 40 * DAY, "x", number=1, opened_at=NOW - 39 * DAY)]
    assert watch([], DeskSeen(), stood, NOW).ended[0].words == "it is not expected any more"
    assert watch([], DeskSeen(crawls=(NOW,)), stood, NOW).ended[0].words == "a crawl ended well"
    gone = watch(
        [outlet("old", last_crawled=NOW - 20 * DAY), outlet()],
        DeskSeen(),
        [stored(Alarm("html", "old", FEED, NOW, "x"))],
        NOW,
    )
    assert gone.ended[0].words == "it is not crawled any more"


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
    assert wrong / 4_000 < 0.003  # few pauses may look like a rhythm


def test_four_times_the_longest_of_twenty_pauses_happens_once_in_ten_thousand_times():
    assert longest_pause([1.0] * 19 + [10.0]) == pytest.approx(40.0)  # 1 / C(24, 4) is below it, 1 / C(23, 3) is not


def test_words():
    assert change("dormant", "Wire", began=True, over=False) == "Wire fell silent"
    assert change("dormant", "Wire", began=False, over=True) == "over: Wire fell silent"
    assert sparkline([0, 1, 8]) == "·▁█"
