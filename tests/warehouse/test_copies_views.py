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
            " FROM range(1, 8)",
            {"now": NOW},
        )
        remember_seeds(
            con, fingerprint("Tides rise.", SeedFacts("000", "Tides", "The Tidewatch", "https://t.example/"))
        )
        store_verdicts(con, [Compared(2, NEAR, 1), Compared(3, replace(NEAR, newcomer_is_copy=False), 1)], NOW)
        store_verdicts(con, [Compared(4, replace(NEAR, kind="rewrite"), None, "000", 0)], NOW)
        store_verdicts(con, [Compared(5, replace(NEAR, kind="none"), 4)], NOW)
        add_judgement(con, Judgement(6, True, NOW, original_id=7, kind="translation", note="says so at its end"))
        update_groups(con, range(1, 8), NOW)
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


def test_a_persons_word_stands_in_copies_with_its_note(home):
    sql = "SELECT kind, original_id, by_person, note FROM copies WHERE article_id = 6"
    assert rows(home, sql) == [("translation", 7, True, "says so at its end")]
    assert rows(home, "SELECT article_id, holds FROM judgements") == [(6, True)]


def test_a_shared_passage_is_no_copy_and_stands_in_its_own_view(home):
    assert rows(home, "SELECT article_id, known_id FROM shared_passages") == [(5, 4)]
    assert rows(home, "SELECT count(*) FROM copies WHERE article_id = 5") == [(0,)]
    assert rows(home, "SELECT passage FROM copy_passages WHERE article_id = 5") == [("tides",)]


@pytest.mark.parametrize("view", ["copies", "copy_passages", "shared_passages", "judgements", "seeds"])
def test_every_column_carries_a_comment(home, view):
    sql = "SELECT column_name FROM duckdb_columns() WHERE schema_name = 'main' AND comment IS NULL AND table_name = "
    assert rows(home, f"{sql}'{view}'") == []
