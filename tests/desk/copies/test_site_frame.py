# ruff: noqa: E501  (a sentence of a text stands on one line)
from __future__ import annotations

import textwrap

from desk.copies.overlap import overlap
from desk.copies.verdict import judge
from desk.documents.document import document
from tests.support.copytexts import OTHER_REPORT, REPORT, REWRITTEN, UNRELATED, english, framed


def prose(text: str) -> str:
    doc = document(text)
    return " ".join(
        doc.text[start:end]
        for start, end, kept in zip(doc.words.starts.tolist(), doc.words.ends.tolist(), doc.body.tolist(), strict=True)
        if kept
    )


def test_menus_labels_and_headings_are_not_prose() -> None:
    kept = prose("MENU\nLatest\nA tide of open models\n" + UNRELATED)
    assert kept.startswith("The ferry between the two islands")


def test_what_a_site_says_to_its_reader_is_not_prose() -> None:
    kept = prose(UNRELATED + "\nWe would be glad if you chose to subscribe to what we make in this house every day.")
    assert "subscribe" not in kept
    assert kept.endswith("at dawn")


def test_a_long_sentence_of_the_news_may_say_newsletter() -> None:
    news = "The court found that " + "the company and its lawyers " * 8 + "sent a newsletter to the jury."
    assert "newsletter" in prose(UNRELATED + "\n" + news)


def test_the_prose_of_a_framed_page_holds_its_article_whole() -> None:
    assert prose(UNRELATED) in prose(framed(UNRELATED))


def test_a_text_without_prose_is_taken_whole() -> None:
    menu = "Home\nWorld\nMoney\nSports"
    assert prose(menu) == "Home World Money Sports"


def test_a_sentence_on_a_newsletter_amid_prose_is_news() -> None:
    told = "The bakery closed in May. It now sends its newsletter to four hundred people. They buy no bread there."
    assert "newsletter" in prose(UNRELATED + "\n" + told + "\n" + UNRELATED)


def test_what_stands_between_the_notices_of_a_site_is_its_frame() -> None:
    boast = "We were founded in a barn and have grown to nine offices."
    box = "Sign up for the newsletter that we send to our readers every day."
    kept = prose("\n".join((UNRELATED, box, boast, "All rights reserved.")))
    assert "barn" not in kept
    assert kept.endswith("at dawn")


def test_a_short_article_is_not_lost_among_the_menus_of_its_page() -> None:
    menu = "\n".join(f"Section {place}\nAll of it" for place in range(120))
    assert "Section" not in prose(menu + "\n" + UNRELATED)


def test_lines_broken_within_a_sentence_are_prose() -> None:
    text = "\n".join((UNRELATED, REPORT, OTHER_REPORT))
    broken = "\n".join(textwrap.wrap(text.replace("\n", " "), 60))
    assert len(prose(broken)) > 0.85 * len(prose(text))


def test_a_shared_opening_that_ends_within_a_sentence_is_no_frame() -> None:
    known, frame = strange_words(330, "ba"), strange_words(60, "du")
    verdict = judge(english(" ".join(known[:100] + frame)), english(" ".join(known)))
    assert verdict.kind == "excerpt"


def test_what_rewording_left_of_the_first_and_last_sentence_is_no_frame() -> None:
    told = REWRITTEN.splitlines()
    told[0] = (
        "Fjordlab, a research company in Bergen, has put the weights of its language model Heron 2 online, and it chose the Apache licence."
    )
    told[-1] = (
        "Due next from Fjordlab are a smaller version for telephones before the summer and classes where teachers meet in Tromsø."
    )
    found = overlap(english("\n".join(told)), english(REPORT))
    assert not found.framed
    assert found.coverage_a > 0.1


def test_a_notice_at_the_edges_of_both_is_a_frame_still() -> None:
    notice = "The Harbour Gazette is printed on the island since 1921 and brought to every house on both shores."
    pages = [f"{notice}\n{text}\n{notice.replace('1921', '1921, so they say,')}" for text in (UNRELATED, OTHER_REPORT)]
    assert overlap(*map(english, pages)).framed


def strange_words(count: int, first: str) -> list[str]:
    """Words of which none comes again, so that nothing goes on about another; 75 of them are cut as one sentence."""
    return [first + "".join("aeioulmnrt"[at // 10**place % 10] for place in range(3)) + "st" for at in range(count)]
