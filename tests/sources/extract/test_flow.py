"""What readers see as the article's text is kept, what is hidden or foreign is not."""

# ruff: noqa: E501, ISC004 - pages and data stand as they come

from __future__ import annotations

import json
from datetime import UTC, datetime

import pytest
from lxml.html import fromstring

from desk.models import Page
from sources.extract import flow, paragraphs
from sources.extract.article import extract
from sources.extract.text_lines import Lines

URL = "https://tide.example/2031/05/harbour-opens-models"
LINES = [
    f"In part {number} of its plan the harbour council of Vellmar says that model {number} will be free for all, and "
    f"that the data behind it can be read in room {number + 40} of the old customs house on the quay."
    for number in range(1, 7)
]
FIRST, *MIDDLE, LAST = [f"<p>{line}</p>" for line in LINES]
REST = "".join(MIDDLE) + LAST
WHOLE = "\n\n".join(LINES)
CARD = "<a href='/{0}'><h4>The {0} of Vellmar</h4></a><p>The {0} opens again in March after a long quarrel about its pier.</p>"
CARDS = "".join(f"<div class='c'>{CARD.format(name)}</div>" for name in ("ferry", "market", "lock"))


def text(body: str) -> str:
    html = (
        "<html lang='en'><head><title>Harbour opens its models | Tide</title></head><body><header><a href='/'>Tide</a>"
        f"<nav><a href='/a'>Town</a></nav></header><main><article><h1>Harbour opens its models</h1>{body}</article></main>"
        "<footer>Tide, Quay 7</footer></body></html>"
    )
    page = Page(URL, URL, 200, "text/html", html.encode(), datetime(2031, 5, 4, tzinfo=UTC))
    return extract(page).text


@pytest.mark.parametrize(
    "body",
    [
        f"<div class='story-teaser'>{FIRST}</div>{REST}",
        f"<p class='teaser-text'>{LINES[0]}</p>{REST}",
        f"<div class='promo'>{FIRST}{MIDDLE[0]}</div><div class='rest'>{''.join(MIDDLE[1:])}{LAST}</div>",
        f"<header><p class='dek'>{LINES[0]}</p></header><div class='article-body'>{REST}</div>",
        f"<header><div class='opening'>{FIRST}</div></header>{REST}",
        f"{FIRST}<div class='post-content share-on comments-closed'>{''.join(MIDDLE)}</div>{LAST}",
        f"<div class='summary-block'>{FIRST}</div><div class='paywall-content'>{REST}</div>",
        f"<div class='newsletter-lead'>{FIRST}</div>{REST}",
        f"<p class='sidebar-intro'>{LINES[0]}</p>{REST}",
        f"<div class='share-dek'>{LINES[0]}</div>{REST}",
        f"<div class='story-vorspann'>{LINES[0]}</div>{REST}",
        f"<div class='article-excerpt'>{FIRST}</div><section>{''.join(MIDDLE)}</section><section>{LAST}</section>",
    ],
)
def test_the_lead_is_kept_wherever_the_page_puts_it(body: str) -> None:
    assert text(body) == WHOLE


def test_the_sections_behind_the_first_one_are_read() -> None:
    sections = [
        f"<div class='part'><div class='rich'>{''.join(f'<p>{line} Section {at} says so.</p>' for line in LINES)}</div></div>"
        for at in range(1, 7)
    ]
    got = text("<hr>".join(sections))
    assert all(got.count(f"Section {at} says so.") == 6 for at in range(1, 7))


def test_a_list_amid_the_paragraphs_is_kept() -> None:
    entries = [f"{line} This is entry {at} of the plan." for at, line in enumerate(LINES)]
    listed = "".join(f"<li class='entry widget-item'>{entry}</li>" for entry in entries)
    got = text(f"{FIRST}{MIDDLE[0]}<ul class='plan options'>{listed}</ul>{MIDDLE[1]}{LAST}")
    assert all(entry in got for entry in entries)
    assert got.index(entries[0]) < got.index(LINES[2])


@pytest.mark.parametrize(
    "heading",
    ["You might like", "More about Vellmar", "Up next", "Trending", "Das könnte dich auch interessieren", "À lire aussi",
     "Más sobre el puerto", "Potrebbe interessarti", "Leia também", "Lees ook", "Läs mer", "Czytaj także", "Читайте также",
     "İlginizi çekebilir", "関連記事", "相关阅读", "관련 기사"],
)  # fmt: skip
def test_cards_of_other_articles_are_out_with_their_heading(heading: str) -> None:
    assert text(f"{FIRST}{REST}<div class='below'><h3>{heading}</h3>{CARDS}</div>") == WHOLE
    assert text(f"{FIRST}{REST}<h3>{heading}</h3><div>{CARDS}</div>") == WHOLE


@pytest.mark.parametrize("tag", ["p", "div", "strong", "span"])
@pytest.mark.parametrize("words", ["You may also like", "Editors’ picks", "Aktuelle Nachrichten", "推荐阅读"])
def test_the_words_above_cards_need_be_no_heading(tag: str, words: str) -> None:
    assert text(f"{FIRST}{REST}<div class='below'><{tag}>{words}</{tag}>{CARDS}</div>") == WHOLE
    pictured = CARDS.replace("<h4>", "<img src='/x.jpg'><h4>")
    assert text(f"{FIRST}{REST}<div class='below'><{tag}>{words}</{tag}><div>{pictured}</div></div>") == WHOLE


def test_paragraphs_below_such_words_stay_though_they_have_links() -> None:
    linked = f"<div>{LINES[1]} <a href='/a'>The plan</a></div>"
    assert LINES[1] in text(f"{FIRST}<p>Read next</p>{linked}{REST}")


def test_a_section_of_the_article_under_such_words_stays() -> None:
    assert "More about models" not in text(f"{FIRST}<h3>More about Vellmar</h3>{CARDS}<h3>The plan</h3>{REST}")
    assert LINES[3] in text(f"{FIRST}<h3>More about Vellmar</h3>{REST}")


@pytest.mark.parametrize(
    "box",
    [
        "<div class='nl'><h3>Letters from the quay</h3><p>Each Monday the best of our harbour, by Liv Aune, in your mail. "
        "You agree to our terms.</p><input type='email'><button>Go</button></div>",
        "<section><p>Our weekly letter brings you what the tide left on the beach of Vellmar, and it costs nothing.</p>"
        "<form action='/s'><input name='email_address'></form></section>",
        "<div class='author-bio'><p>Ines Holt writes on harbours and models for Tide. She lives in Vellmar with a cat.</p></div>",
        "<section class='post-author-box'><h4>Ines Holt</h4><p>She has covered the harbour of Vellmar since 2019.</p></section>",
        "<span class='visually-hidden'>Opens in a new window of the reader of the harbour's page, which takes a while.</span>",
        "<p hidden>These words about the harbour of Vellmar are for machines only, and no reader ever sees them here.</p>",
        "<div aria-hidden='true'><p>These words about the harbour of Vellmar are for machines only, no reader sees them.</p></div>",
    ],
)  # fmt: skip
def test_boxes_and_hidden_words_are_out(box: str) -> None:
    assert text(FIRST + box + REST) == WHOLE
    assert text(FIRST + REST + box) == WHOLE


def test_what_a_script_will_show_is_no_hidden_text() -> None:
    assert text(f"<div hidden id='S:0'>{FIRST}{REST}</div>") == WHOLE


@pytest.mark.parametrize(
    ("shown", "read"),
    [
        ("The council said on <time datetime='2031-05-03'>Friday the third</time> that the old pier will be closed.",
         "The council said on Friday the third that the old pier will be closed."),
        ("It was built between <time>1921</time> and <time>1934</time> by the people of Vellmar themselves.",
         "It was built between 1921 and 1934 by the people of Vellmar themselves."),
        ("The skipper called it <q>a <em>great</em> day</q> for the people of the islands and for the town.",
         "The skipper called it “a great day” for the people of the islands and for the town."),
        ("<q>We wait</q>, said the mayor, and the people of the islands waited with her for nine years.",
         "“We wait”, said the mayor, and the people of the islands waited with her for nine years."),
        ("The pier costs <del>nine</del> eleven million, as the council of Vellmar has admitted since then.",
         "The pier costs eleven million, as the council of Vellmar has admitted since then."),
        ("The lock opens <s>in March</s> in May, and the ferry has to wait for it until then, says the town.",
         "The lock opens in May, and the ferry has to wait for it until then, says the town."),
        ("The model saw 3 × 10<sup>12</sup> words before the people of the islands had read a single one of them.",
         "The model saw 3 × 10^12 words before the people of the islands had read a single one of them."),
        ("The pier is older than the town<sup><a href='#n3'>3</a></sup>, as the council of Vellmar has said before.",
         "The pier is older than the town, as the council of Vellmar has said before."),
        ("On the 4<sup>th</sup> of May the ferry waits for the people of the islands until the lock is open again.",
         "On the 4th of May the ferry waits for the people of the islands until the lock is open again."),
    ],
)  # fmt: skip
def test_words_within_a_sentence_are_as_readers_see_them(shown: str, read: str) -> None:
    assert " ".join(text(f"{FIRST}<p>{shown}</p>{REST}").split("\n\n")[1].split()) == read


def test_the_date_of_a_byline_is_no_sentence() -> None:
    assert text(f"<p class='byline'>By Ines Holt <time>3 May 2031</time></p>{FIRST}{REST}") == WHOLE


def test_readings_above_characters_are_no_words_of_the_text() -> None:
    ruby = "<ruby>研究所<rp>(</rp><rt>けんきゅうじょ</rt><rp>)</rp></ruby>"
    rest = "町の人は春からそれで無線に答えさせており、漁師たちも方言がよく通じると話している。"
    read = text(
        f"<p>港の{ruby}は金曜日に言語モデルを公開し、誰でも使えると述べた。</p><p>{rest}</p><p>{rest[::-1]}</p>"
    )
    assert "けんきゅうじょ" not in read
    assert "港の研究所は金曜日に" in read


def test_a_large_first_letter_belongs_to_its_word() -> None:
    first = "<p><span><span class='initial-letter'>T</span></span> <span>he harbour council met on Thursday.</span></p>"
    assert text(first + REST).startswith("The harbour council met on Thursday.")
    alone = "<p><span class='drop-cap'>A</span> Harbour council met on Thursday and spoke of the models.</p>"
    assert "A Harbour council" in text(alone + REST)


def test_a_line_of_emphasis_below_a_picture_that_is_no_sentence_is_its_caption() -> None:
    below = "<p><img src='quay.jpg'></p><p><em>{}</em></p>"
    assert "Marit Sol, left" not in text(below.format("Marit Sol, left, with the council") + FIRST + REST)
    within = "<p><img src='quay.jpg'> <em>Marit Sol, left, with the council</em></p>"
    assert "Marit Sol, left" not in text(FIRST + within + REST)
    assert "Nobody spoke." in text(below.format("Nobody spoke.") + FIRST + REST)
    assert "The second winter" in text("<p>Words.</p><p><em>The second winter</em></p>" + FIRST + REST)


def test_a_heading_above_a_paragraph_that_was_read_is_read() -> None:
    cut = "<h3>{0}</h3>{1}<div class='image'><img src='/a.jpg'><span>Photo</span></div>"
    got = text(
        f"{FIRST}{cut.format('„Here to stay“', MIDDLE[0])}{MIDDLE[1]}{cut.format('Up the stairs', MIDDLE[2])}{MIDDLE[3]}{LAST}"
    )
    lines = got.split("\n\n")
    assert lines[lines.index(LINES[1]) - 1] == "„Here to stay“"
    assert lines[lines.index(LINES[3]) - 1] == "Up the stairs"


def test_a_heading_stands_above_each_of_its_paragraphs_and_no_link_or_pointer_does() -> None:
    page = Lines("\n".join(LINES[:3]))
    tree = fromstring(
        f"<div><h3>Verdict</h3>{FIRST}<h3>Verdict</h3>{MIDDLE[0]}<h3><a href='/x'>Other</a></h3>{MIDDLE[1]}</div>"
    )
    blocks = paragraphs.blocks_of(tree)
    assert flow.heads(page, blocks, [page.line(block.text) for block in blocks]) == {0: "Verdict", 1: "Verdict"}
    assert page.with_lines({}, {0: "Verdict", 1: "Verdict"}).count("Verdict") == 2


def test_a_box_with_something_to_click_is_no_lead_whatever_it_is_called() -> None:
    box = f"<div class='newsletter-intro'><p>{LINES[0]} Every week.</p><a href='/letter'>Get it</a></div>"
    assert "Every week." not in text(box + FIRST + REST)


@pytest.mark.parametrize(
    "words", ["Σχετικά άρθρα", "مقالات ذات صلة", "כתבות נוספות", "संबंधित खबरें", "Kapcsolódó cikkek", "Around the web"]
)
def test_the_words_above_cards_are_known_in_further_languages(words: str) -> None:
    assert text(f"{FIRST}{REST}<div class='w'><h3>{words}</h3>{CARDS}</div>") == WHOLE


@pytest.mark.parametrize("heading", ["The lock opens an hour late", "What the harbour opens next"])
@pytest.mark.parametrize("address", ["", URL])
def test_the_heading_of_a_live_blogs_update_is_no_title_again(heading: str, address: str) -> None:
    parts = [{"@type": "BlogPosting", "headline": heading, "articleBody": line} for line in LINES]
    blog = {"@type": "LiveBlogPosting", "headline": "Harbour opens its models", "liveBlogUpdate": parts}
    data = json.dumps(blog | ({"url": address} if address else {}))
    updates = "".join(f"<h2>{heading}</h2><p>{line}</p>" for line in LINES[1:])
    got = text(f"<script type='application/ld+json'>{data}</script>{FIRST}{updates}")
    assert got.count(heading) == 5
    assert LINES[5] in got
