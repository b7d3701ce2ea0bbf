"""A crawl that meets every trouble at once: each is one outlet's reason, all the rest arrives, in bounded time."""

import gzip
import socket
import struct
import time

import pytest

from tests.support.crawling import crawl, feed, outlets_file, page, paragraphs, rows, settings, site, through
from tests.support.web import Reply, web


def hang(handler):
    handler.server.let_go.wait(30)


def reset(handler):
    body = page("reset").body.encode()
    handler.send_response(200)
    handler.send_header("Content-Type", "text/html")
    handler.send_header("Content-Length", str(len(body)))
    handler.end_headers()
    handler.wfile.write(body[: len(body) // 2])
    handler.wfile.flush()
    handler.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    handler.connection.close()


def drip(handler):
    """A byte now and then: every read succeeds, and it would never end."""
    handler.send_response(200)
    handler.send_header("Content-Type", "text/html")
    handler.end_headers()
    while not handler.server.let_go.wait(0.2):
        handler.wfile.write(b" ")


PAGES = {  # host -> (how the second page misbehaves, what the reason says)
    "big": (Reply(b"<p>filler text</p>\n" * 2_700_000), "is larger than 10 MB"),
    "bomb": (Reply(gzip.compress(bytes(100 << 20)), headers={"Content-Encoding": "gzip"}), "is larger than 10 MB"),
    "circle": (Reply(status=302, headers={"Location": "http://circle.example/second.html"}), "redirects in a circle"),
    "metadata": (Reply(status=302, headers={"Location": "http://169.254.169.254/latest/"}), "link-local address"),
    "inside": (Reply(status=301, headers={"Location": "http://127.0.0.1:1/"}), "loopback address"),
    "hang": (hang, "did not answer completely within"),
    "drip": (drip, "did not answer completely within"),
    "reset": (reset, "broke off"),
    "length": (Reply(page("length").body, length=len(page("length").body) + 5_000), "broke off"),
    "error": (Reply(b"sorry", 500), "500"),
    "coding": (Reply(b"\x1f\x8b not really", headers={"Content-Encoding": "gzip"}), "second.html"),
}
FEEDS = {  # host -> (what stands in place of the feed, what the reason says)
    "html": (
        Reply(b"<!doctype html><html><title>Welcome</title><h1>Hello</h1></html>"),
        "HTML page in place of a feed",
    ),
    "empty": (Reply(b"", type="application/rss+xml"), "empty"),
    "soup": (Reply(b"\x00\x01\x02 no feed at all", type="application/rss+xml"), "soup.example/feed"),
}
FINE = {  # host -> a feed or page that is odd but can be read
    "illformed": Reply(feed("illformed.example", "first").body.replace("</item>", "<b>&nbsp;</item>"), type="text/xml"),
    "gbk": Reply(feed("gbk.example", "first").body.replace("<rss", '<?xml version="1.0" encoding="GBK"?><rss', 1)
                 .replace("gbk.example</title>", "开源观察</title>").encode("gbk"), type="application/xml"),
}  # fmt: skip
CHARSET = Reply(page("second").body, type="text/html; charset=x-no-such-charset")


@pytest.fixture(scope="module")
def faulty(tmp_path_factory):
    """One crawl of everything; its report, its home, and how long it took."""
    home = tmp_path_factory.mktemp("faulty")
    with web() as server, pytest.MonkeyPatch.context() as patch:
        import threading

        server._server.let_go = threading.Event()
        through(patch, server.url())
        for name, (misbehave, _) in PAGES.items():
            site(server, f"{name}.example", "first", "second", "third")
            server.routes[f"{name}.example/second.html"] = misbehave
        for name, (instead, _) in FEEDS.items():
            server.routes[f"{name}.example/feed"] = instead
        for name, odd in FINE.items():
            site(server, f"{name}.example", "first")
            server.routes[f"{name}.example/feed"] = odd
        site(server, "charset.example", "first", "second", "third")
        server.routes["charset.example/second.html"] = CHARSET
        hosts = [f"{name}.example" for name in (*PAGES, *FEEDS, *FINE, "charset")]
        given = settings(home, outlets_file(home / "o.yaml", *hosts), timeout=2.0, outlet_budget=30.0)
        start = time.monotonic()
        report = crawl(given)
        took = time.monotonic() - start
        server._server.let_go.set()
        yield {outlet.outlet_id: outlet for outlet in report.outlets}, home, took, list(server.asked)


@pytest.mark.slow
@pytest.mark.parametrize("name", PAGES)
def test_a_page_that_misbehaves_is_one_reason_in_words_and_its_neighbours_arrive(faulty, name):
    told, home, _, _ = faulty
    assert (told[name].status, told[name].stored) == ("partial", 2)
    (reason,) = told[name].reasons
    assert reason.startswith(f"http://{name}.example/second.html: ")
    assert PAGES[name][1] in reason
    assert "Error" not in reason
    assert {url for (url,) in rows(home, f"select url from articles where outlet_id = '{name}'")} == {
        f"http://{name}.example/first.html",
        f"http://{name}.example/third.html",
    }


@pytest.mark.slow
@pytest.mark.parametrize("name", FEEDS)
def test_a_feed_that_is_none_is_one_reason_in_words(faulty, name):
    told, _, _, _ = faulty
    assert (told[name].status, told[name].stored) == ("failed", 0)
    (reason,) = told[name].reasons
    assert FEEDS[name][1] in reason


@pytest.mark.slow
@pytest.mark.parametrize("name", FINE)
def test_a_feed_that_is_odd_is_read_all_the_same(faulty, name):
    told, _, _, _ = faulty
    assert told[name].stored == 1


@pytest.mark.slow
def test_a_charset_nobody_knows_costs_nothing(faulty):
    told, home, _, _ = faulty
    assert (told["charset"].status, told["charset"].stored) == ("ok", 3)
    texts = [text for (text,) in rows(home, "select text from bodies")]
    assert any(paragraphs("second")[0] in text for text in texts)


@pytest.mark.slow
def test_all_of_it_takes_bounded_time(faulty):
    _, _, took, _ = faulty
    assert took < 60


@pytest.mark.slow
def test_no_private_address_is_asked(faulty):
    _, _, _, asked = faulty
    assert {one.host for one in asked if not one.host.endswith(".example")} == set()


@pytest.mark.slow
def test_a_lead_that_met_a_trouble_is_tried_again_at_a_later_time(faulty):
    _, home, _, _ = faulty
    left = rows(home, "select outlet_id, next_try > found_at, attempts from leads where closed_at is null")
    passing, wrong = (
        {"hang", "drip", "reset", "length", "error"},
        {"big", "bomb", "circle", "coding", "inside", "metadata"},
    )
    assert {outlet for outlet, _, _ in left} == passing | wrong
    assert all(later and attempts == 1 for _, later, attempts in left)
