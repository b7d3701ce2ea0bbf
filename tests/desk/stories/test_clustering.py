"""Online clustering."""

from __future__ import annotations

import gc
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from desk.stories import clustering
from desk.stories.cards import card
from desk.stories.clustering import OpenStory, assign, story_keys
from desk.stories.reclustering import recluster
from tests.support.story_texts import OPENED, SUED, TOLD_BY_ANOTHER

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
OPENS, FREE = "Quillon opens the weights of Heron 9", "Norway's Heron 9 is free for all"
COURT = "Photographers take Quillon to court"


def told(article_id, title, text, hours=0.0, language="en"):
    return card(article_id, title, text, NOON + timedelta(hours=hours), language, f"outlet-{article_id}")


def homes(assignments):
    return {a.article_id: a.story_id if a.story_id is not None else f"new {a.founder}" for a in assignments}


def test_reports_of_one_event_share_a_story_and_another_event_stays_apart():
    placed = homes(assign([told(1, OPENS, OPENED), told(2, COURT, SUED, 1), told(3, FREE, TOLD_BY_ANOTHER, 6)], ()))
    assert placed == {1: "new 1", 2: "new 2", 3: "new 1"}


def test_the_order_in_which_articles_are_given_does_not_matter():
    cards = [told(1, OPENS, OPENED), told(2, COURT, SUED, 1), told(3, FREE, TOLD_BY_ANOTHER, 6)]
    assert homes(assign(cards[::-1], ())) == homes(assign(cards, ()))


def test_a_follow_up_days_later_joins_the_stored_story():
    stored = OpenStory(7, (told(1, OPENS, OPENED), told(2, FREE, TOLD_BY_ANOTHER, 20)), frozenset({1, 2}))
    text = "After Quillon opened Heron 9, Ingrid Vassbotn said in Oslo that 34 billion parameters were a beginning."
    [placed] = assign([told(9, "Heron 9: Quillon promises a larger model", text, 50)], [stored])
    assert placed.story_id == 7
    assert placed.score > 0.6


def test_outside_the_window_a_story_is_closed():
    stored = OpenStory(7, (told(1, OPENS, OPENED),), frozenset({1}))
    [placed] = assign([told(9, FREE, TOLD_BY_ANOTHER, 24 * 30)], [stored])
    assert placed.story_id is None


def test_a_copy_goes_where_its_original_is_whatever_it_says():
    stored = OpenStory(7, (told(1, OPENS, OPENED),), frozenset({1}))
    [placed] = assign([told(9, COURT, SUED)], [stored], {9: 1})
    assert (placed.story_id, placed.score) == (7, 1.0)


def test_a_copy_earlier_than_its_original_still_shares_its_story():
    placed = homes(assign([told(1, "Heron", "", 0), told(2, OPENS, OPENED, 5)], (), {1: 2}))
    assert placed == {1: "new 2", 2: "new 2"}


def test_the_late_original_of_a_stored_copy_joins_the_copys_story():
    stored = OpenStory(7, (told(1, COURT, SUED),), frozenset({1}))
    [placed] = assign([told(9, OPENS, OPENED)], [stored], {1: 9})
    assert placed.story_id == 7


def test_copies_in_a_circle_do_not_hang():
    assert len(assign([told(1, OPENS, OPENED), told(2, FREE, TOLD_BY_ANOTHER)], (), {1: 2, 2: 1})) == 2


def test_a_chain_of_half_matches_does_not_swallow_another_event():
    """Each article shares half of its names with the next; the first and the last share nothing."""
    names = ["Askvoll", "Brattli", "Cedermark", "Dahlgaard", "Ekeland", "Fossheim", "Gjerstad", "Hovland", "Isdahl"]
    cards = []
    for at in range(7):
        here = names[at : at + 3]
        text = f"{here[0]} and {here[1]} met {here[2]} to talk about {here[0]} harbour plans and the {here[2]} bridge."
        cards.append(told(at + 1, f"{here[0]} meets {here[1]} and {here[2]}", text, at))
    placed = homes(assign(cards, ()))
    assert placed[1] != placed[7]


def test_an_article_without_a_date_or_a_text_is_placed():
    placed = assign([card(1, "", "", None, "", ""), card(2, "", "", None, "", "")], ())
    assert [a.story_id for a in placed] == [None, None]
    assert placed[0].founder != placed[1].founder


def test_keys_are_few_and_shared_by_reports_of_one_event():
    a, b = story_keys(told(1, OPENS, OPENED * 50)), story_keys(told(2, FREE, TOLD_BY_ANOTHER))
    assert len(a) <= 16
    assert len(set(a) & set(b)) >= 2


def test_an_article_full_of_names_has_no_more_keys_than_others():
    names = " and ".join(f"{chr(65 + n)}{chr(107 + n % 9)}venzora" for n in range(26))
    assert len(story_keys(told(1, f"{OPENS}, say {names}", ""))) == 16


def test_deciding_anew_keeps_ids_and_what_a_person_placed():
    cards = [told(1, OPENS, OPENED), told(2, COURT, SUED, 1), told(3, FREE, TOLD_BY_ANOTHER, 6)]
    before = {1: 4, 2: 4, 3: 5}
    free = homes(recluster([cards], before, {}))
    assert free[1] == free[3] == 4 or free[1] == free[3] == 5
    assert free[2] != free[1]
    pinned = homes(recluster([cards], before, {3: 5}))
    assert pinned[1] == 5  # joins what a person pinned
    assert 3 not in pinned


def test_deciding_anew_in_chunks_gives_the_same_stories():
    cards = [told(1, OPENS, OPENED), told(2, COURT, SUED, 1), told(3, FREE, TOLD_BY_ANOTHER, 6)]
    whole, pieces = recluster([cards], {}, {}), recluster([[one] for one in cards], {}, {})
    assert homes(whole) == homes(pieces)


def test_a_copy_far_from_its_original_finds_it_when_decided_anew():
    late = replace(told(3, COURT, SUED), published=NOON + timedelta(days=90))
    placed = homes(recluster([[told(1, OPENS, OPENED)], [late]], {}, {}, {3: 1}))
    assert placed[3] == placed[1]


def test_what_was_worked_out_of_a_card_goes_with_it():
    gc.collect()
    known = len(clustering._rarest)
    one = told(1, OPENS, OPENED)
    assert clustering.rarest(one) is clustering.rarest(one)
    assert len(clustering._rarest) == known + 1
    del one
    gc.collect()
    assert len(clustering._rarest) == known
