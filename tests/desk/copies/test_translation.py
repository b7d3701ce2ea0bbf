from __future__ import annotations

import itertools
from datetime import UTC, datetime

import numpy as np
import pytest

from desk.copies.alignment import Side, Steps, best_path
from desk.copies.kinship import kinship
from desk.copies.translation import by_vectors
from desk.copies.verdict import judge
from desk.documents.anchors import figures
from desk.documents.cognates import consonants, kept
from desk.documents.crossing import asked_by, stored_by
from desk.documents.document import document
from desk.models import CopyVerdict, Part
from desk.text.encoder import BundledEncoder, Encoder, knows
from desk.text.language import detect
from desk.text.segmentation import Sentence
from tests.newsroom import world
from tests.support.copytexts import FRAME_BOTTOM, FRENCH, OTHER_REPORT, REPORT, UNRELATED, english
from tests.support.translations import (
    CHINESE,
    HINDI,
    JAPANESE,
    OTHER_UKRAINIAN,
    OTHER_VIETNAMESE,
    RUSSIAN,
    TAIWANESE,
    UKRAINIAN,
    VIETNAMESE,
)

LANGUAGES = {
    "en": REPORT, "fr": FRENCH, "ja": JAPANESE, "zh": CHINESE, "ru": RUSSIAN,
    "uk": UKRAINIAN, "hi": HINDI, "vi": VIETNAMESE,
}  # fmt: skip
STRANGE = ("uk", "hi", "vi")


def in_language(code: str, text: str):
    return document([Part(code, text)])


def right(verdict: CopyVerdict, new: str, known: str) -> float:
    """Share of the passages whose sentences stand on the same line of both texts."""
    hits = [new[: p.a_start].count("\n") == known[: p.b_start].count("\n") for p in verdict.evidence]
    return sum(hits) / len(hits)


@pytest.mark.parametrize("code", LANGUAGES)
def test_the_language_of_the_texts_is_told(code: str) -> None:
    assert detect(LANGUAGES[code]) == code


@pytest.mark.parametrize("pair", [*itertools.combinations(LANGUAGES, 2)], ids="-".join)
def test_a_translation_is_named_in_every_pair_with_the_sentences_that_answer_each_other(
    pair: tuple[str, str], encoder: Encoder
) -> None:
    one, other = (LANGUAGES[code] for code in pair)
    verdict = judge(in_language(pair[0], one), in_language(pair[1], other), encoder)
    assert (verdict.kind, verdict.rule) == ("translation", "N" if set(pair) & set(STRANGE) else "X")
    assert min(verdict.coverage_a, verdict.coverage_b) > 0.6
    assert right(verdict, one, other) >= 0.9


def test_a_language_that_the_encoder_does_not_know_is_named_as_the_reason(encoder: Encoder) -> None:
    verdict = judge(in_language("uk", UKRAINIAN), english(REPORT), encoder)
    assert "does not know uk" in verdict.why[-1]
    assert any("Fjordlab" in reason and "34" in reason for reason in verdict.why)


@pytest.mark.parametrize(("code", "text"), [("uk", OTHER_UKRAINIAN), ("vi", OTHER_VIETNAMESE)])
def test_another_report_on_the_event_is_no_translation_in_a_strange_language(
    code: str, text: str, encoder: Encoder
) -> None:
    for known in (REPORT, UNRELATED):
        assert judge(in_language(code, text), english(known), encoder).kind == "none"
    assert judge(in_language(code, text), english(OTHER_REPORT), encoder).kind == "translation"


@pytest.mark.parametrize("code", ["fr", "ja", "uk"])
def test_a_translated_excerpt_is_named_with_the_part_that_was_taken(code: str, encoder: Encoder) -> None:
    lines = LANGUAGES[code].split("\n")
    for taken, said in ((lines[:6], "from 0% to 6"), (lines[2:8], "to 8")):
        verdict = judge(in_language(code, "\n".join(taken)), english(REPORT), encoder)
        assert verdict.kind == "translation"
        assert any("translated excerpt: the part of the other text" in why and said in why for why in verdict.why)


def test_a_translation_that_leaves_sentences_out_is_abridged(encoder: Encoder) -> None:
    source = "\n".join(line for pair in zip(REPORT.split("\n"), OTHER_REPORT.split("\n"), strict=True) for line in pair)
    verdict = judge(in_language("fr", FRENCH), english(source), encoder)
    assert verdict.kind == "translation"
    assert any("an abridged translation: of the other text" in why for why in verdict.why)


def test_a_translation_in_a_site_frame_is_found_in_a_strange_language(encoder: Encoder) -> None:
    framed = "Меню\nНовини\nСпорт\n" + UKRAINIAN + FRAME_BOTTOM
    assert judge(in_language("uk", framed), english(REPORT), encoder).kind == "translation"


def test_without_an_encoder_names_and_numbers_tell_a_translation() -> None:
    verdict = judge(in_language("fr", FRENCH), english(REPORT))
    assert (verdict.kind, verdict.rule) == ("translation", "N")
    assert judge(in_language("uk", OTHER_UKRAINIAN), english(REPORT)).kind == "none"


def test_an_encoder_of_ones_own_takes_over_where_it_says_nothing_of_languages() -> None:
    class Own:
        name = "mine"

        def encode(self, sentences: list[str]) -> np.ndarray:
            return np.eye(12, 16, dtype=np.float32)[: len(sentences)]

    verdict = judge(in_language("uk", UKRAINIAN), english(REPORT), Own())
    assert (verdict.kind, verdict.rule) == ("translation", "X")
    assert knows(Own(), "uk")
    assert not knows(BundledEncoder(), "uk")


def test_lists_of_equal_lines_without_anything_in_common_are_no_translations() -> None:
    things, beasts = ["Baum", "Zaun", "Stein", "Korb", "Stuhl"], ["dog", "cat", "hen", "cow", "fox"]
    one = "\n".join(f"Der {thing} steht seit langem hinter dem Haus am Weg." for thing in things * 4)
    other = "\n".join(f"The {beast} has been in front of our shed for ages." for beast in beasts * 4)
    assert judge(in_language("de", one), english(other)).kind == "none"


@pytest.mark.parametrize(("cosine", "translated"), [(0.39, False), (0.50, True)])
def test_a_chain_of_many_doubtful_steps_is_no_translation(cosine: float, translated: bool) -> None:
    told = np.eye(24, dtype=np.float32)
    one, other = told[:12], cosine * told[:12] + (1 - cosine**2) ** 0.5 * told[12:]
    sides = [Side((Sentence(0, 0, "", False),) * 12, vectors, (60,) * 12) for vectors in (one, other)]
    assert (by_vectors(*sides, "usem3") is not None) == translated


def test_names_sound_alike_across_scripts() -> None:
    assert len({consonants(word) for word in ("Trump", "Трамп", "ट्रम्प", "トランプ")}) == 1
    assert consonants("Зеленського")[:5] == consonants("Zelensky")[:5]


def test_numbers_are_read_in_the_digits_of_any_script() -> None:
    assert figures("१,४०० और 12,34,567, ٤١ 1 400 14人 3,5") == ["1400", "1234567", "41", "1400", "14", "3.5"]
    assert figures("4100万 340억 1.5萬 2兆") == ["41", "34", "15000", "2"]


def test_a_path_takes_two_sentences_for_one_and_leaves_strangers_out() -> None:
    one = np.full((4, 5), -1.0, np.float32)
    one[0, 0] = one[2, 3] = one[3, 4] = 1.0
    split = np.full((4, 4), -1.0, np.float32)
    split[1, 1] = 1.5
    path = best_path(Steps(one, split, np.full((3, 5), -1.0, np.float32), 0.5), np.ones(4), np.ones(5))
    assert [(bead.a, bead.b, bead.b_end - bead.b) for bead in path.beads] == [
        (0, 0, 1),
        (1, 1, 2),
        (2, 3, 1),
        (3, 4, 1),
    ]
    assert (path.total, path.coverage_a, path.coverage_b) == (4.5, 1.0, 1.0)


def test_texts_with_nothing_to_keep_have_no_kinship() -> None:
    assert not kinship(kept([]), kept(["A word."])).path.beads
    assert not any(kinship(kept(["..."]), kept(["!!!", "???"])).shared)


@pytest.mark.parametrize("code", STRANGE)
def test_a_strange_language_shares_keys_with_its_source_and_few_with_another_article(
    code: str, encoder: Encoder
) -> None:
    asked = set(asked_by(in_language(code, LANGUAGES[code]), encoder))
    assert len(asked & set(stored_by(english(REPORT), encoder))) >= 8
    assert len(asked & set(stored_by(english(UNRELATED), encoder))) <= 2
    assert set(asked_by(english(REPORT), encoder)) & set(stored_by(in_language(code, LANGUAGES[code]), encoder))
    assert not set(asked_by(in_language("fr", FRENCH), encoder)) & set(stored_by(english(REPORT), encoder))


def test_two_translations_into_one_language_are_no_translation_of_each_other_but_a_rewording(encoder: Encoder) -> None:
    verdict = judge(in_language("zh", TAIWANESE), in_language("zh", CHINESE), encoder)
    assert verdict.kind in ("spun", "rewrite")
    assert right(verdict, TAIWANESE, CHINESE) >= 0.9


def test_a_second_report_on_one_event_is_no_translated_excerpt(encoder: Encoder) -> None:
    stories = world.read(datetime(2026, 11, 29, tzinfo=UTC))
    own, other = ("\n\n".join(stories[name].paragraphs) for name in ("fil-eu", "post-eu"))
    assert judge(in_language("fr", own), in_language("en", other), encoder).kind == "none"
