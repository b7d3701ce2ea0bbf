"""`copydesk openness`: what is told of a model, of all of them, and of one that nobody speaks of."""

from __future__ import annotations

import json
from datetime import UTC, datetime

import pytest

from desk.models import Article, OpennessFact, Part
from flows.cli.ask.openness import openness
from warehouse.article_decisions import Decided, store_decided
from warehouse.articles import add_articles
from warehouse.db import Warehouse
from warehouse.reading_copy import publish

pytestmark = pytest.mark.edge
NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
URL = "https://one.example/a"
FACTS = (
    OpennessFact("Qwen3", "Apache 2.0", ("weights", "code"), "claimed", "Qwen3 is open, Ada says.", "Ada", "qwen-3"),
    OpennessFact("Llama 4", None, (), "contested", "Llama 4 is not open, critics say.", "critics", "llama-4"),
)


@pytest.fixture(autouse=True)
def home(tmp_path, monkeypatch):
    monkeypatch.setenv("COPYDESK_HOME", str(tmp_path))
    warehouse = Warehouse(tmp_path)
    with warehouse.writing() as con:
        article = Article(URL, URL, "one", "Title", (Part("en", "Text"),), "en", NOON, published=NOON)
        store_decided(con, [Decided(add_articles(con, [article], 1)[URL], openness=FACTS)])
    publish(warehouse, NOON)


def test_a_model_is_told_with_licence_speaker_sentence_and_address(capsys):
    openness("qwen")
    assert capsys.readouterr().out.splitlines() == [
        "Qwen3",
        "  Apache 2.0; weights, code open (claimed by Ada)",
        "    1 article, 1 outlet, 2026-03-02",
        "    “Qwen3 is open, Ada says.”",
        f"    a1  {URL}",
    ]


def test_without_a_model_all_are_told(capsys):
    openness()
    out = capsys.readouterr().out
    assert "Qwen3    Apache 2.0; weights, code open (claimed by Ada), 1 article" in out
    assert "Llama 4  open is contested by critics, 1 article" in out


def test_of_a_model_nobody_speaks_of_the_nearest_is_named(capsys):
    openness("Qwen4")
    assert capsys.readouterr().out == "No article says how open Qwen4 is. Something is said of Qwen3\n"


def test_a_quotation_mark_in_the_name_does_no_harm(capsys):
    openness("Qwen'3' OR 1")
    assert "No article says" in capsys.readouterr().out


def test_programs_get_the_same_as_json(capsys):
    openness("llama", as_json=True)
    (row,) = json.loads(capsys.readouterr().out)
    assert (row["model"], row["claim"], row["said_by"]) == ("Llama 4", "contested", ["critics"])
