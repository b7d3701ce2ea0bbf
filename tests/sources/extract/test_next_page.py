"""Articles on several pages: which link leads on, and what a crawl makes of them. AMP pages are the same article."""

from datetime import UTC, datetime
from urllib.parse import urljoin

import pytest

from desk.models import Page
from sources.extract import html_tree
from sources.extract.article import extract
from sources.extract.next_page import next_page
from tests.support.crawling import column, crawl, outlets_file, rows, settings, through
from tests.support.web import Reply, web

URL = "http://tide.example/2031/harbour.html"
NOW = datetime(2031, 5, 4, tzinfo=UTC)
TEXT = "".join(
    f"<p>The harbour council of Vellmar read part {n} of its plan to the whole town on Monday.</p>" for n in "12"
)


def page(link, body=TEXT, head="<meta property='og:type' content='article'>", url=URL):
    html = f"<html lang='en'><head>{head}</head><body><main><h1>Harbour</h1>{body}{link}</main></body></html>"
    return Page(url, url, 200, "text/html", html.encode(), NOW)


@pytest.mark.parametrize(
    ("url", "href", "words"),
    [
        (URL, "?page=2", "2"),
        (URL, "harbour-2.html", "Next page »"),
        (URL, "/2031/harbour_2.html", "下一页"),
        (URL, "harbour,2.html", "Auf der nächsten Seite: was die Stadt nun plant"),
        ("http://tide.example/harbour/", "/harbour/2/", "2"),
        ("http://tide.example/harbour", "http://tide.example/harbour/seite-2", "Seite 2"),
        ("http://tide.example/h?id=7", "/h?page=2&id=7#text", "Weiter"),
        ("http://tide.example/h?id=7&page=1", "/h?id=7&page=2", "2"),
    ],
)
def test_the_next_page_is_this_address_with_the_next_number(url, href, words):
    found = extract(page(f"<div class='pages'>1 <a href='{href}'>{words}</a></div>", url=url)).next_url
    assert found is not None
    assert found.endswith(href.removesuffix("#text"))
    assert found.startswith("http://tide.example/")


def test_from_a_later_page_the_one_after_it_is_next_however_its_address_is_spelt():
    first, second = "http://tide.example/h?id=7", "http://tide.example/h?page=2&id=7"
    links = "<a href='/h?id=7&page=1'>1</a> <a href='/h?id=7&page=3'>3</a>"
    tree = html_tree.tree(page(links, url=second))
    assert next_page(tree, second, first) == "http://tide.example/h?id=7&page=3"
    assert next_page(tree, second, "http://tide.example/another") is None


def test_the_next_page_in_the_head_counts_as_well():
    head = "<meta property='og:type' content='article'><link rel='next' href='/2031/harbour.html?page=2'>"
    assert extract(page("", head=head)).next_url == f"{URL}?page=2"


@pytest.mark.parametrize(
    ("link", "head", "url"),
    [
        ("<a href='/2031/lighthouse.html'>Next</a>", None, URL),
        ("<a rel='next' href='/2031/125'>Next article</a>", None, "http://tide.example/2031/124"),
        ("<a href='?page=3'>3</a>", None, URL),
        ("<div id='comments'><a href='?page=2'>2</a></div>", None, URL),
        ("<a href='?comment-page=2'>2</a>", None, URL),
        ("<div class='gallery-nav'><a href='?page=2'>2</a></div>", None, URL),
        ("<a href='/gallery/boats/2'>2</a>", None, "http://tide.example/gallery/boats"),
        ("<a href='?page=2'>2</a>", "<title>x</title>", URL),
        ("<a href='?page=2'>2</a>", "<script type='application/ld+json'>{\"@type\": \"CollectionPage\"}</script>", URL),
        ("<a href='http://other.example/2031/harbour.html?page=2'>2</a>", None, URL),
        ("<a href='?page=2'>Two boats in the harbour</a>", None, URL),
        ("<a href='http://[bad/2'>2</a>", None, URL),
        ("<a href='/?page=2'>2</a>", None, "http://tide.example/"),
    ],
    ids=["next article", "next number of another", "page three", "comments", "comment page", "gallery", "photos",
         "no article", "listing", "another host", "another link", "no address", "home page"],
)  # fmt: skip
def test_what_only_looks_like_a_next_page_is_none(link, head, url):
    given = page(link, url=url) if head is None else page(link, head=head, url=url)
    assert extract(given).next_url is None


HOST = "tide.example"
HEAD = "<meta property='og:type' content='article'><meta name='author' content='Ines Holt'>"


def lines(part):
    return [
        f"On page {part} the harbour committee of Vellmar tells what it did about boat {part} and all of its ropes.",
        f"Nobody had asked for boat {part} before, says page {part}, and forty people stood along the quay to see it.",
    ]


def part(number, following="", title="Boats of the harbour", text=None):
    body = "".join(f"<p>{line}</p>" for line in ["Read this first: the tide tables of this year hold good for boats.",
                                                *(text or lines(number))])  # fmt: skip
    link = f"<div class='pages'><a href='{following}'>Next page</a></div>" if following else ""
    return Reply(
        f"<html lang='en'><head><title>{title}</title>{HEAD}</head><body><article><h1>{title}</h1>{body}{link}"
        "</article></body></html>"
    )


@pytest.fixture
def tide(monkeypatch, tmp_path):
    """An outlet of one article, to be paged by the test; gives the server and a crawl of it."""
    entry = f"<item><title>Boats</title><link>http://{HOST}/boats.html</link></item>"
    with web() as server:
        through(monkeypatch, server.url())
        server.routes[f"{HOST}/feed"] = Reply(f"<rss><channel>{entry}</channel></rss>", type="application/rss+xml")
        given = settings(tmp_path, outlets_file(tmp_path / "outlets.yaml", HOST))
        yield server, lambda: crawl(given).outlets[0], tmp_path


@pytest.mark.edge
def test_an_article_of_three_pages_is_read_whole(tide):
    server, crawled, home = tide
    server.routes[f"{HOST}/boats.html"] = part(1, "/boats.html?page=2")
    server.routes[f"{HOST}/boats.html?page=2"] = part(2, "/boats.html?page=3", "Boats of the harbour - page 2")
    server.routes[f"{HOST}/boats.html?page=3"] = part(3)
    report = crawled()
    ((text, title, authors),) = rows(
        home, "select b.text, a.title, a.authors from bodies b join articles a on a.id = b.article_id"
    )
    assert [text.count(line) for number in (1, 2, 3) for line in lines(number)] == [1] * 6
    assert text.count("Read this first") == 1
    assert (title, authors, report.stored, report.fetched) == ("Boats of the harbour", ["Ines Holt"], 1, 3)


@pytest.mark.edge
def test_not_more_than_five_further_pages_are_read(tide):
    server, crawled, home = tide
    server.routes[f"{HOST}/boats.html"] = part(1, "/boats.html?page=2")
    for number in range(2, 12):
        server.routes[f"{HOST}/boats.html?page={number}"] = part(number, f"/boats.html?page={number + 1}")
    assert crawled().fetched == 6
    assert "page 6" in column(home, "select text from bodies")[0]


@pytest.mark.edge
@pytest.mark.parametrize("answer", [part(2, title="Ships of the lake"), part(2, text=lines(1))], ids=["other", "same"])
def test_a_page_that_tells_something_else_or_nothing_new_is_left_out(tide, answer):
    server, crawled, home = tide
    server.routes[f"{HOST}/boats.html"] = part(1, "/boats.html?page=2")
    server.routes[f"{HOST}/boats.html?page=2"] = answer
    assert crawled().stored == 1
    assert "page 2" not in column(home, "select text from bodies")[0]


@pytest.mark.edge
def test_a_page_that_fails_leaves_what_was_read_and_is_told(tide):
    server, crawled, home = tide
    server.routes[f"{HOST}/boats.html"] = part(1, "/boats.html?page=2")
    report = crawled()
    assert column(home, "select count(*) from bodies") == [1]
    assert any("page=2 was not read: is not there" in reason for reason in report.reasons)


@pytest.mark.edge
def test_an_amp_page_and_the_article_it_is_a_version_of_are_one(tide):
    server, crawled, home = tide
    amp, whole = f"http://{HOST}/lite/9-boats", f"http://{HOST}/boats.html"
    entries = "".join(f"<item><title>Boats</title><link>{url}</link></item>" for url in (amp, whole))
    server.routes[f"{HOST}/feed"] = Reply(f"<rss><channel>{entries}</channel></rss>", type="application/rss+xml")
    server.routes[f"{HOST}/boats.html"] = part(1)
    html = (
        part(1).body.replace("<html", "<html amp").replace("<title>", f"<link rel='canonical' href='{whole}'><title>")
    )
    server.routes[f"{HOST}/lite/9-boats"] = Reply(html)
    assert crawled().stored == 1
    assert column(home, "select key from articles") == [f"{HOST}/boats.html"]
    assert sorted(column(home, "select outcome from leads")) == ["known", "stored"]


def test_an_amp_page_whose_canonical_is_the_home_page_or_another_site_keeps_its_own_key():
    for canonical in ("http://tide.example/", "http://other.example/boats"):
        given = page("", head=f"<link rel='canonical' href='{canonical}'>")
        given = Page(URL, URL, 200, "text/html", given.body.replace(b"<html", b"<html amp"), NOW)
        assert extract(given).key == "tide.example/2031/harbour.html"


@pytest.mark.parametrize(
    ("url", "href"),
    [
        ("http://tide.example/News/Harbour.aspx?id=7", "/NEWS/HARBOUR.aspx?id=7&page=2"),  # the server folds cases
        ("http://tide.example/news/harbour/", "2"),  # relative: the article's own name is not in it
        ("http://tide.example/news/harbour/", "?page=2"),
        ("http://tide.example/news/harbour.html", "//tide.example/news/harbour-2.html"),
    ],
)
def test_a_next_page_is_found_among_a_hundred_other_numbered_links(url, href):
    others = "".join(f'<a href="/news/other-{number}.html">2</a> ' for number in range(100, 200))
    tree = html_tree.tree(page(f"{others}<a href='{href}'>2</a>", url=url))
    assert next_page(tree, url) == urljoin(url, href)
