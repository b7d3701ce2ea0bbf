"""Stories in the warehouse."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from desk.clusters import assign
from desk.models import Article, Part
from desk.storycards import card
from warehouse import stories
from warehouse.articles import add_articles
from warehouse.db import Warehouse

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)


@pytest.fixture
def house(tmp_path):
    return Warehouse(tmp_path)


def article(slug, title, text, outlet="one", hours=0, language="en"):
    at = NOON + timedelta(hours=hours)
    url = f"https://{outlet}.example/{slug}"
    return Article(url, url, outlet, title, (Part(language, text),), language, at, published=at)


def tell(con, articles, copies=None):
    """What the pipeline does in its write transaction; {slug: story id}."""
    ids = add_articles(con, articles, 1)
    cards = [card(ids[a.key], a.title, a.text, a.published, a.language, a.outlet_id) for a in articles]
    known = {ids[a]: ids[b] for a, b in (copies or {}).items()}
    decided = assign(cards, stories.open_stories(con, cards, known), known)
    placed = stories.store_assignments(con, cards, decided, known, NOON)
    return {key.rsplit("/", 1)[1]: placed[article_id] for key, article_id in ids.items()}


HERON = "Lab Quillon opened the weights of Heron 9, a model of 34 billion parameters, under the Maple licence in Oslo."


def test_a_second_report_on_the_next_day_joins_the_story(house):
    with house.writing() as con:
        first = tell(con, [article("a", "Quillon opens the weights of Heron 9", HERON)])
    with house.writing() as con:
        text = "In Oslo the Quillon lab made Heron 9 open: 34 billion parameters, Maple licence, weights for everyone."
        second = tell(con, [article("b", "Heron 9 weights opened by Quillon", text, "two", 20)])
        assert second["b"] == first["a"]
        row = con.execute("SELECT headline, articles, reports, last_time FROM stories").fetchall()
    assert row == [("Quillon opens the weights of Heron 9", 2, 2, NOON + timedelta(hours=20))]
