from __future__ import annotations

import numpy as np

from desk.text.encoder import knows
from desk.text.remembering import Remembering


class Counting:
    name = "counting"

    def __init__(self) -> None:
        self.asked: list[list[str]] = []

    def encode(self, sentences: list[str]) -> np.ndarray:
        self.asked.append(list(sentences))
        return np.array([[len(text), ord(text[0])] for text in sentences], np.float32).reshape(len(sentences), 2)


def test_a_sentence_is_asked_for_once() -> None:
    counting = Counting()
    encoder = Remembering(counting)
    first = encoder.encode(["one", "three", "one"])
    again = encoder.encode(["three", "four", "one"])
    assert counting.asked == [["one", "three"], ["four"]]
    assert first.tolist() == [[3, 111], [5, 116], [3, 111]]
    assert again.tolist() == [[5, 116], [4, 102], [3, 111]]


def test_what_was_asked_for_last_is_kept_longest() -> None:
    counting = Counting()
    encoder = Remembering(counting, most=2)
    encoder.encode(["a", "b"])
    encoder.encode(["a"])
    encoder.encode(["c"])  # b goes
    encoder.encode(["a", "b"])
    assert counting.asked == [["a", "b"], ["c"], ["b"]]


def test_more_sentences_than_are_kept_are_answered_all_the_same() -> None:
    encoder = Remembering(Counting(), most=2)
    assert encoder.encode(list("abcdab"))[:, 1].tolist() == [97, 98, 99, 100, 97, 98]
    assert encoder.encode(list("fedcba")).shape == (6, 2)


def test_no_sentences_have_the_encoders_shape() -> None:
    assert Remembering(Counting()).encode([]).shape == (0, 2)


def test_it_knows_the_languages_that_the_encoder_knows() -> None:
    known = Counting()
    assert knows(Remembering(known), "ka")
    known.languages = {"en"}  # type: ignore[attr-defined]
    assert not knows(Remembering(known), "ka")
    assert Remembering(known).name == "counting"


def test_an_encoder_at_rest_has_forgotten_all_and_answers_again() -> None:
    counting = Counting()
    encoder = Remembering(counting)
    before = encoder.encode(["one"])
    encoder.rest()
    assert np.array_equal(encoder.encode(["one"]), before)
    assert counting.asked == [["one"], ["one"]]
