from __future__ import annotations

import pytest

from desk.documents.manner import Manner, manner
from tests.support.copytexts import FRENCH, REPORT

POLISHED = """The release of Heron 2 stands as a testament to the unwavering commitment of Fjordlab, underscoring the
pivotal role of openness in the realm of research. This remarkable achievement has sparked profound discussion,
highlighting the need for a nuanced and comprehensive approach to the funding of innovation."""


def test_the_manner_of_a_language_model_is_told_from_a_reporters() -> None:
    polished, reported = manner(POLISHED), manner(REPORT)
    assert polished.polish > 3 * reported.polish
    assert polished.clauses > reported.clauses
    assert polished.nouns > reported.nouns
    assert polished.attributions < reported.attributions


def test_days_months_and_times_of_day_are_named() -> None:
    assert manner("The plant was to open on Monday, and the minister said in the morning that it was not.").days == {
        "Monday",
        "morning",
    }


def test_a_few_words_prove_little() -> None:
    assert manner("It is a testament to the town.").polish < manner("It is a testament to the town. " * 20).polish


def test_only_what_the_narration_exclaims_is_an_exclamation() -> None:
    lively = manner("It was the day of the harbour and of its people! The crane moved, and that was a sight to see! 🎉")
    quoting = manner(
        'It was the day of the harbour, and "we have waited for that for a year!" said the man of the crane.'
    )
    assert lively.exclamations > 0
    assert quoting.exclamations == 0


@pytest.mark.parametrize("text", ["", "Solberg Dahl Hansen", "1 2 3 4 5", FRENCH, "模型的权重已经公开。"])
def test_what_is_not_english_has_no_manner(text: str) -> None:
    assert manner(text) == Manner()
