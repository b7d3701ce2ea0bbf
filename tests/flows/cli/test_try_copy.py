from __future__ import annotations

import json
from pathlib import Path

import pytest
from rich.console import Console

from desk.documents.document import Document
from desk.documents.no_report import LIST, REFUSAL
from desk.errors import UsageError
from desk.models import CopyVerdict
from desk.text.encoder import Encoder
from flows.cli.ask.passages import marked
from flows.cli.tries import copy
from flows.cli.tries.jsonl import pipe
from tests.support.copytexts import OTHER_REPORT, REPORT, SPUN
from tests.support.oddtexts import ODD


@pytest.fixture(autouse=True)
def _without_encoder(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(copy, "_encoder", lambda: None)


def test_the_answer_is_a_json_object_with_kind_score_evidence_and_reasons() -> None:
    answer = json.loads(json.dumps(copy.judge({"a": SPUN, "b": REPORT})))
    assert answer["kind"] == "spun"
    assert answer["shared_passage"] is True
    assert {"a_start", "a_text", "b_text", "similarity"} <= answer["evidence"][0].keys()
    assert answer["why"]


def test_people_see_the_kind_the_reasons_and_both_passages(tmp_path: Path) -> None:
    from desk.copies.verdict import judge
    from desk.documents.document import document

    console = Console(width=160, record=True, color_system=None)
    copy.tell(judge(document(SPUN), document(REPORT)), console, "spun.txt", "report.txt")
    shown = console.export_text()
    assert "a spun copy" in shown
    assert "taken over by spun.txt" in shown
    assert "research firm" in shown
    assert "research company" in shown


def test_common_words_are_marked_on_both_sides() -> None:
    left, right = marked("a red boat", "a blue boat")
    assert [left.plain[span.start : span.end] for span in left.spans] == ["a", "boat"]
    assert [right.plain[span.start : span.end] for span in right.spans] == ["a", "boat"]


def test_one_file_or_a_missing_one_is_told_in_words(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="takes two files"):
        copy.show(["one.txt"])
    with pytest.raises(UsageError, match="cannot be read"):
        copy.show([str(tmp_path / "gone.txt"), str(tmp_path / "gone.txt")])


def test_further_texts_are_other_reports_of_the_event(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[int] = []

    def counting(new: Document, known: Document, encoder: Encoder | None, event: list[Document]) -> CopyVerdict:
        asked.append(len(event))
        return CopyVerdict("none", 0.0)

    monkeypatch.setattr("desk.copies.verdict.judge", counting)
    copy.judge({"a": SPUN, "b": REPORT, "event": [OTHER_REPORT]})
    copy.judge({"a": SPUN, "b": REPORT})
    paths = [tmp_path / f"{number}.txt" for number in range(4)]
    for path in paths:
        path.write_text(REPORT, "utf-8")
    copy.show([str(path) for path in paths])
    assert asked == [1, 0, 2]
    with pytest.raises(UsageError, match="no list of texts"):
        copy.judge({"a": SPUN, "b": REPORT, "event": "one"})


def release(firm: str, city: str, leader: str, percent: int, millions: int, goods: str) -> str:
    """A press release as a template makes it."""
    return (
        f"FOR IMMEDIATE RELEASE\n{firm} Announces Results for the Third Quarter\n"
        f"{city} - {firm}, a maker of {goods}, today announced its results for the quarter ended September 30, 2026.\n"
        f"Revenue was {millions} million euros, an increase of {percent} percent over a year ago.\n"
        f'"We are pleased with the quarter and with the trust of our customers," said {leader}, who leads {firm}.\n'
        f"The company will host a call on Thursday at 10 a.m., and a recording of it will be kept on its website.\n"
        f"This release contains forward-looking statements with risks, and actual results may differ from them.\n"
        f"About {firm}: {firm} of {city} serves customers in {2 * percent} countries with its {goods}.\n"
        f"Media contact: press office of {firm}, {city}."
    )


def test_odd_texts_down_a_pipe_each_get_an_answer_with_its_reason(capsys: pytest.CaptureFixture[str]) -> None:
    forms = (
        release("Norlund Systems", "Aarhus", "Karen Holt", 12, 340, "pumps"),
        release("Vesta Optics", "Jena", "Paul Brandt", 7, 91, "lenses"),
    )
    asked = [{"a": odd, "b": REPORT} for odd in ODD.values()] + [{"a": forms[0], "b": forms[1]}]
    assert pipe(copy.judge, map(json.dumps, asked))
    told = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [each["kind"] for each in told] == ["none"] * len(asked)
    assert all(each["why"] for each in told)
    why = dict(zip([*ODD, "forms"], (each["why"][0] for each in told), strict=True))
    assert all("too short to judge" in why[what] for what in ("one sentence", "names only", "two scripts", "marks"))
    assert (why["numbers only"], why["refusal"]) == (LIST, REFUSAL)
    assert "one form filled in twice" in " ".join(told[-1]["why"])
