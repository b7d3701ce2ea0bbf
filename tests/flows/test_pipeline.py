"""The main job as plain functions: what is brought home, what is asked twice, what a trouble costs."""

import asyncio
from datetime import UTC, datetime, timedelta

import pytest
import yaml

from desk.errors import UsageError, WarehouseError
from flows.crawl_steps import pipeline
from flows.digest_steps.make import make_digest
from sources.fetch import retry
from tests.newsroom.serve import OUTLETS, newsroom
from tests.support.crawling import column, crawl, feed, outlets_file, page, rows, settings, site, through
from tests.support.web import Reply, web
from warehouse.reading_sql import asking

pytestmark = pytest.mark.edge
FEW = ("opengazette", "northpost", "carnet", "spinpress", "deadfeed", "sleepy")  # every kind of source, two failures


@pytest.fixture
def town(monkeypatch):
    """An empty web behind a proxy; the test puts its hosts there."""
    with web() as server:
        through(monkeypatch, server.url())
        yield server


def at_once(*_, **__):
    """The wait before another attempt; how long it truly is, test_retry and test_fetch tell."""
    return 0.0


@pytest.fixture(scope="module")
def twice(tmp_path_factory):
    """A part of the bundled newsroom crawled twice: both reports, the home, and what was asked each time."""
    home = tmp_path_factory.mktemp("twice")
    with pytest.MonkeyPatch.context() as patch, newsroom() as (address, asked):
        through(patch, address)
        patch.setattr(retry, "backoff", at_once)
        given = settings(home, OUTLETS)
        first = crawl(given, *FEW)
        before = list(asked)
        second = crawl(given, *FEW)
        yield first, second, home, before, asked[len(before) :]


def articles_asked(asked):
    return [url for url, _ in asked if url.split("?")[0].endswith(".html")]


def test_every_article_is_stored_once(twice):
    first, _, home, _, _ = twice
    keys = column(home, "select key from articles")
    assert len(keys) == len(set(keys)) == sum(report.stored for report in first.outlets) >= 18
    assert column(home, "select count(*) from bodies b anti join articles a on a.id = b.article_id") == [0]
    assert column(home, "select count(distinct article_id) from bodies") == [len(keys)]


def test_every_lead_of_a_finished_crawl_is_closed(twice):
    _, _, home, _, _ = twice
    assert set(column(home, "select outcome from leads")) == {"stored"}


def test_an_article_carries_what_its_page_says(twice):
    _, _, home, _, _ = twice
    (found,) = rows(home, "select title, authors, language, outlet_id from articles where url like '%gazette-board%'")
    title = '"Open weights" is not "open source", says the body that keeps the books'
    assert found == (title, ["Fenna Dijkstra"], "en", "opengazette")


def test_a_second_crawl_fetches_no_article_again(twice):
    _, second, _, before, after = twice
    assert len(articles_asked(before)) == len(set(articles_asked(before)))
    assert articles_asked(after) == []
    assert sum(report.stored for report in second.outlets) == sum(report.fetched for report in second.outlets) == 0


def test_a_second_crawl_sends_conditional_requests(twice):
    _, second, _, _, after = twice
    statuses = {url: status for url, status in after if not url.endswith("/robots.txt")}
    assert statuses["http://opengazette.example/atom.xml"] == 304
    assert statuses["http://carnet.example/latest"] == 304
    told = {source.url: source.status for report in second.outlets for source in report.sources}
    assert told["http://opengazette.example/atom.xml"] == "unchanged"


def test_a_failing_outlet_is_a_value_with_its_reason_and_the_others_arrive(twice):
    first, _, home, _, _ = twice
    told = {report.outlet_id: report for report in first.outlets}
    assert {name for name, report in told.items() if report.status == "failed"} == {"deadfeed", "sleepy"}
    assert "HTML page in place of a feed" in told["deadfeed"].reasons[0]
    assert "closed the connection without an answer" in told["sleepy"].reasons[0]
    assert set(column(home, "select distinct outlet_id from articles")) == set(FEW) - {"deadfeed", "sleepy"}
    assert first.failed == 2


def test_reports_stand_in_the_order_of_the_outlets(twice):
    first, _, _, _, _ = twice
    assert [report.outlet_id for report in first.outlets] == list(FEW)


def test_runs_and_reports_are_kept_with_their_sums(twice):
    first, second, home, _, _ = twice
    assert rows(home, "select id, status from runs where kind = 'crawl' order by id") == [
        (first.run_id, "ok"),
        (second.run_id, "ok"),
    ]
    kept = dict(rows(home, f"select outlet_id, stored from outlet_reports where run_id = {first.run_id}"))
    assert kept == {report.outlet_id: report.stored for report in first.outlets}


def test_a_tracking_parameter_makes_no_second_article(town, tmp_path):
    site(town, "gazette.example", "herring")
    twin = feed("gazette.example", "herring").body.replace("</channel>", "") + (
        "<item><title>About herring</title><link>http://gazette.example/herring.html?utm_source=rss&amp;utm_medium=x"
        "</link></item></channel></rss>"
    )
    town.routes["gazette.example/feed"] = Reply(twin.replace("</rss><item>", "<item>"), type="application/rss+xml")
    crawl(settings(tmp_path, outlets_file(tmp_path / "o.yaml", "gazette.example")))
    assert [path for path in town.paths() if "herring" in path] == ["/herring.html"]
    assert column(tmp_path, "select key from articles") == ["gazette.example/herring.html"]


def test_two_outlets_that_name_one_address_fetch_it_once(town, tmp_path):
    site(town, "gazette.example", "herring")
    town.routes["echo.example/feed"] = feed("gazette.example", "herring")
    crawl(settings(tmp_path, outlets_file(tmp_path / "o.yaml", "gazette.example", "echo.example")))
    assert town.paths().count("/herring.html") == 1
    assert column(tmp_path, "select count(*) from articles") == [1]


def test_a_page_that_robots_txt_forbids_is_never_asked(town, tmp_path):
    site(town, "gazette.example", "herring", "cod")
    town.routes["gazette.example/robots.txt"] = Reply("User-agent: *\nDisallow: /cod.html\n", type="text/plain")
    report = crawl(settings(tmp_path, outlets_file(tmp_path / "o.yaml", "gazette.example")))
    assert "/cod.html" not in town.paths()
    assert report.outlets[0].forbidden == 1
    assert dict(rows(tmp_path, "select url, outcome from leads")) == {
        "http://gazette.example/herring.html": "stored",
        "http://gazette.example/cod.html": "forbidden",
    }


def test_a_forbidden_page_keeps_what_the_feed_gave(town, tmp_path):
    given = f"<description>{' '.join(page('cod').body.split('<p>')[1:])}</description>".replace("</p>", "")
    town.routes["gazette.example/robots.txt"] = Reply("User-agent: *\nDisallow: /cod.html\n", type="text/plain")
    town.routes["gazette.example/feed"] = feed(
        "gazette.example", "cod", more=given.split("</article>")[0] + "</description>"
    )
    crawl(settings(tmp_path, outlets_file(tmp_path / "o.yaml", "gazette.example")))
    assert rows(tmp_path, "select text_from, title from articles") == [("feed", "About cod")]
    assert "/cod.html" not in town.paths()


def test_a_feed_only_outlet_keeps_what_the_feed_gave_and_asks_no_page(town, tmp_path):
    told = "<description>The herring came early this year, and the quay was full of people who bought it.</description>"
    town.routes["gazette.example/feed"] = feed("gazette.example", "herring", more=told)
    crawl(settings(tmp_path, outlets_file(tmp_path / "o.yaml", "gazette.example", feed_only=True)))
    assert town.paths() == ["/feed"]
    assert rows(tmp_path, "select text_from, outlet_id from articles") == [("feed", "gazette")]
    assert "the quay was full" in column(tmp_path, "select text from bodies")[0]
    assert column(tmp_path, "select outcome from leads") == ["stored"]


def test_what_an_outlets_budget_does_not_reach_comes_with_the_next_run(town, tmp_path):
    """The host asks for a minute between requests: none but the feed fits, and nobody waits for it."""
    site(town, "slow.example", "herring", "cod", "plaice")
    site(town, "quick.example", "whiting")
    town.routes["slow.example/robots.txt"] = Reply("User-agent: *\nCrawl-delay: 60\n", type="text/plain")
    given = settings(tmp_path, outlets_file(tmp_path / "o.yaml", "slow.example", "quick.example"), outlet_budget=5.0)
    first = crawl(given)
    assert {report.outlet_id: (report.stored, report.left) for report in first.outlets} == {
        "slow": (0, 3),
        "quick": (1, 0),
    }
    assert first.seconds < 30
    assert column(tmp_path, "select count(*) from leads where closed_at is null") == [3]
    town.routes["slow.example/robots.txt"] = Reply("User-agent: *\nAllow: /\n", type="text/plain")
    assert crawl(given).totals()["left"] == 3, "robots.txt holds for a day, and the delay between two runs as well"
    second = crawl(given, now=datetime.now(UTC) + timedelta(hours=25))
    assert {report.outlet_id: (report.stored, report.left) for report in second.outlets} == {
        "slow": (3, 0),
        "quick": (0, 0),
    }
    assert column(tmp_path, "select count(*) from leads where closed_at is null") == [0]


def test_a_page_that_is_gone_is_told_once_and_closed(town, tmp_path):
    site(town, "gazette.example", "herring")
    del town.routes["gazette.example/herring.html"]
    given = settings(tmp_path, outlets_file(tmp_path / "o.yaml", "gazette.example"))
    report = crawl(given).outlets[0]
    assert (report.status, report.stored) == ("partial", 0)
    assert report.reasons == ("http://gazette.example/herring.html: is not there (status 404)",)
    crawl(given)
    assert town.paths().count("/herring.html") == 1


def test_an_outlet_with_a_dead_link_has_answered(town, tmp_path):
    site(town, "gazette.example", "herring", "cod", "plaice")
    del town.routes["gazette.example/herring.html"]
    report = crawl(settings(tmp_path, outlets_file(tmp_path / "o.yaml", "gazette.example"))).outlets[0]
    assert (report.status, report.stored) == ("ok", 2)
    assert report.reasons == ("http://gazette.example/herring.html: is not there (status 404)",)


def test_a_trouble_that_passed_is_told_although_the_article_arrived(town, tmp_path, monkeypatch):
    monkeypatch.setattr(retry, "backoff", at_once)
    site(town, "gazette.example", "herring")
    busy = Reply(status=503, headers={"Retry-After": "0"})
    for address in ("gazette.example/herring.html", "gazette.example/feed"):
        town.routes[address] = [busy, town.routes[address]]
    report = crawl(settings(tmp_path, outlets_file(tmp_path / "o.yaml", "gazette.example"))).outlets[0]
    assert (report.status, report.stored) == ("ok", 1)
    assert report.reasons == (
        "http://gazette.example/feed: answered with an error (status 503); attempt 2 was answered",
        "http://gazette.example/herring.html: answered with an error (status 503); attempt 2 was answered",
    )


def test_a_trouble_that_may_pass_leaves_the_lead_open_for_later(town, tmp_path, monkeypatch):
    monkeypatch.setattr(retry, "backoff", at_once)
    site(town, "gazette.example", "herring")
    town.routes["gazette.example/herring.html"] = lambda handler: None  # hangs up without a word
    given = settings(tmp_path, outlets_file(tmp_path / "o.yaml", "gazette.example"))
    report = crawl(given).outlets[0]
    assert (report.status, report.left) == ("partial", 1)
    (state,) = rows(tmp_path, "select outcome, closed_at is null, next_try > now() from leads")
    assert state[1:] == (True, True)
    town.routes["gazette.example/herring.html"] = page("herring")
    with pipeline_warehouse(tmp_path).writing() as con:
        con.execute("update leads set next_try = now() - interval 1 minute")
    assert crawl(given).outlets[0].stored == 1


def pipeline_warehouse(home):
    from warehouse.db import Warehouse

    return Warehouse(home)


def test_an_unexpected_exception_fails_the_run_and_keeps_what_others_stored(town, tmp_path):
    site(town, "good.example", "herring")
    site(town, "bad.example", "cod")
    given = settings(tmp_path, outlets_file(tmp_path / "o.yaml", "good.example", "bad.example"), hosts_at_once=1)

    async def visit(outlet, run):
        if outlet.id == "bad":
            await run.under_way.over()  # the other one has ended, and waits to be written
            raise ZeroDivisionError("a mistake in the program")
        return await pipeline.visit_outlet(outlet, run)

    with pytest.raises(ZeroDivisionError, match="a mistake in the program"):
        crawl(given, visit=visit)
    assert rows(tmp_path, "select status, totals->>'stored' from runs") == [("failed", "1")]
    assert column(tmp_path, "select outlet_id from articles") == ["good"]
    crawl(given)
    assert sorted(column(tmp_path, "select outlet_id from articles")) == ["bad", "good"]


def test_of_several_errors_at_once_one_that_a_user_can_act_on_is_told(town, tmp_path):
    given = settings(tmp_path, outlets_file(tmp_path / "o.yaml", "good.example", "bad.example"))

    async def visit(outlet, run):
        raise WarehouseError("the file", "is full") if outlet.id == "bad" else ValueError("of lesser use")

    with pytest.raises(WarehouseError, match="is full"):
        crawl(given, visit=visit)


def test_only_due_asks_no_source_before_its_time(town, tmp_path):
    site(town, "gazette.example", "herring")
    given = settings(tmp_path, outlets_file(tmp_path / "o.yaml", "gazette.example"))
    crawl(given)
    before = len(town.asked)
    assert crawl(given, only_due=True).outlets == ()
    assert len(town.asked) == before


def test_an_outlet_nobody_configured_is_refused_before_anything_is_asked(town, tmp_path):
    given = settings(tmp_path, outlets_file(tmp_path / "o.yaml", "gazette.example"))
    with pytest.raises(UsageError, match="Did you mean gazette"):
        crawl(given, "gazete")
    assert town.asked == []


def test_a_group_of_outlets_is_crawled_apart_and_its_tags_are_told_in_sql(town, tmp_path):
    listed = [
        yaml.safe_load(outlets_file(tmp_path / "o.yaml", f"{name}.example", tags=tags).read_text())[0]
        for name, tags in (("gazette", ["press"]), ("lab", ["labs", "research"]), ("plain", []))
    ]
    (tmp_path / "o.yaml").write_text(yaml.safe_dump(listed))
    for name in ("gazette", "lab", "plain"):
        site(town, f"{name}.example", name)
    given = settings(tmp_path, tmp_path / "o.yaml")
    assert [report.outlet_id for report in crawl(given, tags=("labs", "press")).outlets] == ["gazette", "lab"]
    crawl(given)
    crawl(given.model_copy(update={"outlets": outlets_file(tmp_path / "p.yaml", "lab.example", tags=["labs"])}))
    with asking(tmp_path) as reading:
        told = dict(reading.ask("select id, tags from outlets").rows)
    assert told == {"gazette": ["press"], "lab": ["labs"], "plain": []}


def test_the_prefect_flow_hands_its_groups_on(monkeypatch, tmp_path):
    from flows.crawl import crawl as flow

    asked = []

    async def told(_, ids, **options):
        asked.append((ids, options["tags"], options["languages"], options["only_due"]))
        raise LookupError("enough")  # what users can mend is told to the run's log, and there is no run here

    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(pipeline, "crawl", told)
    with pytest.raises(LookupError):
        asyncio.run(flow.fn(["wired"], False, ["labs"], ["ko"]))
    assert asked == [(["wired"], ["labs"], ["ko"], False)]


def test_a_crawl_of_nothing_is_a_crawl(town, tmp_path):
    site(town, "gazette.example")
    report = crawl(settings(tmp_path, outlets_file(tmp_path / "o.yaml", "gazette.example")))
    assert report.outlets[0].stored == 0
    assert make_digest(settings(tmp_path, None), preview=True).digest.stories == ()
