"""The vector of a card: which texts it is of, and how they are put together."""

from __future__ import annotations

import numpy as np
import pytest

from desk.stories.meaning import LEAD, blended, made_by, meanings, opening
from tests.support.story_texts import OPENED


class Counting:
    """An encoder of two dimensions that counts its calls."""

    name = "counting"
    languages = frozenset({"en", "de"})

    def __init__(self) -> None:
        self.calls: list[list[str]] = []

    def encode(self, sentences):
        self.calls.append(sentences)
        vectors = np.array([[1.0, len(each) % 7] for each in sentences], np.float32)
        return vectors / np.linalg.norm(vectors, axis=1, keepdims=True)


def test_title_and_sentences_are_looked_at_together_and_apiece():
    whole, title, first, *_ = opening("Quillon opens Heron 9", OPENED, "en")
    assert whole.startswith("Quillon opens Heron 9. OSLO")
    assert title == "Quillon opens Heron 9"
    assert first.startswith("OSLO")
    assert first.endswith("licence.")


def test_an_article_without_words_has_something_to_encode():
    assert opening("  ", "\n") == ("-",)


def test_a_sentence_that_the_lead_cuts_is_left_out():
    assert set(opening("T", "One fact is told here. " * 100)[2:]) == {"One fact is told here."}


def test_a_first_sentence_that_never_ends_is_kept():
    assert sum(map(len, opening("T", "word " * 5000)[2:])) <= LEAD


def test_a_blend_is_of_length_one_and_fades():
    blend = blended(np.eye(4, dtype=np.float32))
    assert np.linalg.norm(blend) == pytest.approx(1)
    assert blend[1] > blend[2] > blend[3] > 0


def test_a_headline_alone_is_its_own_vector():
    one = np.array([[0.6, 0.8], [0.6, 0.8]], np.float32)
    assert blended(one) == pytest.approx(one[0])


def test_vectors_of_nothing_make_no_number_that_is_none():
    assert blended(np.zeros((3, 2), np.float32)).tolist() == [0, 0]


def test_all_articles_are_encoded_in_one_call_and_unknown_languages_not_at_all():
    encoder = Counting()
    made = meanings([("One", OPENED, "en"), ("To", OPENED, "da"), ("Drei", OPENED, "de"), ("?", "", "")], encoder)
    assert [vector is None for vector in made] == [False, True, False, False]
    assert len(encoder.calls) == 1
    assert made_by(encoder) != encoder.name


def test_without_an_encoder_there_are_no_vectors():
    assert meanings([("One", OPENED, "en")], None) == [None]
    assert meanings([], Counting()) == []
    assert made_by(None) == ""
