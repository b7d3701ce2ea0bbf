"""Deciding anew gives what deciding gave, can be stopped anywhere, and leaves people's words alone."""

from __future__ import annotations

import random
from datetime import UTC, datetime, timedelta

import pytest

from desk.models import Article, Part
from desk.seeds.index import SeedIndex
from flows.decide_steps.decide import decide
from flows.decide_steps.newsdesk import Fresh, Newsdesk
from flows.jobs.redecide import BATCH, copies, redecide
from flows.settings import Settings
from warehouse.articles import add_articles
from warehouse.copy_groups import originals, update_groups
from warehouse.copy_judgements import Judgement, add_judgement
from warehouse.db import Warehouse

pytestmark = pytest.mark.edge
NOW = datetime(2026, 11, 22, 9, tzinfo=UTC)
WORDS = [a + b + c for a in ("ba", "de", "fi", "go", "ku", "la") for b in "nrst" for c in ("al", "em", "ic", "or")]


def article(number: int, seed: int, outlet: str) -> Article:
    rng = random.Random(seed)
    text = ". ".join(" ".join(rng.choice(WORDS) for _ in range(14)).capitalize() for _ in range(14)) + "."
    return Article(
        f"https://{outlet}.example/{number}", f"{outlet}.example/{number}", outlet, f"Title {number}",
        (Part("en", text),), "en", NOW, published=NOW + timedelta(hours=number),
    )  # fmt: skip


@pytest.fixture
def newsdesk():
    return Newsdesk(Settings(encoder="none", _env_file=None), SeedIndex(()))


@pytest.fixture
def warehouse(tmp_path, newsdesk):
    kept = Warehouse(tmp_path)
    with kept.writing() as con:
        given = [article(number, number % 4, f"outlet{number}") for number in range(1, 8)]
        ids = add_articles(con, given, 1)
        fresh = [Fresh(ids[draft.article.key], draft) for draft in newsdesk.drafts(given)]
        decide(con, fresh, newsdesk, NOW)
    return kept


def state(warehouse):
    with warehouse.reading() as con:
        return [
            con.execute(sql).fetchall()
            for sql in (
                "SELECT article_id, standing, lead_id, parent_id, kind FROM copy_groups ORDER BY ALL",
                "SELECT article_id, known_id, kind, score FROM copy_verdicts ORDER BY ALL",
                "SELECT article_id, known_id, place, a_text FROM copy_evidence ORDER BY ALL",
                "SELECT * FROM sketch_hashes ORDER BY ALL",
                "SELECT article_id, hash(three) FROM sketches ORDER BY ALL",
            )
        ]


def test_the_same_rules_find_the_same_and_report_no_change(warehouse, newsdesk):
    before = state(warehouse)
    assert len(before[0]) == 6  # three originals with a copy each, and one without
    told = redecide(warehouse, newsdesk, NOW)
    assert (told.articles, dict(told.changed)) == (7, {})
    assert state(warehouse) == before


def test_what_was_lost_is_found_again_and_told(warehouse, newsdesk):
    before = state(warehouse)
    with warehouse.writing() as con:
        for table in ("copy_groups", "copy_verdicts", "copy_evidence", "sketch_hashes", "sketches"):
            con.execute(f"DELETE FROM {table}")
    told = redecide(warehouse, newsdesk, NOW)
    assert state(warehouse) == before
    assert told.changed["copies: alone → copy (exact)"] == 3


def test_a_stopped_pass_goes_on_where_it_was(warehouse, newsdesk, monkeypatch):
    monkeypatch.setattr("flows.jobs.redecide.BATCH", 2)
    seen: list[int] = []

    def step(_con, fresh, _newsdesk, _now):
        seen.extend(each.article_id for each in fresh)
        if len(seen) == 4:
            raise KeyboardInterrupt
        return copies(_con, fresh, _newsdesk, _now)

    with pytest.raises(KeyboardInterrupt):
        redecide(warehouse, newsdesk, NOW, steps=[step])
    before = state(warehouse)
    redecide(warehouse, newsdesk, NOW, steps=[step])
    assert seen == [1, 2, 3, 4, 3, 4, 5, 6, 7]
    assert state(warehouse) == before
    assert BATCH > 2


def test_a_judgement_outlives_deciding_anew(warehouse, newsdesk):
    with warehouse.writing() as con:
        assert originals(con, [5]) == {5: 1}
        add_judgement(con, Judgement(5, False, NOW))
        add_judgement(con, Judgement(4, True, NOW, original_id=2, kind="rewrite"))
        update_groups(con, [4, 5], NOW)
    redecide(warehouse, newsdesk, NOW)
    with warehouse.reading() as con:
        assert originals(con, [4, 5]) == {4: 2}
