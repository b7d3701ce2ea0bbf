"""The standfirst of an article: the lines that sum it up above its text."""

from __future__ import annotations

import pytest

from sources.extract.article import extract
from tests.support.pages import BODY, PARAGRAPHS, ld, page

STAND = "The council of Vellmar gives its tide models away; what the harbour's neighbours think of it."


def article(above: str, head: str = "", body: str = BODY, beside: str = "") -> str:
    said = head or f'<meta name="description" content="{STAND}">'
    header = f"<header><h1>Harbour opens its models</h1>{above}</header>"
    shown = f"<main>{header}<div class='article-body'>{body}</div>{beside}</main>"
    return extract(page(f"<html lang='en'><head>{said}</head><body>{shown}</body></html>")).text


@pytest.mark.parametrize(
    "above",
    [
        f"<p>{STAND}</p>",
        f"<div class='x'>{STAND.replace(chr(39), chr(0x2019))}</div>",
        f"<h2><span>The council of Vellmar</span>{STAND.removeprefix('The council of Vellmar')}</h2>",
    ],
)
def test_the_standfirst_is_the_first_paragraph(above: str) -> None:
    """Wherever it stands in the page's head, in whatever quotes or emphasis."""
    assert article(above).split("\n\n")[0].replace("\u2019", "'") == STAND


def test_a_description_that_was_cut_tells_the_whole_standfirst() -> None:
    cut = f'<meta property="og:description" content="{STAND[:60]}…">'
    assert article(f"<p>{STAND}</p>", head=cut).startswith(STAND)


def test_json_ld_gives_the_description_as_well() -> None:
    assert article(f"<p>{STAND}</p>", head=ld(description=STAND, headline="Harbour opens its models")).startswith(STAND)


@pytest.mark.parametrize(
    ("above", "beside"),
    [
        ("", ""),
        (f"<figure><img src='/q.jpg'><figcaption>{STAND}</figcaption></figure>", ""),
        ("", f"<aside><p>{STAND}</p></aside>"),
        (f"<p><a href='/other'>{STAND}</a></p>", ""),
        (f"<div>{STAND} {'Login for members of the harbour. ' * 5}</div>", ""),
    ],
)
def test_what_the_page_does_not_show_as_a_standfirst_is_none(above: str, beside: str) -> None:
    """A description for machines, a caption, a teaser beside the text, a link, and more than the description."""
    assert article(above, beside=beside).startswith(PARAGRAPHS[0])


def test_a_title_given_as_description_is_no_standfirst() -> None:
    title = "Harbour opens the models of its tides to everybody who asks"
    head = f'<meta property="og:title" content="{title}"><meta name="description" content="{title}">'
    assert article(f"<p>{title}</p>", head=head).startswith(PARAGRAPHS[0])


def test_a_standfirst_that_the_text_has_is_not_told_twice() -> None:
    text = article(f"<p>{STAND}</p>", body=f"<p>{STAND} {PARAGRAPHS[0]}</p>{BODY}")
    assert text.count(STAND) == 1
