"""What changed on a page is told by kind."""

from __future__ import annotations

import pytest

from desk.text.revisions import changes

BEFORE = (
    "Quillon opened Heron 9 on Monday. Training took 41 days on a cluster near Narvik. Its head thanked the town. "
    "The licence lets anyone use it."
)


def kinds(after: str, title: str = "Heron 9 is free") -> list[str]:
    return [change.what for change in changes("Heron 9 is free", BEFORE, title, after)]


def test_a_page_whose_words_are_the_same_has_not_changed():
    assert kinds(BEFORE.replace(". ", ".\n\n").replace("Narvik", "NARVIK")) == []


def test_a_number_that_changed_is_told_with_both_sentences():
    (change,) = changes("T", BEFORE, "T", BEFORE.replace("41 days", "47 days"))
    assert change.what == "number"
    assert change.tells
    assert "41 days" in change.before
    assert "47 days" in change.after


def test_another_headline_comes_first():
    assert kinds(BEFORE.replace("thanked", "praised"), "Heron 9 is out") == ["headline", "changed"]


def test_sentences_come_and_go():
    assert kinds(BEFORE + " A smaller one follows in autumn.") == ["added"]
    assert kinds(BEFORE.replace("Its head thanked the town. ", "")) == ["removed"]


@pytest.mark.parametrize(
    "note",
    [
        "Correction: the model has 34 billion parameters.",
        "An earlier version of this story named the wrong town.",
        "In einer früheren Fassung stand ein anderer Ort.",
        "更正：本文此前写错了城市。",
    ],
)
def test_a_correction_told_by_the_outlet_is_told(note):
    assert kinds(f"{BEFORE}\n{note}")[0] == "note"


def test_a_text_replaced_as_a_whole_is_told_within_bounds():
    many = " ".join(f"Ship {n} brought herring to the quay." for n in range(90))
    assert len(kinds(many)) == 20


def test_a_page_that_lost_its_text_or_title_breaks_nothing():
    assert set(kinds("", "")) == {"removed"}
