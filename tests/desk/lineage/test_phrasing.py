"""The reason for a step names the signs that a person can check."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from desk.lineage.descent import Pair, Witness
from desk.lineage.phrasing import reason, reported
from desk.models import Kinship

NOON = datetime(2026, 11, 29, 12, tzinfo=UTC)
SPUN = Pair("b", "a", "spun", 0.4, Kinship(120, 100, 300, 280, 0, 0, 3.0))
COPY, WIRE = (
    Witness(NOON, outlet="Spin"),
    Witness(NOON - timedelta(hours=3), outlet="Wire", url="https://wire.example/"),
)


def test_a_spun_copy_is_told_by_its_new_wording_its_rarer_words_and_the_next_likeliest():
    rival = (replace(SPUN, kinship=Kinship(180, 100, 300, 280)), Witness(outlet="Other"))
    assert reason(SPUN, COPY, WIRE, rival) == (
        "120 of its 300 word pairs are not there; 180 are not in that of Other;"
        " where words were exchanged it has the rarer ones; it is dated later"
    )


def test_a_translation_has_no_wording_to_count():
    told = reason(replace(SPUN, kind="translation"), COPY, replace(WIRE, published=None))
    assert told == "in another language; a date is missing"


def test_a_part_in_another_sites_frame_is_told_as_such():
    part = Pair("b", "a", "excerpt", 0.9, Kinship(0, 200, 100, 300, 0, 0, 0.0, 60, 0))
    told = reason(part, COPY, WIRE)
    assert told.startswith("it has no wording of its own; it is a part of the other; it stands in another site's frame")


def test_nothing_measured_leaves_credit_and_dates():
    told = reason(replace(SPUN, kinship=None), replace(COPY, source="wire.example", url="https://spin.example/"), WIRE)
    assert told == "it names its source, wire.example; it is dated later"


def test_the_numbers_of_a_story_are_told_in_words():
    assert reported(9, 2, 1) == "9 outlets, 2 independent reports, 1 common source"
    assert reported(1, 1, 0) == "1 outlet, 1 independent report"
    assert reported(3, None, None) == "3 outlets"
