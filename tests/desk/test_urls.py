"""Addresses: one spelling to fetch, one key to compare."""

import pytest

from desk.errors import ConfigError
from desk.urls import clean, host, key, site


@pytest.mark.parametrize(
    ("url", "cleaned"),
    [
        ("HTTP://News.Example.ORG:80/a#part", "http://news.example.org/a"),
        ("  https://example.org\n/a b ", "https://example.org/a%20b"),
        ("https://example.org/ü?q=ü", "https://example.org/%C3%BC?q=%C3%BC"),
        ("https://münchen.example/", "https://xn--mnchen-3ya.example/"),
        ("https://example.org/a?utm_source=x&id=7&fbclid=y", "https://example.org/a?id=7"),
        ("https://example.org/feed?format=rss", "https://example.org/feed?format=rss"),
        ("https://example.org/pub/https://example.org/rss.xml", "https://example.org/pub/https://example.org/rss.xml"),
        ("https://example.org/a?x=1&amp;y=2", "https://example.org/a?x=1&y=2"),
        ("https://example.org/a?copy=1&lang=de", "https://example.org/a?copy=1&lang=de"),
        ("https://example.org/a%2Fb%27c", "https://example.org/a%2Fb%27c"),
        ("https://example.org", "https://example.org/"),
    ],
)
def test_an_address_is_cleaned_for_fetching(url, cleaned):
    assert clean(url) == cleaned
    assert clean(cleaned) == cleaned


def test_a_relative_address_is_joined_to_its_base():
    assert clean("../b?x=1", "https://example.org/a/c/d") == "https://example.org/a/b?x=1"
    assert clean("//cdn.example.org/b", "https://example.org/") == "https://cdn.example.org/b"


UNUSABLE = ["", "   ", "http://[bad/x", "mailto:a@example.org", "javascript:void(0)", "/only/a/path", "http://"]
UNUSABLE += ["http://a b/", "http://x.org:99999/", "https://x.org/" + "a" * 9000]


@pytest.mark.parametrize("url", UNUSABLE)
def test_an_unusable_address_is_a_config_error(url):
    with pytest.raises(ConfigError, match="not a usable address"):
        clean(url)


SAME = [
    "https://www.example.org/news/story-1",
    "http://example.org/news/story-1/",
    "https://m.example.org/news/story-1",
    "https://mobile.example.org/news/story-1?utm_medium=feed",
    "https://amp.example.org/news/story-1",
    "https://www.example.org/news/story-1/amp/",
    "https://www.example.org/amp/news/story-1",
    "https://www.example.org/news/story-1?amp=1",
    "https://www.example.org/news/story-1/index.html",
    "https://www.example.org/news/story%2D1#comments",
    "https://www-example-org.cdn.ampproject.org/c/s/www.example.org/news/story-1",
    "https://www.google.com/amp/s/www.example.org/news/story-1",
    "https://www.example.org:443/news/story-1",
]


@pytest.mark.parametrize("url", SAME)
def test_spellings_of_one_page_have_one_key(url):
    assert key(url) == "example.org/news/story-1"


def test_parameters_are_compared_without_their_order():
    assert key("https://example.org/a?b=2&a=1") == key("https://example.org/a?a=1&b=2")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("https://example.org/a?id=1", "https://example.org/a?id=2"),
        ("https://example.org/A", "https://example.org/a"),
        ("https://one.example.org/a", "https://two.example.org/a"),
        ("https://example.org/feed?format=rss", "https://example.org/feed"),
        ("https://example.org:8080/a", "https://example.org/a"),
        ("https://m.com/a", "https://com/a"),
    ],
)
def test_different_pages_have_different_keys(one, other):
    assert key(one) != key(other)


@pytest.mark.parametrize(
    ("url", "domain"),
    [
        ("https://www.bbc.co.uk/news", "bbc.co.uk"),
        ("https://feeds.news.example.org/", "example.org"),
        ("https://blog.someone.github.io/", "someone.github.io"),
        ("http://wire.localhost:8080/", "wire.localhost"),
        ("http://127.0.0.5:8080/", "127.0.0.5"),
        ("http://[::1]/", "::1"),
    ],
)
def test_the_site_is_the_registrable_domain(url, domain):
    assert site(url) == domain


def test_a_host_is_ascii_and_lower_case():
    assert host("http://WWW.Köln.Example./x") == "www.xn--kln-sna.example"
