from __future__ import annotations

import numpy as np

from desk.copies.overlap import overlap
from desk.copies.rewriting.signals import REVERSED, both_ways, odds, with_vectors
from desk.copies.rewriting.verdict import answered_throughout
from desk.documents.document import document
from tests.support.copytexts import OTHER_REPORT, REPORT, REWRITTEN
from tests.support.sides import eye, side


def test_which_text_was_known_first_moves_the_odds_by_no_more_than_its_worth() -> None:
    a, b = document(REWRITTEN), document(REPORT)
    forth, back = both_ways(a, b, overlap(a, b))
    sides = eye(8), side(np.eye(8, dtype=np.float32)[::-1])
    ways = odds((forth, back), *sides, (100, 120))[0], odds((back, forth), *sides[::-1], (120, 100))[0]
    assert abs(ways[0] - ways[1]) <= REVERSED


def test_reports_that_open_with_the_same_news_must_say_more() -> None:
    apart = np.eye(8, dtype=np.float32)
    assert with_vectors(side(apart), side(apart[::-1]), 100)["opening"] == 1
    assert with_vectors(side(apart), side(apart[1:]), 100)["opening"] == 0
    assert with_vectors(eye(0), eye(8), 100)["opening"] == 1


STATEMENT = "The cabinet has ordered an immediate audit of every ferry licence in the Helsvik archipelago."
REPHRASED = "Every ferry licence in the archipelago of Helsvik will be audited at once, the cabinet has ordered."
HERALD = f"Fishermen blocked the harbour on Monday. {STATEMENT} Trains ran late in the snow."
COURIER = f"Two shipowners resigned over leaking hulls. {STATEMENT} Schools in Porvast stay shut until Thursday."


def alike(one: str, other: str) -> float:
    new, known = document(one), document(other)
    forth, back = both_ways(new, known, overlap(new, known))
    assert forth["adjoining"] == back["adjoining"]
    return forth["adjoining"]


def test_a_statement_that_two_reports_print_stands_as_it_was_and_a_rephrased_one_does_not() -> None:
    assert alike(HERALD, COURIER.replace(STATEMENT, REPHRASED)) < alike(HERALD, COURIER) < alike(HERALD, HERALD) < 1
    quoted = [text.replace(STATEMENT, f'"{STATEMENT}"') for text in (HERALD, COURIER)]
    assert alike(*quoted) == alike(HERALD, COURIER)
    assert alike(HERALD, "") == 0


def test_a_name_that_the_known_text_has_in_the_shared_passage_is_not_the_newcomers_own() -> None:
    passage = "Ingrid Solberg has led the research company Fjordlab in the harbour of Bergen since the flood."
    rest = "The ferry stays in its dock for now and the bakers of both shores have closed their shops until the spring."
    new = document(f"Many people had long waited for Solberg and for what Fjordlab would do. {passage} {rest}")
    known = document(f"{passage} Nobody on the island had heard of it before, and the council meets again in a week.")
    found = overlap(new, known)
    assert found.block
    assert both_ways(new, known, found)[0]["own_facts"] == 0.0


def test_texts_of_the_same_facts_that_answer_each_other_throughout_are_one_in_any_order() -> None:
    new, known = document(REWRITTEN), document(REPORT)
    there = np.eye(12, dtype=np.float32)
    back = side(there[:10][::-1])
    assert answered_throughout(new, known, (side(there[:10]), back))
    half = side(np.concatenate((there[:5], there[10:12])))
    assert not answered_throughout(new, known, (half, back)), "as reports of one event do"
    assert not answered_throughout(new, document(OTHER_REPORT), (side(there[:10]), back)), "one form, filled in twice"
    assert not answered_throughout(new, known, (side(there[:0]), back))
