from __future__ import annotations

from desk.documents import document
from tests.copytexts import UNRELATED, framed


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
