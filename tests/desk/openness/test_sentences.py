"""The paragraphs of `benchmarks/openness_sentences` are read as they should be, within figures no change may miss."""

from __future__ import annotations

import pytest

from benchmarks.openness import FILES, FOLDER, NEWSROOM, paragraphs, score
from desk.names.gazetteer import load

GIVEN = {name: list(paragraphs(FOLDER / f"{name}.txt")) for name in FILES}


def test_there_are_two_hundred_sentences_and_more_in_four_languages():
    written = [paragraph for given in GIVEN.values() for paragraph in given]
    assert len(written) >= 200
    assert {paragraph.language for paragraph in written} == {"en", "zh", "fr", "de"}


@pytest.mark.parametrize(
    ("name", "precision", "recall"), [("before", 0.95, 0.85), ("after", 0.95, 0.85), ("later", 0.95, 0.85)]
)
def test_what_is_read_is_right_and_little_is_missed(name, precision, recall):
    whole = score(GIVEN[name], load(None, [NEWSROOM]))["all"]
    assert whole.precision >= precision
    assert whole.recall >= recall
