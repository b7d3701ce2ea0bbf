"""Sitemaps: index, urlset, news, gzip, text, and what is none."""

import gzip
import time
from datetime import UTC, datetime

import pytest

from desk.errors import SourceError
from desk.models import Source
from sources.kinds import sitemap

URL = "https://news.example/sitemap.xml"
SOURCE = Source("news", "sitemap", URL)
NEWS = """<?xml version="1.0" encoding="UTF-8"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"
 xmlns:news="http://www.google.com/schemas/sitemap-news/0.9">
<url><loc>https://news.example/old</loc><news:news><news:publication><news:name>N</news:name><news:language>fr</news:language>
</news:publication><news:publication_date>2026-11-19T10:00:00Z</news:publication_date>
<news:title>Vieux</news:title></news:news></url>
<url><loc> https://news.example/new </loc><news:news>
<news:publication_date>2026-11-21T10:00:00+01:00</news:publication_date>
<news:title>Neuf &amp; libre</news:title></news:news></url></urlset>"""


def read(text, **more):
    return sitemap.read(text if isinstance(text, bytes) else text.encode(), URL, source=SOURCE, **more)


def test_a_news_sitemap_gives_titles_dates_and_languages_newest_first():
    leads = read(NEWS).leads
    assert [(lead.url, lead.title) for lead in leads] == [
        ("https://news.example/new", "Neuf & libre"),
        ("https://news.example/old", "Vieux"),
    ]
    assert leads[0].published == datetime(2026, 11, 21, 9, tzinfo=UTC)
    assert leads[1].language == "fr"


def test_only_entries_newer_than_asked_are_given():
    leads = read(NEWS, since=datetime(2026, 11, 20, tzinfo=UTC)).leads
    assert [lead.url for lead in leads] == ["https://news.example/new"]


def test_entries_without_a_date_are_given_even_so():
    text = "<urlset><url><loc>https://news.example/x</loc></url></urlset>"
    assert len(read(text, since=datetime(2026, 11, 20, tzinfo=UTC)).leads) == 1


def test_a_change_is_no_publication():
    text = "<urlset><url><loc>https://news.example/x</loc><lastmod>2026-11-20</lastmod></url></urlset>"
    assert read(text).leads[0].published is None


@pytest.mark.parametrize("given", ["2026-03", "2026", "March 2026"])
def test_a_month_or_year_alone_is_not_filled_up_from_today(given):
    dated = read(NEWS.replace("2026-11-21T10:00:00+01:00", given)).leads
    assert {lead.url: lead.published for lead in dated}["https://news.example/new"] is None


INDEX = """<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
<sitemap><loc>/2019.xml</loc><lastmod>2019-12-31</lastmod></sitemap>
<sitemap><loc>https://news.example/2026.xml</loc><lastmod>2026-11-21</lastmod></sitemap>
<sitemap><loc>https://news.example/news.xml.gz</loc></sitemap></sitemapindex>"""


def test_an_index_names_its_parts_in_its_order_with_their_dates():
    reading = read(INDEX)
    assert reading.leads == ()
    assert reading.parts == (
        ("https://news.example/2019.xml", "2019-12-31"),
        ("https://news.example/2026.xml", "2026-11-21"),
        ("https://news.example/news.xml.gz", ""),
    )


def test_of_many_undated_addresses_none_is_left_out():
    rows = "".join(f"<url><loc>https://news.example/{n}</loc></url>" for n in range(6_003))
    assert len(read(f"<urlset>{rows}</urlset>").leads) == 6_003


def test_a_gzipped_sitemap_is_unpacked():
    assert len(read(gzip.compress(NEWS.encode())).leads) == 2


def test_a_gzip_bomb_and_a_broken_gzip_are_reasons():
    with pytest.raises(SourceError, match="larger than 52 MB"):
        read(gzip.compress(bytes(60_000_000), 9))
    with pytest.raises(SourceError, match="cannot be unpacked"):
        read(b"\x1f\x8b not really")


def test_a_list_of_addresses_is_a_sitemap():
    assert [lead.url for lead in read("https://news.example/a\r\n\nhttps://news.example/b\nnot one\n").leads] == [
        "https://news.example/a",
        "https://news.example/b",
    ]


def test_a_feed_given_as_a_sitemap_is_read_as_a_feed():
    text = (
        "<rss version='2.0'><channel><item><title>T</title><link>https://news.example/1</link></item></channel></rss>"
    )
    assert read(text).leads[0].title == "T"


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "empty"),
        ("<html><title>Not found</title></html>", "HTML page in place of a sitemap"),
        ("<opml/>", "root is <opml>"),
        ("only words", "neither XML nor a list"),
        ("<", "no XML"),
    ],
)
def test_what_is_no_sitemap_is_a_reason(text, reason):
    with pytest.raises(SourceError, match=reason):
        read(text)


def test_an_empty_sitemap_is_read_and_remarked():
    assert read("<urlset></urlset>").remarks == ("the sitemap holds no entries",)


def test_a_broken_sitemap_gives_what_stands_before_the_break():
    assert len(read(NEWS[: NEWS.index("</urlset>") - 8]).leads) >= 1


def test_external_entities_are_not_loaded(tmp_path):
    secret = tmp_path / "secret"
    secret.write_text("https://news.example/secret")
    text = f'<!DOCTYPE u [<!ENTITY x SYSTEM "file://{secret}">]><urlset><url><loc>&x;</loc></url></urlset>'
    assert not any("secret" in lead.url for lead in read(text).leads)


def test_a_sitemap_of_the_largest_size_is_read_in_bounded_time():
    row = "<url><loc>https://news.example/{}</loc><lastmod>2026-11-{:02}</lastmod></url>"
    rows = "".join(row.format(n, n % 20 + 1) for n in range(50_000))
    start = time.thread_time()
    reading = read(f"<urlset>{rows}</urlset>")
    assert len(reading.leads) == 5000
    assert time.thread_time() - start < 10
