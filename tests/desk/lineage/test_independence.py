"""How many really reported a story: copies count with their root, one outlet once, a common source once."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from desk.documents.document import document
from desk.lineage.descent import Witness
from desk.lineage.groups import Member
from desk.lineage.imprint import imprint
from desk.lineage.independence import independence
from desk.lineage.telling import Telling, root_of
from tests.support.copytexts import REPORT
from tests.support.press_release import (
    ALSO_ON_THE_RELEASE,
    ON_THE_RELEASE,
    OWN,
    OWN_TOO,
    QUOTED_AND_COUNTED,
    QUOTED_AND_COUNTED_TOO,
)
from tests.support.story_texts import NOON


def told(
    article_id: int, text: str = "", outlet: str = "", *, root: int | str | None = None, source: str | None = None
):
    """An article of the outlet (its own outlet, if none is named), an hour after the one before it."""
    at, outlet = NOON + timedelta(hours=article_id), outlet or f"outlet {article_id}"
    witness = Witness(at, ("en",), outlet, f"https://{outlet.replace(' ', '')}.example/{article_id}", None, source)
    made = imprint(document(text)) if text else None
    return Telling(article_id, outlet, at, root or article_id, witness, made)


def counts(*tellings: Telling) -> tuple[int, int]:
    found = independence(tellings)
    return found.independent, found.common_sources


def test_one_report_printed_nine_times_is_one_report():
    assert counts(told(1), *(told(copy, root=1) for copy in range(2, 10))) == (1, 0)


def test_a_copy_that_came_before_its_original_counts_with_it_all_the_same():
    found = independence([told(1, root=2), told(2)])
    assert [origin.first.article_id for origin in found.origins] == [2]


def test_reports_of_their_own_count_one_by_one():
    assert counts(told(1, OWN), told(2, OWN_TOO), told(3, ON_THE_RELEASE)) == (3, 0)


def test_several_pages_of_one_outlet_count_once():
    found = independence([told(1, OWN, "post"), told(2, OWN_TOO, "post"), told(3, root=2)])
    assert found.independent == 1
    assert [each.article_id for each in found.origins[0].tellings] == [1, 2, 3]


def test_an_outlet_that_copies_one_report_and_has_one_of_its_own_counts_for_its_own():
    assert counts(told(1, OWN), told(2, root=1), told(3, OWN_TOO, "outlet 2")) == (2, 0)


def test_two_reports_with_one_statement_word_for_word_stand_on_one_common_source():
    found = independence([told(1, ON_THE_RELEASE), told(2, ALSO_ON_THE_RELEASE), told(3, OWN)])
    assert (found.independent, found.common_sources) == (1, 1)
    assert found.origins[0].why == "they share a statement word for word"


def test_the_same_quotations_and_numbers_show_a_common_source():
    found = independence([told(1, QUOTED_AND_COUNTED), told(2, QUOTED_AND_COUNTED_TOO)])
    assert (found.independent, found.common_sources) == (0, 1)
    assert found.origins[0].why == "what the one quotes and counts stands in the other"


def test_a_shared_quotation_alone_shows_nothing():
    speech = "“Nobody should have to ask permission to study what was paid for by the public, and nobody will.”"
    one, other = f"{OWN}\n{speech} the minister said.", f"{speech} With these words the minister came in.\n{OWN_TOO}"
    assert counts(told(1, one), told(2, other)) == (2, 0)


def test_two_that_credit_one_agency_stand_on_its_report():
    found = independence([told(1, OWN, source="Reuters"), told(2, f"OSLO (Reuters) — {OWN_TOO}")])
    assert (found.independent, found.common_sources) == (0, 1)
    assert (found.origins[0].source, found.origins[0].why) == ("Reuters", "they credit Reuters")


def test_a_report_that_credits_another_outlet_counts_with_that_outlets_report():
    found = independence([told(1, OWN, "The Quay"), told(2, OWN_TOO, source="The Quay")])
    assert (found.independent, found.common_sources) == (1, 0)
    assert found.origins[0].first.article_id == 1


def test_copies_of_a_seed_are_one_report_the_seed():
    found = independence([told(1, root="seed-7"), told(2, root="seed-7"), told(3, OWN)])
    assert found.independent == 2
    assert (found.origins[0].what, found.origins[0].seed_id) == ("seed", "seed-7")


def test_a_round_up_reports_nothing_of_its_own_unless_there_is_nothing_else():
    roundup = Telling(9, "digest", NOON, 9, Witness(), None, roundup=True)
    assert counts(told(1), roundup) == (1, 0)
    assert counts(roundup) == (1, 0)


def test_a_copy_of_a_copy_goes_back_to_the_root_of_its_lineage():
    members = {2: Member(2, "copy", 1, 1, None, "near", 0.9), 3: Member(3, "copy", 1, 2, None, "spun", 0.9)}
    assert (root_of(3, members), root_of(2, members), root_of(1, members)) == (1, 1, 1)
    assert root_of(3, {3: members[3]}) == 1  # the one between tells another story


def test_a_rewrite_that_is_only_likely_takes_no_report_away_and_its_copies_go_back_to_it():
    members = {2: Member(2, "copy", 1, 1, None, "rewrite", 0.86), 3: Member(3, "copy", 1, 2, None, "near", 0.9)}
    assert (root_of(2, members), root_of(3, members)) == (2, 2)
    assert root_of(2, {2: replace(members[2], score=0.97)}) == 1
    assert root_of(2, {2: replace(members[2], by_person=True)}) == 1


def test_copies_of_a_seed_go_back_to_the_seed():
    members = {2: Member(2, "copy", 2, None, "seed-7", "near", 0.9), 3: Member(3, "copy", 2, 2, "seed-7", "near", 0.9)}
    assert (root_of(2, members), root_of(3, members)) == ("seed-7", "seed-7")


def test_a_story_without_articles_has_no_report():
    assert counts() == (0, 0)


def test_articles_without_imprints_are_counted_by_their_lineage():
    assert counts(told(1), told(2), told(3, root=2)) == (2, 0)


def test_the_imprint_of_a_report_is_small():
    made = imprint(document(REPORT))
    assert sum(each.nbytes for each in (made.runs, made.quotes, made.numbers)) < 4 * len(REPORT.split())


def test_any_nineteen_words_that_two_texts_share_leave_one_run_in_both_imprints():
    words = [f"w{letter}{other}" for letter in "abcdefgh" for other in "ijklmnop"]
    for start in range(len(words) - 19):
        shared = words[start : start + 19]
        one = imprint(document(" ".join((*"qrstuvxyz", *shared, *"zyxvutsrq"))))
        other = imprint(document(" ".join((*map(str.upper, "mnopqrstu"), *shared))))
        assert set(one.runs.tolist()) & set(other.runs.tolist())
    assert len(imprint(document(" ".join(words))).runs) < len(words) // 2  # and most runs are left out
