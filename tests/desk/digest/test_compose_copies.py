"""The copies line of a story says whose text a copy took where it is not the lead's."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from desk.digest.compose import compose
from desk.digest.records import DueArticle, ReadSince, TextUse

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


RELEASE = "https://lab.example/release"


def noted(*uses: TextUse) -> tuple[str, ...]:
    reading = ReadSince(uses=uses)
    return compose((), day="2026-11-29", topic="t", limit=9, now=NOON, zone=UTC, reading=reading).notes


def test_what_became_of_ones_own_text_is_a_line_with_title_and_address():
    uses = [
        TextUse("Our release", RELEASE, outlet, kind, False)
        for outlet, kind in (("A", "exact"), ("B", "near"), ("C", "translation"), ("D", "excerpt"), ("E", "excerpt"))
    ]
    (told,) = noted(*uses)
    assert told.startswith("Your text “Our release”: printed by 2 outlets, 1 translation, 2 excerpts: A (same text), B")
    assert told.endswith(f" · {RELEASE}")


def test_the_first_use_of_ones_own_text_is_told_as_one():
    (told,) = noted(TextUse("Our release", "", "A", "spun", True))
    assert told.startswith("First use of your text “Our release”: 1 reworded copy: A (")


def test_an_article_that_prints_ones_own_text_goes_on_leading_its_story():
    printed = replace(due(1, "Post", "exact", "Our release", seed=True), own_text=True, is_lead=True)
    story = line(printed, due(2, "Wire"))
    assert (story.outlet, story.also_in, story.copies) == ("Post, prints your text", ("Wire",), ())


def test_a_story_of_nothing_but_ones_own_text_is_no_story_and_no_copy_of_a_seed():
    printed = replace(due(1, "Post", "exact", "Our release", seed=True), own_text=True, is_lead=True)
    digest = compose((printed,), day="2026-11-29", topic="t", limit=9, now=NOON, zone=UTC)
    assert (digest.stories, digest.notes) == ((), ())


def test_under_a_headline_in_another_language_stands_an_english_one_of_the_story():
    chinese = replace(due(1, "Kaiyuan"), language="zh", title="开放权重", is_lead=True)
    english = replace(due(3, "Wire"), title="Weights are open")
    later = replace(due(4, "Post"), title="Open weights")
    assert line(chinese, due(2, "Carnet"), english, later).also_in == ("Carnet (“Title”)", "Wire", "Post")
    french = replace(due(2, "Carnet"), language="fr")
    assert line(chinese, french, english, later).also_in == ("Carnet", "Wire (“Weights are open”)", "Post")
    assert line(due(1, "Post"), english).also_in == ("Wire",)


def test_an_outlets_round_ups_and_reports_are_lines_of_one_outlet():
    rows = [
        replace(due(n, outlet), story_id=n, takes_from=n if outlet == "Wire" else 0, score=1 - n / 20)
        for n, outlet in enumerate(["Wire", "Wire", "Wire", "Wire", "Post", "Quay", "Lamp", "Gull"], 1)
    ]
    told = compose(rows, day="2026-11-29", topic="t", limit=9, head=6, now=NOON + timedelta(days=1), zone=UTC)
    assert sum(story.outlet.startswith("Wire") for story in told.stories[:6]) == 2
