"""What two texts share without being copies: a site's frame, a legal notice, a form filled in twice."""

from __future__ import annotations

from desk.copies.verdict import judge
from desk.documents.document import document
from desk.models import Part
from desk.text.encoder import Encoder
from tests.support.copytexts import OTHER_REPORT, REPORT, REWRITTEN, UNRELATED, english

PROSY_TOP = """The Lantern is written by nine people in a former dairy, and none of them has ever owned any shares.
You are reading the evening edition, which leaves out the tables and keeps whatever our proofreaders liked best.
"""
PROSY_BOTTOM = """
Founded by eleven printers after a strike, the paper moved twice, burned once and has kept its masthead ever since.
Our cartoons are drawn by hand, our crosswords are set by a retired judge, and neither of them takes requests.
Whoever finds a mistake may ring the desk until midnight, where somebody will read the sentence aloud and mend it.
Letters are welcome if they are shorter than the piece they complain about and carry a name and a street.
The weather column has been wrong on eleven per cent of all days, which we are told is better than most."""
NOTICE = """
Statements here that are no facts of the past rest on what the management believes today; nobody should lean on them.
Real outcomes may differ a great deal, because demand, prices, currencies, laws and suppliers do not follow any plan.
The company is not bound to correct such a statement later, even where new insights would give it every reason to.
Whoever wants to buy or sell shares should read the yearly report, above all its long chapter on dangers and doubts.
Nothing in this text is an offer, an invitation or advice, and nothing in it may be sent to countries that forbid it."""
FORM = """Shares of {} closed at {} crowns on {}, after {} thousand of them had changed hands since the opening bell.
In the course of the day the price moved between {} and {} crowns; a year ago it had stood at {} on the same weekday.
At its present price the company is worth {} billion crowns, or {} times what it is likely to earn in this year.
Of the analysts who follow it {} advise to buy and {} to sell, and {} of {} believes that the price will reach {}.
The dividend was last paid on {} and came to {} crowns a share, which is a return of {} in a hundred.
The next figures are due on {}, and the general meeting will be held in {} a week before that day."""
ONE = "Vestland 312 Tuesday 48 305 318 290 14 21 7 3 Berg Nordea 350 May/3 11 3.5 October/14 Bergen"
OTHER = "Halmstad 87 Friday 913 84 91 102 6 33 12 9 Lund Carnegie 75 June/21 2 2.3 November/9 Uppsala"


def test_short_articles_in_one_long_prosy_frame_are_no_copies(encoder: Encoder) -> None:
    one, other = (english(PROSY_TOP + text + PROSY_BOTTOM) for text in (UNRELATED, OTHER_REPORT))
    assert judge(one, other, encoder).kind == "none"


def test_an_article_in_a_long_prosy_frame_is_near_and_no_excerpt() -> None:
    assert judge(english(PROSY_TOP + REPORT + PROSY_BOTTOM), english(REPORT)).kind == "near"


def test_one_legal_notice_under_two_articles_is_a_passage(encoder: Encoder) -> None:
    verdict = judge(english(REPORT + NOTICE), english(UNRELATED + NOTICE), encoder)
    assert verdict.kind == "none"


def test_one_form_filled_in_twice_is_no_copy_and_the_verdict_says_why(encoder: Encoder) -> None:
    one, other = (english(FORM.format(*facts.split())) for facts in (ONE, OTHER))
    verdict = judge(one, other, encoder)
    assert verdict.kind == "none"
    assert any("form" in reason for reason in verdict.why)


def test_a_half_reworded_form_with_the_same_facts_is_still_spun() -> None:
    changes = {"closed": "ended", "present": "current", "price": "value", "changed": "switched", "believes": "thinks"}
    spun = FORM
    for old, new in {**changes, "company": "firm", "likely": "bound", "advise": "counsel", "paid": "given"}.items():
        spun = spun.replace(f" {old} ", f" {new} ")
    one, other = (english(text.format(*ONE.split())) for text in (spun, FORM))
    assert judge(one, other).kind == "spun"


def test_two_words_in_a_hundred_exchanged_leave_a_copy_near() -> None:
    changed = REPORT
    for old, new in {
        "reporters": "journalists",
        "coolly": "frostily",
        "doubt": "question",
        "spent": "burned",
        "wait": "pause",
    }.items():
        changed = changed.replace(f" {old} ", f" {new} ")
    assert judge(english(changed), english(REPORT)).kind == "near"


def test_a_page_that_its_frame_gives_another_language_is_no_translation(encoder: Encoder) -> None:
    verdict = judge(document([Part("fr", REWRITTEN)]), english(REPORT), encoder)
    assert verdict.kind == "rewrite"
