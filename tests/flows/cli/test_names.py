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
from warehouse.reading_sql import ask

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

    def invoke(*words):
        names_and_topics.names.cache_clear()
        return CliRunner().invoke(app, ["names", *words], catch_exceptions=True)

    return invoke


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


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["remove", "nobody"], "is no known name"),
        (["remove", "qwen", "--alias", "Kwen"], "is no form of Qwen"),
        (["add", "Heron"], "--kind: is needed for a new name"),
    ],
)
def test_a_removal_that_means_nothing_is_refused(run, words, said):
    answer = run(*words)
    assert isinstance(answer.exception, UsageError)
    assert said in str(answer.exception)


def test_a_name_one_added_gets_another_form_and_loses_it(run, tmp_path):
    run("add", "Heron 9", "--kind", "model")
    assert run("add", "Hero Nine", "--to", "heron-9").exit_code == 0
    assert run("add", "Harnser", "--to", "heron-9").exit_code == 0
    assert "Hero Nine, Harnser" in run("list", "heron-9").output
    assert run("remove", "harnser", "--alias", "Hero Nine").exit_code == 0
    assert "Hero Nine" not in run("list", "heron-9").output
    assert "Harnser" in run("list", "heron-9").output
    assert not list((tmp_path / "home").glob("*.new"))


def test_a_bundled_name_is_removed_in_ones_own_file_and_its_versions_stay(run, tmp_path):
    assert run("remove", "Qwen").exit_code == 0
    assert "- {id: qwen, removed: true}" in (tmp_path / "home" / "names.yaml").read_text("utf-8")
    listed = run("list", "qwen").output
    assert "qwen  Qwen (" not in listed
    assert "qwen-3  Qwen3 (model, open)" in listed


def test_what_was_removed_can_be_added_again(run):
    run("add", "Heron 9", "--kind", "model")
    run("remove", "heron-9")
    assert run("add", "Heron 9", "--kind", "lab").exit_code == 0
    assert "heron-9  Heron 9 (lab)" in run("list", "heron").output


def test_a_line_that_was_never_written_is_not_cited(run):
    answer = run("add", "Hero Lab", "--kind", "lab", "--alias", "Hugging Face")
    assert str(answer.exception).startswith("names add, id hero-lab: ")
    assert ".new" not in str(answer.exception)


@pytest.mark.edge
def test_what_names_touch_is_decided_anew_at_once(run, tmp_path, monkeypatch):
    monkeypatch.setenv("COPYDESK_ENCODER", "none")
    house, url = Warehouse(tmp_path / "home"), "https://one.example/a"
    text = "Quillon freed its open-source language model Heron-9B on Monday. It is under the Apache 2.0 licence."
    articles = [
        Article(url, url, "one", "Quillon frees Heron-9B", (Part("en", text),), "en", NOON),
        Article(url + "b", url + "b", "one", "Bread", (Part("en", "Nothing but bread."),), "en", NOON),
    ]
    with house.writing() as con:
        add_articles(con, articles, 1)
    added = run("add", "Heron", "--kind", "model", "--open").output
    assert "1 article decided anew" in added
    assert ask(house.home, "SELECT model, licence FROM openness").rows == [
        ("Heron-9B", None),
        ("Heron-9B", "Apache 2.0"),
    ]
    assert ask(house.home, "SELECT count(*) FROM mentions WHERE name_id = 'heron'").rows == [(1,)]
    removed = run("remove", "heron").output
    assert "1 article decided anew" in removed
    assert ask(house.home, "SELECT count(*) FROM mentions WHERE name_id = 'heron'").rows == [(0,)]
    assert ask(house.home, "FROM openness").rows == []
