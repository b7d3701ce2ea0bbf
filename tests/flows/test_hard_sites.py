"""Crawls of sites that make it hard: what is new is found, each article is stored once, and reasons are told."""

import json
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import pytest

from desk.models import Lead
from flows.crawl_steps.visit import _ordered
from tests.support.crawling import column, crawl, feed, outlets_file, page, paragraphs, rows, settings, through
from tests.support.web import Reply, web

pytestmark = pytest.mark.edge
HOST = "tide.test"


@pytest.fixture
def town(monkeypatch):
    """An empty web behind a proxy; the test puts its hosts there."""
    with web() as server:
        through(monkeypatch, server.url())
        yield server


def outlet(tmp_path, kind="feed", path="/feed", **more):
    source = {"kind": kind, "url": f"http://{HOST}{path}"}
    return settings(tmp_path, outlets_file(tmp_path / "outlets.yaml", HOST, sources=[source], **more))


def urlset(*names):
    rows = "".join(f"<url><loc>http://{HOST}/{name}.html</loc></url>" for name in names)
    return Reply(f"<urlset>{rows}</urlset>", type="application/xml")


def index(count):
    parts = "".join(f"<sitemap><loc>http://{HOST}/part-{n}.xml</loc></sitemap>" for n in range(1, count + 1))
    return Reply(f"<sitemapindex>{parts}</sitemapindex>", type="application/xml")


def stored(tmp_path):
    return column(tmp_path, "select title from articles order by title")


def test_of_a_sitemap_of_eight_parts_the_last_and_newest_is_read(town, tmp_path):
    given = outlet(tmp_path, "sitemap", "/index.xml")
    town.routes[f"{HOST}/index.xml"] = index(8)
    for n in range(1, 9):
        town.routes[f"{HOST}/part-{n}.xml"] = urlset(f"old-{n}")
        town.routes[f"{HOST}/old-{n}.html"] = page(f"matter {n}")
    crawl(given)
    town.routes[f"{HOST}/part-8.xml"] = urlset("old-8", "fresh")
    town.routes[f"{HOST}/fresh.html"] = page("fresh fish")
    crawl(given, now=datetime.now(UTC) + timedelta(hours=2))
    assert "About fresh fish" in stored(tmp_path)
    assert len(stored(tmp_path)) == 9


def test_the_part_that_brought_news_is_read_again_and_every_part_has_its_turn(town, tmp_path):
    given = outlet(tmp_path, "sitemap", "/index.xml")
    town.routes[f"{HOST}/index.xml"] = index(20)
    for n in range(1, 21):
        town.routes[f"{HOST}/part-{n}.xml"] = urlset(f"old-{n}")
        town.routes[f"{HOST}/old-{n}.html"] = page(f"matter {n}")
    for hours in range(0, 40, 2):
        crawl(given, now=datetime.now(UTC) + timedelta(hours=hours))
    assert len(stored(tmp_path)) == 20


def test_a_sitemap_whose_parts_all_fail_is_a_failed_source_with_its_reason(town, tmp_path):
    given = outlet(tmp_path, "sitemap", "/index.xml")
    town.routes[f"{HOST}/index.xml"] = index(3)
    (report,) = crawl(given).outlets
    assert report.sources[0].status == "failed"
    assert "none of the 3 parts that were asked can be read" in report.sources[0].reason


def test_an_article_at_five_addresses_is_stored_once(town, tmp_path):
    names = ["a", "b", "c", "d", "e"]
    town.routes[f"{HOST}/feed"] = feed(HOST, *names)
    one = page("ferries")
    link = f"<link rel='canonical' href='http://{HOST}/2031/the-ferries-return'>"
    for name in names:
        town.routes[f"{HOST}/{name}.html"] = Reply(one.body.replace("<title>", link + "<title>"))
    crawl(outlet(tmp_path))
    assert stored(tmp_path) == ["About ferries"]
    assert sorted(column(tmp_path, "select outcome from leads")) == ["known"] * 4 + ["stored"]


def test_different_articles_that_name_one_canonical_address_are_all_stored(town, tmp_path):
    link = f"<link rel='canonical' href='http://{HOST}/2031/the-same-for-all'>"
    town.routes[f"{HOST}/feed"] = feed(HOST, "cod", "eel")
    for name in ("cod", "eel"):
        town.routes[f"{HOST}/{name}.html"] = Reply(page(name).body.replace("<title>", link + "<title>"))
    crawl(outlet(tmp_path))
    assert stored(tmp_path) == ["About cod", "About eel"]


def test_parameters_that_a_site_needs_are_asked_for(town, tmp_path):
    links = "".join(
        f"<item><title>About {name}</title><link>http://{HOST}/portal.php?mod=view&amp;cmp=news&amp;aid={n}</link></item>"
        for n, name in enumerate(("cod", "eel"))
    )
    town.routes[f"{HOST}/feed"] = Reply(f"<rss version='2.0'><channel>{links}</channel></rss>")
    for n, name in enumerate(("cod", "eel")):
        town.routes[f"{HOST}/portal.php?mod=view&cmp=news&aid={n}"] = page(name)
    crawl(outlet(tmp_path))
    assert stored(tmp_path) == ["About cod", "About eel"]


def test_a_site_that_wants_its_cookie_back_is_read(town, tmp_path):
    town.routes[f"{HOST}/feed"] = feed(HOST, "cod", "eel")

    def gate(name):
        def answer(handler):
            if "seen=1" in handler.headers.get("Cookie", ""):
                handler.answer(page(name))
            else:
                moved = {"Location": f"http://{HOST}/{name}.html", "Set-Cookie": "seen=1; Path=/"}
                handler.answer(Reply(status=302, headers=moved))

        return answer

    for name in ("cod", "eel"):
        town.routes[f"{HOST}/{name}.html"] = gate(name)
    crawl(outlet(tmp_path))
    assert stored(tmp_path) == ["About cod", "About eel"]


def test_what_is_new_stands_before_an_undated_archive_and_behind_leads_that_failed():
    def lead(name, **more):
        return Lead(f"http://{HOST}/{name}", name, "tide", "", **more)

    archive = [lead(f"old-{n}") for n in range(6_000)]
    failed, fresh = lead("failed", attempts=1), [lead("fresh-1"), lead("fresh-2")]
    assert [one.key for one in _ordered([*archive, failed], fresh)][:4] == ["failed", "fresh-1", "fresh-2", "old-0"]


def test_of_an_archive_that_is_larger_than_what_is_read_of_it_the_rest_is_not_new():
    def lead(name):
        return Lead(f"http://{HOST}/{name}", name, "tide", "")

    told = [lead(f"old-{n}") for n in range(6_000)]
    told[3_000:3_000] = [lead("fresh-1")]
    told.append(lead("fresh-2"))
    ordered = _ordered(told[:2_000], told, frozenset(f"old-{n}" for n in range(6_000)))
    assert {one.key for one in ordered[:2]} == {"fresh-1", "fresh-2"}
    assert len(ordered) == 6_002


def test_entries_of_one_page_are_kept_with_the_feeds_own_text(town, tmp_path):
    entries = "".join(
        f"<item><title>About {name}</title><link>http://{HOST}/log#{name}</link>"
        f"<description>{' '.join(paragraphs(name))}</description></item>"
        for name in ("cod", "eel")
    )
    town.routes[f"{HOST}/feed"] = Reply(f"<rss version='2.0'><channel>{entries}</channel></rss>")
    town.routes[f"{HOST}/log"] = page("the whole log")
    crawl(outlet(tmp_path))
    assert rows(tmp_path, "select title, text_from from articles order by title") == [
        ("About cod", "feed"),
        ("About eel", "feed"),
    ]


LINK = "<link rel='alternate' type='application/rss+xml' href='/new-feed'>"
HOME = Reply(f"<html><head>{LINK}</head><body>Tide</body></html>")


def test_the_report_names_the_feed_that_the_home_page_offers_in_place_of_a_dead_one(town, tmp_path):
    town.routes |= {f"{HOST}/": HOME, f"{HOST}/new-feed": feed(HOST, "cod"), f"{HOST}/cod.html": page("cod")}
    (report,) = crawl(outlet(tmp_path)).outlets
    assert report.sources[0].status == "failed"
    assert f"the home page offers http://{HOST}/new-feed now" in report.sources[0].reason
    assert not stored(tmp_path)


def test_with_heal_it_is_followed_and_remembered(town, tmp_path):
    town.routes |= {f"{HOST}/": HOME, f"{HOST}/new-feed": feed(HOST, "cod"), f"{HOST}/cod.html": page("cod")}
    given = outlet(tmp_path, heal=True)
    (report,) = crawl(given).outlets
    assert (report.sources[0].status, stored(tmp_path)) == ("ok", ["About cod"])
    assert "was read in its place" in report.sources[0].reason
    before = len(town.asked)
    crawl(given, now=datetime.now(UTC) + timedelta(hours=3))
    assert f"http://{HOST}/feed" not in {f"http://{one.host}{one.path}" for one in town.asked[before:]}


def silent_feed():
    """Five entries of five days, the newest of them two hundred days ago."""
    days = [datetime.now(UTC) - timedelta(days=200 + n) for n in range(5)]
    entries = "".join(
        f"<item><title>Old {n}</title><link>http://{HOST}/old-{n}.html</link><pubDate>{format_datetime(day)}</pubDate></item>"
        for n, day in enumerate(days)
    )
    return Reply(f"<rss version='2.0'><channel>{entries}</channel></rss>", type="application/xml")


@pytest.mark.parametrize("heal", [False, True])
def test_a_feed_that_fell_silent_is_named_another_and_with_heal_it_is_read(town, tmp_path, heal):
    town.routes |= {f"{HOST}/": HOME, f"{HOST}/feed": silent_feed()}
    town.routes |= {f"{HOST}/new-feed": feed(HOST, "cod"), f"{HOST}/cod.html": page("cod")}
    (report,) = crawl(outlet(tmp_path, heal=heal)).outlets
    said = "was read in its place" if heal else f"the home page offers http://{HOST}/new-feed now"
    assert said in report.sources[0].reason
    assert "silent since" in report.sources[0].reason
    assert stored(tmp_path) == (["About cod"] if heal else [])


def test_a_silent_feed_stays_where_the_one_that_the_home_page_offers_is_none(town, tmp_path):
    town.routes |= {f"{HOST}/": HOME, f"{HOST}/feed": silent_feed()}
    (report,) = crawl(outlet(tmp_path, heal=True)).outlets
    assert (report.sources[0].status, report.sources[0].leads) == ("ok", 5)


def test_a_page_in_place_of_robots_txt_is_told_in_the_report(town, tmp_path):
    town.routes |= {
        f"{HOST}/feed": feed(HOST, "cod"), f"{HOST}/cod.html": page("cod"),
        f"{HOST}/robots.txt": Reply("<!doctype html><title>One moment</title>"),
    }  # fmt: skip
    (report,) = crawl(outlet(tmp_path)).outlets
    assert stored(tmp_path) == ["About cod"]
    assert "a page came in place of robots.txt and no earlier rules are known" in report.sources[0].reason


SHELL = "<html><head><title>Tide</title></head><body><div id='root'></div>{}</body></html>"
NO_SCRIPT = SHELL.format("<noscript>You need to enable JavaScript to run this app.</noscript>")


def carried(subject):
    """A page drawn by its scripts: its article stands in their data."""
    post = {"title": f"About {subject}", "body": "".join(f"<p>{line}</p>" for line in paragraphs(subject))}
    data = json.dumps({"props": {"pageProps": {"post": post}}})
    head = f"<title>About {subject} | Tide</title>"
    script = f"<script id='__NEXT_DATA__' type='application/json'>{data}</script>"
    return Reply(f"<html><head>{head}</head><body><div id='__next'></div>{script}</body></html>")


def moved(to):
    return Reply(status=302, headers={"Location": to})


def test_each_article_is_stored_once_nothing_else_is_and_every_reason_is_told(town, tmp_path):
    names = ("cod", "eel", "shell", "agreed", "withdrawn", "home", "waits", "refreshed", "closed", "locked")
    town.routes |= {
        f"{HOST}/feed": feed(HOST, *names), f"{HOST}/cod.html": page("cod"), f"{HOST}/eel.html": carried("eel"),
        f"{HOST}/shell.html": Reply(NO_SCRIPT), f"{HOST}/": Reply("<html><title>Tide</title><body>Hello</body></html>"),
        f"{HOST}/agreed.html": moved("http://consent.tide.test/collect?to=agreed"), f"{HOST}/home.html": moved("/"),
        "consent.tide.test/collect?to=agreed": Reply("<html><body><p>Our 812 partners ask you.</p></body></html>"),
        f"{HOST}/withdrawn.html": Reply(SHELL.format("<h1>Page not found</h1><p>This article has been removed.</p>")),
        f"{HOST}/waits.html": Reply(SHELL.format("<p>Loading…</p>")),
        f"{HOST}/refreshed.html": Reply("<meta http-equiv='refresh' content='0; url=/late.html'>"),
        f"{HOST}/late.html": page("a late answer"), f"{HOST}/closed.html": Reply("gone", 410),
        f"{HOST}/locked.html": Reply(SHELL.format("<p>Log in to continue reading. Already a subscriber?</p>")),
    }  # fmt: skip
    (report,) = crawl(outlet(tmp_path)).outlets
    assert stored(tmp_path) == ["About a late answer", "About cod", "About eel"]
    told = dict(rows(tmp_path, "select regexp_extract(url, '([a-z]+).html', 1), reason from leads where reason <> ''"))
    assert {name: words for name, words in REASONS.items() if words not in (told.get(name) or "")} == {}
    assert len(told) == len(REASONS)
    assert all(any(f"{name}.html" in reason for reason in report.reasons) for name in REASONS if name != "closed")


REASONS = {
    "shell": "a call for JavaScript",
    "agreed": "consent.tide.test, which asks for consent",
    "withdrawn": "words that there is no such article",
    "home": "to the home page",
    "waits": "words that it is loading",
    "closed": "410",
    "locked": "a call to log in",
}


def test_a_wall_that_nobody_knew_is_told_when_it_stands_in_a_second_articles_place(town, tmp_path):
    wall = (
        "Welcome back. There are three ways to go on, and each is a good one: the pass for a day, the one for a month, "
    )
    wall += (
        "or what our partners have to say to you. Choose one of them below, and we bring you where you wanted to be."
    )
    given = outlet(tmp_path)
    for hours, name in ((0, "cod"), (3, "eel")):
        town.routes |= {f"{HOST}/feed": feed(HOST, name), f"{HOST}/{name}.html": Reply(SHELL.format(f"<p>{wall}</p>"))}
        (report,) = crawl(given, now=datetime.now(UTC) + timedelta(hours=hours)).outlets
    assert len(stored(tmp_path)) == 1
    assert column(tmp_path, "select outcome from leads where url like '%eel%'") == ["failed"]
    assert "shows the same text as an earlier page" in report.reasons[-1]
    town.routes[f"{HOST}/eel.html"] = page("eel")
    crawl(given, now=datetime.now(UTC) + timedelta(hours=8))
    assert "About eel" in stored(tmp_path)
