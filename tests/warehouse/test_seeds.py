"""Fingerprints survive the file and the warehouse, and say nothing of the text."""

from __future__ import annotations

from datetime import UTC, datetime

import numpy as np
import pytest

from desk.errors import SeedError
from desk.models import Part, SeedFacts
from desk.seeds.corpus import parse
from desk.seeds.fingerprints import fingerprint
from warehouse.db import Warehouse
from warehouse.seeds import (
    UserSeed,
    add_user_seed,
    load_fingerprints,
    remember_seeds,
    remove_user_seed,
    save_fingerprints,
    user_fingerprints,
    user_seeds,
)

NOW = datetime(2026, 11, 22, tzinfo=UTC)
ENGLISH = "The harbour council voted on Tuesday to open its tide model. " * 3 + "Nobody from Port Ellen spoke."
FRENCH = "Le conseil du port a voté mardi pour ouvrir son modèle des marées. Personne de Port Ellen n'a parlé."
FACTS = SeedFacts("900", "Tides", "The Tidewatch", "https://tide.example/a", NOW, "bilingual")


class Lengths:
    """An encoder that knows only how long a sentence is."""

    name = "lengths"

    def encode(self, sentences):
        return np.array([[len(text), text.count("e"), 1.0] for text in sentences], np.float32)


def made(encoder=None):
    return fingerprint([Part("en", ENGLISH), Part("fr", FRENCH)], FACTS, encoder)


def plain(fingerprints):
    return [
        [each.facts, each.part, each.language, each.identity, each.encoder, each.sketch.words, each.sketch.total_three]
        + [
            array.tolist()
            for array in (each.sketch.three, each.sketch.five, each.anchors, each.vectors, each.scales, each.lengths)
        ]
        for each in fingerprints
    ]


@pytest.mark.edge
@pytest.mark.parametrize("encoder", [None, Lengths()])
def test_a_file_gives_back_what_was_written_and_building_twice_gives_the_same_bytes(tmp_path, encoder):
    one, two = tmp_path / "one.parquet", tmp_path / "two.parquet"
    save_fingerprints(one, made(encoder))
    save_fingerprints(two, made(encoder)[::-1])
    assert plain(load_fingerprints(one)) == plain(made(encoder))
    assert one.read_bytes() == two.read_bytes()


@pytest.mark.edge
def test_a_file_holds_no_word_of_the_text(tmp_path):
    path = tmp_path / "seeds.parquet"
    save_fingerprints(path, made(Lengths()))
    assert not [word for word in (b"harbour", b"council", b"Ellen", b"conseil") if word in path.read_bytes()]


@pytest.mark.edge
def test_a_missing_or_foreign_file_is_named_with_the_remedy(tmp_path):
    with pytest.raises(SeedError, match="copydesk seeds build"):
        load_fingerprints(tmp_path / "none.parquet")
    (tmp_path / "bad.parquet").write_text("not parquet")
    with pytest.raises(SeedError, match=r"bad\.parquet"):
        load_fingerprints(tmp_path / "bad.parquet")


@pytest.mark.edge
def test_a_users_seed_is_kept_with_text_and_fingerprints_and_removed_with_both(tmp_path):
    seed = UserSeed("tides", "Tides", "", "", None, ENGLISH, NOW)
    with Warehouse(tmp_path).writing() as con:
        add_user_seed(con, seed, made(Lengths()))
    with Warehouse(tmp_path).writing() as con:
        assert user_seeds(con) == (seed,)
        assert plain(user_fingerprints(con)) == plain(made(Lengths()))
        remember_seeds(con, user_fingerprints(con))
        assert con.execute("SELECT count(*) FROM seeds").fetchone() == (2,)
        assert remove_user_seed(con, "900") is False
        assert remove_user_seed(con, "tides")
        assert user_seeds(con) == ()


CORPUS = """
seeds:
  - id: "000"
    file: a.txt
    languages: [en]
    damage: excerpt
    damaged: starts in the middle
    unverified: {title: Somewhere, published: January 2024}
"""


def test_what_is_only_generally_known_is_kept_apart_from_the_facts():
    (seed,) = parse(CORPUS, "corpus.yaml")
    assert (seed.facts.title, seed.facts.published) == ("", None)
    assert seed.unverified == (("title", "Somewhere"), ("published", "January 2024"))
    assert seed.name == "Somewhere (unverified)"


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (("damage:", "damaeg:"), r"corpus\.yaml: seeds\.0\.dama"),
        (("seeds:", "seeds:\n\t"), r"corpus\.yaml:3: a tab stands in the indentation"),
        (("file: a.txt", "file: ../a.txt"), r"seeds\.0\.file"),
        (("languages: [en]", "languages: []"), r"seeds\.0\.languages"),
    ],
)
def test_a_wrong_corpus_is_told_by_field(change, told):
    with pytest.raises(SeedError, match=told):
        parse(CORPUS.replace(*change), "corpus.yaml")


def test_an_id_that_stands_twice_is_refused():
    with pytest.raises(SeedError, match="000: stands twice"):
        parse(CORPUS + CORPUS.split("seeds:")[1], "corpus.yaml")
