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
    "before",
    ["<br />\n<b>Warning</b>: ob_start(): late in /srv/x.php on line 3<br />\n", "<!-- of the shop -->\n", "<pre>\n"],
)
def test_a_fragment_of_markup_before_the_rules_takes_none_of_them_away(before):
    found = rules(f"{before}User-agent: *\nDisallow: /no\n")
    assert not found.remark
    assert (found.allows("http://a.example/no"), found.allows("http://a.example/yes")) == (False, True)


def test_a_fragment_without_rules_is_a_page_in_the_files_place():
    assert rules("<div>User agent: Mozilla</div>\n<p>You are blocked").remark


@pytest.mark.parametrize(
    ("told", "seconds"),
    [("10s", 10), ("1,5", 1.5), ("2.5 sec", 2.5), ("7 seconds", 7), ("-5", 0), ("nan", 0), ("soon", 0), ("1e400", 0)],
)
def test_a_crawl_delay_is_read_as_people_write_it(told, seconds):
    assert rules(f"User-agent: *\nCrawl-delay: {told}\nDisallow: /no").delay == seconds


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


@pytest.mark.parametrize(
    "agent", ["copydesk/0.1", "CopyDesk/2.0 (+https://a.example)", "copydesk", "copydesk 1", "Copydesk; news"]
)
def test_our_name_with_a_version_means_us(agent):
    found = rules(f"User-agent: *\nAllow: /\n\nUser-agent: {agent}\nDisallow: /private\n")
    assert not found.allows("http://a.example/private")


@pytest.mark.parametrize("agent", ["copy", "desk", "copydesk-news", "copydeskbot", "co*", "mycopydesk"])
def test_a_name_that_only_resembles_ours_means_somebody_else(agent):
    found = rules(f"User-agent: {agent}\nDisallow: /\n\nUser-agent: *\nDisallow: /no\n")
    assert found.allows("http://a.example/yes")
    assert not found.allows("http://a.example/no")


@pytest.mark.parametrize("between", ["Crawl-delay: 5", "Request-rate: 1/5", "Sitemap: https://a.example/s.xml", "X: y"])
def test_other_records_between_two_agents_do_not_end_their_group(between):
    found = rules(f"User-agent: copydesk\n{between}\nUser-agent: other\nDisallow: /no\n")
    assert not found.allows("http://a.example/no")


def test_a_delay_between_two_agents_is_that_of_the_first():
    text = "User-agent: slow\nCrawl-delay: 50\nUser-agent: copydesk\nDisallow: /no\n"
    assert rules(text).delay == 0
    assert rules(text.replace("slow", "copydesk", 1).replace("copydesk\nDis", "slow\nDis")).delay == 50


def test_groups_of_one_agent_are_one():
    found = rules(
        "User-agent: copydesk\nDisallow: /a\n\nUser-agent: x\nDisallow: /\n\nUser-agent: copydesk/9\nDisallow: /b"
    )
    assert [found.allows(f"http://a.example/{name}") for name in "abc"] == [False, False, True]


@pytest.mark.parametrize("star", ["/a*", "/a**", "/*"])
def test_a_star_at_the_end_makes_no_rule_longer(star):
    found = rules(f"User-agent: *\nDisallow: {star}\nAllow: {star.rstrip('*')}\n")
    assert found.allows("http://a.example/abc")


def test_misspelt_and_loosely_written_rules_are_understood():
    found = rules("user agent copydesk\ndissallow /a\nDisalow: /b\nDIASLLOW:/c\nsite-map https://a.example/s.xml\n")
    assert not any(found.allows(f"http://a.example/{name}") for name in "abc")
    assert found.sitemaps == ("https://a.example/s.xml",)


def test_a_page_in_its_place_is_remarked_and_the_last_known_rules_stand():
    page = robots.read(200, b"<!DOCTYPE html><title>Please wait</title>")
    assert "no earlier rules are known" in page.remark
    known = robots.mistaken(robots.of_text("User-agent: *\nDisallow: /no"))
    assert "stand" in known.remark
    assert not known.allows("http://a.example/no")
    assert known.keep < robots.DAY
