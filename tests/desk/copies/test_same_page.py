"""Two addresses of one page are told from two pages."""

from __future__ import annotations

import pytest

from desk.copies.same_page import page_text, same_page

TEXT = (
    "The harbour office of Tromsø has let a small language model answer the radio since March. Skippers ask for a "
    "berth, "
    "the model looks into the plan of the day and answers in their dialect. Nobody had believed that it would "
    "understand "
    "the fishermen of Senja, says harbour master Liv Aarnes, but after a week they had stopped asking for a "
    "person. The "
    "weights lie on a computer under her desk, the town paid nothing but the electricity."
)
OTHER = (
    "A bank in Bergen has moved its chatbot into its own cellar. The supervisor had asked where the words of its "
    "customers "
    "go, and nobody at the bank could say. Now they go down eleven steps, says the head of the computing centre, "
    "and they "
    "stay there. The open model answers a little slower than the rented one, and costs a third of it in a year."
)


def page(title: str, text: str = TEXT):
    return page_text(title, text)


def test_a_print_view_with_other_quotes_and_spaces_is_the_same_page():
    printed = TEXT.replace(". ", ".\n\n").replace("Tromsø", "TROMSØ")
    assert same_page(page("Radio", printed), page("A model on the radio")) == "the same text"


def test_a_short_notice_at_two_addresses_is_two_pages():
    notice = "This video is not available in your country."
    assert not same_page(page("Ships", notice), page("Banks", notice))


def test_a_short_text_under_one_title_is_one_page():
    brief = "Quillon has opened the weights of Heron 9."
    assert same_page(page("Heron is out", brief), page("Heron is out", brief))


@pytest.mark.parametrize("named", ["guid", "canonical"])
def test_what_names_the_other_address_is_believed_only_where_the_texts_agree(named):
    corrected = TEXT.replace("since March", "since April") + " A second office follows in autumn."
    assert same_page(page("New title", corrected), page("Old title"), **{named: True})
    assert not same_page(page("New title", OTHER), page("Old title"), **{named: True})
    assert not same_page(page("New title", corrected), page("Old title"))


def test_two_issues_under_one_title_are_two_pages():
    assert not same_page(page("Weekly wrap", OTHER), page("Weekly wrap"))


def test_one_title_and_all_but_a_word_of_the_text_is_one_page():
    assert same_page(page("On the radio", TEXT.replace("eleven", "twelve") + " Read on."), page("On the radio"))


def test_an_excerpt_under_its_own_title_is_another_page():
    assert not same_page(page("On the radio", TEXT[:230]), page("On the radio"))


def test_empty_pages_are_no_page_of_each_other():
    assert not same_page(page("", ""), page("", ""))
    assert not same_page(page("Radio", ""), page("On the radio", ""), canonical=False)
