# ruff: noqa: E501  (a sentence of a text stands on one line, as it would in a file)
from __future__ import annotations

import time

import pytest

from desk.copies.overlap import EXCHANGED, word_by_word
from desk.copies.verdict import judge
from desk.documents.document import document
from desk.text.encoder import Encoder
from desk.text.language import split
from tests.support.copytexts import (
    OTHER_REPORT,
    POLISHED_REPORT,
    POLISHED_REWRITE,
    REPORT,
    REWRITTEN,
    SPUN,
    english,
)
from tests.support.oddtexts import ODD, REFUSAL

OPENING = """Harbour strike ends after nine days as dockers in Porvast accept a raise
Dockers in Porvast went back to work on Friday, nine days after they had walked out over night shifts, the port said.
Union leader Maarit Okko told a crowd at gate four that the members had voted for a raise of 6 percent over two years.
The mayor, Olle Brandt, called it a good day for the city, where forty ships had been waiting outside the breakwater.
Exporters had warned that timber worth 80 million crowns was rotting on the quays and that buyers were turning to Gdynia ..."""
OTHER_OPENING = """Porvast dockers end walkout
The longest strike in the history of Porvast's port is over. On Friday morning the first cranes moved again after dockers approved a deal.
It gives them 6 percent more pay over two years, far less than the 11 percent they had asked for, said Maarit Okko of the union.
"We did not win, but we did not kneel," she told the Coastal Post in an interview.
Analysts at Nordbank put the damage at 200 million crowns. The government in Helsvik had refused to step in ..."""


def test_a_spinner_puts_a_word_for_a_word_and_one_who_rephrases_does_not() -> None:
    known = document(REPORT)
    assert word_by_word(document(SPUN), known) >= EXCHANGED
    assert word_by_word(document(REWRITTEN), known) < EXCHANGED


def test_equal_texts_and_empty_ones_exchange_nothing() -> None:
    known = document(REPORT)
    assert word_by_word(known, known) == word_by_word(document(""), known) == 0


@pytest.mark.slow
def test_a_rewrite_is_found_and_named_and_another_report_is_none(encoder: Encoder) -> None:
    assert judge(english(REWRITTEN), english(REPORT), encoder).kind == "rewrite"
    assert judge(english(OTHER_REPORT), english(REPORT), encoder).kind == "none"


@pytest.mark.slow
def test_a_language_models_manner_makes_no_rewrite_of_a_report_of_its_own(encoder: Encoder) -> None:
    assert judge(english(POLISHED_REWRITE), english(REPORT), encoder).kind == "rewrite"
    for known in (REPORT, OTHER_REPORT, POLISHED_REWRITE):
        assert judge(english(POLISHED_REPORT), english(known), encoder).kind == "none"


@pytest.mark.slow
def test_two_openings_on_one_event_are_no_copies(encoder: Encoder) -> None:
    for one, other in ((OPENING, OTHER_OPENING), (OTHER_OPENING, OPENING)):
        assert judge(english(one), english(other), encoder).kind == "none"


@pytest.mark.slow
def test_a_machines_refusal_is_a_rewrite_of_nothing(encoder: Encoder) -> None:
    assert judge(english(REFUSAL), english(REPORT), encoder).kind == "none"


@pytest.mark.parametrize("what", ODD)
def test_an_odd_text_gets_an_answer_with_its_reason_in_bounded_time(what: str) -> None:
    began = time.process_time()
    for new, known in ((ODD[what], REPORT), (REPORT, ODD[what])):
        verdict = judge(english(new), english(known))
        assert verdict.kind == "none"
        assert verdict.why
    assert time.process_time() - began < 1


@pytest.mark.slow
@pytest.mark.parametrize("what", ODD)
def test_sentence_vectors_find_no_copy_in_an_odd_text_either(what: str, encoder: Encoder) -> None:
    odd = document(split(ODD[what]) or ODD[what])
    for new, known in ((odd, english(REPORT)), (english(REPORT), odd), (odd, english(REWRITTEN))):
        verdict = judge(new, known, encoder)
        assert verdict.kind == "none"
        assert verdict.why


def test_a_text_too_short_to_judge_says_so() -> None:
    verdict = judge(english("Fjordlab of Bergen released Heron 2 on Tuesday."), english(REPORT))
    assert "too short to judge" in verdict.why[0]


def test_a_third_of_a_report_word_for_word_in_a_roundup_is_an_excerpt() -> None:
    third = "\n".join(REPORT.split("\n")[4:8])
    filler = [
        f"In the {place} district of Velmora the council heard neighbour number {place * 7} complain of a crooked lamp,"
        f" and clerk {name} wrote it into book {place + 40} without a word."
        for place, name in enumerate(
            ["Ansa", "Bero", "Cilla", "Dov", "Elma", "Fenn", "Gorm", "Hild", "Ivo", "Jorun"] * 2
        )
    ]
    known = english(f"{REPORT}\n{OTHER_REPORT}")
    verdict = judge(english("\n".join([*filler[:9], third, *filler[9:]])), known)
    assert verdict.kind == "excerpt"
    assert 0.1 < verdict.coverage_b < 0.3
