"""Hostile input for every parser of the sources: real shapes, bent, cut and mixed by hypothesis."""

from __future__ import annotations

import random
from collections.abc import Callable
from datetime import UTC, datetime

from hypothesis import strategies as st

from desk.errors import CopydeskError
from desk.models import Lead, Outlet, Page, Source
from desk.urls import clean, key, site
from sources.extract.article import extract, from_lead
from sources.fetch import robots
from sources.kinds import feed, listing, sitemap
from sources.outlets import parse

URL = "https://news.example/x"
RSS = b"""<?xml version='1.0' encoding='gbk'?><rss version='2.0'><channel><title>T</title><item>
<title>&nbsp;&amp;x</title><link>https://news.example/1</link><pubDate>Sat, 21 Nov 2026 10:00:00 GMT</pubDate>
</item></channel></rss>"""
ATOM = b"""<feed xmlns='http://www.w3.org/2005/Atom'><entry><link href='/a'/><updated>2026-11-21T10:00:00Z</updated>
<title type='html'>&lt;b&gt;x</title><content type='xhtml'><div>y</div></content></entry></feed>"""
JSON = b"""{"version": "https://jsonfeed.org/version/1.1", "items": [{"url": "/j", "date_published": "2026-11-21",
"authors": [{"name": "A"}], "content_html": "<p>x"}]}"""
RDF = b"""<rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#' xmlns='http://purl.org/rss/1.0/'><item>
<title>R</title><link>http://[bad</link></item></rdf:RDF>"""
NEWS = b"""<urlset xmlns:n='http://www.google.com/schemas/sitemap-news/0.9'><url><loc>/a</loc>
<lastmod>2026-11-21</lastmod><n:news><n:publication_date>2026</n:publication_date><n:title>x</n:title></n:news>
</url></urlset>"""
INDEX = b"<sitemapindex><sitemap><loc>https://news.example/b.xml</loc></sitemap></sitemapindex>"
PAGE = b"""<base href='//x'><main><article><a href='/2026/11/21/a-b-c-d'>A headline of some length</a>
<time datetime='2026'></time></article></main><a rel=next href='?p=2'>"""
ARTICLE = """<html lang='en'><head><base href='/x/'><title>A port opens its models | Tide</title><meta charset='utf-8'>
<meta property='og:title' content='A port opens its models'>
<link rel='canonical' href='/x'><link rel='next' href='?p=2'>
<script type='application/ld+json'>{"@graph": [{"@type": ["NewsArticle"], "headline": "A port opens its models",
"author": [{"name": "Ines Holt"}, {"@id": "#a"}], "datePublished": "2026-11-21T10:00:00+02:00", "articleBody": "The port
says that all of its models are free."}, {"@id": "#a", "givenName": "Per", "familyName": "Aas"}]}</script></head><body>
<nav><ul><li><a href='/'>Home</a></ul></nav><article><h1>A port opens its models</h1><p class='byline'>Von Ines Holt</p>
<time datetime='2026-11-21'>21.11.2026</time><p>The port says that all of its models are free, and that the data behind
them can be read in the old customs house.</p><blockquote class='twitter-tweet'>x</blockquote><table><tr><td>1</table>
<p>港务委员会周一决定公布其用于规划潮汐的所有模型。</p><div class='pagination'><b>1</b> <a href='?page=2'>2</a></div>
</article><footer>© Tide</footer>""".encode()
ROBOTS = b"User-agent: *\nDisallow: /*x$\nAllow: /%41\nCrawl-delay: 5\nSitemap: /s\nRequest-rate: 1/5s 0000-1200"
OUTLETS = b"""- id: a
  name: B
  home: http://a.example
  language: en
  sources: [{kind: feed, url: http://a.example/f}]
"""
SEEDS = {
    "feed": [RSS, ATOM, JSON, RDF],
    "sitemap": [NEWS, INDEX, b"https://news.example/1\nhttps://news.example/2\n", b"\x1f\x8b\x08\x00"],
    "listing": [PAGE],
    "page": [ARTICLE, PAGE],
    "robots": [ROBOTS],
    "outlets": [OUTLETS],
    "address": [b"https://user@www.news.example:8080/amp/a%2Fb?utm_source=x&q=%C3%BC#f", b"http://[::ffff:127.0.0.1]/"],
}
PIECES = [
    b"<",
    b">",
    b"&",
    b"]]>",
    b"<![CDATA[",
    b"<!--",
    b"<!DOCTYPE a [<!ENTITY b 'c'>]>",
    b"&b;",
    b"&#0;",
    b"&#x110000;",
    b"\0",
]
PIECES += [
    b"\xff\xfe",
    b"\xef\xbb\xbf",
    b"\xe9",
    "中".encode("gbk"),
    "ü".encode(),
    b"'",
    b'"',
    b"{",
    b"[",
    b"\\u",
    b"%zz",
    b"\t",
    b"\r",
]
PIECES += [
    b"encoding='utf-7'",
    b"xmlns=''",
    b"<item>",
    b"</item>",
    b"<url>",
    b"9" * 30,
    b"-1",
    b"http://[",
    b"http://x:y@",
    b"9999-99-99",
]


def bent(kind: str) -> st.SearchStrategy[bytes]:
    """Documents of a kind after up to twelve mutilations, or bytes of any make."""
    mutilated = st.builds(bend, st.sampled_from(SEEDS[kind]), st.integers(0, 2**32), st.integers(0, 12))
    return st.one_of(mutilated, mutilated, mutilated, st.binary(max_size=300))


def bend(document: bytes, seed: int, times: int) -> bytes:
    """The document with pieces inserted, cut out, doubled and swapped."""
    draw = random.Random(seed)
    for _ in range(times):
        a, b = sorted(draw.randrange(len(document) + 1) for _ in range(2))
        document = draw.choice(
            (
                lambda d, a=a, b=b: d[:a] + draw.choice(PIECES) + d[a:],
                lambda d, a=a, b=b: d[:a] + d[b:] if b - a < 60 else d[:b],
                lambda d, a=a, b=b: d[:b] + d[a:b] * draw.randrange(1, 4) + d[b:],
                lambda d, a=a, b=b: d[:a] + bytes([draw.randrange(256)]) + d[a + 1 :],
            )
        )(document)[:20_000]
    return document


def _kind(read: Callable[..., object], kind: str) -> Callable[[bytes], object]:
    def check(document: bytes) -> object:
        return read(document, URL, "text/xml; charset=x-odd", source=Source("o", kind, URL))  # type: ignore[arg-type]

    return check


def _robots(document: bytes) -> bool:
    rules = robots.parse(document)
    return rules.allows("https://news.example/a?b=%C3%BC") and rules.delay >= 0


def _address(document: bytes) -> object:
    text = document.decode("utf-8", "surrogateescape")
    address = clean(text, URL)
    assert clean(address) == address
    return key(text if "://" in text else address), site(address)


def _page(document: bytes) -> object:
    now = datetime(2026, 11, 22, tzinfo=UTC)
    outlet = Outlet("o", "O", "https://news.example", "en", ())
    told = Lead(URL, URL, "o", URL, summary="x", content=document.decode("utf-8", "surrogateescape"))
    from_lead(told, outlet, now)
    return extract(Page(URL, URL, 200, "text/html; charset=x-odd", document, now), None, outlet).text


CHECKS: dict[str, Callable[[bytes], object]] = {
    "feed": _kind(feed.read, "feed"),
    "sitemap": _kind(sitemap.read, "sitemap"),
    "listing": _kind(listing.read, "listing"),
    "page": _page,
    "robots": _robots,
    "outlets": lambda document: parse(document.decode("utf-8", "replace"), "o.yaml"),
    "address": _address,
}


def survives(kind: str, document: bytes) -> None:
    """Reading ends in a result or in an error of our tree that says what is wrong; anything else is a bug."""
    told = None
    try:
        CHECKS[kind](document)
    except CopydeskError as error:
        told = error
    assert told is None or (told.subject and told.problem)
