"""Groups of copies follow from who was taken from whom."""

from __future__ import annotations

import itertools

from desk.lineage.descent import Witness
from desk.lineage.groups import Edge, regroup

OUTLETS = {number: Witness(outlet=f"outlet-{number}") for number in range(20)}


def edge(copy: int, original: int | None, kind: str = "near", score: float = 0.9, share: float = 0.9, **more) -> Edge:
    return Edge(copy, original, more.get("seed_id"), kind, score, share, more.get("by_person", False))


def test_a_copy_of_a_copy_joins_the_group_of_the_original():
    members = regroup([edge(2, 1), edge(3, 2)], OUTLETS)
    assert {number: member.lead_id for number, member in members.items()} == {1: 1, 2: 1, 3: 1}
    assert (members[1].standing, members[3].standing, members[3].parent_id) == ("original", "copy", 2)


def test_a_late_original_takes_the_lead_over():
    before = regroup([edge(2, 1), edge(3, 1)], OUTLETS)
    after = regroup([edge(2, 1), edge(3, 1), edge(1, 9)], OUTLETS)
    assert before[2].lead_id == 1
    assert {member.lead_id for member in after.values()} == {9}
    assert after[1].standing == "copy"


def test_the_strongest_kind_names_the_parent():
    members = regroup([edge(3, 1, "spun", 0.99), edge(3, 2, "exact", 1.0), edge(2, 1, "spun", 0.99)], OUTLETS)
    assert (members[3].parent_id, members[3].depth, members[3].lead_id) == (2, 2, 1)


def test_a_persons_word_beats_a_stronger_verdict():
    members = regroup([edge(3, 1, "rewrite", 0.5, by_person=True), edge(3, 2, "exact", 1.0)], OUTLETS)
    assert (members[3].parent_id, members[3].by_person) == (1, True)


def test_a_circle_of_copies_still_has_one_lead():
    members = regroup([edge(1, 2), edge(2, 3), edge(3, 1)], OUTLETS)
    assert len({member.lead_id for member in members.values()}) == 1
    assert sum(member.standing == "original" for member in members.values()) == 1


def test_copies_of_one_seed_are_one_group_led_by_the_earliest_article():
    members = regroup([edge(5, None, seed_id="001"), edge(7, None, seed_id="001"), edge(8, 7)], OUTLETS)
    assert {member.lead_id for member in members.values()} == {5}
    assert {member.seed_id for member in members.values()} == {"001"}
    assert members[5].parent_id is None


def test_a_roundup_of_several_articles_is_a_hub_and_joins_no_group():
    pieces = [edge(9, original, "excerpt", share=0.2) for original in (1, 2, 3)]
    members = regroup([*pieces, edge(4, 1)], OUTLETS)
    assert members[9].standing == "hub"
    assert members[9].lead_id is None
    assert {number for number, member in members.items() if member.lead_id == 1} == {1, 4}


def test_an_article_that_quotes_three_copies_of_one_text_is_no_hub():
    pieces = [edge(9, original, "excerpt", share=0.2) for original in (1, 2, 3)]
    assert regroup([*pieces, edge(2, 1), edge(3, 1), edge(3, 2)], OUTLETS)[9].standing == "copy"


def test_one_sites_filled_in_form_is_a_template_and_no_group():
    edges = [edge(new, old) for new in range(2, 7) for old in range(1, new)]
    one_site = dict.fromkeys(range(20), Witness(outlet="weather"))
    assert {member.standing for member in regroup(edges, one_site).values()} == {"template"}
    assert {member.standing for member in regroup(edges, OUTLETS).values()} == {"original", "copy"}


def test_one_page_at_many_addresses_of_its_site_stays_a_group():
    edges = [edge(new, 1, "exact", 1.0) for new in range(2, 8)]
    assert regroup(edges, dict.fromkeys(range(20), Witness(outlet="weather")))[4].standing == "copy"


def test_the_order_in_which_edges_arrive_changes_nothing():
    edges = [edge(2, 1), edge(3, 2, "excerpt"), edge(3, 1, "near"), edge(1, 9), edge(4, None, "spun", seed_id="000")]
    results = [regroup(order, OUTLETS) for order in itertools.permutations(edges)]
    assert all(result == results[0] for result in results)


def test_copies_of_a_seed_are_taken_from_the_seed_and_not_from_who_prints_it_word_for_word():
    printed, excerpt = edge(1, None, "near", seed_id="001"), edge(2, None, "excerpt", seed_id="001")
    somebody = {2: Witness(outlet="Gazette", source="Ida Moen")}
    members = regroup([printed, excerpt, edge(2, 1, "excerpt")], {1: Witness(outlet="Harbour Daily"), **somebody})
    assert [(members[each].parent_id, members[each].seed_id, members[each].depth) for each in (1, 2)] == [
        (None, "001", 1), (None, "001", 1)]  # fmt: skip


def test_a_copy_of_a_seed_that_credits_who_prints_it_is_taken_from_there():
    printed, excerpt = edge(1, None, "near", seed_id="001"), edge(2, None, "excerpt", seed_id="001")
    witnesses = {
        1: Witness(outlet="Harbour Daily", url="https://harbour.example/a"),
        2: Witness(outlet="Gazette", url="https://gazette.example/b", source="Harbour Daily"),
    }
    members = regroup([printed, excerpt, edge(2, 1, "excerpt", share_back=0.4)], witnesses)
    assert members[2].parent_id == 1
