"""Where an article's address was redirected to: what is an article there, and what is none."""

from datetime import UTC, datetime

import pytest
from lxml import html

from desk.errors import ExtractError
from desk.models import Page
from sources.extract.walls import redirects

ASKED = "https://news.example/2031/05/ferry-late-again"
BARE = "<html><body><p>Welcome</p></body></html>"
ARTICLE = "<html><head><meta property='og:type' content='article'></head><body><p>Text</p></body></html>"


def refuse(asked, got, body=BARE):
    page = Page(asked, got, 200, "text/html", body.encode(), datetime(2031, 5, 4, tzinfo=UTC))
    redirects.refuse(page, html.fromstring(body))


@pytest.mark.parametrize(
    "path",
    [
        "/", "/?error=404", "/?redirect=2031", "/?ref=x2031", "/en-gb", "/zh-hant/", "/homepage", "/main.html",
        "/startseite", "/portal/",
    ],
)  # fmt: skip
def test_a_home_page_is_none(path):
    with pytest.raises(ExtractError, match="to the home page"):
        refuse(ASKED, f"https://news.example{path}")


def test_the_home_page_is_none_for_an_address_that_is_a_number():
    with pytest.raises(ExtractError, match="to the home page"):
        refuse("https://news.example/?p=123", "https://news.example/?utm_source=gone")


@pytest.mark.parametrize(
    "path",
    [
        "/users/sign_in", "/wp-login.php", "/account/log-in", "/page-not-found", "/geoblocked", "/geo-restricted/",
        "/451", "/unavailable-in-your-region", "/info/not-available-in-eu", "/gdpr.html", "/consentement",
        "/zustimmung/", "/cdn-cgi/challenge/x9",
    ],
)  # fmt: skip
def test_a_door_is_none(path):
    with pytest.raises(ExtractError, match="which is no article"):
        refuse(ASKED, f"https://news.example{path}")


@pytest.mark.parametrize("path", ["/2031", "/2031/05/", "/sport", "/oops", "/search?q=ferry", "/pur", "/info/archive"])
def test_a_section_an_archive_and_a_notice_are_none(path):
    with pytest.raises(ExtractError, match="to a section"):
        refuse(ASKED, f"https://news.example{path}")


@pytest.mark.parametrize("path", ["/category/europe/", "/news/world", "/world/europe"])
def test_the_section_that_an_article_stood_in_is_none(path):
    with pytest.raises(ExtractError, match="to a section"):
        refuse("https://news.example/world/europe/ferry-late-again-12345", f"https://news.example{path}")


@pytest.mark.parametrize(
    "got",
    [
        "/2031/05/ferry-late-again/", "/amp/2031/05/ferry-late-again", "/ferry-late-again", "/a/12345", "/?p=1234",
        "/?mod=view&aid=77", "/news/ferry", "/bank-login-fails-2031", "/2031/06/the-boat-that-came",
    ],
)  # fmt: skip
def test_an_article_at_another_address_is_one(got):
    refuse(ASKED, f"https://news.example{got}")


def test_a_page_of_plain_words_that_says_it_is_an_article_is_one():
    refuse(ASKED, "https://news.example/delays", ARTICLE)


def test_an_edition_and_a_blog_on_a_host_that_sounds_like_a_login_are_ones():
    refuse(ASKED, "https://id.news.example/2031/05/ferry-late-again", ARTICLE)
    with pytest.raises(ExtractError, match="asks for consent or a login"):
        refuse(ASKED, "https://id.news.example/authorize", BARE)
    with pytest.raises(ExtractError, match="asks for consent or a login"):
        refuse(ASKED, "https://consent.news.example/2031/05/ferry-late-again", ARTICLE)


def test_a_short_address_leads_anywhere():
    refuse("https://short.example/abc", "https://news.example/ferry")
