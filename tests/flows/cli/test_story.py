"""`copydesk story` and `try story`."""

from __future__ import annotations

import json

import pytest
import typer
from typer.testing import CliRunner

from desk.errors import CopydeskError, UsageError
from desk.stories.same_event import Same
from flows.cli.ask import story
from flows.cli.tries.story import judge
from flows.cli.tries.story import show as show_try
from tests.support.story_house import COURT, FREE, OPENS, article, tell
from tests.support.story_texts import OPENED, SUED, TOLD_BY_ANOTHER
from warehouse.db import Warehouse
from warehouse.reading_sql import ask
from warehouse.story_origins import count_origins

pytestmark = pytest.mark.edge


@pytest.fixture
def run(tmp_path, monkeypatch):
    monkeypatch.setenv("COPYDESK_HOME", str(tmp_path))
    monkeypatch.setenv("COPYDESK_ENCODER", "none")
    app = typer.Typer()
    story.register(app)
    with Warehouse(tmp_path).writing() as con:
        tell(con, article("a", OPENS, OPENED), article("b", FREE, TOLD_BY_ANOTHER, "two", 5))
        tell(con, article("c", COURT, SUED, "three", 6))
        count_origins(con)
    return lambda *words: CliRunner().invoke(app, ["story", *words])


def test_show_tells_lead_reports_and_reasons(run):
    said = run("show", "1").output
    assert "2 outlets, 2 independent reports; 2 articles, 0 copies among them" in said
    assert "report: one, 2026-03-02 12:00, 1 article" in said
    assert said.index("lead") < said.index(FREE)
    assert "closest to" in said
    assert "shared names" not in said  # they are stems


def test_explain_tells_every_signal_that_joined_an_article(run):
    said = run("explain", "1").output
    assert "opens a story" in said
    assert "shared names" in said
    assert "no vectors compared" in said
    assert "certainty 1.00" in said


def test_show_as_json_has_the_origins(run):
    origins = json.loads(run("show", "1", "--json").output)["origins"]
    assert [(each["what"], each["outlets"]) for each in origins] == [("report", ["one"]), ("report", ["two"])]


def test_show_as_json_is_json(run):
    assert [line["title"] for line in json.loads(run("show", "1", "--json").output)["told_by"]] == [OPENS, FREE]


def test_merge_then_show_by_the_old_id(run):
    assert "s1:" in run("merge", "2", "1").output
    assert "Story s1 (s2 was merged into it)" in run("show", "2").output
    assert run("show", "1").output.count("(placed by a person)") == 3


def test_split_by_address(run):
    assert "s3:" in run("split", "1", "http://www.two.example/b?utm_source=mail").output
    assert "1 outlet, 1 independent report; 1 article," in run("show", "1").output


def test_readers_see_a_merge_and_a_split_at_once(run, tmp_path):
    run("merge", "2", "1")
    asked = "SELECT id, articles FROM stories ORDER BY id"
    assert ask(tmp_path, asked).rows == [(1, 3)]
    run("split", "1", "https://three.example/c")
    assert [count for _, count in ask(tmp_path, asked).rows] == [2, 1]


def test_try_story_detects_the_language_unless_it_is_said(run, monkeypatch):
    seen = []
    monkeypatch.setattr(
        "desk.stories.same_event.same", lambda a, b: seen.append((a.language, b.language)) or Same(False, 0, ())
    )
    chinese = {"title": "Quillon开放Heron 9模型权重", "text": "挪威研究所周一公开了大模型的权重，训练用了四十一天。"}
    judge({"a": {"title": OPENS, "text": OPENED}, "b": chinese})
    judge({"a": {"title": OPENS, "text": OPENED, "language": "da"}, "b": chinese})
    assert seen == [("en", "zh"), ("da", "zh")]


@pytest.mark.parametrize(
    ("words", "problem"),
    [
        (("merge", "1", "1"), "cannot be merged with itself"),
        (("split", "2", "https://three.example/c"), "would be left empty"),
        (("split", "1", "https://nowhere.example/x"), "is no stored article"),
        (("show", "99"), "does not exist"),
    ],
)
def test_wrong_usage_is_told_in_words(run, words, problem):
    result = run(*words)
    assert isinstance(result.exception, CopydeskError)
    assert problem in str(result.exception)
    assert result.exception.remedy


def test_try_story_answers_and_forgives_what_is_missing(run):
    a = {"title": OPENS, "text": OPENED, "published": "2026-03-02"}
    b = {"title": FREE, "text": TOLD_BY_ANOTHER, "published": "2026-03-02T20:00:00+01:00"}
    assert judge({"a": a, "b": b})["same_story"] is True
    assert judge({"a": a, "b": {"title": COURT, "text": SUED}})["same_story"] is False
    for odd in ({}, None, {"title": None, "text": "", "published": ""}, {"published": "yesterday"}, "text"):
        assert judge({"a": a, "b": odd})["same_story"] is False


def test_try_story_reads_two_files(run, tmp_path, capsys):
    (tmp_path / "a.txt").write_text(f"{OPENS}\n{OPENED}", "utf-8")
    (tmp_path / "b.txt").write_text(f"{FREE}\n{TOLD_BY_ANOTHER}", "utf-8")
    show_try([str(tmp_path / "a.txt"), str(tmp_path / "b.txt")])
    assert "the same story" in capsys.readouterr().out
    with pytest.raises(UsageError, match="two articles"):
        show_try([str(tmp_path / "a.txt")])
    with pytest.raises(UsageError, match="cannot be read"):
        show_try([str(tmp_path / "a.txt"), str(tmp_path / "none.txt")])


def test_show_and_why_tell_what_independent_reports_state_differently(run, tmp_path, capsys):
    from flows.cli.ask.why import why
    from warehouse.reading_copy import publish

    said = "Fjordlight opened the weights of Heron on Monday. The largest model has {} billion parameters, it said."
    house = Warehouse(tmp_path)
    with house.writing() as con:
        con.execute("UPDATE bodies SET text = $text WHERE article_id = 1", {"text": said.format(41)})
        con.execute("UPDATE bodies SET text = $text WHERE article_id = 2", {"text": said.format(43)})
    assert "Stated differently" not in run("show", "1").output, "without a reading copy a story is told all the same"
    publish(house)
    line = "41 billion parameters  one (a1): The largest model has 41 billion parameters, it said."
    for told in (run("show", "1").output, why("a1", as_json=False) or capsys.readouterr().out):
        assert "Differs number of parameters" in told
        assert line in told
    assert len(json.loads(run("show", "1", "--json").output)["conflicts"][0]["sides"]) == 2
