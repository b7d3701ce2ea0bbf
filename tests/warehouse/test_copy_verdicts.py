"""Verdicts, groups and judgements in the warehouse."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from desk.lineage.descent import Witness
from desk.lineage.groups import Edge
from desk.models import CopyVerdict, Kinship, Passage
from warehouse.copy_edges import edges_of
from warehouse.copy_groups import members_of, originals, update_groups, update_new_groups, way_up
from warehouse.copy_judgements import Judgement, add_judgement, judgements_on, labelled_pairs
from warehouse.copy_verdicts import Compared, drop_verdicts, known_texts, store_verdicts
from warehouse.db import Warehouse

pytestmark = pytest.mark.edge
NOW = datetime(2026, 11, 22, 9, tzinfo=UTC)
PAIR = "article_id, known_id, seed_id, seed_part"
PASSAGE = Passage(0, 5, "seven", 10, 15, "seven", 1.0, "")
NEAR = CopyVerdict("near", 0.9, "L", True, 0.95, 0.9, (PASSAGE,), ("most wording is shared",), True, "earlier date")


def kept(con, article_id):
    """The verdicts stored on an article, as newcomer or as known text, read back column by column."""
    passages = {}
    for row in con.execute(f"SELECT {PAIR}, a_start, a_end, a_text, b_start, b_end, b_text, similarity, note"
                           " FROM copy_evidence ORDER BY place").fetchall():  # fmt: skip
        passages.setdefault(row[:4], []).append(Passage(*row[4:]))
    found = con.execute(
        f"SELECT {PAIR}, kind, score, rule, shared_passage, coverage_article, coverage_known, why, newcomer_is_copy,"
        " direction_why FROM copy_verdicts WHERE $id IN (article_id, known_id) ORDER BY seed_id NULLS FIRST",
        {"id": article_id},
    ).fetchall()
    return tuple(
        Compared(
            row[0], CopyVerdict(*row[4:10], tuple(passages.get(row[:4], ())), tuple(row[10]), *row[11:]), *row[1:4]
        )
        for row in found
    )


@pytest.fixture
def con(tmp_path):
    with Warehouse(tmp_path).writing() as con:
        for number in range(1, 10):
            con.execute(
                "INSERT INTO articles (id, key, url, outlet_id, title, language)"
                " VALUES ($n, 'k' || $n, 'https://o' || $n || '.example/a', 'o' || $n, 'Title ' || $n, 'en')",
                {"n": number},
            )
            con.execute("INSERT INTO bodies VALUES ($n, 0, 'en', 'Text ' || $n), ($n, 1, 'zh', '文 ' || $n)",
                        {"n": number})  # fmt: skip
        yield con


def test_a_verdict_comes_back_as_it_was_stored_with_its_passages(con):
    stored = (Compared(2, NEAR, 1), Compared(2, replace(NEAR, kind="translation"), None, "001", 1))
    store_verdicts(con, stored, NOW)
    assert kept(con, 2) == stored
    assert kept(con, 1) == stored[:1]


def test_a_pair_that_shares_nothing_leaves_no_row(con):
    store_verdicts(con, [Compared(2, CopyVerdict("none", 0.1), 1)], NOW)
    assert kept(con, 2) == ()


def test_a_shared_passage_is_kept_but_makes_no_group(con):
    store_verdicts(con, [Compared(2, replace(NEAR, kind="none"), 1)], NOW)
    assert len(kept(con, 2)) == 1
    assert update_groups(con, [2], NOW) == ()


def test_a_group_grows_by_batches_and_a_late_original_takes_it_over(con):
    store_verdicts(con, [Compared(2, NEAR, 1)], NOW)
    update_groups(con, [2], NOW)
    store_verdicts(con, [Compared(3, NEAR, 2)], NOW)
    update_groups(con, [3], NOW)
    assert originals(con, [1, 2, 3]) == {2: 1, 3: 1}
    store_verdicts(con, [Compared(4, replace(NEAR, newcomer_is_copy=False), 1)], NOW)
    changed = update_groups(con, [4], NOW)
    assert {change.article_id for change in changed} == {1, 2, 3, 4}
    assert originals(con, [1, 2, 3, 4]) == {1: 4, 2: 4, 3: 4}
    assert update_groups(con, [4], NOW) == ()


def test_what_was_compared_tells_which_groups_new_articles_touch(con):
    apart = Compared(5, replace(NEAR, kind="none"), 1)
    for compared in ([Compared(2, NEAR, 1)], [Compared(3, NEAR, 2), apart], [apart], []):
        store_verdicts(con, compared, NOW)
        update_new_groups(con, compared, NOW)
    assert originals(con, [1, 2, 3, 5]) == {2: 1, 3: 1}
    assert update_groups(con, [1, 2, 3, 5], NOW) == ()
    late = [Compared(4, replace(NEAR, newcomer_is_copy=False), 1)]
    store_verdicts(con, late, NOW)
    assert {change.article_id for change in update_new_groups(con, late, NOW)} == {1, 2, 3, 4}


def test_copies_of_one_seed_meet_although_no_verdict_joins_them(con):
    for article_id in (3, 5):
        store_verdicts(con, [Compared(article_id, NEAR, None, "004", 0)], NOW)
        update_groups(con, [article_id], NOW)
    assert {number: member.lead_id for number, member in members_of(con, [3, 5]).items()} == {3: 3, 5: 3}


def test_a_page_made_of_all_parts_of_a_seed_is_its_copy_and_the_article_a_seed_was_cut_from_is_not(con):
    whole = replace(NEAR, newcomer_is_copy=False, coverage_a=0.45, coverage_b=1.0)
    store_verdicts(con, [Compared(3, whole, None, "001", 0), Compared(3, whole, None, "001", 1)], NOW)
    store_verdicts(con, [Compared(4, whole, None, "000", 0)], NOW)
    update_groups(con, [3, 4], NOW)
    assert {number: member.seed_id for number, member in members_of(con, [3, 4]).items()} == {3: "001"}


def test_a_person_overrules_and_deciding_again_does_not_overwrite_it(con):
    store_verdicts(con, [Compared(2, NEAR, 1)], NOW)
    update_groups(con, [2], NOW)
    add_judgement(con, Judgement(2, False, NOW, note="only the same press release"))
    update_groups(con, [2], NOW)
    assert originals(con, [2]) == {}
    drop_verdicts(con, [2])
    store_verdicts(con, [Compared(2, NEAR, 1)], NOW)
    assert update_groups(con, [2], NOW) == ()
    assert judgements_on(con, 2)[0].note == "only the same press release"


def test_a_person_names_an_original_that_no_rule_saw_and_the_last_word_holds(con):
    add_judgement(con, Judgement(5, True, NOW, original_id=7, kind="rewrite"))
    update_groups(con, [5], NOW)
    assert originals(con, [5]) == {5: 7}
    assert members_of(con, [5])[5].by_person
    add_judgement(con, Judgement(5, True, NOW, original_id=6))
    update_groups(con, [5], NOW)
    assert originals(con, [5]) == {5: 6}
    assert members_of(con, [7]) == {}
    assert len(judgements_on(con, 5)) == 2


def test_judgements_export_as_labelled_pairs_with_both_texts(con):
    store_verdicts(con, [Compared(2, NEAR, 1), Compared(3, NEAR, 1)], NOW)
    add_judgement(con, Judgement(2, False, NOW))
    add_judgement(con, Judgement(3, True, NOW, original_id=1, note="yes"))
    pairs = list(labelled_pairs(con))
    assert [(pair["label"], pair["url_a"], pair["url_b"]) for pair in pairs] == [
        ("none", "https://o2.example/a", "https://o1.example/a"),
        ("near", "https://o3.example/a", "https://o1.example/a"),
    ]
    assert (pairs[1]["a"], pairs[1]["b"], pairs[1]["note"]) == ("Text 3\n\n文 3", "Text 1\n\n文 1", "yes")


def test_known_texts_come_with_their_parts_and_facts(con):
    found = known_texts(con, [4, 4, 99])
    assert list(found) == [4]
    assert [(part.language, part.text) for part in found[4].parts] == [("en", "Text 4"), ("zh", "文 4")]
    assert found[4].title == "Title 4"


def test_a_kinship_comes_back_as_it_was_stored(con):
    store_verdicts(con, [Compared(2, NEAR, 1, kinship=Kinship(3, 40, 100, 137, 2, 0, 1.5, 0, 30))], NOW)
    (edge,), _ = edges_of(con, {2})
    assert edge.kinship == Kinship(3, 40, 100, 137, 2, 0, 1.5, 0, 30)
    con.execute("UPDATE copy_verdicts SET newcomer_is_copy = false")
    assert edges_of(con, {2})[0][0].kinship == edge.kinship.turned()


def test_the_tree_turns_a_pair_round_whose_gaps_say_so(con):
    con.execute("UPDATE articles SET published = $now - to_hours(id)", {"now": NOW})
    kin = Kinship(3, 40, 100, 137, 12, 0)  # article 2 lacks words of article 1, yet is dated an hour earlier
    store_verdicts(con, [Compared(2, replace(NEAR, newcomer_is_copy=False), 1, kinship=kin)], NOW)
    update_groups(con, [2], NOW)
    member = members_of(con, [2])[2]
    assert (member.parent_id, member.lead_id, member.depth) == (1, 1, 1)
    assert "although it is dated earlier" in member.why
    assert 0.5 < member.certainty < 1


def test_a_group_is_told_as_changed_only_where_somebody_stands_elsewhere(con):
    store_verdicts(con, [Compared(2, NEAR, 1, kinship=Kinship(1, 30, 100, 129, 4, 0))], NOW)
    update_groups(con, [2], NOW)
    store_verdicts(con, [Compared(3, NEAR, 1, kinship=Kinship(2, 30, 100, 129, 4, 0)),
                         Compared(3, NEAR, 2, kinship=Kinship(9, 30, 100, 121, 4, 0))], NOW)  # fmt: skip
    assert {change.article_id for change in update_groups(con, [3], NOW)} == {3}


def test_two_people_who_contradict_each_other_leave_one_original(con):
    add_judgement(con, Judgement(1, True, NOW, original_id=2))
    add_judgement(con, Judgement(2, True, NOW, original_id=1))
    update_groups(con, [1, 2], NOW)
    assert sorted(member.standing for member in members_of(con, [1, 2]).values()) == ["copy", "original"]


def test_the_way_up_of_a_text_that_is_not_stored_writes_nothing(con):
    store_verdicts(con, [Compared(2, NEAR, 1, kinship=Kinship(1, 30, 100, 129, 4, 0))], NOW)
    update_groups(con, [2], NOW)
    before = members_of(con, [1, 2])
    edge = Edge(99, 2, None, "exact", 1.0, 1.0, False, 1.0, Kinship(0, 0, 100, 100))
    way = way_up(con, 99, Witness(outlet="pasted"), [edge])
    assert [(step["outlet"], step["kind"]) for step in way] == [("o2", "exact"), ("o1", "near")]
    assert members_of(con, [1, 2, 99]) == before
