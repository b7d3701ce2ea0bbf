"""Finding a site's sources by itself."""

import asyncio
from datetime import UTC, datetime

import pytest

from desk.errors import FetchError
from sources.find_sources import entry_of, find
from tests.support.sites import FEED, home
from tests.support.web import Reply, fetcher, web

pytestmark = pytest.mark.edge
NOW = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)
NEWS_MAP = Reply(
    "<urlset xmlns:news='http://www.google.com/schemas/sitemap-news/0.9'><url><loc>/2026/1</loc><news:news>"
    "<news:publication_date>2026-11-21</news:publication_date></news:news></url></urlset>",
    type="application/xml",
)


def look(site, path="/"):
    async def ask():
        async with fetcher() as client:
            return await find(site.url(path), client, NOW)

    return asyncio.run(ask())


def told(found):
    return [(one.kind, one.url.split("/", 3)[3], one.entries, one.dated) for one in found.candidates if one.entries]


def test_the_feed_that_the_page_names_comes_first():
    link = '<link rel="alternate" type="application/rss+xml" href="{}">'
    head = link.format("/all.rss") + link.format("/comments/feed/")
    with web(**{"": home(head), "all.rss": FEED, "comments/feed/": FEED}) as site:
        found = look(site)
    assert told(found)[0] == ("feed", "all.rss", 3, 3)
    assert "/comments/feed/" not in site.paths()
    assert [one.kind for one in found.best] == ["feed"]
    assert (found.name, found.language) == ("Daily Example", "de")
    assert found.best[0].newest == datetime(2026, 11, 21, 2, tzinfo=UTC)


def test_a_feed_in_a_common_place_is_found():
    with web(**{"": home(), "feed.xml": FEED}) as site:
        found = look(site)
    assert told(found)[0] == ("feed", "feed.xml", 3, 3)
    assert len(site.paths()) < 17


def test_a_news_sitemap_that_robots_txt_names_is_found():
    with web(**{"": home(), "maps/news.xml": NEWS_MAP}) as site:
        site.routes["/robots.txt"] = Reply(f"Sitemap: {site.url('/maps/news.xml')}", type="text/plain")
        found = look(site)
    assert ("sitemap", "maps/news.xml", 1, 1) in told(found)
    assert [one.kind for one in found.best] == ["sitemap"]


def test_where_there_is_nothing_else_the_page_itself_is_a_listing():
    with web(**{"": home()}) as site:
        found = look(site)
    assert [one.kind for one in found.best] == ["listing"]
    assert entry_of(found).sources[0].url == site.url("/")


def test_an_address_that_is_a_feed_is_taken_as_it_is():
    with web(**{"news.rss": FEED}) as site:
        found = look(site, "/news.rss")
    assert told(found) == [("feed", "news.rss", 3, 3)]
    assert (found.name, found.home) == ("Daily Example", site.url("/"))


def test_a_site_that_holds_nothing_has_no_best():
    with web(**{"": Reply("<html><p>An empty shop window</p></html>")}) as site:
        found = look(site)
    assert found.best == ()
    assert any("404" in one.reason for one in found.candidates)


def test_a_site_that_does_not_answer_is_an_error():
    with web() as site, pytest.raises(FetchError, match="not there"):
        look(site)
