"""What a text has by itself, and which of two looks derived."""

from __future__ import annotations

from desk.lineage.kinship import kinship
from tests.support.copytexts import FRENCH, OTHER_REPORT, REPORT, SPUN, english, framed


def test_equal_texts_have_nothing_of_their_own():
    kin = kinship(english(REPORT), english(REPORT))
    assert (kin.own_a, kin.own_b, kin.gaps_a, kin.gaps_b, kin.rarer_a) == (0, 0, 0, 0, 0.0)
    assert kin.all_a > 150


def test_left_out_words_are_gaps_of_the_copy():
    shorter = (
        REPORT.replace("coolly, ", "").replace("within a day", "a day").replace(" to ask permission", " permission")
    )
    kin = kinship(english(shorter), english(REPORT))
    assert (kin.gaps_a, kin.gaps_b) == (3, 0)
    assert 0 < kin.own_a < kin.own_b


def test_a_part_has_no_readings_of_its_own():
    kin = kinship(english("\n".join(REPORT.split("\n")[:5])), english(REPORT))
    assert kin.own_a == 0
    assert kin.own_b > kin.all_b / 3


def test_seen_from_the_other_side_everything_changes_sides():
    one, other = english(SPUN), english(REPORT)
    assert kinship(one, other).turned() == kinship(other, one)


def test_a_spinners_words_are_the_rarer_ones():
    spun = REPORT.replace("doubt", "misgive").replace("welcome", "salute").replace("released", "emancipated")
    spun = spun.replace("students", "alumnuses").replace("money", "lucre").replace("coolly", "frigidly")
    spun = spun.replace("smaller", "tinier").replace("teachers", "pedagogues").replace("summer", "summertide")
    assert kinship(english(spun), english(REPORT)).rarer_a > 2.0
    assert kinship(english(REPORT), english(spun)).rarer_a < -2.0


def test_texts_in_two_languages_tell_nothing_of_rare_words():
    from desk.documents.document import document
    from desk.models import Part

    assert kinship(english(REPORT), document([Part("fr", FRENCH)])).rarer_a == 0.0


def test_a_sites_frame_is_counted_apart():
    kin = kinship(english(framed(REPORT)), english(REPORT))
    assert kin.frame_a > 10
    assert kin.frame_b == 0


def test_another_report_shares_next_to_no_readings():
    kin = kinship(english(OTHER_REPORT), english(REPORT))
    assert kin.own_a > 0.8 * kin.all_a
