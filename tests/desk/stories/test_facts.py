"""Facts of an opening: what keeps two events of one kind and place apart."""

from __future__ import annotations

from dataclasses import replace

import pytest

from desk.stories.cards import Card
from desk.stories.facts import compared, facts
from desk.stories.same_event import same
from desk.stories.weekdays import days_named, nearest
from tests.support.story_texts import told

MAY = "A slide of magnitude 3.1 shook the Grottdal valley at 6:40 a.m. on Sunday, the survey said. Nobody was hurt."
JUNE = "A slide of magnitude 3.8 shook the Grottdal valley at 11:15 p.m. on Thursday, the survey said. Nobody was hurt."
AGAIN = "The survey put the slide in the Grottdal valley on Sunday at magnitude 3.1. It came at 6:40 a.m."


def undated(title: str, text: str) -> Card:
    return replace(told(title, text), published=None)


def test_a_number_stands_beside_what_it_counts():
    found = facts("", "The firm cut 1,200 jobs, or 4.5% of its staff, at 9:27 a.m. on Tuesday in 2024.")
    assert {"jobs 1200", "% 4.5", "@clock 567", "@day 1"} <= {fact.replace("job ", "jobs ") for fact in found}
    assert not any(fact.endswith(" 2024") for fact in found)


@pytest.mark.parametrize(
    ("text", "minutes"), [("at 9:27 p.m.", 1287), ("um 21:27 Uhr", 1287), ("at 12:05 a.m.", 5), ("at 2: 09 a. m.", 129)]
)
def test_times_of_day_are_minutes_since_midnight(text, minutes):
    assert f"@clock {minutes}" in facts("", text)


def test_text_taken_apart_into_words_keeps_its_decimals():
    assert facts("", "a magnitude 4. 6 quake") == facts("", "a magnitude 4.6 quake")


@pytest.mark.parametrize("text", ["", "Nothing is counted here.", "3:2 after ninety minutes", "\u0000 🙂", "9" * 500])
def test_what_tells_no_fact_does_not_fail(text):
    assert not any(fact.startswith(("@clock", "@day")) for fact in facts(text, text))


def test_other_exact_figures_of_one_thing_are_rivals():
    measure, figures, rivals, otherday = compared(facts("", MAY), facts("", JUNE))
    assert (measure, figures, rivals, otherday) == (0.0, 1.0, 2.0, 1.0)


def test_one_figure_in_common_is_a_measure_and_leaves_no_rivals():
    assert compared(facts("", MAY), facts("", AGAIN)) == (1.0, 0.0, 0.0, 0.0)


def test_round_numbers_are_no_rivals():
    assert compared(facts("", "30 people were killed"), facts("", "40 people were killed"))[2] == 0.0


def test_neighbouring_days_are_no_other_days():
    assert compared(facts("", "said on Monday"), facts("", "said on Tuesday"))[3] == 0.0
    assert nearest(frozenset({0}), frozenset({6})) == 1


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("on Wednesday, and on Thursdays", {2, 3}),
        ("Am Donnerstagabend", {3}),
        ("周三早上，星期天", {2, 6}),
        ("в среду и в пятницу", {2, 4}),
        ("w niedzielę i w środę", {2, 6}),
        ("cumartesi, pazar ve pazartesi", {0, 5, 6}),
        ("el miércoles", {2}),
        ("على الجمعة يوم الجمعة", {4}),
        ("среди людей", set()),
        ("Sundaysmith", set()),
    ],
)
def test_weekdays_are_known_by_their_names(text, days):
    assert days_named(text) == days


def test_two_events_of_one_kind_and_place_stay_apart_without_dates():
    title = "Slide shakes Grottdal valley"
    first, second, third = undated(title, MAY), undated(title, JUNE), undated("Grottdal valley shaken by slide", AGAIN)
    assert same(first, third).same
    assert same(first, second).score < same(first, third).score - 0.2
    assert any("other exact figures" in reason for reason in same(first, second).why)
