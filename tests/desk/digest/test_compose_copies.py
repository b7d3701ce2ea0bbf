"""The copies line of a story says whose text a copy took where it is not the lead's."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from desk.digest.compose import _copies
from desk.digest.records import DueArticle

NOON = datetime(2026, 11, 29, 12, tzinfo=UTC)


def due(number: int, outlet: str, kind: str = "none", copy_of: str = "", *, seed: bool = False) -> DueArticle:
    at = NOON + timedelta(hours=number)
    return DueArticle(
        1, number, "Title", f"https://{number}.example/", outlet, outlet, "en", at, at, copy_kind=kind, copy_of=copy_of,
        copy_of_seed=seed,
    )  # fmt: skip


def test_a_copy_of_a_copy_names_whose_text_it_took_and_a_direct_one_does_not():
    wire = due(1, "Wire")
    told = dict(_copies([wire, due(2, "Spin", "spun", "Wire"), due(3, "Cut", "excerpt", "Spin")], wire, False))
    assert "from" not in told["Spin"]
    assert told["Cut"].endswith(" from Spin")


def test_a_seeds_copy_and_one_of_an_unknown_outlet_name_nobody():
    wire = due(1, "Wire")
    told = dict(_copies([due(2, "A", "near", "A seed's title", seed=True), due(3, "B", "near", "")], wire, False))
    assert all(" from " not in kind for kind in told.values())
