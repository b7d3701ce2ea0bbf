"""robots.txt in all the shapes it comes in."""

import pytest

from sources.fetch import robots


def rules(text):
    return robots.parse(text if isinstance(text, bytes) else text.encode())


def test_the_group_that_names_us_wins_over_the_star():
    found = rules("User-agent: *\nDisallow: /\n\nUser-agent: Copydesk\nDisallow: /private\nCrawl-delay: 3\n")
    assert found.allows("http://a.example/page")
    assert not found.allows("http://a.example/private/x")
    assert found.delay == 3


def test_the_longest_match_wins():
    found = rules("User-agent: *\nDisallow: /news\nAllow: /news/open\nDisallow: /*.pdf$\n")
    assert found.allows("http://a.example/news/open/1")
    assert not found.allows("http://a.example/news/1")
    assert not found.allows("http://a.example/x.pdf")
    assert found.allows("http://a.example/x.pdf?y")


def test_a_request_rate_is_a_delay_too():
    assert rules("User-agent: *\nRequest-rate: 1/10\n").delay == 10


def test_sitemaps_are_kept():
    assert rules("Sitemap: https://a.example/news.xml\nUser-agent: *\nDisallow:").sitemaps == (
        "https://a.example/news.xml",
    )


@pytest.mark.parametrize(
    "shape",
    [
        b"\xef\xbb\xbfUser-agent: *\nDisallow: /no",
        "\ufeffUser-agent: *\nDisallow: /no".encode("utf-16"),
        b"User-agent: *\r\nDisallow: /no\r\n",
        b"User-agent: *\rDisallow: /no",
        b"\0User-agent\0: *\n\0Disallow: /no\0",
        b"# caf\xe9\nUser-agent: *\nDisallow: /no",
        b"USER-AGENT:*\nDISALLOW:/no",
        b"User-agent: *\nDisallow: /no\n" + b"# filler\n" * 200_000,
    ],
    ids=["bom", "utf-16", "crlf", "cr", "nul", "latin-1", "capitals", "megabytes"],
)
def test_odd_files_still_forbid_what_they_forbid(shape):
    found = rules(shape)
    assert not found.allows("http://a.example/no")
    assert found.allows("http://a.example/yes")


def test_a_rule_cut_in_half_by_the_size_limit_does_not_count():
    head = b"User-agent: *\n"
    filler = b"#" * (robots.MOST_BYTES - len(head) - len(b"\nDisallow: /n")) + b"\n"
    found = rules(head + filler + b"Disallow: /news\n")
    assert found.allows("http://a.example/nothing")


@pytest.mark.parametrize(
    "shape", [b"<!DOCTYPE html><p>Disallow: /", b"\n <html>\nUser-agent: *\nDisallow: /\n", b"", b"\0\0"]
)
def test_an_html_page_or_nothing_in_its_place_forbids_nothing(shape):
    assert rules(shape).allows("http://a.example/x")


@pytest.mark.parametrize(
    ("status", "open_"), [(200, True), (404, True), (401, True), (410, True), (429, False), (500, False), (503, False)]
)
def test_the_status_says_what_a_missing_file_means(status, open_):
    found = robots.read(status, b"")
    assert found.allows("http://a.example/") is open_
    assert bool(found.closed) is not open_


def test_an_unreachable_file_is_asked_for_again_soon():
    assert robots.unreachable("it timed out").keep < robots.DAY


@pytest.mark.parametrize("delay", ["-5", "nan", "inf", "soon", "1e400", ""])
def test_a_nonsensical_delay_is_no_trouble(delay):
    found = rules(f"User-agent: *\nCrawl-delay: {delay}\nDisallow: /no")
    assert found.delay >= 0
    assert not found.allows("http://a.example/no")
