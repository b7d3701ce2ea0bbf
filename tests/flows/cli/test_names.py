"""`copydesk names` and `copydesk try topic|names`."""

from __future__ import annotations

import json
from datetime import UTC, datetime

import pytest
import typer
from typer.testing import CliRunner

from desk.errors import ConfigError, UsageError
from desk.models import Article, Part, TopicVerdict
from flows.cli import names as command
from warehouse.article_decisions import Decided, store_decided
from warehouse.articles import add_articles
from warehouse.db import Warehouse
from warehouse.reading_copy import publish

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)


@pytest.fixture
def run(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COPYDESK_HOME", str(tmp_path / "home"))
    monkeypatch.delenv("COPYDESK_NAMES", raising=False)
    from flows.decide_steps import names_and_topics

    names_and_topics.names.cache_clear()
    names_and_topics.topics.cache_clear()
    app = typer.Typer()
    command.register(app)

    def ask(*words):
        names_and_topics.names.cache_clear()
        return CliRunner().invoke(app, ["names", *words], catch_exceptions=True)

    return ask


def test_list_shows_the_names_that_hold_a_word(run):
    answer = run("list", "gemma")
    assert "gemma-3  Gemma 3 (model, open)" in answer.output
    assert "Qwen" not in answer.output


def test_a_name_is_added_with_one_command_and_found_at_once(run, tmp_path):
    assert run("add", "Heron 9", "--kind", "model", "--open", "--alias", "苍鹭九号").exit_code == 0
    line = (tmp_path / "home" / "names.yaml").read_text("utf-8").splitlines()[-1]
    assert line == "- {id: heron-9, label: Heron 9, kind: model, aliases: [苍鹭九号], open: true}"
    assert "Heron 9" in run("list", "苍鹭").output


def test_another_form_of_a_known_name_is_added_to_it(run):
    assert run("add", "Kwen", "--to", "qwen").exit_code == 0
    assert "Kwen" in run("list", "qwen").output


@pytest.mark.parametrize(
    ("words", "error", "said"),
    [
        (["add", "Qwen", "--kind", "model"], ConfigError, "is taken"),
        (["add", "Kwen", "--to", "nobody"], ConfigError, "is the id of no name"),
        (["add", "Open", "--kind", "lab"], ConfigError, "common word"),
        (["add", "Hero Lab", "--kind", "lab", "--alias", "Hugging Face"], ConfigError, "also one of entry"),
        (["add", "Heron 9", "--kind", "bird"], UsageError, "is no kind"),
        (["list", "--kind", "bird"], UsageError, "not known"),
    ],
)
def test_what_does_not_fit_is_refused_and_nothing_written(run, tmp_path, words, error, said):
    answer = run(*words)
    assert isinstance(answer.exception, error)
    assert said in str(answer.exception)
    assert not list(tmp_path.rglob("names.yaml*"))


@pytest.mark.edge
def test_suggest_looks_through_the_relevant_articles_of_the_reading_copy(run, tmp_path):
    house = Warehouse(tmp_path / "home")
    articles = [
        Article(url, url, "one", "Quillon frees Heron-9B", (Part("en", "Nobody knew Heron-9B."),), "en", NOON)
        for url in ("https://one.example/a", "https://one.example/b", "https://one.example/c")
    ]
    with house.writing() as con:
        ids = list(add_articles(con, articles, 1).values())
        verdicts = [TopicVerdict("open-source-ai", number != ids[2], 0.9, ()) for number in ids]
        store_decided(con, [Decided(number, (said,)) for number, said in zip(ids, verdicts, strict=True)])
    publish(house, NOON)
    answer = run("suggest")
    assert "Heron-9B  (like a model; 2 articles, 4×)" in answer.output
    assert "from 2 relevant articles" in answer.output


def test_try_topic_and_names_answer_as_the_scorers_ask(run):
    from flows.cli.tries import names, topic

    asked = {"title": "Qwen3, an open-weight model", "text": "It is under the Apache 2.0 license."}
    said = topic.judge(asked)
    assert said["relevant"] is True
    assert 0.5 <= said["score"] <= 1
    assert said["why"]
    found = names.judge(asked)["names"]
    assert {"id": "qwen-3", "label": "Qwen3", "kind": "model", "count": 1} in found
    assert json.dumps(said)
    assert topic.judge({})["relevant"] is False


def test_try_shows_people_the_verdict(run, tmp_path, capsys):
    from flows.cli.tries import names, topic

    page = tmp_path / "a.txt"
    page.write_text("Qwen3 is here\n\nThe open-weight model is out.", "utf-8")
    topic.show([str(page)])
    names.show([str(page)])
    said = capsys.readouterr().out
    assert "a.txt: relevant to open-source-ai" in said
    assert "Qwen3 (model) 1, in the title" in said
    with pytest.raises(UsageError, match="cannot be read"):
        names.show([str(tmp_path / "none.txt")])
