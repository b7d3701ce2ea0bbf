"""A byline is found by what its markup is called, the surest name first."""

import pytest
from lxml import html

from sources.extract.facts import authors, credits_lines, credits_marked, metadata

OTHER = "<div class='bio'>Odd Berg writes about the sea</div>"


PROSE = "".join(
    f"<p>{line} {'of the port and its boats ' * 6}.</p>" for line in ("They tell", "They write", "They say")
)


def page(body):
    return html.document_fromstring(f"<html><body><main>{body}</main></body></html>")


def read(body):
    found = (credits_lines.names(credit, authors.names) for credit in credits_marked.read(page(body)))
    return "; ".join(next(filter(None, found), ()))


def shown(body, site="Tide"):
    return authors.read(page(f"<h1>A quay for models</h1>{body}{PROSE}"), {}, {}, metadata.meta_tags(page("")), (site,))


@pytest.mark.parametrize(
    "marked",
    [
        "<span class='author'>Ida Moen</span>",
        "<a rel='author' href='/x'>Ida Moen</a>",
        "<p id='author'>Ida Moen</p>",
        "<div class='entry-author-name'>Ida Moen</div>",
        "<span data-testid='AuthorURL'>Ida Moen</span>",
        "<span itemprop='author name'>Ida Moen</span>",
        "<author>Ida Moen</author>",
        "<div class='byline'>By Ida Moen</div>",
        "<h4 class='post__author'>Ida Moen</h4>",
        "<span id='zuozhe'>Ida Moen</span>",
        "<span itemprop='author'><b>Ida</b> Moen</span>",
        "<li class='Byline-box'>Ida Moen</li>",
        "<td id='pageAuthor'>Ida Moen</td>",
        "<section data-component='BylineBlock'>By Ida Moen</section>",
    ],
)
def test_an_element_that_is_called_so_names_the_author(marked):
    assert read(f"<div>Vellmar</div>{marked}{OTHER}") == "Ida Moen"


def test_the_surest_name_wins_wherever_it_stands():
    assert read("<td class='writer'>Odd Berg</td><div class='byline'>Liv Aune</div><a class='author'>Ida Moen</a>") == (
        "Ida Moen"
    )
    assert read("<td class='writer'>Odd Berg</td><div class='byline'>Liv Aune</div>") == "Liv Aune"


def test_dates_comments_and_whatever_is_long_are_no_credit():
    assert (
        read("<div class='author'>Ida Moen<time>3 May 2031</time><span class='date'>3 May</span></div>") == "Ida Moen"
    )
    assert (
        read("<div id='comments'><span class='author'>A Reader</span></div><b class='writer'>Ida Moen</b>")
        == "Ida Moen"
    )
    assert read(f"<div class='author-list'>{'Ida Moen and others ' * 9}</div>") == ""
    assert read("<p>Nobody is named here.</p>") == ""


def test_several_names_are_told_apart():
    assert read("<div class='byline'>By Ida Moen and Odd Berg</div>") == "Ida Moen; Odd Berg"


@pytest.mark.parametrize(
    "box",
    [
        "<div class='author'><p>Ida Moen</p><p>Content Marketing Coordinator</p></div>",
        "<div class='author-box'>Written by Ida Moen<br>Harbour analyst and certified pilot</div>",
        "<div class='byline'><span>By <a>Ida Moen</a></span><div>Senior Editor</div></div>",
        "<div class='byline'><div>Ida Moen</div><div>Nov 27, 2031</div></div>",
        "<div class='author'><span>By</span><div>Ida Moen, PhD</div><div class='bio'>Sea Shore Editor</div></div>",
        "<div class='author-name'>Ida Moen for Tide Post</div>",
        "<div class='info'>Editor : <a class='author'>Odd Berg</a></div><div class='author-2'>Ida Moen</div>",
        "<div class='authors'>Reviewed by Odd Berg</div><div class='byline'>Ida Moen</div>",
        "<span class='author-title'>Redaktionsleiterin</span><span class='author-line'>Ida Moen</span>",
    ],
)
def test_what_somebody_does_and_who_saw_a_text_through_are_no_authors(box):
    assert shown(box) == ("Ida Moen",)


def test_several_lines_name_several_authors():
    assert shown("<div class='authors'><div>Ida Moen</div><div>Odd Berg</div><div>Reporters</div></div>") == (
        "Ida Moen",
        "Odd Berg",
    )


@pytest.mark.parametrize(
    "line",
    [
        "<p><strong>By Ida Moen</strong></p>",
        "<div><span>By</span><span>Ida Moen</span></div>",
        "<p>Written by: Ida Moen, Harbour Office · 4 min read</p>",
        "<div>Von Ida Moen | 3. Mai 2031</div>",
        "<p>Par Ida Moen, à Vellmar</p>",
        "<div>by Ida Moen on Jan 22, 2031</div>",
    ],
)
def test_a_line_that_begins_with_by_names_the_author_whatever_its_markup_is_called(line):
    assert shown(line) == ("Ida Moen",)


@pytest.mark.parametrize(
    "line",
    [
        "<p>By the time they came the quay was closed</p>",
        "<aside><p>By Odd Berg</p></aside>",
        "<div class='related-card'><span>By Odd Berg</span></div>",
        "<p>AFC Vellmar win at home</p>",
        "<figure><figcaption>By Odd Berg</figcaption></figure>",
    ],
)
def test_another_line_that_begins_so_names_nobody(line):
    assert shown(line) == ()


def test_the_owner_of_a_blog_is_its_author_where_nobody_else_is_named():
    assert shown("<span class='byline'>Posted by <a class='author'>Ida Moen</a></span>", "Ida Moen") == ("Ida Moen",)
    assert shown("<span class='author'>Tide</span><p>By Ida Moen</p>") == ("Ida Moen",)


def test_whom_the_data_credit_and_the_page_shows_as_its_editor_yields_to_the_author_shown():
    node, shown = {"author": {"name": "Odd Berg"}}, "<div class='author-2'>Ida Moen</div>"
    for label, expected in (("Editor : ", "Ida Moen"), ("Edited by ", "Ida Moen"), ("Text: ", "Odd Berg")):
        tree = page(f"{shown}<div>{label}<a class='author'>Odd Berg</a></div>{PROSE}")
        assert authors.read(tree, node, {}, {}, ("Tide",)) == (expected,)
    assert authors.read(page("<div>Editor: <a>Odd Berg</a></div>"), node, {}, {}, ("Tide",)) == ("Odd Berg",)
