from __future__ import annotations

import dataclasses

import numpy as np
import pytest

from desk.documents.document import document
from desk.models import Part, SeedFacts
from desk.seeds.fingerprints import Fingerprint, fingerprint
from desk.seeds.verdict import judge_seed
from desk.text.encoder import Encoder
from tests.support.copytexts import FRENCH, OTHER_REPORT, REPORT, REWRITTEN, SPUN, UNRELATED, english

FACTS = SeedFacts("heron", title="Heron 2 is free", outlet="Fjordpost", url="https://fjordpost.example/heron")


@pytest.fixture(scope="module")
def seed(encoder: Encoder) -> Fingerprint:
    return fingerprint([Part("en", REPORT)], FACTS, encoder)[0]


def test_a_fingerprint_holds_a_quarter_of_the_hashes_and_no_word(seed: Fingerprint) -> None:
    assert 0 < len(seed.sketch.three) < seed.sketch.total_three / 2
    assert (np.diff(seed.sketch.three.astype(object)) > 0).all()
    told = [getattr(seed, field.name) for field in dataclasses.fields(seed)] + list(dataclasses.astuple(FACTS))
    assert not [value for value in told if isinstance(value, str) and "Solberg" in value]


def test_coarse_vectors_keep_their_cosines(seed: Fingerprint, encoder: Encoder) -> None:
    exact = english(REPORT).vectors(encoder, 0)
    assert seed.vectors.dtype == np.int8
    assert np.abs(seed.unit_vectors() @ exact.T - exact @ exact.T).max() < 0.01


def test_each_language_part_has_a_fingerprint_of_its_own() -> None:
    parts = fingerprint([Part("fr", FRENCH), Part("en", REPORT)], FACTS)
    assert [(part.part, part.language) for part in parts] == [(0, "fr"), (1, "en")]
    assert len(parts[0].vectors) == 0


def test_the_seed_itself_is_exact(seed: Fingerprint, encoder: Encoder) -> None:
    verdict = judge_seed(english(REPORT), seed, encoder)
    assert (verdict.kind, verdict.newcomer_is_copy) == ("exact", True)
    assert "seed" in verdict.direction_why


def test_a_spun_copy_of_a_seed_is_called_spun(seed: Fingerprint) -> None:
    assert judge_seed(english(SPUN), seed).kind == "spun"


def test_a_light_edit_of_a_seed_is_near(seed: Fingerprint) -> None:
    words = [word for place, word in enumerate(REPORT.split()) if place % 40 != 5]
    assert judge_seed(english(" ".join(words)), seed).kind == "near"


def test_half_a_seed_is_an_excerpt_with_its_passage_and_place(seed: Fingerprint, encoder: Encoder) -> None:
    new = english("\n".join(REPORT.split("\n")[5:]))
    verdict = judge_seed(new, seed, encoder)
    assert (verdict.kind, verdict.newcomer_is_copy) == ("excerpt", True)
    passage = verdict.evidence[0]
    assert new.text[passage.a_start : passage.a_end] == passage.a_text
    assert passage.b_text == ""
    assert passage.note.startswith("Heron 2 is free, ")
    assert passage.note.endswith(" tenth")


def test_the_fuller_article_around_a_seed_is_the_original(seed: Fingerprint) -> None:
    verdict = judge_seed(english(OTHER_REPORT + "\n" + UNRELATED + "\n" + REPORT), seed)
    assert (verdict.kind, verdict.newcomer_is_copy) == ("excerpt", False)


def test_a_translation_of_a_seed_is_found_by_its_coarse_vectors(seed: Fingerprint, encoder: Encoder) -> None:
    verdict = judge_seed(document([Part("fr", FRENCH)]), seed, encoder)
    assert verdict.kind == "translation"
    assert all(passage.note.endswith("tenth") for passage in verdict.evidence)


def test_a_rewrite_of_a_seed_is_likely_rewritten(seed: Fingerprint, encoder: Encoder) -> None:
    assert judge_seed(english(REWRITTEN), seed, encoder).kind == "rewrite"


def test_other_articles_are_no_copies_of_a_seed(seed: Fingerprint, encoder: Encoder) -> None:
    assert judge_seed(english(OTHER_REPORT), seed, encoder).kind == "none"
    assert judge_seed(english(UNRELATED), seed, encoder).kind == "none"


def test_one_half_of_a_bilingual_page_is_known_by_its_own_part(encoder: Encoder) -> None:
    page = document([Part("fr", FRENCH), Part("en", UNRELATED + "\n" + REPORT)])
    french, _ = fingerprint([Part("fr", FRENCH), Part("en", REPORT)], FACTS, encoder)
    assert judge_seed(page, french).kind == "near"


def test_vectors_of_another_encoder_are_not_compared(seed: Fingerprint, encoder: Encoder) -> None:
    foreign = dataclasses.replace(seed, encoder="another")
    verdict = judge_seed(document([Part("fr", FRENCH)]), foreign, encoder)
    assert verdict.kind == "none"
    assert any("encoder another" in reason for reason in verdict.why)
