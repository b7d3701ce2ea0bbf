"""A visit to an outlet's sources: conditional, on time, and never an exception."""

import asyncio
from datetime import UTC, datetime, timedelta

import pytest

from desk.models import Outlet, Source
from desk.visits import SourceState
from sources.discover import discover
from tests.support.web import Clock, Reply, fetcher, web

pytestmark = pytest.mark.edge
NOW = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)
HEADERS = {"ETag": '"v1"', "Last-Modified": "Sat, 21 Nov 2026 10:00:00 GMT"}


def feed(*links, dates=(), head=""):
    days = [*dates, *["Sat, 21 Nov 2026 10:00:00 GMT"] * len(links)]
    items = "".join(
        f"<item><title>T</title><link>{link}</link><pubDate>{day}</pubDate></item>"
        for link, day in zip(links, days, strict=False)
    )
    return Reply(
        f"<rss version='2.0'><channel>{head}{items}</channel></rss>", headers=HEADERS, type="application/rss+xml"
    )


def outlet(site, *sources, **facts):
    given = tuple(Source("o", kind, site.url(path)) for kind, path in sources)
    return Outlet(**({"id": "o", "name": "O", "home": site.url("/"), "language": "en", "sources": given} | facts))


def visit(one, states=(), *, now=NOW, clock=None, deadline=None, **options):
    async def ask():
        async with fetcher(clock) as client:
            limit = None if deadline is None else client.clock() + deadline
            return await discover(one, {s.url: s for s in states}, client, now, deadline=limit, **options)

    return asyncio.run(ask())


def test_all_three_kinds_bring_leads():
    sitemap = Reply("<urlset><url><loc>/map</loc></url></urlset>", type="application/xml")
    listing = Reply("<main><article><a href='/2026/11/21/a-b-c-d'>A headline of some length</a></article></main>")
    with web(feed=feed("/one"), maps=sitemap, latest=listing) as site:
        found = visit(outlet(site, ("feed", "/feed"), ("sitemap", "/maps"), ("listing", "/latest")))
    assert [(r.kind, r.status, r.leads) for r in found.reports] == [
        ("feed", "ok", 1),
        ("sitemap", "ok", 1),
        ("listing", "ok", 1),
    ]


def test_a_lead_of_two_sources_comes_once():
    with web(a=feed("/one", "/two"), b=feed("/two?utm_source=b", "/three")) as site:
        found = visit(outlet(site, ("feed", "/a"), ("feed", "/b")))
    assert [lead.url.rpartition("/")[2] for lead in found.leads] == ["one", "two", "three"]


def test_the_second_visit_is_conditional_and_unchanged():
    with web(feed=feed("/one")) as site:
        one = outlet(site, ("feed", "/feed"))
        first = visit(one)
        site.routes["/feed"] = Reply(status=304, type="")
        second = visit(one, first.states, now=NOW + timedelta(hours=1))
    assert first.states[0].etag == '"v1"'
    assert site.asked[-1].headers["If-None-Match"] == '"v1"'
    assert [report.status for report in second.reports] == ["unchanged"]
    assert second.states[0].etag == '"v1"'
    assert second.states[0].last_success == NOW + timedelta(hours=1)


@pytest.mark.parametrize(("hours", "conditional"), [(1, True), (24, False)])
def test_a_feed_that_was_silent_for_long_is_read_in_full_once_a_day_and_not_at_every_visit(hours, conditional):
    with web(feed=feed("/one")) as site:
        one = outlet(site, ("feed", "/feed"))
        silent = SourceState(site.url("/feed"), etag='"v1"', interval=2 * 86_400.0, last_success=NOW)
        visit(one, [silent], now=NOW + timedelta(hours=hours))
    assert (site.asked[-1].headers.get("If-None-Match") == '"v1"') is conditional


def test_a_failing_source_is_a_value_with_its_reason_and_the_others_go_on():
    with web(dead=Reply("<!doctype html><title>Gone fishing</title>"), feed=feed("/one")) as site:
        found = visit(outlet(site, ("feed", "/missing"), ("feed", "/dead"), ("feed", "/feed")))
    assert [report.status for report in found.reports] == ["failed", "failed", "ok"]
    assert "status 404" in found.reports[0].reason
    assert "Gone fishing" in found.reports[1].reason
    assert len(found.leads) == 1


def test_validators_of_a_document_that_could_not_be_read_are_not_kept():
    with web(feed=Reply("<!doctype html><title>x</title>", headers=HEADERS)) as site:
        one = outlet(site, ("feed", "/feed"))
        found = visit(one, [SourceState(one.sources[0].url, etag='"good"')])
    assert found.states[0].etag == '"good"'
    assert found.states[0].failures == 1


def test_a_failing_source_backs_off_and_recovers_at_the_next_success():
    with web(feed=[Reply(status=404), feed("/one")]) as site:
        one = outlet(site, ("feed", "/feed"))
        first = visit(one)
        second = visit(one, first.states)
    assert first.states[0].failures == 1
    assert first.states[0].next_due > NOW
    assert (second.states[0].failures, second.reports[0].status) == (0, "ok")


def test_a_source_that_is_not_due_is_left_alone_when_only_the_due_are_wanted():
    with web(feed=feed("/one")) as site:
        one = outlet(site, ("feed", "/feed"))
        later = [SourceState(one.sources[0].url, next_due=NOW + timedelta(hours=2))]
        waiting = visit(one, later, only_due=True)
        asked_before = list(site.paths())
        by_hand = visit(one, later)
    assert [report.status for report in waiting.reports] == ["not_due"]
    assert (waiting.states, asked_before) == ((), [])
    assert by_hand.reports[0].status == "ok"


def test_a_feed_that_moved_for_good_is_remembered_and_suggested():
    with web(new=feed("/one")) as site:
        site.routes["/old"] = Reply(status=301, headers={"Location": "/new"})
        one = outlet(site, ("feed", "/old"))
        first = visit(one)
        visit(one, first.states)
    assert first.states[0].moved_to == site.url("/new")
    assert f"moved for good to {site.url('/new')}" in first.reports[0].reason
    assert site.paths() == ["/old", "/new", "/new"]


def test_when_the_new_place_fails_the_old_one_is_asked_again():
    with web(feed=feed("/one")) as site:
        one = outlet(site, ("feed", "/feed"))
        state = SourceState(one.sources[0].url, moved_to=site.url("/nowhere"))
        first = visit(one, [state])
        second = visit(one, first.states)
    assert [first.reports[0].status, second.reports[0].status] == ["failed", "ok"]


def test_a_date_more_than_a_day_ahead_is_dropped():
    dates = ["Thu, 01 Jan 2099 00:00:00 GMT", "Mon, 23 Nov 2026 08:00:00 GMT"]
    with web(feed=feed("/far", "/near", dates=dates)) as site:
        far, near = visit(outlet(site, ("feed", "/feed"))).leads
    assert far.published is None
    assert near.published == datetime(2026, 11, 23, 8, tzinfo=UTC)


def test_skipped_addresses_and_the_home_page_are_no_leads():
    with web(feed=feed("/video/1", "/", "/one")) as site:
        found = visit(outlet(site, ("feed", "/feed"), skip=("/video/",)))
    assert [lead.url for lead in found.leads] == [site.url("/one")]


def test_the_children_of_a_sitemap_index_are_read():
    index = Reply(
        "<sitemapindex><sitemap><loc>/a.xml</loc></sitemap><sitemap><loc>/b.xml</loc></sitemap></sitemapindex>"
    )
    child = Reply("<urlset><url><loc>/story</loc></url></urlset>", type="application/xml")
    with web(index=index) as site:
        site.routes |= {"/a.xml": child, "/b.xml": Reply(status=404)}
        found = visit(outlet(site, ("sitemap", "/index")))
    assert [lead.url for lead in found.leads] == [site.url("/story")]
    assert "404" in found.reports[0].reason


def test_an_index_whose_parts_come_too_late_is_asked_again_and_is_no_trouble():
    clock = Clock()

    def slow(handler):
        clock.time += 60.0
        handler.answer(Reply("<sitemapindex><sitemap><loc>/a.xml</loc></sitemap></sitemapindex>", headers=HEADERS))

    with web(index=slow) as site:
        found = visit(outlet(site, ("sitemap", "/index")), clock=clock, deadline=30.0)
    assert [report.status for report in found.reports] == ["not_due"]
    assert found.states == ()


def test_an_index_within_an_index_that_stays_as_it_is_has_its_parts_read_again():
    def inner(handler):
        unchanged = handler.headers.get("If-None-Match") == '"v1"'
        handler.answer(Reply(status=304) if unchanged else Reply(index.format("/part.xml"), headers=HEADERS))

    index = "<sitemapindex><sitemap><loc>{}</loc></sitemap></sitemapindex>"
    with web(outer=Reply(index.format("/inner.xml"))) as site:
        site.routes |= {"/inner.xml": inner, "/part.xml": Reply("<urlset><url><loc>/one</loc></url></urlset>")}
        one = outlet(site, ("sitemap", "/outer"))
        first = visit(one)
        site.routes["/part.xml"] = Reply("<urlset><url><loc>/one</loc></url><url><loc>/two</loc></url></urlset>")
        second = visit(one, first.states, now=NOW + timedelta(hours=3))
    assert [lead.url for lead in second.leads] == [site.url("/one"), site.url("/two")]


def test_an_endless_chain_of_sitemaps_ends():
    with web() as site:
        for n in range(50):
            site.routes[f"/{n}"] = Reply(f"<sitemapindex><sitemap><loc>/{n + 1}</loc></sitemap></sitemapindex>")
        visit(outlet(site, ("sitemap", "/0")))
    assert len(site.paths()) <= 6


def test_further_pages_are_read_only_when_something_may_have_been_missed():
    following = "<link xmlns='http://www.w3.org/2005/Atom' rel='next' href='/page2'/>"
    with web(feed=feed("/new", head=following), page2=feed("/older", dates=["Fri, 20 Nov 2026 10:00:00 GMT"])) as site:
        one = outlet(site, ("feed", "/feed"))
        first = visit(one)
        state = SourceState(one.sources[0].url, last_success=NOW - timedelta(days=4))
        missed = visit(one, [state])
    assert [len(first.leads), len(missed.leads)] == [1, 2]


def test_a_budget_that_ends_is_no_failure_of_the_source():
    clock = Clock()
    slow = Reply("User-agent: *\nCrawl-delay: 60", type="text/plain")
    with web(a=feed("/one"), b=feed("/two"), **{"robots.txt": slow}) as site:
        found = visit(outlet(site, ("feed", "/a"), ("feed", "/b")), clock=clock, deadline=30.0)
    assert [report.status for report in found.reports] == ["ok", "not_due"]
    assert "later run" in found.reports[1].reason
    assert len(found.states) == 1


def test_a_feed_full_of_another_outlets_pages_is_remarked():
    links = [f"https://barrons.example/{n}" for n in range(6)]
    with web(feed=feed(*links)) as site:
        found = visit(outlet(site, ("feed", "/feed")))
    assert "6 of 6 entries lead to other sites (barrons.example)" in found.reports[0].reason


def test_a_source_that_robots_txt_forbids_is_not_asked():
    with web(feed=feed("/one"), **{"robots.txt": Reply("User-agent: *\nDisallow: /feed", type="text/plain")}) as site:
        found = visit(outlet(site, ("feed", "/feed")))
    assert found.reports[0].reason == "robots.txt forbids it"
    assert site.paths() == []


def test_retry_after_puts_off_the_next_visit():
    with web(feed=Reply(status=503, headers={"Retry-After": "20000"})) as site:
        found = visit(outlet(site, ("feed", "/feed")))
    assert found.states[0].next_due == NOW + timedelta(seconds=20_000)
