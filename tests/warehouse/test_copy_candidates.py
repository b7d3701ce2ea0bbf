"""Candidates come from the whole history, and what everybody writes points to nothing."""

from __future__ import annotations

import random

import numpy as np
import pytest

from desk.documents.crossing import asked_by, stored_by
from desk.documents.document import document
from desk.documents.sketch import sketch
from desk.models import Part
from tests.support.copytexts import OTHER_REPORT, REPORT, UNRELATED, english
from tests.support.translations import HINDI, UKRAINIAN, VIETNAMESE
from warehouse import copy_candidates as lookup
from warehouse.copy_candidates import Probe, candidates, store_sketches
from warehouse.copy_candidates_semantic import (
    Anchored,
    Meaning,
    by_crossing,
    by_meaning,
    by_names,
    store_anchors,
    store_meanings,
)
from warehouse.db import Warehouse

pytestmark = pytest.mark.edge
WORDS = [f"{a}{b}{c}" for a in "bdfgklmnprst" for b in ("a", "e", "io", "u") for c in ("n", "rk", "st", "lo")]


def prose(seed: int, words: int = 400) -> str:
    rng = random.Random(seed)
    return " ".join(rng.choice(WORDS) + rng.choice(WORDS) for _ in range(words))


def probes(texts: dict[int, str]) -> list[Probe]:
    return [Probe(article_id, sketch(text)) for article_id, text in texts.items()]


@pytest.fixture
def con(tmp_path):
    with Warehouse(tmp_path).writing() as con:
        yield con


def known_ids(found, article_id):
    return [candidate.known_id for candidate in found.by_article.get(article_id, ())]


def test_an_old_article_is_found_from_a_third_of_its_text(con):
    store_sketches(con, probes({number: prose(number) for number in range(1, 200)}))
    middle = " ".join(prose(7).split()[130:265])
    found = candidates(con, probes({900: middle, 901: prose(901)}))
    assert known_ids(found, 900) == [7]
    assert known_ids(found, 901) == []
    assert found.by_article[900][0].strength > 0.8


def test_sixty_words_out_of_the_middle_are_nearly_always_enough(con):
    store_sketches(con, probes({number: prose(number) for number in range(1, 100)}))
    cut = {900 + number: " ".join(prose(number).split()[150:210]) for number in range(1, 51)}
    found = candidates(con, probes(cut))
    assert sum(known_ids(found, 900 + number) == [number] for number in range(1, 51)) >= 47


def test_the_second_of_two_equal_texts_in_one_batch_finds_the_first(con):
    found = candidates(con, probes({1: prose(1), 2: prose(2), 3: prose(1)}))
    assert known_ids(found, 3) == [1]
    assert known_ids(found, 1) == []


def test_looking_up_after_storing_finds_the_same(con):
    batch = probes({1: prose(1), 3: prose(1)})
    before = candidates(con, batch)
    store_sketches(con, batch, before)
    assert candidates(con, batch).by_article == before.by_article


def test_a_sites_frame_is_learnt_as_common_and_leads_nowhere(con, monkeypatch):
    monkeypatch.setattr(lookup, "MOST_STORIES", 5)
    frame = prose(1000, 120)
    pages = {number: prose(number) + " " + frame for number in range(1, 12)}
    first = candidates(con, probes(pages))
    store_sketches(con, probes(pages), first)
    assert con.execute("SELECT count(*) FROM common_hashes").fetchone()[0] > 0
    found = candidates(con, probes({50: prose(50) + " " + frame}))
    assert known_ids(found, 50) == []
    assert len(found.common[0]) == 0


def test_a_young_outlets_frame_joins_nothing_to_it_long_before_it_is_common(con):
    frame = prose(1000, 100)
    pages = {number: prose(number) + " " + frame for number in range(1, 6)}
    con.execute("INSERT INTO articles (id, outlet_id) SELECT range, 'framed' FROM range(1, 52)")
    store_sketches(con, probes(pages))
    found = candidates(con, probes({50: prose(50) + " " + frame, 51: prose(3) + " " + frame}))
    assert known_ids(found, 50) == []
    assert known_ids(found, 51) == [3]


def test_a_widely_syndicated_text_is_not_common_because_its_copies_are_one_story(con, monkeypatch):
    monkeypatch.setattr(lookup, "MOST_STORIES", 5)
    store_sketches(con, probes(dict.fromkeys(range(1, 12), prose(1))))
    con.execute("INSERT INTO copy_groups (article_id, standing, lead_id) SELECT range, 'copy', 1 FROM range(1, 12)")
    assert 1 in known_ids(candidates(con, probes({50: prose(1)})), 50)


def test_an_empty_batch_asks_nothing(con):
    assert candidates(con, []).by_article == {}
    found = candidates(con, probes({1: "", 2: "word"}))
    assert found.by_article == {}


def test_a_translation_is_found_by_meaning_across_languages_only_within_one_encoder(con):
    rng = np.random.default_rng(1)
    vectors = rng.normal(size=(40, 64)).astype(np.float32)
    stored = [Meaning(number + 1, 0, "en" if number % 2 else "fr", vectors[number]) for number in range(40)]
    store_meanings(con, stored, "small")
    near = vectors[6] + rng.normal(size=64).astype(np.float32) * 0.3
    newcomer = [Meaning(100, 0, "zh", near)]
    assert [each.known_id for each in by_meaning(con, newcomer, "small")[100]] == [7]
    assert by_meaning(con, newcomer, "other") == {}


def test_a_rewrite_is_found_by_its_rare_names(con):
    everyday = ("ai", "openai", "china")
    stored = [Anchored(number, (*everyday, *(f"name{number}-{n}" for n in range(6)))) for number in range(1, 60)]
    store_anchors(con, stored)
    found = by_names(con, [Anchored(90, (*everyday, *(f"name8-{n}" for n in range(5)))), Anchored(91, everyday)])
    assert [each.known_id for each in found[90]] == [8]
    assert 91 not in found


@pytest.mark.parametrize("code", ["uk", "hi", "vi"])
def test_a_translation_into_a_language_no_vectors_know_is_found_among_stored_articles(con, encoder, code):
    strange = document([Part(code, {"uk": UKRAINIAN, "hi": HINDI, "vi": VIETNAMESE}[code])])
    known = {number: english(text) for number, text in enumerate((UNRELATED, OTHER_REPORT, REPORT), start=1)}
    store_anchors(con, [Anchored(number, stored_by(doc, encoder)) for number, doc in known.items()])
    store_anchors(con, [Anchored(9, stored_by(strange, encoder))])
    found = by_crossing(con, [Anchored(9, asked_by(strange, encoder))])
    assert found[9][0].known_id == 3
    back = by_crossing(con, [Anchored(12, asked_by(english(REPORT), encoder))])
    assert [each.known_id for each in back[12]] == [9]  # what vectors find is not looked up again
