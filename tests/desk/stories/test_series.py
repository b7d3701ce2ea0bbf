"""Issues of a column are told apart, reports of one event are not taken for them."""

from __future__ import annotations

import pytest

from desk.stories.same_event import same
from desk.stories.series import column, is_column, issues
from tests.support.story_texts import OPENED, TOLD_BY_ANOTHER, told

FIRST = (
    "Good morning. A harbour town in Senja lets its ferries be steered by a small model, a Danish choir sells its "
    "voices "
    "for training, and the tax office explains its chatbot. Below, what our readers asked about cheap graphics cards."
)
SECOND = (
    "Good morning. Two chess clubs quarrel about a cheating engine, the national library has scanned its last map, "
    "and a "
    "start-up from Graz wants to count bees by ear. Below, a long read on who reviews the reviewers."
)


def overlap(a, b):
    from desk.stories.signals import overlap

    return overlap(a.lead_terms, b.lead_terms)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("The Fjord Ledger 77", "The Fjord Ledger 78"),
        ("Model Watch #12", "Model Watch #13"),
        ("Weights & Measures, No. 9", "Weights & Measures, No. 10"),
        ("Maschinenpost, Ausgabe 44", "Maschinenpost, Ausgabe 45"),
        ("KI-Wochenrückblick KW 12", "KI-Wochenrückblick KW 13"),
        ("La lettre des modèles n° 5", "La lettre des modèles n° 6"),
        ("Boletín abierto, 3 de marzo", "Boletín abierto, 10 de marzo"),
        ("开源周报 第12期", "开源周报 第13期"),
        ("What we read, March 2", "What we read, March 9"),
        ("Open weights weekly: 2026-03-02", "Open weights weekly: 2026-03-09"),
        ("Friday links", "Friday links"),
        ("Evening briefing", "The weekly wrap-up"),
        ("Changelog", "Changelog"),
        ("Дайджест недели", "Дайджест недели"),
        ("早报", "晚报"),
    ],
)
def test_two_issues_of_a_column_are_two_stories(first, second):
    a, b = told(first, FIRST), told(second, SECOND, 24)
    verdict = same(a, b)
    assert not verdict.same
    assert verdict.score < 0.05
    assert any("issues" in reason for reason in verdict.why)


def test_a_title_neither_text_tells_of_names_no_event():
    assert issues(told("Notes from the tower", FIRST), told("Notes from the tower", SECOND), 0.1)
    assert not issues(told("Quillon opens Heron 9", OPENED), told("Quillon opens Heron 9", TOLD_BY_ANOTHER), 0.1)


def test_one_issue_at_two_outlets_stays_one():
    a, b = told("The Fjord Ledger 77", FIRST), told("The Fjord Ledger 77", FIRST, 2)
    assert not issues(a, b, overlap(a, b))
    assert same(a, b).same


def test_a_column_without_text_is_not_the_next_one():
    assert not same(told("Model Watch #12"), told("Model Watch #13", hours=24)).same


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Flood in Halden: toll rises to 41", "Flood in Halden: toll rises to 45"),
        ("Quillon opens Heron 9", "Quillon opens Heron 9 on Monday"),
        ("Vassbotn: Heron 9 took 41 days", "Vassbotn: Heron 9 took six weeks"),
    ],
)
def test_a_number_in_a_sentence_counts_no_issue(first, second):
    text = f"{first}. The rain went on in Halden on Monday and the Heron 9 of Quillon and Vassbotn had to stand still."
    assert not issues(told(first, text), told(second, text), 0.2)


@pytest.mark.parametrize(
    ("title", "name", "marks"),
    [
        ("Model Watch #12", ("model", "watch"), {"#12"}),
        ("The Fjord Ledger 77", ("the", "fjord", "ledger"), {"77"}),
        ("Mercury 7 lands", ("mercury", "7", "lands"), set()),
        ("Toll rises to 41", ("toll", "rises", "to", "41"), set()),
        ("", (), set()),
    ],
)
def test_what_counts_the_issue_is_read_apart_from_the_name(title, name, marks):
    assert (column(title).name, column(title).marks) == (name, frozenset(marks))


@pytest.mark.parametrize(
    "title",
    ["Quillon cancels its press briefing", "Bank holds note issue at 4 per cent", "Last orders for Heron in Narvik"],
)
def test_a_headline_with_a_word_of_columns_is_no_column(title):
    assert not is_column(title)
