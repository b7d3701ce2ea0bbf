"""Listings: links told by selector, by pattern, or by their looks."""

import time
from datetime import UTC, datetime

import pytest

from desk import urls
from desk.errors import SourceError
from desk.models import Source
from desk.urls import clean
from sources.kinds import entries, listing
from sources.kinds.css_selector import xpath

URL = "https://news.example/latest"
PAGE = """<!doctype html><html><head><title>Latest</title></head><body>
<header><nav><a href="/">Home</a>
 <a href="/a-very-long-name-of-a-section-page">A very long name of a section page</a></nav></header>
<main>
 <article class="teaser big"><h3><a href="/2026/11/21/model-opens-its-weights">A model opens its weights to all</a></h3>
  <time datetime="2026-11-21T10:00:00+01:00">yesterday</time></article>
 <article class="teaser">
  <a href="/2026/11/21/model-opens-its-weights?utm_source=front"><img alt=""></a>
  <h3><a href="/2026/11/20/licence-row-goes-on">The row over the licence goes on</a></h3>
  <span>2026-11-20</span></article>
 <div class="side">
 <a href="https://elsewhere.example/2026/11/20/other-people-story">Other people and their long story</a></div>
 <a href="/tag/open-source-models-and-more">A tag page with quite a long name</a>
 <a href="/about">About</a> <a href="mailto:a@b">Mail</a> <a href="#top">Top of this page</a> <a href="http://[x/">Odd</a>
</main><footer><a href="/terms-of-use-and-all-that-matters">Terms of use and all that matters</a>
<a rel="next" href="/latest?page=2">Older</a></footer></body></html>"""


def read(text=PAGE, selector=None, pattern=None):
    return listing.read(text.encode(), URL, source=Source("news", "listing", URL, selector, pattern))


def paths(reading):
    return [lead.url.removeprefix("https://news.example") for lead in reading.leads]


STORIES = ["/2026/11/21/model-opens-its-weights", "/2026/11/20/licence-row-goes-on"]


def test_without_selector_and_pattern_links_that_look_like_articles_are_taken():
    assert paths(read()) == STORIES


def test_a_selector_names_the_links_or_the_blocks_around_them():
    assert paths(read(selector="article.big h3 > a")) == STORIES[:1]
    assert paths(read(selector="article")) == STORIES
    assert paths(read(selector="div.side a, nav a[href^='/a-very']"))[0].startswith("/a-very")


def test_a_pattern_names_the_addresses():
    elsewhere = "https://elsewhere.example/2026/11/20/other-people-story"
    assert paths(read(pattern=r"/2026/11/20/")) == ["/2026/11/20/licence-row-goes-on", elsewhere]


def test_title_and_date_stand_near_the_link():
    first, second = read().leads
    assert first.title == "A model opens its weights to all"
    assert first.published == datetime(2026, 11, 21, 9, tzinfo=UTC)
    assert second.published == datetime(2026, 11, 20, tzinfo=UTC)


def test_the_date_is_that_of_the_smallest_block_around_the_link():
    items = "".join(
        f"<li><a href='/2026/11/{day}/model-{day}'>A model opens its weights, take {day}</a> <i>2026-11-{day}</i></li>"
        for day in range(10, 20)
    )
    found = read(f"<html><body><main><p>2020-01-01</p><ul>{items}</ul></main></body></html>")
    assert [lead.published.day for lead in found.leads] == list(range(10, 20))


def test_a_block_of_many_links_has_no_date_for_them_all():
    links = "".join(f"<a href='/2026/11/model-{n}'>A model opens its weights, take {n}</a> " for n in range(9))
    found = read(f"<html><body><main><div>Since 2026-11-20 {links}</div></main></body></html>")
    assert [lead.published for lead in found.leads] == [None] * 9


@pytest.mark.parametrize("behind", ["", "<time datetime='2026-11-20'></time>", "<br>2026-11-20 <i>read on</i>"])
def test_the_largest_listing_in_one_block_is_read_in_little_time(behind):
    links = "".join(
        f"<a href='/2026/11/model-{n}'>A model opens its weights, take {n}</a>{behind}" for n in range(3_000)
    )
    began = time.process_time()
    assert len(read(f"<html><body><main><div>{links}</div></main></body></html>").leads) == 3_000
    assert time.process_time() - began < 6  # it took a minute and more; now half a second


def test_an_address_is_cleaned_once(monkeypatch):
    asked = []

    def counted(address, base=None):
        asked.append(address)
        return clean(address, base)

    for module in (listing, entries, urls):
        monkeypatch.setattr(module, "clean", counted)
    links = "".join(f"<a href='/2026/11/model-{n}'>A model opens its weights, take {n}</a>" for n in range(50))
    assert len(read(f"<html><body><main>{links}</main></body></html>").leads) == 50
    assert len([address for address in asked if "model-" in address]) == 50


def test_the_next_page_is_named():
    assert read().next_urls == ("https://news.example/latest?page=2",)


def test_a_base_element_counts():
    page = '<base href="https://cdn.example/x/"><a href="y-1-2-3-4">A headline that is long enough</a>'
    assert read(page, pattern="y-1").leads[0].url == "https://cdn.example/x/y-1-2-3-4"


def test_chinese_headlines_are_long_enough():
    page = '<main><article><a href="/p/1234567">开源大模型发布新版本</a></article></main>'
    assert len(read(page).leads) == 1


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "empty"),
        ("<p>no links</p>", "0 links"),
        ("<a href='/x'>x</a>", "1 link and none that looks"),
        ("\0", "no"),
    ],
)
def test_a_page_without_articles_is_a_reason(text, reason):
    with pytest.raises(SourceError, match=reason):
        read(text)


def test_a_selector_that_fits_nothing_any_more_is_a_reason():
    with pytest.raises(SourceError, match="its selector or pattern"):
        read(selector="div.gone a")


@pytest.mark.parametrize(
    ("selector", "count"),
    [
        ("a", 13),
        ("*", 29),
        ("article.teaser", 2),
        ("article.teaser.big", 1),
        ("main > a", 5),
        ("h3 a", 2),
        ("[rel=next]", 1),
        ("a[href$='page=2']", 1),
        ("a[href*=story]", 1),
        ("article:first-child", 1),
        ("article + div", 1),
        ("article ~ a", 5),
        ("header, footer", 2),
        ("[class~='big']", 1),
        (".tease", 0),
    ],
)
def test_selectors_select_what_a_browser_would(selector, count):
    from lxml import html

    assert len(html.document_fromstring(PAGE).xpath(xpath(selector))) == count


@pytest.mark.parametrize("selector", ["", "a >", "> a", "a,", "a:hover", "a..b", "a[", "1", "a b c(", "a]"])
def test_a_selector_that_is_not_understood_is_refused(selector):
    with pytest.raises(ValueError, match="the selector"):
        xpath(selector)


ROOMS = """<main>{own}<article class="teaser"><h3>
<a {rel} href="{address}">A story that stands at a sister site</a></h3></article></main>"""
OWN = "".join(
    f'<article class="teaser"><h3><a href="/2026/11/21/story-number-{n}">An own story, number {n}</a></h3></article>'
    for n in range(3)
)
SISTER = "https://sister.example/2026/11/20/story-of-the-house"


@pytest.mark.parametrize(
    ("address", "rel", "own", "taken"),
    [
        (SISTER, "", OWN, True),
        (SISTER, 'rel="sponsored noopener"', OWN, False),
        (SISTER.replace("sister", "ads.sister"), "", OWN, False),
        ("https://www.facebook.com/2026/11/20/story-of-the-house", "", OWN, False),
        ("https://apps.apple.com/app/news-reader-of-the-house/id123456", "", OWN, False),
        (SISTER, "", OWN.replace("teaser", "card"), False),
        (SISTER, "", OWN[: len(OWN) // 3], False),
    ],
)
def test_links_to_another_site_count_among_own_ones_of_the_same_make_up(address, rel, own, taken):
    reading = read(ROOMS.format(own=own, rel=rel, address=address))
    assert (address in [lead.url for lead in reading.leads]) is taken
