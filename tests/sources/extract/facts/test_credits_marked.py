"""A byline is found by what its markup is called, the surest name first."""

import pytest
from lxml import html

from sources.extract.facts import credits_marked

OTHER = "<div class='bio'>Odd Berg writes about the sea</div>"


def read(body):
    return credits_marked.read(html.document_fromstring(f"<html><body><main>{body}</main></body></html>"))


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
