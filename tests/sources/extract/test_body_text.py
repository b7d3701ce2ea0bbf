"""The text of an article against the one its page declares: what both know, headings, paragraphs, briefs."""

from __future__ import annotations

import pytest

from sources.extract import body_text
from sources.extract.body_text import reconciled
from tests.support.pages import BODY, PARAGRAPHS, document, ld, page

DECLARED = " ".join(PARAGRAPHS)


def text_of(html: str) -> str:
    from sources.extract.article import extract

    return extract(page(html)).text


def test_headings_stay_although_the_declared_text_has_none() -> None:
    body = "".join(f"<h2>Room {number}</h2><p>{told}</p>" for number, told in enumerate(PARAGRAPHS))
    text = text_of(document(ld(articleBody=DECLARED, headline="Harbour opens its models"), body))
    assert [f"Room {number}" in text.split("\n\n") for number in range(8)] == [True] * 8


def test_what_is_no_heading_or_heads_nothing_the_article_says_is_left_out() -> None:
    """A caption, the heading of a box, a heading that is a link."""
    box = "<h3>Tides and how to read them</h3><p>Twice a day the harbour of Vellmar falls dry, and twice it fills.</p>"
    caption = "<p>Boats before the lock</p>"
    teaser = "<h3><a href='/other'>Quay closed for a week</a></h3>"
    shown = "".join(f"<p>{told}</p>" for told in PARAGRAPHS[1:])
    text = text_of(
        document(ld(articleBody=DECLARED), f"<p>{PARAGRAPHS[0]}</p>{box}{caption}<p>{PARAGRAPHS[1]}</p>{teaser}{shown}")
    )
    assert not [line for line in ("Tides and how", "Boats before", "Quay closed") if line in text]


def test_short_entries_of_a_list_are_known_without_their_dashes() -> None:
    listed = "".join(f"<li>{word} models</li>" for word in ("Tide", "Wind", "Wave"))
    declared = f"{PARAGRAPHS[0]} Tide models Wind models Wave models {' '.join(PARAGRAPHS[1:])}"
    rest = "".join(f"<p>{told}</p>" for told in PARAGRAPHS[1:])
    text = text_of(document(ld(articleBody=declared), f"<p>{PARAGRAPHS[0]}</p><ul>{listed}</ul>{rest}"))
    assert all(f"{word} models" in text for word in ("Tide", "Wind", "Wave"))


def test_a_summary_in_sentences_above_the_text_stays() -> None:
    points = "<ul><li>Free models for every port.</li><li>Two ports have asked to join.</li></ul>"
    found = text_of(document(ld(articleBody=DECLARED), points + BODY + points.replace("ports", "mayors")))
    assert found.startswith("- Free models for every port.\n\n- Two ports have asked to join.")
    assert "mayors" not in found


def test_a_text_of_which_no_single_line_is_known_is_compared_all_the_same() -> None:
    words = [f"tide{number}" for number in range(300)]
    lines = [" ".join(words[at : at + 3]) for at in range(0, 300, 3)]
    assert reconciled("\n".join(lines).upper(), " ".join(words)) == " ".join(words)


def test_a_declared_text_in_one_piece_gets_the_paragraphs_of_the_page() -> None:
    """Also where it runs a heading and the sentence behind it together."""
    declared = "FREE FOR ALL".join(PARAGRAPHS)
    found = "\n".join(PARAGRAPHS[:6])
    lines = reconciled(found, declared).split("\n")
    assert lines[:3] == [PARAGRAPHS[0], "FREE FOR ALL", PARAGRAPHS[1]]


@pytest.mark.parametrize(("declared", "passes"), [(" ".join(PARAGRAPHS[:2]), [True]), ("", [True, False])])
def test_an_article_in_brief_that_the_page_declares_is_not_searched_for_more(
    monkeypatch: pytest.MonkeyPatch, declared: str, passes: list[bool]
) -> None:
    made: list[bool] = []

    def extracted(*_: object, fast: bool) -> str:
        made.append(fast)
        return "\n".join(PARAGRAPHS[:2]) if fast else "\n".join([*PARAGRAPHS[:2], *["Write to us about tides."] * 40])

    monkeypatch.setattr(body_text, "_extracted", extracted)
    text_of(document(ld(articleBody=declared, headline="Harbour opens its models"), BODY))
    assert made == passes


@pytest.mark.parametrize(
    ("entry", "other", "stays"),
    [
        (
            "Quays: <a href='/x'>Five new ones for the harbour</a>",
            "Tides: <a href='/y'>What the moon has to say</a>",
            False,
        ),
        (
            "The rules are in <a href='/x'>the licence of Vellmar.</a>.",
            "Ask <a href='/y'>the council of the port</a>.",
            True,
        ),
        ("Quays: <a href='/x'>Five new ones for the harbour and its neighbours</a>", "Boats, ropes and sails", True),
    ],
    ids=["words before the links", "sentences", "an entry without link"],
)
def test_a_list_that_is_half_links_is_a_pointer_if_each_entry_is_one(entry: str, other: str, stays: bool) -> None:
    text = text_of(document(body=f"{BODY}<ul><li>{entry}</li><li>{other}</li></ul>{BODY.replace('plan', 'map')}"))
    assert (("Five new ones" in text) or ("the licence of Vellmar" in text)) == stays
