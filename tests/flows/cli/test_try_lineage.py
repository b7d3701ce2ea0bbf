"""`copydesk try lineage`: groups of articles in, edges out."""

from __future__ import annotations

from pathlib import Path

import pytest

from desk.errors import UsageError
from flows.cli.tries import lineage
from flows.cli.tries.jsonl import answers
from tests.support.copytexts import OTHER_REPORT, REPORT, SPUN

ARTICLES = [
    {"id": "spin", "text": SPUN, "published": None, "outlet": "Spin"},
    {"id": "own", "text": OTHER_REPORT, "published": "2026-11-29T08:00:00Z", "outlet": "Own"},
    {"id": "wire", "text": REPORT, "published": "2026-11-29T09:00:00Z", "outlet": "Wire"},
]


@pytest.fixture(autouse=True)
def _without_encoder(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lineage, "_encoder", lambda: None)


def test_a_copy_has_one_edge_and_what_is_its_own_has_none():
    edges = lineage.judge({"articles": ARTICLES})["edges"]
    assert [(edge["copy"], edge["original"], edge["kind"]) for edge in edges] == [("spin", "wire", "spun")]
    assert 0 < edges[0]["certainty"] <= 1
    assert edges[0]["why"]


def test_a_group_of_one_or_none_has_no_edges():
    assert lineage.judge({"articles": []}) == {"edges": []}
    assert lineage.judge({"articles": ARTICLES[:1]}) == {"edges": []}


def test_too_many_articles_and_two_of_one_id_are_refused_in_words():
    with pytest.raises(UsageError, match="at the most"):
        lineage.judge({"articles": ARTICLES * 30})
    with pytest.raises(UsageError, match="two have one id"):
        lineage.judge({"articles": [ARTICLES[0], ARTICLES[0]]})


@pytest.mark.parametrize("line", ['{"articles": [{"id": 1}]}', '{"articles": 7}', "{}", '{"articles": [3]}'])
def test_a_line_that_is_no_group_is_answered_with_an_error(line: str):
    (answer,) = answers(lineage.judge, [line])
    assert answer.keys() == {"error"}


def test_people_see_whose_text_each_file_took(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    files = []
    for name, text in (("wire", REPORT), ("spin", SPUN)):
        (tmp_path / f"{name}.txt").write_text(text, "utf-8")
        files.append(str(tmp_path / f"{name}.txt"))
    lineage.show(files)
    shown = capsys.readouterr().out
    assert f"{files[0]}: its own" in shown
    assert f"{files[1]}: spun, from {files[0]}" in shown


def test_a_file_that_is_not_there_is_named(tmp_path: Path):
    with pytest.raises(UsageError, match=r"gone\.txt"):
        lineage.show([str(tmp_path / "gone.txt"), str(tmp_path / "gone2.txt")])
