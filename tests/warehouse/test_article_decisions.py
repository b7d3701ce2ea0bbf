"""Decisions about single articles in the warehouse and its reading copy."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from desk.models import Article, Mention, OpennessFact, Part, TopicVerdict
from warehouse.article_decisions import Decided, load_decided, store_decided
from warehouse.articles import add_articles
from warehouse.db import Warehouse
from warehouse.reading_copy import ask, publish

pytestmark = pytest.mark.edge
NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
FIRST = Decided(
    1,
    (TopicVerdict("open-source-ai", True, 0.9, ("open model named",), "release"),),
    (Mention("qwen", "Qwen", "model", 3, True), Mention("google", "Google", "company", 1)),
    (OpennessFact("Qwen", "Apache 2.0", ("weights", "code"), "stated", "Qwen is out under „Apache“.\x00"),),
)


@pytest.fixture
def house(tmp_path):
    return Warehouse(tmp_path)


def test_decisions_come_back_as_they_were_stored(house):
    with house.writing() as con:
        store_decided(con, [FIRST, Decided(2)])
        found = load_decided(con, [1, 2, 3])
    assert found[1].topics == FIRST.topics
    assert found[1].mentions == FIRST.mentions
    assert found[1].openness[0].opened == ("weights", "code")
    assert found[2] == Decided(2)
    assert found[3] == Decided(3)


def test_deciding_again_takes_the_earlier_decision_s_place(house):
    with house.writing() as con:
        store_decided(con, [FIRST])
        store_decided(con, [Decided(1, FIRST.topics)])
        assert load_decided(con, [1])[1] == Decided(1, FIRST.topics)


def test_the_views_answer_in_the_reading_copy(house):
    url = "https://one.example/a"
    article = Article(url, url, "one", "Title", (Part("en", "Text"),), "en", NOON, published=NOON)
    with house.writing() as con:
        article_id = add_articles(con, [article], 1)[url]
        store_decided(con, [Decided(article_id, FIRST.topics, FIRST.mentions, FIRST.openness)])
    publish(house, NOON)
    mentions = ask(house.home, "SELECT label, count, relevant, outlet FROM mentions ORDER BY count DESC").rows
    assert mentions == [("Qwen", 3, True, "one"), ("Google", 1, True, "one")]
    assert ask(house.home, "SELECT model, licence, opened, claim FROM openness").rows == [
        ("Qwen", "Apache 2.0", ["weights", "code"], "stated")
    ]


def test_licences_are_told_by_model_with_the_first_sentence_that_is_no_copy_s(house):
    facts = {
        "a": OpennessFact("Qwen3", "Apache 2.0", ("weights",), "stated", "Qwen3 is out.", None, "qwen-3"),
        "b": OpennessFact("Qwen3", "Apache 2.0", ("code",), "stated", "Its code, too.", None, "qwen-3"),
        "c": OpennessFact("Qwen3", None, (), "contested", "It is not open, critics say.", "critics", "qwen-3"),
        "d": OpennessFact("Llama 4", None, ("model",), "claimed", "Meta calls it open.", "Meta", "llama-4"),
    }
    articles = [Article(url, url, f"outlet-{url[-1]}", "Title", (Part("en", "Text"),), "en", NOON, published=NOON)
                for url in (f"https://one.example/{name}" for name in facts)]  # fmt: skip
    with house.writing() as con:
        ids = add_articles(con, articles, 1)
        store_decided(
            con, [Decided(ids[f"https://one.example/{name}"], openness=(fact,)) for name, fact in facts.items()]
        )
    publish(house, NOON)
    asked = "SELECT licence, claim, opened, said_by, articles, outlets, sentence FROM licences('{}')"
    qwen = [
        ("Apache 2.0", "stated", ["code", "weights"], [], 2, 2, "Qwen3 is out."),
        (None, "contested", [], ["critics"], 1, 1, "It is not open, critics say."),
    ]
    assert sorted(ask(house.home, asked.format("QWEN")).rows, key=str) == sorted(qwen, key=str)
    assert ask(house.home, asked.format("qwen-3")).rows == ask(house.home, asked.format("Qwen 3")).rows
    assert ask(house.home, asked.format("Sora")).rows == []


def test_a_statement_that_says_nothing_is_no_row_of_the_view(house):
    url = "https://one.example/a"
    silent = OpennessFact("Qwen", None, (), "stated", "Qwen is there.")
    with house.writing() as con:
        ids = add_articles(con, [Article(url, url, "one", "Title", (Part("en", "Text"),), "en", NOON)], 1)
        store_decided(con, [Decided(ids[url], openness=(silent,))])
    publish(house, NOON)
    assert ask(house.home, "FROM openness").rows == []


def test_sql_tells_which_articles_a_topic_wants_and_why(house):
    wanted, refused, unjudged = (f"https://one.example/{name}" for name in "abc")
    articles = [
        Article(url, url, "one", url[-1], (Part("en", "Text"),), "en", NOON) for url in (wanted, refused, unjudged)
    ]
    with house.writing() as con:
        ids = add_articles(con, articles, 1)
        no = TopicVerdict("open-source-ai", False, 0.1, ("nothing in it speaks of the topic",), None)
        store_decided(con, [Decided(ids[wanted], FIRST.topics), Decided(ids[refused], (no,))])
    publish(house, NOON)
    assert ask(house.home, "SELECT title, relevant FROM articles ORDER BY title").rows == [
        ("a", True), ("b", False), ("c", False),
    ]  # fmt: skip
    assert ask(house.home, "SELECT title, topic, relevant, facet, why FROM topics ORDER BY title").rows == [
        ("a", "open-source-ai", True, "release", ["open model named"]),
        ("b", "open-source-ai", False, None, ["nothing in it speaks of the topic"]),
    ]
