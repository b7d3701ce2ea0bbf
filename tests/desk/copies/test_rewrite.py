from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from desk.copies import rewrite
from desk.copies.alignment import Side
from desk.copies.confidence import surely
from desk.documents.document import document
from desk.errors import ConfigError
from desk.text.segmentation import Sentence
from tests.support.copytexts import OTHER_REPORT, REPORT, REWRITTEN

QUOTING = (
    'She said nothing at first. "We will build a second one beside the river and nobody will stop us," she told us.'
)


def side(vectors: np.ndarray) -> Side:
    count = len(vectors)
    return Side(tuple(Sentence(0, 0, "", False) for _ in range(count)), vectors, (10,) * count)


def test_no_weight_counts_the_wrong_way_round() -> None:
    weights = rewrite.load()
    less = rewrite.Signals(0.4, 0.5, 0.05)
    for more in (rewrite.Signals(0.5, 0.5, 0.05), rewrite.Signals(0.4, 0.6, 0.05), rewrite.Signals(0.4, 0.5, 0.0)):
        assert weights.odds(more) > weights.odds(less)


def test_a_file_with_a_weight_of_the_wrong_sign_is_refused(tmp_path: Path) -> None:
    text = rewrite.WEIGHTS.read_text().replace("answering: ", "answering: -")
    path = tmp_path / "rewrite.yaml"
    path.write_text(text)
    with pytest.raises(ConfigError, match="wrong sign"):
        rewrite.load(path)


def test_a_file_without_weights_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "rewrite.yaml"
    path.write_text("encoder: usem3")
    with pytest.raises(ConfigError, match="holds no weights"):
        rewrite.load(path)


def test_quotations_of_its_own_speak_against_a_rewrite() -> None:
    known = document(REPORT)
    assert rewrite.own_quotations(document(REPORT), known.runs) == 0
    assert rewrite.own_quotations(document(REWRITTEN), known.runs) == 0
    assert rewrite.own_quotations(document(OTHER_REPORT), known.runs) > 0.1
    assert rewrite.own_quotations(document(QUOTING), known.runs) == rewrite.QUOTED_MOST


def test_a_rewrite_keeps_names_and_numbers_and_another_report_does_not() -> None:
    source, rewritten, other = (document(text).anchors for text in (REPORT, REWRITTEN, OTHER_REPORT))
    assert rewrite.common(rewritten, source) > 0.8
    assert rewrite.common(other, source) < 0.4


def test_few_sentences_prove_less_than_many() -> None:
    assert surely(1.0, 3) < surely(1.0, 30) < 1
    assert surely(0.5, 0) == 0
    few, many = np.eye(3, dtype=np.float32), np.eye(30, dtype=np.float32)
    assert rewrite.answering(side(few), side(few)) < rewrite.answering(side(many), side(many))


def test_the_model_is_silent_for_another_encoder() -> None:
    eye = side(np.eye(20, dtype=np.float32))
    sure = (rewrite.Signals(1.0, 1.0, 0.0),)
    assert rewrite.verdict(sure, eye, eye, ["heron"], "usem3") is not None
    assert rewrite.verdict(sure, eye, eye, ["heron"], "another") is None


def test_the_stronger_direction_tells_who_rewrote_whom() -> None:
    eye = side(np.eye(20, dtype=np.float32))
    forth, back = rewrite.Signals(0.9, 0.9, 0.15), rewrite.Signals(0.9, 0.9, 0.0)
    verdict = rewrite.verdict((forth, back), eye, eye, [], "usem3")
    assert verdict is not None
    assert not verdict.newcomer_is_copy
