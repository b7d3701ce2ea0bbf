"""`copydesk why` tells the way a text travelled."""

from __future__ import annotations

from flows.cli.ask.why import WAY, _lineage


def step(outlet: str, **more: object) -> dict[str, object]:
    return {"outlet": outlet, "title": "T", "from_seed": False, "why": "it is dated later", "certainty": 0.9} | more


def test_the_way_is_told_from_the_direct_original_to_the_root():
    first, second = _lineage([step("SpinPress"), step("The Model Wire")])
    assert first == "Copy   taken from SpinPress, which took it from The Model Wire"
    assert second.strip() == "certainty 0.90: it is dated later"


def test_a_seed_is_named_with_its_title():
    (first, *_) = _lineage([step("WIRED", from_seed=True, title="The race")])
    assert first == "Copy   taken from the seed “The race” (WIRED)"


def test_a_long_way_is_cut_and_says_so():
    (first, *_) = _lineage([step(f"o{number}") for number in range(WAY + 3)])
    assert first.endswith("and 3 before it")


def test_an_article_of_its_own_has_no_way():
    assert list(_lineage([])) == []
