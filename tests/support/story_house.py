"""A warehouse with stories in it."""

from __future__ import annotations

from datetime import timedelta

from desk.models import Article, Part
from desk.stories.cards import card
from desk.stories.clustering import assign
from desk.urls import key
from tests.support.story_texts import NOON
from warehouse import stories
from warehouse.articles import add_articles

OPENS, FREE = "Quillon opens the weights of Heron 9", "Norway's Heron 9 is free for all"
COURT = "Photographers take Quillon to court"


def article(slug, title, text, outlet="one", hours=0, language="en"):
    at = NOON + timedelta(hours=hours)
    url = f"https://{outlet}.example/{slug}"
    return Article(url, key(url), outlet, title, (Part(language, text),), language, at, published=at)


def tell(con, *articles, copies=None, vector=None):
    """What the pipeline does in its write transaction; {slug: (article id, story id)}."""
    ids = add_articles(con, articles, 1)
    cards = [
        card(ids[a.key], a.title, a.text, a.published, a.language, a.outlet_id, (), vector, "tiny") for a in articles
    ]
    known = dict(copies(ids) if copies else {})
    decided = assign(cards, stories.open_stories(con, cards, known), known)
    placed = stories.store_assignments(con, cards, decided, known, NOON)
    return {a.url.rsplit("/", 1)[1]: (ids[a.key], placed[ids[a.key]]) for a in articles}
