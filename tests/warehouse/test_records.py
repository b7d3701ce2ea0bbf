"""Records are stored whole: every field that was set comes back."""

from dataclasses import MISSING, fields, replace
from datetime import timedelta
from zoneinfo import ZoneInfo

import numpy as np
import pytest

from desk.digest.records import Digest, DigestStory
from desk.models import Article, Lead, Part, Removed
from desk.stories.cards import Card
from desk.visits import SourceState
from tests.support.stored import GAZETTE, NOON, store_visit, visit
from warehouse.articles import article_rows, article_texts
from warehouse.copy_verdicts import KnownText, known_texts
from warehouse.db import Warehouse
from warehouse.digests import add_digest, load_digest
from warehouse.leads import open_leads
from warehouse.story_cards import card_row, read_card
from warehouse.visits import known

pytestmark = pytest.mark.edge
PARIS = ZoneInfo("Europe/Paris")

ARTICLE = Article(
    url="https://gazette.example/fjord?page=1", key="gazette.example/fjord", outlet_id="gazette", title="Fjord is out",
    parts=(Part("en", "The weights are out."), Part("zh", "权重已经公开。")), language="en", fetched_at=NOON,
    authors=("Ida Moen", "Bo Lind"), published=NOON - timedelta(hours=3), published_from="json-ld",
    modified=NOON - timedelta(hours=1), canonical_url="https://gazette.example/fjord", section="Technology",
    tags=("weights", "licences"), image="https://gazette.example/fjord.jpg", paywalled=True, text_from="page+feed",
    removed=(Removed("Subscribe", "a call to action"),), source="www.wire.example",
    next_url="https://gazette.example/fjord?page=2",
)  # fmt: skip
LEAD = Lead(
    "https://gazette.example/next?from=rss", "gazette.example/next", "gazette", GAZETTE.sources[0].url,
    title="What comes next", published=NOON, summary="In a word.", content="<p>In many words.</p>",
    authors=("Bo Lind",), language="en", guid="tag:gazette.example,2026:next", promise=0.5,
)  # fmt: skip
STATE = SourceState(
    GAZETTE.sources[0].url, '"v2"', "Mon, 02 Mar 2026 11:00:00 GMT", NOON + timedelta(hours=2), 3600.0, 2, NOON,
    "https://gazette.example/rss", NOON - timedelta(hours=6),
)  # fmt: skip
STORY = DigestStory(
    story_id=7, title="Fjord is out", url="https://gazette.example/fjord", outlet="The Gazette", language="en",
    published=NOON.astimezone(PARIS), sentence="The weights are out.", score=0.75, why="topic .9, newest 3 h old",
    also_in=("The Courier",), copies=(("The Mirror", "spun"),), languages=("en", "zh"), facet="release",
    names=("Fjord",), update_of=3, revision="a new name: Ida Moen", articles=(1, 4),
    reports=2, outlets=3, kinds=("spun",), common_sources=1, page="https://desk.example/stories/s7.html",
    corrected="It was the other lab.",
    written_in=("zh", "en"),
)  # fmt: skip
DIGEST = Digest(
    id="open-source-ai/2026-03-02/2", day="2026-03-02", topic="open-source-ai", stories=(STORY,),
    health=("11 of 12 answered",), outlets=12, articles=40, copies=3, languages=("en", "zh"),
    notes=("Left out: a copy",), left=2, edition=2, title="Open-source AI",
    head=1, changes=("The Courier answers again",), quiet="of the last 7 days",
)  # fmt: skip
CARD = Card(
    1, "Fjord is out", NOON, "en", "gazette", frozenset({"fjord"}), frozenset({"weight"}), frozenset({"Fjord"}),
    frozenset({"Fjord", "@fjord"}), frozenset({"7"}), frozenset({"fjord 7"}),
    subject="Fjord", notice=True,
    vector=np.array([0.6, -0.8], np.float32), encoder="tiny",
)  # fmt: skip


@pytest.fixture
def con(tmp_path):
    with Warehouse(tmp_path).writing() as con:
        yield con


@pytest.mark.parametrize("record", [ARTICLE, replace(LEAD, attempts=1), STATE, STORY, DIGEST, CARD])
def test_the_records_below_set_every_field(record):
    left = [
        field.name
        for field in fields(record)
        if field.default is not MISSING and getattr(record, field.name) is field.default
    ]
    assert left == [], "set the new field here, so that storing it is tested"


def test_an_article_comes_back_with_every_field(con):
    new = store_visit(con, visit(1, articles=(ARTICLE,)))
    row = article_rows(con, new.values())[new[ARTICLE.key]]
    told = {name: getattr(row, name) for name in (field.name for field in fields(ARTICLE)) if hasattr(row, name)}
    parts = article_texts(con, new.values())[row.id]
    assert Article(**told, parts=parts, next_url=ARTICLE.next_url) == ARTICLE
    assert (row.run_id, row.words) == (1, 8)  # a full stop after an ideograph counts as one


def test_a_text_to_compare_with_knows_whom_it_credits(con):
    new = store_visit(con, visit(1, articles=(ARTICLE,)))
    text = known_texts(con, new.values())[new[ARTICLE.key]]
    shared = {field.name for field in fields(KnownText)} - {"article_id"}
    assert {name: getattr(text, name) for name in shared} == {name: getattr(ARTICLE, name) for name in shared}


def test_a_lead_comes_back_with_every_field(con):
    store_visit(con, visit(1, leads=(LEAD,)))
    assert open_leads(con, ["gazette"], NOON)["gazette"] == (LEAD,)


def test_the_state_of_a_source_comes_back_with_every_field(con):
    store_visit(con, visit(1, states=(STATE,)))
    assert known(con, ["gazette"], NOON).states[STATE.url] == STATE


def test_a_digest_comes_back_with_every_field(con):
    add_digest(con, DIGEST, "slack:C1", NOON, delivered=True)
    assert load_digest(con, DIGEST.id, "slack:C1", PARIS) == DIGEST


def test_a_story_card_comes_back_with_every_field():
    row = card_row(CARD, NOON)
    vector = np.round(CARD.vector * 127 / 0.8).astype(np.int8).tobytes()
    back = read_card(1, int(NOON.timestamp() * 1_000_000), row["card"], row["encoder"], vector)
    assert np.allclose(back.vector, CARD.vector, atol=0.01)
    kept = [field.name for field in fields(Card) if field.name != "vector"]
    assert {name: getattr(back, name) for name in kept} == {name: getattr(CARD, name) for name in kept}
