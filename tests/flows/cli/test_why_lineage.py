"""`copydesk why` tells the way a text travelled."""

from __future__ import annotations

from flows.cli.ask.why_copies import WAY, taken_from


def step(outlet: str, **more: object) -> dict[str, object]:
    return {
        "outlet": outlet, "title": "T", "from_seed": False, "why": "it is dated later", "certainty": 0.9,
        "original_id": 7, "kind": "near", "by_person": False, "url": "http://o.example/7",
        "own_text": False,
    } | more  # fmt: skip


def test_the_way_is_told_from_the_direct_original_to_the_root():
    first, where, before, certainty = taken_from([step("SpinPress"), step("The Model Wire"), step("Bergen")])
    assert first == "Copy    nearly the same text as a7 “T” (SpinPress)"
    assert where.strip() == "http://o.example/7"
    assert before.strip() == "which took it from The Model Wire, which took it from Bergen"
    assert certainty.strip() == "certainty 0.90: it is dated later"


def test_a_persons_word_is_told_as_one():
    (first, *_) = taken_from([step("SpinPress", by_person=True, kind="translation")])
    assert first == "Copy    a translation of a7 “T” (SpinPress), by a person's word"


def test_a_seed_is_named_with_its_title():
    (first, *_) = taken_from([step("WIRED", from_seed=True, title="The race")])
    assert first == "Copy    nearly the same text as the seed “The race” (WIRED)"


def test_a_long_way_is_cut_and_says_so():
    before = list(taken_from([step(f"o{number}") for number in range(WAY + 4)]))[2]
    assert before.endswith("and 3 before it")


def test_an_article_of_its_own_has_no_way():
    assert list(taken_from([])) == []
