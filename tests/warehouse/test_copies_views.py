"""What an analyst sees of copies in the reading copy."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from desk.models import CopyVerdict, Passage, SeedFacts
from desk.seeds.fingerprints import fingerprint
from warehouse.copy_groups import update_groups
from warehouse.copy_judgements import Judgement, add_judgement
from warehouse.copy_verdicts import Compared, store_verdicts
from warehouse.db import Warehouse
from warehouse.explanation import explain
from warehouse.reading_copy import ask, publish
from warehouse.seeds import remember_seeds

pytestmark = pytest.mark.edge
NOW = datetime(2026, 11, 22, 9, tzinfo=UTC)
PASSAGE = Passage(0, 5, "tides", 10, 15, "tides", 1.0, "")
NEAR = CopyVerdict("near", 0.9, "L", True, 0.95, 0.7, (PASSAGE,), ("most wording is shared",), True, "earlier date")


@pytest.fixture(scope="module")
def home(tmp_path_factory):
    tmp_path = tmp_path_factory.mktemp("home")
    warehouse = Warehouse(tmp_path)
    with warehouse.writing() as con:
        con.execute(
            "INSERT INTO articles (id, key, url, outlet_id, title, language, fetched_at)"
            " SELECT range, 'k' || range, 'https://o.example/' || range, 'o' || range, 'Title ' || range, 'en', $now"
            " FROM range(1, 12)",
            {"now": NOW},
        )
        remember_seeds(
            con, fingerprint("Tides rise.", SeedFacts("000", "Tides", "The Tidewatch", "https://t.example/"))
        )
        store_verdicts(con, [Compared(2, NEAR, 1), Compared(3, replace(NEAR, newcomer_is_copy=False), 1)], NOW)
        store_verdicts(con, [Compared(4, replace(NEAR, kind="rewrite"), None, "000", 0)], NOW)
        store_verdicts(con, [Compared(5, replace(NEAR, kind="none"), 4)], NOW)
        add_judgement(con, Judgement(6, True, NOW, original_id=7, kind="translation", note="says so at its end"))
        part = replace(NEAR, kind="excerpt", coverage_a=0.3)
        store_verdicts(con, [Compared(11, part, known) for known in (8, 9, 10)], NOW)
        update_groups(con, range(1, 12), NOW)
    publish(warehouse)
    return tmp_path


def rows(home, sql):
    return [tuple(row) for row in ask(home, sql).rows]


def test_copies_tell_kind_original_and_shares_in_the_right_direction(home):
    sql = "SELECT article_id, relation, original_id, original_title, copied_share, lead_id FROM copies ORDER BY 1"
    assert rows(home, sql)[:2] == [
        (1, "nearly the same text as", 3, "Title 3", 0.7, 3),
        (2, "nearly the same text as", 1, "Title 1", 0.95, 3),
    ]


def test_a_seeds_copy_names_the_seed_and_a_rewrite_is_only_likely(home):
    sql = "SELECT relation, seed_id, original_title, original_outlet FROM copies WHERE article_id = 4"
    assert rows(home, sql) == [("likely rewritten from", "000", "Tides", "The Tidewatch")]


def test_whom_a_text_comes_from_in_the_end_is_the_lead_article_or_the_seed(home):
    sql = "SELECT article_id, lead_handle, lead_outlet, lead_title FROM copies WHERE article_id IN (2, 4) ORDER BY 1"
    assert rows(home, sql) == [(2, "a3", "o3", "Title 3"), (4, "a4", "The Tidewatch", "Tides")]


def test_a_persons_word_stands_in_copies_with_its_note(home):
    sql = "SELECT kind, original_id, by_person, note FROM copies WHERE article_id = 6"
    assert rows(home, sql) == [("translation", 7, True, "says so at its end")]
    assert rows(home, "SELECT article_id, holds FROM judgements") == [(6, True)]


def test_a_shared_passage_is_no_copy_and_stands_in_its_own_view(home):
    assert rows(home, "SELECT article_id, known_id FROM shared_passages") == [(5, 4)]
    assert rows(home, "SELECT count(*) FROM copies WHERE article_id = 5") == [(0,)]
    assert rows(home, "SELECT passage FROM copy_passages WHERE article_id = 5") == [("tides",)]


def test_a_roundup_is_told_with_each_source_and_its_share(home):
    sql = "SELECT article_id, original_id, original_outlet, share, originals FROM roundups ORDER BY original_id"
    assert rows(home, sql) == [(11, known, f"o{known}", 0.3, 3) for known in (8, 9, 10)]
    assert rows(home, "SELECT 1 FROM copies WHERE article_id = 11") == []


def test_why_tells_the_parts_of_a_roundup(home):
    told = explain(home, "https://o.example/11").aspects["roundup"]
    assert [(part["original_outlet"], part["share"]) for part in told] == [("o8", 0.3), ("o9", 0.3), ("o10", 0.3)]


@pytest.mark.parametrize(
    "view", ["roundups", "copies", "lineage", "copy_passages", "shared_passages", "judgements", "seeds"]
)
def test_every_column_carries_a_comment(home, view):
    sql = "SELECT column_name FROM duckdb_columns() WHERE schema_name = 'main' AND comment IS NULL AND table_name = "
    assert rows(home, f"{sql}'{view}'") == []


def test_a_lineage_names_the_way_from_the_root_and_from_a_seed(home):
    sql = "SELECT article_id, depth, way, path, lead_id FROM lineage WHERE article_id IN (1, 2, 3, 4) ORDER BY 1"
    assert rows(home, sql) == [
        (1, 1, "o3 → o1", [3, 1], 3),
        (2, 2, "o3 → o1 → o2", [3, 1, 2], 3),
        (3, 0, "o3", [3], 3),
        (4, 1, "seed The Tidewatch → o4", [4], 4),
    ]
    assert rows(home, "SELECT depth FROM copies WHERE article_id = 2") == [(2,)]


def test_why_tells_the_steps_up_to_the_root(home):
    from warehouse.explanation import explain

    steps = explain(home, "https://o.example/2").aspects["lineage"]
    assert [(step["outlet"], step["kind"], step["from_seed"]) for step in steps] == [
        ("o1", "near", False),
        ("o3", "near", False),
    ]
    (seed,) = explain(home, "https://o.example/4").aspects["lineage"]
    assert (seed["outlet"], seed["from_seed"]) == ("The Tidewatch", True)
