"""Pages that keep a reader waiting are told from articles."""

from datetime import UTC, datetime

import pytest

from desk.errors import ExtractError
from desk.models import Page
from sources.extract.interstitial import refuse_waiting

LONG = "<p>The harbour town's ferry was late again on Friday, and nobody was told why it was.</p>" * 12


def page(text):
    url = "https://news.example/a"
    return Page(url, url, 200, "text/html", text.encode(), datetime(2026, 11, 22, tzinfo=UTC))


@pytest.mark.parametrize(
    "text",
    [
        "<html><title>Just a moment...</title><body><script>var a = 'x'.repeat(9000)</script><p>Ray ID</p>",
        "<title>news.example</title><h1>Checking your browser before you go on</h1>",
        "<title>Access denied</title>",
        "<title>请稍候…</title><style>" + "a{}" * 900 + "</style>",
        "<p>Are you a robot?</p><script>" + LONG,
    ],
)
def test_a_page_that_checks_the_reader_is_refused_with_its_title(text):
    with pytest.raises(ExtractError, match="wants to check the reader"):
        refuse_waiting(page(text))


@pytest.mark.parametrize(
    "text",
    [
        f"<title>Just a moment: how a ferry was late</title>{LONG}",
        "<title>Ferry late</title><p>Short news: the ferry was late.</p>",
        "",
        "<title>Please wait</title>" + "<p>x</p>" * 40_000,
    ],
)
def test_an_article_is_let_through(text):
    refuse_waiting(page(text))
