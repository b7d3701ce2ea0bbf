"""What the titles of two articles share and what sets them apart, read without their texts."""

from __future__ import annotations

import pytest

from desk.stories.cards import card, ordered, stem
from desk.stories.same_event import same
from desk.stories.signals import signals
from desk.stories.title_patterns import shape
from desk.stories.titles import bare_title
from tests.support.story_texts import OPENED, told


def beyond(first: str, second: str, text: str = "") -> float:
    return signals(told(first), told(second, text))["beyond"]


def test_sharing_a_company_alone_is_sharing_no_event():
    assert beyond("Quillon opens a lab", "Photographers sue Quillon") == 0


def test_a_company_of_two_words_is_one_name():
    assert beyond("Larkfield Foundry to cut jobs", "Larkfield Foundry names chairman") == 0
    assert beyond("Larkfield Foundry to cut jobs", "Jobs at risk at Larkfield") > 0.3


def test_what_only_the_text_tells_of_the_other_title_counts():
    assert beyond("Vassbotn opens Heron in Narvik", "Quillon model is out", OPENED) > 1


def test_two_headlines_of_one_company_on_one_day_are_two_stories():
    assert not same(told("Quillon faces court over pictures"), told("Quillon names new head of research", hours=2)).same


def test_what_either_article_tells_of_the_other_title_is_measured_by_the_lesser():
    silent, full = told("Vassbotn opens Heron", ""), told("Quillon in Narvik", OPENED)
    assert signals(silent, full)["told"] == 0
    assert signals(told("Narvik and Quillon"), full)["told"] > 0.9


def test_a_number_both_titles_name_counts():
    assert beyond("Quillon cuts 4,200 posts", "4200 to leave Quillon") > beyond(
        "Quillon cuts posts", "Many to leave Quillon"
    )


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Halden fibre comes to Brekkestad", "Halden fibre expands in Tromsdalen and Vik"),
        ("Quillon opens Heron 8", "Quillon opens Heron 9 weights"),
        ("Quillon-R1 set free", "Quillon-V3 can be downloaded"),
    ],
)
def test_another_place_or_version_sets_titles_of_one_pattern_apart(first, second):
    found = signals(told(first), told(second))
    assert found["series"] >= 0.5
    assert not same(told(first), told(second)).same
    assert any("alike but for" in reason for reason in same(told(first), told(second)).why)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Heron 9 is out", "Heron 9.1 is out"),
        ("Quillon 10 million phones ahead", "Quillon 12 million phones ahead"),
        ("Quillon in Oslo", "Quillon in May"),
        ("Heron 9 beats Heron 8", "Heron 9 ahead"),
    ],
)
def test_a_finer_version_a_quantity_and_a_month_set_nothing_apart(first, second):
    assert signals(told(first), told(second))["series"] < 0.5


def test_a_place_the_other_article_knows_sets_nothing_apart():
    assert signals(told("Heron set free in Oslo", OPENED), told("Heron set free in Narvik", OPENED))["series"] == 0


def test_shapes_are_read_in_any_case_of_title():
    assert shape("Fibre Now Available In Brekkestad").places == {stem("Brekkestad")}
    assert shape("Quillon opens Heron 9 in June").places == frozenset()
    assert shape("Heron 9B, GPT-4 and Qwen2.5").versions.keys() == {"gpt", "qwen"}


@pytest.mark.parametrize("tail", [" - sources", ": report", "-court filing", " | TechCrunch", " - The Information"])
def test_whom_a_title_names_as_its_source_is_no_part_of_it(tail):
    assert bare_title("Quillon to open Heron" + tail) == "Quillon to open Heron"
    assert told("Quillon to open Heron" + tail).title_terms == told("Quillon to open Heron").title_terms


def test_a_title_of_nothing_but_its_source_is_left():
    assert bare_title(": report") == ": report"


def test_letters_joined_by_a_sign_or_a_digit_are_one_word():
    assert {"a&b", "h100", "777x"} <= told("A&B orders H100 chips and 777X jets").title_terms
    assert "10" in told("10 jets").numbers
    assert ordered("The Heron 12, again") == ("heron", "12", "again")


def test_a_short_form_is_the_same_name():
    first, second = told("Brekk opens Heron weights"), told("BrekkBank frees weights")
    assert signals(first, second)["beyond"] > 0.3


def test_a_ticker_repeats_the_company_and_is_left_out():
    assert told("x", "Shares of Quillon (QLN) and Brekk (NYSE: BRK.A) fell.").lead_terms.isdisjoint(
        {"qln", "brk", "nys"}
    )


def test_which_article_comes_first_does_not_matter():
    a, b = told("Brekk opens Heron weights", OPENED), told("BrekkBank frees weights in Oslo", hours=3)
    assert signals(a, b) == signals(b, a)


@pytest.mark.parametrize(
    "title",
    [
        "Brekk, Quillon, Larkfield: Business of Music",
        "Larkfield to Report Third Quarter Results on May 3",
        "Quillon Plc - Block Listing Interim Review",
        "Larkfield Holders May Have Claims",
        "Larkfield at the Jefferies Global Technology Conference",
        "Quillon (QLN): shares to watch",
    ],
)
def test_routine_notices_are_recognised(title):
    assert told(title).notice


@pytest.mark.parametrize(
    "title", ["Ministers meet at AI summit", "Quillon: Oslo opens court case", "Quillon raises its dividend"]
)
def test_events_are_no_notices(title):
    assert not told(title).notice


def test_a_title_that_is_one_endless_list_costs_no_time():
    assert not card(1, "a, " * 50_000, "", None, "en", "").notice
