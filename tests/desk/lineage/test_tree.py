"""Who took the text from whom, in groups whose history is known because it was written here."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import combinations, permutations

import pytest

from desk.copies.verdict import judge
from desk.lineage.descent import Pair, Witness, cost
from desk.lineage.kinship import kinship
from desk.lineage.tree import Descent, lineage
from tests.support.copytexts import REPORT, SPUN, english

NOON = datetime(2026, 11, 29, 12, tzinfo=UTC)
EDITED = REPORT.replace("coolly, ", "").replace(" within a day", "").replace("to ask permission", "permission")
CUT = "\n".join(EDITED.split("\n")[:6])
SPUN_CUT = "\n".join(SPUN.split("\n")[:6])
WIRE, DESK, CUTTER, SPINNER = (Witness(outlet=name) for name in ("The Wire", "Desk", "Cutter", "Spinner"))


def tree(texts: dict[str, str], witnesses: dict[str, Witness] | None = None, **ruled: str | None) -> dict[str, Descent]:
    """The lineage of texts as the desk makes it, without vectors."""
    documents = {name: english(text) for name, text in texts.items()}
    pairs = []
    for one, other in combinations(documents, 2):
        verdict = judge(documents[one], documents[other])
        if verdict.kind != "none":
            kin = kinship(documents[one], documents[other])
            pairs.append(Pair(one, other, verdict.kind, verdict.score, kin, (verdict.coverage_a, verdict.coverage_b)))
    return lineage(witnesses or dict.fromkeys(texts, Witness()), pairs, ruled)


def originals(found: dict[str, Descent]) -> dict[str, object]:
    return {name: each.original for name, each in found.items()}


def test_a_cut_of_an_edited_copy_was_taken_from_the_copy():
    found = tree({"wire": REPORT, "desk": EDITED, "cutter": CUT})
    assert originals(found) == {"wire": None, "desk": "wire", "cutter": "desk"}


def test_an_excerpt_of_a_spun_copy_was_taken_from_it_and_not_from_the_wire():
    assert originals(tree({"wire": REPORT, "spin": SPUN, "cutter": SPUN_CUT}))["cutter"] == "spin"


def test_the_reason_names_what_is_new_and_what_is_left_out():
    found = tree({"wire": REPORT, "desk": EDITED}, {"wire": WIRE, "desk": DESK})
    assert "it leaves words out in 3 places" in found["desk"].why
    assert "word pairs are not there" in found["desk"].why
    assert found["desk"].certainty > 0.8


def test_a_wrong_date_does_not_make_the_shortened_text_the_original():
    dated = {"wire": replace(WIRE, published=NOON), "desk": replace(DESK, published=NOON - timedelta(hours=2))}
    assert originals(tree({"wire": REPORT, "desk": EDITED}, dated))["desk"] == "wire"


def test_dates_decide_where_texts_are_equal():
    dated = {"a": replace(WIRE, published=NOON), "b": replace(DESK, published=NOON - timedelta(hours=9))}
    assert originals(tree({"a": REPORT, "b": REPORT}, dated)) == {"b": None, "a": "b"}


@pytest.mark.parametrize("signed", ["The Wire", "Wire", "Ines Halvorsen, WIRE"])
def test_a_credit_line_outweighs_the_dates_with_the_outlets_article_or_without(signed):
    dated = {
        "a": replace(WIRE, published=NOON, url="https://wire.example/1"),
        "b": replace(DESK, published=NOON - timedelta(hours=9), url="https://desk.example/1", source=signed),
    }
    found = tree({"a": REPORT, "b": REPORT}, dated)
    assert originals(found) == {"a": None, "b": "a"}
    assert found["b"].why.startswith(f"it names its source, {signed}")


def test_two_texts_that_credit_each_other_still_have_one_original():
    dated = {
        "a": replace(WIRE, published=NOON, url="https://wire.example/1", source="Cutter"),
        "b": replace(CUTTER, published=NOON + timedelta(hours=5), url="https://cutter.example/1", source="The Wire"),
    }
    assert originals(tree({"a": REPORT, "b": REPORT}, dated)) == {"a": None, "b": "a"}


def test_a_group_without_any_date_has_one_root_and_says_that_dates_are_missing():
    found = tree({"wire": REPORT, "spin": SPUN, "desk": EDITED})
    assert sum(each.original is None for each in found.values()) == 1
    assert any("a date is missing" in each.why for each in found.values())


def test_an_original_that_arrives_a_month_late_takes_the_root():
    later = {"desk": replace(DESK, published=NOON), "cutter": replace(CUTTER, published=NOON + timedelta(hours=3))}
    assert originals(tree({"desk": EDITED, "cutter": CUT}, later)) == {"desk": None, "cutter": "desk"}
    wire = replace(WIRE, published=NOON - timedelta(days=30))
    found = tree({"desk": EDITED, "cutter": CUT, "wire": REPORT}, later | {"wire": wire})
    assert originals(found) == {"wire": None, "desk": "wire", "cutter": "desk"}


def test_a_persons_word_holds_against_all_signs():
    texts = {"wire": REPORT, "desk": EDITED, "cutter": CUT}
    found = tree(texts, cutter="wire")
    assert (found["cutter"].original, found["cutter"].certainty, found["cutter"].why) == (
        "wire",
        1.0,
        "a person said so",
    )
    assert originals(tree(texts, desk=None))["desk"] is None


def test_rulings_that_make_a_circle_give_way_at_one_place():
    found = tree({"wire": REPORT, "desk": EDITED}, wire="desk", desk="wire")
    assert sum(each.original is None for each in found.values()) == 1


def test_texts_that_nothing_joins_are_their_own():
    found = lineage({1: Witness(), 2: Witness()}, [])
    assert {each.original for each in found.values()} == {None}
    assert lineage({}, []) == {}


def test_the_order_of_texts_and_pairs_changes_nothing():
    texts = {"wire": REPORT, "desk": EDITED, "cutter": CUT, "spin": SPUN}
    found = [originals(tree(dict(order))) for order in permutations(texts.items())]
    assert all(each == found[0] for each in found)


@pytest.mark.parametrize("hours", [-20, -0.5, 0.5, 20])
def test_an_earlier_copy_costs_more_than_a_later_one(hours: float):
    pair = Pair("b", "a", "near", 0.9, kinship(english(REPORT), english(REPORT)))
    late = cost(pair, Witness(NOON + timedelta(hours=abs(hours))), Witness(NOON))
    assert (cost(pair, Witness(NOON + timedelta(hours=hours)), Witness(NOON)) > late) == (hours < 0)


def test_where_nothing_was_measured_the_pair_verdicts_direction_holds():
    pairs = [Pair("b", "a", "near", 0.9, None, (0.9, 0.4)), Pair("c", "b", "near", 0.9, None, (0.9, 0.9))]
    assert originals(lineage(dict.fromkeys("abc", Witness()), pairs)) == {"a": None, "b": "a", "c": "b"}
