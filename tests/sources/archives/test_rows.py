from datetime import UTC, date, datetime

import pytest

from desk.models import Outlet, Source
from sources.archives.columns import mapping
from sources.archives.outlets_by_host import OutletsByHost
from sources.archives.rows import article

NOW = datetime(2026, 11, 29, tzinfo=UTC)
WIRE = Outlet(
    "wire", "The Wire", "https://www.wire.example/", "en", (Source("wire", "feed", "https://feeds.example/w"),)
)
TEXT = "The board met on Monday.\n\nIt spoke of the weights & the licence."
COLUMNS = mapping(["url", "title", "text", "published", "authors", "outlet", "fetched_at"], file="x")


def made(**row):
    return article({"url": "https://www.wire.example/1", "text": TEXT} | row, COLUMNS, OutletsByHost([WIRE]), NOW)


def test_a_row_is_an_article_of_the_outlet_of_its_address():
    told = made(title="The board met", published="2026-03-04T08:00:00+01:00", authors="A. Writer; B. Other")
    assert (told.outlet_id, told.title, told.text_from) == ("wire", "The board met", "archive")
    assert told.text == TEXT
    assert told.published == told.fetched_at == datetime(2026, 3, 4, 7, tzinfo=UTC)
    assert (told.published_from, told.authors) == ("archive", ("A. Writer", "B. Other"))


def test_markup_is_read_as_markup():
    assert made(text="<p>One &amp; two.</p><script>x()</script><p>Three.</p>").text == "One & two.\n\nThree."


@pytest.mark.parametrize("given", [date(2026, 3, 4), datetime(2026, 3, 4, tzinfo=UTC), "4 March 2026", 1772582400])
def test_dates_come_as_values_and_as_words(given):
    assert made(published=given).published == datetime(2026, 3, 4, tzinfo=UTC)


@pytest.mark.parametrize("given", ["03/04/2026", "2026-03", "2026", "soon"])
def test_a_date_that_can_be_two_or_is_half_is_none(given):
    assert made(published=given).published is None


def test_a_row_without_any_date_was_fetched_now():
    told = made()
    assert (told.published, told.fetched_at) == (None, NOW)


def test_a_host_that_no_outlet_has_is_an_outlet_of_its_own():
    assert made(url="https://news.other.example/1").outlet_id == "other.example"
    assert made(url="https://news.other.example/1", outlet="wire").outlet_id == "wire"


def test_a_subdomain_belongs_to_the_site_of_its_outlet():
    assert made(url="https://blog.wire.example/1").outlet_id == "wire"


@pytest.mark.parametrize(
    ("row", "why"),
    [
        ({"url": ""}, "no address"),
        ({"url": None}, "no address"),
        ({"text": " "}, "no text"),
        ({"text": None}, "no text"),
    ],
)
def test_a_row_that_holds_no_article_says_why(row, why):
    assert made(**row) == why
