import pytest

from desk.digest.lines import copied, coverage, health, minutes, nothing_new, summary, who_has_it
from tests.support.digests import digest, story


def copies(*kinds):
    return story(copies=tuple((f"Mirror {n}", kind) for n, kind in enumerate(kinds)), kinds=kinds)


@pytest.mark.parametrize(
    ("kinds", "told"),
    [
        ((), ""),
        (("spun",), "1 spun copy"),
        (("exact", "near"), "2 syndicated copies"),
        (("exact", "spun", "near"), "3 copies: 2 syndicated, 1 spun"),
        (("rewrite",), "1 likely rewritten copy"),
    ],
)
def test_copies_are_counted_by_kind(kinds, told):
    assert copied(copies(*kinds)) == told


def test_how_many_report_it_is_told_where_more_than_one_outlet_has_it():
    assert coverage(story()) == ""
    assert coverage(story(reports=3, outlets=3)) == "3 independent reports"
    assert coverage(story(reports=2, outlets=5)) == "2 independent reports in 5 outlets"
    assert coverage(story(reports=1, outlets=4, common_sources=1)).endswith("in 4 outlets (1 common source)")
    assert coverage(story(reports=1, outlets=2)) == "1 independent report in 2 outlets"


def test_who_has_it_names_everybody():
    told = who_has_it(story(also_in=("Gazette", "Post"), copies=(("Mirror", "same text"),)))
    assert told == "Also in Gazette, Post. Copied by Mirror (same text)"
    assert who_has_it(story()) == ""


def test_the_head_says_how_long_reading_takes():
    assert "1 story · 1 min to read" in summary(digest(story()))
    assert minutes([story(n, sentence="word " * 30) for n in range(40)]) == 8
    assert minutes([story(n, title="", sentence="模" * 110) for n in range(20)]) == 7


def test_what_changed_in_the_outlets_health_is_told_after_it():
    told = digest(story(), health=("3 of 4 answered", "Alpha failed"), changes=("Beta answers again",), outlets=4)
    assert health(told) == "Outlets: 3 of 4 answered; Alpha failed; since the digest before: Beta answers again"
    well = digest(story(), changes=("Alpha answers again",), outlets=4)
    assert health(well) == "Outlets: all 4 answered; since the digest before: Alpha answers again"


def test_a_quiet_day_is_one_line_that_says_how_far_was_looked_back():
    quiet = digest(quiet="of the last 7 days; 37 older on-topic articles are kept", articles=3, outlets=2)
    assert nothing_new(quiet) == (
        "Open-source AI · Sunday 22 Nov 2026: nothing new of the last 7 days; 37 older on-topic articles are kept "
        "(3 articles read at 2 outlets)"
    )
