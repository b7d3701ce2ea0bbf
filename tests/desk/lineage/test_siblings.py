"""Two rewordings of one text are told from a rewording of a rewording by their source."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from desk.lineage.descent import Pair, Witness, cost
from desk.lineage.siblings import spun_siblings
from desk.lineage.tree import OWN, lineage
from desk.models import Kinship

READINGS = 500
NOON = datetime(2026, 11, 29, 12, tzinfo=UTC)


def spun(copy: str, original: str, new: int, *, rarer: float = 2.0, size: int = READINGS) -> Pair:
    """A pair of which each text has so many readings that the other lacks."""
    return Pair(copy, original, "spun", 0.6, Kinship(new, new, size, READINGS, 0, 0, rarer))


TWO_OF_ONE = [spun("one", "wire", 175), spun("other", "wire", 173), spun("other", "one", 102, rarer=0.3)]
ONE_AFTER_THE_OTHER = [spun("one", "wire", 170), spun("other", "wire", 190), spun("other", "one", 120)]


def test_two_rewordings_of_one_text_are_siblings_either_way_round():
    assert spun_siblings(TWO_OF_ONE) == {("one", "other"), ("other", "one")}


def test_a_rewording_of_a_rewording_is_none():
    assert spun_siblings(ONE_AFTER_THE_OTHER) == set()


def test_a_light_second_rewording_goes_further_from_the_source_and_is_none():
    assert ("other", "one") not in spun_siblings(
        [spun("one", "wire", 170), spun("other", "wire", 186), spun("other", "one", 40)]
    )


def test_a_part_is_no_source_by_which_to_tell():
    cut = Pair("cut", "wire", "spun", 0.6, Kinship(20, 430, 100, READINGS))
    other = Pair("cut", "one", "spun", 0.6, Kinship(24, 433, 100, READINGS))
    assert spun_siblings([spun("one", "wire", 175), cut, other]) == set()


@pytest.mark.parametrize(("pairs", "expected"), [(TWO_OF_ONE, "wire"), (ONE_AFTER_THE_OTHER, "one")])
def test_the_tree_follows(pairs, expected):
    dates = {name: Witness(NOON + timedelta(hours=3 * at)) for at, name in enumerate(("wire", "one", "other"))}
    assert lineage(dates, pairs)["other"].original == expected


def test_a_rewrite_dated_before_its_original_is_less_likely_than_a_report_of_its_own():
    late, early = Witness(NOON), Witness(NOON - timedelta(days=1))
    assert cost(Pair("own", "spin", "rewrite", 0.9), early, late) > OWN
    assert cost(Pair("own", "spin", "near", 0.9), early, late) < OWN
    assert cost(Pair("own", "spin", "rewrite", 0.9), replace(early, published=None), late) < OWN
