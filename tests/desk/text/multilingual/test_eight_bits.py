from __future__ import annotations

import sys

import numpy as np
import pytest

from desk.text.encoder import BundledEncoder
from desk.text.multilingual import eight_bits
from desk.text.multilingual.weights import unpacked
from tests.desk.text.multilingual.sentences import SENTENCES
from tests.support import multiplying


@pytest.fixture(scope="module")
def weights() -> np.ndarray:
    return unpacked()


@pytest.fixture(params=["by numpy", "numkong"])
def rounded(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch, weights: np.ndarray) -> BundledEncoder:
    """The encoder in eight bits, by numpy and, where it is installed, by numkong."""
    if request.param == "by numpy":
        monkeypatch.setitem(sys.modules, "numkong", multiplying)
    elif not eight_bits.kernels():
        pytest.skip("numkong is not installed, or the processor has no eight bits")
    return BundledEncoder(lambda: weights)


def test_rounded_vectors_are_nearly_those_of_floats(rounded: BundledEncoder, weights: np.ndarray) -> None:
    found, exact = rounded.encode(SENTENCES), BundledEncoder(lambda: weights, rounded=False).encode(SENTENCES)
    assert isinstance(rounded._parts[1], eight_bits.EightBits)
    cosines = (found * exact).sum(1)
    assert 0.995 < cosines.min() < 0.999999
    assert np.allclose(np.linalg.norm(found, axis=1), 1, atol=1e-5)


def test_a_sentence_has_one_rounded_vector_in_whatever_company(rounded: BundledEncoder) -> None:
    together = rounded.encode(SENTENCES)
    for place in range(len(SENTENCES)):
        assert np.allclose(rounded.encode([SENTENCES[place]])[0], together[place], atol=1e-5)


@pytest.mark.parametrize("told", [{}, {"icelake": False, "haswell": True}])
def test_a_processor_without_eight_bits_goes_on_in_floats(
    monkeypatch: pytest.MonkeyPatch, told: dict[str, bool]
) -> None:
    monkeypatch.setitem(sys.modules, "numkong", multiplying)
    monkeypatch.setattr(multiplying, "get_capabilities", lambda: told)
    assert eight_bits.kernels() is None


def test_without_numkong_it_goes_on_in_floats(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "numkong", None)
    assert eight_bits.kernels() is None
