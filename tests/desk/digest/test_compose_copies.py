"""The copies line of a story says whose text a copy took where it is not the lead's."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from desk.digest.compose import compose
from desk.digest.records import DueArticle

NOON = datetime(2026, 11, 29, 12, tzinfo=UTC)


def due(number: int, outlet: str, kind: str = "none", copy_of: str = "", *, seed: bool = False) -> DueArticle:
    at = NOON + timedelta(hours=number)
    return DueArticle(
        1, number, "Title", f"https://{number}.example/", outlet, outlet, "en", at, at, copy_kind=kind, copy_of=copy_of,
        copy_of_seed=seed,
    )  # fmt: skip


def line(*articles: DueArticle):
    (story,) = compose(articles, day="2026-11-29", topic="t", limit=9, now=NOON + timedelta(days=1), zone=UTC).stories
    return story


def test_a_copy_of_a_copy_names_whose_text_it_took_and_a_direct_one_does_not():
    told = dict(line(due(1, "Wire"), due(2, "Spin", "spun", "Wire"), due(3, "Cut", "excerpt", "Spin")).copies)
    assert "from" not in told["Spin"]
    assert told["Cut"].endswith(" from Spin")


def test_a_seeds_copy_and_one_of_an_unknown_outlet_name_nobody():
    told = line(due(1, "Wire"), due(2, "A", "near", "A seed's title", seed=True), due(3, "B", "near", "")).copies
    assert all(" from " not in kind for _, kind in told)


def test_an_outlets_own_page_under_another_address_is_no_copy_of_it():
    story = line(
        due(1, "Wire"), due(2, "Wire", "exact", "Wire"), due(3, "Post", "near", "Wire"), due(4, "Post", "exact", "Post")
    )
    assert (story.copies, story.kinds, story.outlets) == ((("Post", "nearly the same text"),), ("near",), 2)


def test_an_outlet_is_counted_once_however_many_pages_of_it_are_copies():
    story = line(due(1, "Wire"), due(2, "Post", "near", "Wire"), due(3, "Post", "spun", "Wire"))
    assert [outlet for outlet, _ in story.copies] == ["Post"]
