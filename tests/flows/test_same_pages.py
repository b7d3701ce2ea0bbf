"""A page met under another address of its outlet is no second article; its addresses are kept."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from desk.models import Article, Part
from desk.urls import key
from flows.decide_steps.newsdesk import Draft
from flows.decide_steps.same_pages import keep, sift
from warehouse.articles import add_articles, find_article
from warehouse.db import Warehouse

pytestmark = pytest.mark.edge

NOON = datetime(2026, 11, 29, 12, tzinfo=UTC)
SITE = "https://ledger.example/2026/11/radio"
TEXT = (
    "The harbour office of Tromsø has let a small language model answer the radio since March. Skippers ask for a "
    "berth, the model looks into the plan of the day and answers in their dialect. Nobody had believed that it would "
    "understand the fishermen of Senja, says the harbour master, but after a week they had stopped asking for a person."
)
OTHER = (
    "A bank in Bergen has moved its chatbot into its own cellar. The supervisor had asked where the words of its "
    "customers go, and nobody at the bank could say. Now they go down eleven steps, says the head of the computing "
    "centre, and they stay there. The open model answers a little slower than the rented one."
)


def draft(url=SITE, text=TEXT, title="A model on the radio", outlet="ledger", canonical=None) -> Draft:
    parts = (Part("en", text),)
    return Draft(Article(url, key(url), outlet, title, parts, "en", NOON, canonical_url=canonical), (), (), (), None)


def visit(con, *drafts: Draft, guid: str | None = None) -> list[str]:
    """The addresses stored as articles; guid: what the feed calls each of them."""
    sifted = sift(con, drafts, {each.article.key: guid for each in drafts} if guid else None)
    new = add_articles(con, [each.article for each in sifted.drafts], 1)
    keep(con, sifted, new, NOON)
    return [each.article.url for each in sifted.drafts if each.article.key in new]


def addresses(con) -> list[tuple]:
    return con.execute("SELECT article_id, url, why FROM article_urls ORDER BY url").fetchall()


@pytest.fixture
def con(tmp_path):
    with Warehouse(tmp_path).writing() as con:
        yield con


@pytest.mark.parametrize("url", [f"{SITE}?from=rss", f"{SITE}/print", "https://news.ledger.example/radio-harbour"])
@pytest.mark.parametrize("together", [True, False])
def test_equal_text_of_one_outlet_is_one_article_at_two_addresses(con, url, together):
    again = draft(url, TEXT.replace(". ", ".\n"), title="On the radio | Ledger")
    stored = visit(con, draft(), again) if together else visit(con, draft()) + visit(con, again)
    assert stored == [SITE]
    assert addresses(con) == [(1, url, "the same text")]
    assert find_article(con, url, key(url)).url == SITE


def test_another_outlet_with_the_same_text_stays_an_article(con):
    visit(con, draft())
    assert visit(con, draft("https://herald.example/radio", outlet="herald"))


def test_a_canonical_address_is_believed_where_the_texts_agree(con):
    visit(con, draft())
    corrected = TEXT.replace("since March", "since April")
    assert not visit(con, draft(f"{SITE}-2", corrected, "Radio, corrected", canonical=SITE))
    assert visit(con, draft(f"{SITE}-3", OTHER, "A bank", canonical=SITE))
    assert [why for *_, why in addresses(con)] == ["it names the other as its own address, and their texts agree"]


def test_the_address_that_a_page_names_is_stored_first_whatever_their_order(con):
    printed = draft(f"{SITE}/print", TEXT, canonical=SITE)
    assert visit(con, printed, draft()) == [SITE]


MOVED, LONGER = "https://ledger.example/2026/11/model-on-the-radio", f"{TEXT} The council wants to hear it in May."


@pytest.mark.parametrize("together", [True, False])
def test_a_guid_is_believed_where_the_texts_agree(con, together):
    one, again = draft(), draft(MOVED, LONGER, title="Senja talks to a machine")
    stored = (
        visit(con, one, again, guid="p-81")
        if together
        else visit(con, one, guid="p-81") + visit(con, again, guid="p-81")
    )
    assert stored == [SITE]
    assert addresses(con) == [(1, MOVED, "its feed gives both one guid, and their texts agree")]


def test_a_feed_that_gives_all_entries_one_guid_loses_none(con):
    assert len(visit(con, draft(), guid="-") + visit(con, draft(MOVED, OTHER, title="In the cellar"), guid="-")) == 2


def test_without_a_guid_an_edited_text_under_another_title_stays_an_article(con):
    assert len(visit(con, draft()) + visit(con, draft(MOVED, LONGER, title="Senja talks to a machine"))) == 2


def test_two_pages_that_name_the_front_page_as_theirs_are_two(con):
    front = "https://ledger.example/"
    assert len(visit(con, draft(canonical=front), draft(f"{SITE}-bank", OTHER, "A bank", canonical=front))) == 2


def test_issues_of_a_column_under_one_title_are_two_articles(con):
    visit(con, draft(title="Weekly wrap"))
    assert visit(con, draft(f"{SITE}-2", OTHER, title="Weekly wrap"))


def test_a_visit_without_articles_asks_nothing(con):
    assert visit(con) == []


WALL = (
    "Welcome back. You can go on in three ways, and each of them is a good one: take the pass for a day, take the one "
    "for a month, or let us show you what our partners have to say. Choose one of them below, and we bring you there."
)


def test_a_page_with_the_text_of_an_earlier_one_that_speaks_of_neither_is_a_wall(con):
    visit(con, draft(text=WALL))
    sifted = sift(con, [draft(f"{SITE}-2", WALL, "A bank moves its chatbot")])
    assert not sifted.drafts
    assert not sifted.stored
    assert "shows the same text as an earlier page of its outlet" in sifted.walls[key(f"{SITE}-2")]


def test_a_wall_with_a_title_of_its_own_is_told_by_what_the_feed_calls_the_page(con):
    visit(con, draft(text=WALL, title="Go on here"))
    again = draft(f"{SITE}-2", WALL, "Go on here")
    assert sift(con, [again], names={again.article.key: "A bank moves its chatbot"}).walls


def test_an_article_printed_again_under_a_title_that_it_speaks_of_is_no_wall(con):
    visit(con, draft(title="Eleven weeks of Senja"))
    assert not sift(con, [draft(f"{SITE}-2", TEXT, "A harbour master and his radio")]).walls


def test_what_the_feed_gave_in_full_is_no_wall(con):
    visit(con, draft(text=WALL))
    given = draft(f"{SITE}-2", WALL, "A bank moves its chatbot")
    told = replace(given, article=replace(given.article, text_from="feed"))
    assert not sift(con, [told]).walls
