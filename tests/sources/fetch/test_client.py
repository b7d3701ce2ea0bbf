"""The HTTP client against real servers on loopback."""

import asyncio
import gzip
import socket
import struct
import threading
import time
import zlib
from dataclasses import replace

import pytest

from desk.errors import ConfigError, FetchError, GuardError, RobotsError
from desk.models import Outlet
from sources.fetch.client import user_agent
from sources.fetch.transport import bypassed
from tests.support.web import Clock, Reply, fetcher, get, web

pytestmark = pytest.mark.edge
PAGE = Reply("<p>a page</p>", headers={"ETag": '"one"', "Last-Modified": "Sat, 21 Nov 2026 10:00:00 GMT"})


def outlet(**facts):
    return Outlet(**({"id": "o", "name": "O", "home": "http://o.localhost", "language": "en", "sources": ()} | facts))


def refused(url, clock=None, /, **options):
    with pytest.raises(FetchError) as caught:
        get(url, clock, **options)
    return caught.value


def test_a_page_comes_with_its_validators():
    with web(page=PAGE) as site:
        answer = get(site.url("/page"))
    assert (answer.status, answer.body, answer.etag) == (200, b"<p>a page</p>", '"one"')
    assert answer.last_modified == "Sat, 21 Nov 2026 10:00:00 GMT"


def test_the_user_agent_names_us_and_whom_to_ask():
    with web(page=PAGE) as site:
        get(site.url("/page"), using={"contact": "mailto:desk@example.org"})
    agents = {one.headers["User-Agent"] for one in site.asked}
    assert agents == {user_agent("mailto:desk@example.org")}
    assert next(iter(agents)).startswith("copydesk/")
    assert "(+mailto:desk@example.org)" in next(iter(agents))


def test_a_contact_cannot_break_the_header():
    assert "\n" not in user_agent("x\r\nEvil: 1")


def test_an_unchanged_page_comes_back_as_304():
    with web(page=Reply(status=304, type="")) as site:
        answer = get(site.url("/page"), etag='"one"', last_modified="Sat, 21 Nov 2026 10:00:00 GMT")
    assert answer.status == 304
    assert site.asked[-1].headers["If-None-Match"] == '"one"'
    assert site.asked[-1].headers["If-Modified-Since"] == "Sat, 21 Nov 2026 10:00:00 GMT"


def test_robots_txt_is_read_once_and_before_the_page():
    with web(page=PAGE, **{"robots.txt": Reply("User-agent: *\nDisallow: /secret", type="text/plain")}) as site:

        async def ask():
            async with fetcher() as one:
                await one.get(site.url("/page"))
                await one.get(site.url("/page"))
                with pytest.raises(RobotsError, match="forbids it"):
                    await one.get(site.url("/secret/x"))

        asyncio.run(ask())
    assert [one.path for one in site.asked] == ["/robots.txt", "/page", "/page"]


def test_robots_txt_is_read_again_after_a_day():
    clock = Clock()
    with web(page=PAGE) as site:

        async def ask():
            async with fetcher(clock) as one:
                await one.get(site.url("/page"))
                clock.time += 86_401
                await one.get(site.url("/page"))

        asyncio.run(ask())
    assert [one.path for one in site.asked].count("/robots.txt") == 2


def test_a_missing_robots_txt_allows_everything_and_a_broken_one_nothing_for_now():
    with web(page=PAGE) as site:
        assert get(site.url("/page")).status == 200
        site.routes["/robots.txt"] = Reply(status=500)
        error = refused(site.url("/page"))
    assert isinstance(error, RobotsError)
    assert error.passing
    assert "status 500" in error.problem


def test_a_redirected_robots_txt_counts():
    with web(page=PAGE) as site:
        site.routes["/robots.txt"] = Reply(status=301, headers={"Location": "/rules"})
        site.routes["/rules"] = Reply("User-agent: copydesk\nDisallow: /page", type="text/plain")
        assert refused(site.url("/page")).code == "robots"


def test_crawl_delay_is_obeyed_up_to_the_cap():
    clock = Clock()
    with web(page=PAGE, **{"robots.txt": Reply("User-agent: *\nCrawl-delay: 500", type="text/plain")}) as site:

        async def ask():
            async with fetcher(clock, crawl_delay_cap=30.0) as one:
                await one.get(site.url("/page"))
                await one.get(site.url("/page"))

        asyncio.run(ask())
    assert clock.time == 1030


def test_a_crawl_delay_beyond_the_deadline_is_no_wait_but_an_error_at_once():
    clock = Clock()
    with web(page=PAGE, **{"robots.txt": Reply("User-agent: *\nCrawl-delay: 60", type="text/plain")}) as site:

        async def ask():
            async with fetcher(clock) as one:
                await one.get(site.url("/page"), deadline=clock() + 50)
                with pytest.raises(FetchError) as caught:
                    await one.get(site.url("/page"), deadline=clock() + 50)
                return caught.value

        error = asyncio.run(ask())
    assert (error.code, error.passing, clock.slept) == ("budget", True, [])


def test_the_outlets_own_pace_holds():
    clock = Clock()
    with web(page=PAGE) as site:

        async def ask():
            async with fetcher(clock) as one:
                for _ in range(3):
                    await one.get(site.url("/page"), outlet=outlet(pace=7.0))

        asyncio.run(ask())
    assert clock.time == 1014


def test_redirects_are_followed_and_a_permanent_one_is_remembered():
    with web(new=PAGE) as site:
        site.routes["/old"] = Reply(status=301, headers={"Location": "/new"})
        site.routes["/today"] = Reply(status=302, headers={"Location": "/new"})
        moved, lent = get(site.url("/old")), get(site.url("/today"))
    assert (moved.url, moved.final_url, moved.moved_to) == (site.url("/old"), site.url("/new"), site.url("/new"))
    assert lent.moved_to is None


def test_a_redirect_loop_and_a_long_chain_end():
    with web() as site:
        site.routes["/loop"] = Reply(status=302, headers={"Location": "/loop"})
        for step in range(20):
            site.routes[f"/{step}"] = Reply(status=302, headers={"Location": f"/{step + 1}"})
        assert "in a circle" in refused(site.url("/loop")).problem
        assert "more than 8 times" in refused(site.url("/0")).problem


@pytest.mark.parametrize(
    "target", ["http://169.254.169.254/latest/", "http://10.0.0.1/", "ftp://x.org/", "file:///etc"]
)
def test_a_redirect_to_a_forbidden_place_is_refused(target):
    with web() as site:
        site.routes["/out"] = Reply(status=302, headers={"Location": target})
        error = refused(site.url("/out"))
    assert error.subject == site.url("/out")
    assert target[:4] in str(error) or "http" in str(error)


def test_a_missing_page_is_final_and_asked_once():
    with web() as site:
        error = refused(site.url("/gone"))
    assert (error.status, error.code, error.passing) == (404, "http_404", False)
    assert site.paths() == ["/gone"]


def test_a_passing_trouble_is_tried_again():
    with web(page=[Reply(status=502), Reply(status=500), PAGE]) as site:
        found = get(site.url("/page"))
    assert (found.status, len(site.paths())) == (200, 3)
    assert found.overcome == "answered with an error (status 500); attempt 3 was answered"


def test_an_answer_at_the_first_attempt_has_overcome_nothing():
    with web(page=PAGE) as site:
        assert get(site.url("/page")).overcome == ""


def test_retry_after_slows_this_host_and_no_other():
    clock = Clock()
    with web(page=[Reply(status=429, headers={"Retry-After": "30"}), PAGE], other=PAGE) as site:

        async def ask():
            async with fetcher(clock, attempts=1) as one:
                await one.get(site.url("/other", "calm.localhost"))
                before = clock.time
                with pytest.raises(FetchError, match="too many requests"):
                    await one.get(site.url("/page", "busy.localhost"))
                await one.get(site.url("/other", "third.localhost"))
                calm = clock.time - before
                await one.get(site.url("/other", "busy.localhost"))
                return calm, clock.time - before

        calm, busy = asyncio.run(ask())
    assert calm == 0
    assert busy == pytest.approx(30, abs=1)


def test_a_long_retry_after_is_not_waited_for():
    clock = Clock()
    with web(page=Reply(status=503, headers={"Retry-After": "86400"})) as site:
        error = refused(site.url("/page"), clock)
    assert (error.retry_after, error.passing) == (86400.0, True)
    assert clock.time == 1000
    assert len(site.paths()) == 1


def test_a_body_beyond_the_cap_is_refused_while_it_streams():
    with web(page=Reply(b"x" * 300_000)) as site:
        assert refused(site.url("/page"), using={"max_bytes": 100_000}).code == "too_big"


def test_a_gzip_bomb_is_refused():
    bomb = gzip.compress(bytes(50_000_000))
    with web(page=Reply(bomb, headers={"Content-Encoding": "gzip"})) as site:
        assert refused(site.url("/page"), using={"max_bytes": 1_000_000}).code == "too_big"


@pytest.mark.parametrize("coding", ["gzip", "deflate", "raw deflate"])
def test_compressed_pages_are_unpacked(coding):
    packed = {"gzip": gzip.compress(b"hello"), "deflate": zlib.compress(b"hello")}.get(
        coding, zlib.compress(b"hello")[2:-4]
    )
    with web(page=Reply(packed, headers={"Content-Encoding": coding.split()[-1]})) as site:
        assert get(site.url("/page")).body == b"hello"


def test_an_unknown_or_wrong_encoding_is_a_reason():
    with web(page=Reply(b"hello", headers={"Content-Encoding": "x-odd"})) as site:
        assert "x-odd" in refused(site.url("/page")).problem
        site.routes["/page"] = Reply(b"hello, not gzip", headers={"Content-Encoding": "gzip"})
        assert "not gzip" in refused(site.url("/page")).problem


def test_an_answer_cut_short_is_a_passing_trouble():
    with web(page=Reply(b"half", length=100)) as site:
        error = refused(site.url("/page"))
    assert (error.code, error.passing) == ("cut_short", True)


@pytest.mark.parametrize("kept", [0.5, 0.95])
def test_a_gzip_page_that_breaks_off_is_no_page_though_its_length_is_right(kept):
    whole = gzip.compress(" ".join(f"Sentence {number} of the harbour." for number in range(400)).encode())
    with web(page=Reply(whole[: int(kept * len(whole))], headers={"Content-Encoding": "gzip"})) as site:
        error = refused(site.url("/page"))
    assert (error.code, error.passing) == ("cut_short", True)


def test_a_reset_connection_is_a_passing_trouble():
    def reset(handler):
        handler.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        handler.connection.close()

    with web(page=reset) as site:
        error = refused(site.url("/page"))
    assert (error.code, error.passing) == ("cut_short", True)


def test_a_slow_drip_ends_at_the_total_deadline():
    def drip(handler):
        handler.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n")
        for _ in range(100):
            handler.wfile.write(b"x")
            handler.wfile.flush()
            time.sleep(0.05)

    with web(page=drip) as site:
        start = time.monotonic()
        error = refused(site.url("/page"), using={"timeout": 0.3, "attempts": 1})
    assert error.code == "timeout"
    assert time.monotonic() - start < 2


@pytest.mark.parametrize("flood", [b"X-%d: y\r\n", b"X-%d: " + b"y" * 80_000 + b"\r\n"], ids=["many", "long"])
def test_a_header_flood_is_refused(flood):
    def pour(handler):
        handler.wfile.write(b"HTTP/1.1 200 OK\r\n" + b"".join(flood % i for i in range(600)) + b"\r\n")

    with web(page=pour) as site:
        error = refused(site.url("/page"), using={"attempts": 1})
    assert error.code == "protocol"


def test_an_answer_that_is_not_http_is_a_reason():
    with web(page=lambda handler: handler.wfile.write(b"220 smtp.localhost ready\r\n")) as site:
        assert refused(site.url("/page"), using={"attempts": 1}).code == "protocol"


def test_cookies_are_not_kept():
    with web(page=Reply("x", headers={"Set-Cookie": "id=1; Path=/"})) as site:

        async def ask():
            async with fetcher() as one:
                await one.get(site.url("/page"))
                await one.get(site.url("/page"))

        asyncio.run(ask())
    assert not any("Cookie" in one.headers for one in site.asked)


def test_a_refused_connection_is_a_passing_trouble():
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        port = unused.getsockname()[1]
    error = refused(f"http://127.0.0.1:{port}/robots-free", using={"attempts": 1})
    assert isinstance(error, RobotsError)
    assert error.passing
    assert "no connection" in error.problem


def test_the_proxy_is_asked_with_the_whole_address_and_no_proxy_is_honoured():
    with web(page=PAGE) as proxy, web(page=PAGE) as direct:
        proxies = {"http": proxy.url(""), "no": "127.0.0.1"}
        get("http://news.example/page", using={"proxies": proxies})
        get(direct.url("/page"), using={"proxies": proxies})
    assert [one.host for one in proxy.asked] == ["news.example", "news.example"]
    assert direct.paths() == ["/page"]


def test_behind_a_proxy_private_addresses_are_refused_all_the_same():
    with web() as proxy:
        for url in ("http://127.0.0.1/", "http://169.254.169.254/", "http://localhost/"):
            with pytest.raises(GuardError):
                get(url, using={"proxies": {"http": proxy.url("")}, "allow_hosts": ()})
    assert proxy.asked == []


@pytest.mark.parametrize(
    ("host", "exceptions", "direct"),
    [
        ("news.example", "news.example", True),
        ("www.news.example", "news.example", True),
        ("www.news.example", ".news.example, other", True),
        ("fakenews.example", "news.example", False),
        ("10.1.2.3", "10.0.0.0/8", True),
        ("11.1.2.3", "10.0.0.0/8", False),
        ("news.example", "news.example:8080", True),
        ("news.example", "*", True),
        ("news.example", "", False),
    ],
)
def test_no_proxy_names_hosts_domains_and_ranges(host, exceptions, direct):
    assert bypassed(host, f"{host}:8080", exceptions) is direct


def test_a_socks_proxy_is_refused_in_words():
    with pytest.raises(ConfigError, match="socks5 proxies are not supported"):
        get("http://news.example/", using={"proxies": {"http": "socks5://127.0.0.1:1"}})


def test_an_address_is_asked_as_it_is_written():
    with web() as site:
        site.routes["/a%2Fb%27?q=x%2By&l=%C3%BC"] = PAGE
        assert get(site.url("/a%2Fb%27?q=x%2By&l=%C3%BC")).status == 200


def test_freshness_is_read_from_cache_control():
    with web(page=Reply("x", headers={"Cache-Control": "public, max-age=900"})) as site:
        assert get(site.url("/page")).fresh_for == 900
        site.routes["/page"] = Reply("x", headers={"Cache-Control": "no-cache, max-age=900"})
        assert get(site.url("/page")).fresh_for is None


def test_the_gap_is_measured_from_what_went_over_the_wire():
    clock = Clock()
    with web(page=PAGE) as site:

        async def ask():
            async with fetcher(clock) as one:
                await one.rules(site.url("/"))
                connect = one._client._transport._ways[""]._session.connector.connect

                async def slow(*args, **more):
                    clock.time += 5
                    return await connect(*args, **more)

                one._client._transport._ways[""]._session.connector.connect = slow
                await one.get(site.url("/page"))
                await one.get(site.url("/page"), deadline=clock() + 0.5)

        with pytest.raises(FetchError, match="1 s before the next request"):
            asyncio.run(ask())


def test_a_connection_that_dies_is_not_used_again_behind_our_back():
    def hang_up(handler):
        handler.connection.shutdown(socket.SHUT_RDWR)

    with web(page=PAGE, other=hang_up) as site:

        async def ask():
            async with fetcher(attempts=1) as one:
                await one.get(site.url("/page"))
                with pytest.raises(FetchError):
                    await one.get(site.url("/other"))

        asyncio.run(ask())
    assert site.paths() == ["/page", "/other"]


def test_a_host_that_hangs_is_not_asked_the_same_again_and_is_left_alone_for_a_while():
    clock = Clock()
    stop = threading.Event()
    with web(page=lambda handler: stop.wait(5), other=PAGE) as site:

        async def ask():
            async with fetcher(clock, timeout=0.2, pace=0.0) as one:
                with pytest.raises(FetchError, match="completely within"):
                    await one.get(site.url("/page"))
                before = clock()
                await one.get(site.url("/other"))
                return clock() - before

        waited = asyncio.run(ask())
        stop.set()
    assert site.paths() == ["/page", "/other"]
    assert waited == pytest.approx(1.05)


def test_a_refused_target_of_a_redirect_is_told_as_refused_even_where_it_counts_as_known():
    away = Reply(status=302, headers={"Location": "http://169.254.169.254/latest"})
    with web(page=away) as site, pytest.raises(FetchError) as caught:
        get(site.url("/page"), is_known=lambda url: True)
    assert caught.value.code == "guard"


@pytest.mark.parametrize("large", ["robots.txt", "page"])
def test_after_an_answer_that_was_cut_off_the_host_has_time_to_notice(large):
    async def ask(url):
        async with fetcher(max_bytes=600_000, pace=3.0) as one:
            await (one.rules(url) if large == "robots.txt" else asyncio.gather(one.get(url), return_exceptions=True))
            return [(hold.until - one.now()).total_seconds() for hold in one.memory().holds]

    with web(**{large: Reply(b"#" * 1_500_000)}) as site:
        assert asyncio.run(ask(site.url("/page"))) == [pytest.approx(3.0, abs=0.1)]


def test_escapes_and_dots_are_sent_as_they_are_written():
    paths = ["/%7e/a", "/%27/'", "/a%2Fb", "/caf%C3%A9", "/x?sig=%7eab%2B+c", "/x?a=b%3Dc==&d", "/a;b=c,d?x=1;y=2"]
    with web() as site:
        for path in paths:
            with pytest.raises(FetchError):
                get(site.url(path))
        assert site.paths() == paths


def _gate(path):
    """A page that sends everybody back to itself until they bring the cookie which it set with that."""

    def answer(handler):
        if "seen=1" in handler.headers.get("Cookie", ""):
            handler.answer(Reply("the page"))
        else:
            handler.answer(Reply(status=302, headers={"Location": path, "Set-Cookie": "seen=1; Path=/; HttpOnly"}))

    return answer


def test_a_cookie_that_a_redirect_to_itself_sets_is_brought_back():
    with web(page=_gate("/page")) as site:
        assert get(site.url("/page")).body == b"the page"
        assert site.paths() == ["/page", "/page"]


def test_a_cookie_set_on_a_way_around_is_brought_back():
    there = Reply(status=302, headers={"Location": "/page", "Set-Cookie": "seen=1"})

    def page(handler):
        brought = "seen=1" in handler.headers.get("Cookie", "")
        handler.answer(Reply("the page") if brought else Reply(status=302, headers={"Location": "/check"}))

    with web(page=page, check=there) as site:
        assert get(site.url("/page")).body == b"the page"


def test_the_cookie_is_kept_for_the_visit_and_for_no_other_outlet():
    one, other = (Outlet(name, name, "http://127.0.0.1/", "en", ()) for name in ("one", "other"))

    async def ask(site):
        ports = (site.port,)
        async with fetcher() as client:
            for outlet, path in ((one, "/a"), (one, "/b"), (other, "/b")):
                await client.get(site.url(path), outlet=replace(outlet, ports=ports))

    with web(a=_gate("/a"), b=_gate("/b")) as site:
        asyncio.run(ask(site))
        assert site.paths() == ["/a", "/a", "/b", "/b", "/b"]


def test_a_cookie_of_a_usual_redirect_or_page_is_not_kept():
    moved = Reply(status=302, headers={"Location": "/there", "Set-Cookie": "track=1"})
    with web(here=moved, there=Reply("x", headers={"Set-Cookie": "track=2"})) as site:
        get(site.url("/here"))
        assert all("Cookie" not in one.headers for one in site.asked)


def test_a_circle_with_a_cookie_that_changes_nothing_is_still_a_circle():
    circle = Reply(status=302, headers={"Location": "/page", "Set-Cookie": "id=1"})
    with web(page=circle) as site:
        with pytest.raises(FetchError, match="in a circle"):
            get(site.url("/page"))
        assert len(site.paths()) == 2


@pytest.mark.parametrize(
    "tag",
    [
        '<meta http-equiv="refresh" content="0; url=/new">',
        "<META content='0;URL=&#39;/new&#39;' HTTP-EQUIV='Refresh'>",
        '<meta http-equiv=refresh content="2, /new">',
    ],
)
def test_a_page_that_only_sends_its_readers_on_is_a_redirect(tag):
    with web(new=PAGE) as site:
        site.routes["/old"] = Reply(f"<html><head>{tag}</head><body>One moment</body></html>", type="text/html")
        assert get(site.url("/old")).final_url == site.url("/new")


@pytest.mark.parametrize(
    "tag",
    [
        '<meta http-equiv="refresh" content="1800">',
        '<meta http-equiv="refresh" content="900; url=/new">',
        '<meta http-equiv="refresh" content="0; url=/old">',
        '<noscript><meta http-equiv="refresh" content="0; url=/noscript"></noscript>',
        '<!-- <meta http-equiv="refresh" content="0; url=/new"> -->',
    ],
)
def test_a_page_that_reloads_itself_or_is_for_readers_without_scripts_stays(tag):
    with web(new=PAGE) as site:
        site.routes["/old"] = Reply(f"<html><head>{tag}</head><body>Words</body></html>", type="text/html")
        assert get(site.url("/old")).final_url == site.url("/old")
        assert site.paths() == ["/old"]


@pytest.mark.parametrize("target", ["http://169.254.169.254/latest/", "http://10.0.0.1/", "file:///etc/passwd"])
def test_a_page_may_not_send_us_where_a_redirect_may_not(target):
    with web() as site:
        site.routes["/out"] = Reply(f'<meta http-equiv="refresh" content="0; url={target}">', type="text/html")
        if target.startswith("file"):  # what no reader's browser follows either
            assert get(site.url("/out")).final_url == site.url("/out")
        else:
            assert refused(site.url("/out")).code == "guard"
