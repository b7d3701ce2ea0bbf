"""Suggestions of names that no entry covers."""

from __future__ import annotations

from desk.names.gazetteer import load
from desk.names.suggestions import suggest

NAMES = load()
ARTICLES = [
    (
        "Quillon Labs shows Heron-9B",
        "The model Heron-9B by Quillon Labs beats Llama 3.1. However, it is slow on Monday.",
    ),
    ("A second look", "People like Heron-9B. However, Quillon Labs asks for money. Banks pay. The banks agreed."),
    ("Third", "Only here stands Egret-2."),
]


def test_frequent_unknown_names_are_suggested_with_the_number_of_articles():
    found = {each.text: (each.articles, each.model_like) for each in suggest(ARTICLES, NAMES)}
    assert found == {"Heron-9B": (2, True), "Quillon Labs": (2, False)}


def test_known_names_sentence_openers_and_common_words_are_not_suggested():
    texts = {each.text for each in suggest(ARTICLES, NAMES, least=1)}
    assert "Egret-2" in texts
    assert not texts & {"Llama 3.1", "However", "Monday", "Banks", "The", "People"}


def test_an_example_shows_where_it_stood():
    heron = suggest(ARTICLES, NAMES)[0]
    assert heron.text in heron.example


def test_nothing_comes_of_nothing():
    assert suggest([], NAMES) == ()
    assert suggest([("", "")], NAMES, least=1) == ()
