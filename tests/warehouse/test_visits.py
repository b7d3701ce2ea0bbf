from dataclasses import replace
from datetime import timedelta

import pytest

from desk.models import Part, Removed, Source
from desk.visits import LeadOutcome, SourceState
from tests.support.stored import FEED, GAZETTE, NOON, article, lead, outlet, store_visit, visit
from warehouse.articles import article_rows, article_texts, find_article, words
from warehouse.db import Warehouse
from warehouse.leads import hash_key, known_keys, unknown_keys
from warehouse.runs import finish_run, start_run
from warehouse.visits import known

pytestmark = pytest.mark.edge
LATER = NOON + timedelta(hours=2)


@pytest.fixture
def con(tmp_path):
    with Warehouse(tmp_path).writing() as con:
        yield con


def keys(leads):
    return [found.key.rpartition("/")[2] for found in leads]


def test_new_articles_get_ascending_numbers(con):
    assert list(store_visit(con, visit(1, "abc"), NOON).values()) == [1, 2, 3]
    assert list(store_visit(con, visit(1, "d", at=outlet("herald")), NOON).values()) == [4]


def test_an_article_is_stored_once_however_often_it_comes(con):
    store_visit(con, visit(1, "ab"), NOON)
    again = visit(2, "bc", articles=(article("b"), article("c"), article("c", title="the same key, other words")))
    assert store_visit(con, again, LATER) == {"gazette.example/c": 3}
    assert con.execute("SELECT count(*), count(DISTINCT key) FROM articles").fetchone() == (3, 3)
    assert con.execute("SELECT list(article_id ORDER BY 1) FROM bodies").fetchone() == ([1, 2, 3],)


def test_an_article_comes_back_as_it_was_stored(con):
    given = article(
        "x",
        title='Ein "Titel", der alles hat: 开源 — naïve\t\\n',
        parts=(Part("en", "One line.\n\nAnother ‘line’ here."), Part("zh", "模型权重今天公开了。")),
        authors=("A. Writer", "B. Écrivain"),
        published=NOON - timedelta(days=1, microseconds=123),
        published_from="json-ld",
        tags=("weights", ""),
        paywalled=False,
        removed=(Removed("Read more", "navigation"),),
        canonical_url="https://gazette.example/canonical",
    )
    store_visit(con, visit(7, articles=(given,)), NOON)
    row = article_rows(con, [1])[1]
    same = ("url", "key", "title", "authors", "published", "published_from", "tags", "paywalled", "removed", "modified")
    same += ("language", "text_from", "canonical_url", "section", "image", "fetched_at")
    assert {name: getattr(row, name) for name in same} == {name: getattr(given, name) for name in same}
    assert (row.run_id, row.words) == (7, 10)
    assert article_texts(con, [1, 99]) == {1: given.parts}


def test_broken_letters_of_a_page_do_no_harm(con):
    store_visit(
        con, visit(1, articles=(article("x", title="half \ud83d an emoji", parts=(Part("en", "nul \0 byte"),)),)), NOON
    )
    assert article_rows(con, [1])[1].title == "half � an emoji"
    assert article_texts(con, [1])[1][0].text == "nul � byte"


def test_an_article_is_found_by_key_by_address_and_by_canonical_address(con):
    store_visit(
        con, visit(1, articles=(article("x"), article("y", canonical_url="https://gazette.example/y?real"))), NOON
    )
    assert find_article(con, "nowhere", as_key="gazette.example/x").id == 1
    assert find_article(con, "https://gazette.example/x").id == 1
    assert find_article(con, "https://gazette.example/y?real").id == 2
    assert find_article(con, "https://gazette.example/z") is None


def test_a_crawl_knows_what_it_must_send_and_when(con):
    state = SourceState(
        FEED, '"v1"', "Mon, 02 Mar 2026 11:00:00 GMT", LATER, 3600.0, 2, NOON, "https://gazette.example/rss"
    )
    store_visit(con, visit(1, states=(state,)), NOON)
    assert known(con, ["gazette", "herald"], NOON).states == {FEED: state}


def test_a_visit_replaces_what_was_known_of_a_source(con):
    store_visit(con, visit(1), NOON)
    store_visit(con, visit(2, states=(SourceState(FEED, etag='"v2"'),)), LATER)
    assert known(con, ["gazette"], LATER).states[FEED].etag == '"v2"'
    assert con.execute("SELECT count(*), min(kind), min(status) FROM sources").fetchone() == (1, "feed", "ok")


def test_an_outlet_is_due_when_a_source_is_or_a_lead_waits_or_it_was_never_visited(con):
    store_visit(con, visit(1), NOON)
    assert known(con, ["gazette", "herald"], NOON).due == {"herald"}
    assert known(con, ["gazette"], LATER).due == {"gazette"}
    store_visit(con, visit(1, leads=(lead("a"),)), NOON)
    assert known(con, ["gazette"], NOON).due == {"gazette"}


def test_a_source_newly_added_makes_its_outlet_due_and_a_removed_one_does_not(con):
    states = (SourceState(FEED, next_due=LATER), SourceState(FEED + "/old", next_due=NOON))
    store_visit(con, visit(1, states=states), NOON)
    ours = [Source("gazette", "feed", FEED)]
    assert known(con, ["gazette"], NOON, sources=ours).due == set()
    assert known(con, ["gazette"], NOON, sources=[*ours, Source("gazette", "feed", FEED + "/new")]).due == {"gazette"}
    assert known(con, ["gazette"], NOON, sources=ours, slack=LATER - NOON).due == {"gazette"}


def test_a_lead_that_waits_for_its_next_try_needs_no_fetching_when_it_is_found_again(con):
    failed = LeadOutcome("gazette.example/a", "failed", "timeout", LATER)
    store_visit(con, visit(1, leads=(lead("a"),), outcomes=(failed,)), NOON)
    assert known_keys(con, NOON).unknown(["gazette.example/a"]) == set()
    assert known_keys(con, LATER).unknown(["gazette.example/a"]) == {"gazette.example/a"}
    assert known(con, ["gazette"], LATER).leads["gazette"][0].attempts == 1


def test_leads_that_were_not_reached_wait_the_most_promising_first_then_the_oldest(con):
    store_visit(con, visit(1, leads=(lead("old"),)), NOON)
    fresh = (lead("young", published=NOON), lead("younger"), lead("promising", promise=0.9))
    store_visit(con, visit(2, leads=fresh), LATER)
    assert keys(known(con, ["gazette"], LATER).leads["gazette"]) == ["promising", "old", "young", "younger"]


def test_a_lead_comes_back_as_it_was_found(con):
    found = lead(
        "a", title="T", published=NOON, summary="S", content="<p>C</p>", authors=("X",), language="fr", promise=0.5
    )
    store_visit(con, visit(1, leads=(found,)), NOON)
    assert known(con, ["gazette"], NOON).leads == {"gazette": (found,)}


def test_a_failed_lead_waits_until_its_next_try(con):
    store_visit(
        con,
        visit(1, leads=(lead("a"),), outcomes=(LeadOutcome("gazette.example/a", "failed", "timeout", LATER),)),
        NOON,
    )
    assert known(con, ["gazette"], NOON).leads == {}
    assert keys(known(con, ["gazette"], LATER).leads["gazette"]) == ["a"]
    assert con.execute("SELECT attempts, reason FROM leads").fetchone() == (1, "timeout")


@pytest.mark.parametrize("outcome", ["stored", "forbidden", "gone", "failed"])
def test_a_closed_lead_is_never_opened_again(con, outcome):
    closing = (LeadOutcome("gazette.example/a", outcome, "so it is"),)
    store_visit(con, visit(1, leads=(lead("a", content="<p>long</p>"),), outcomes=closing), NOON)
    store_visit(con, visit(2, leads=(lead("a"),)), LATER)
    assert known(con, ["gazette"], LATER).leads == {}
    assert con.execute("SELECT count(*), min(outcome), min(content) FROM leads").fetchone() == (1, outcome, None)


def test_known_keys_and_the_anti_join_say_the_same(con):
    open_too = visit(1, "ab", leads=(lead("a"), lead("b"), lead("open"), lead("gone")))
    store_visit(con, replace(open_too, outcomes=(LeadOutcome("gazette.example/gone", "gone"),)), NOON)
    asked = [f"gazette.example/{name}" for name in ("a", "b", "open", "gone", "new", "new")]
    expected = {"gazette.example/open", "gazette.example/new"}
    assert unknown_keys(con, asked) == expected
    assert known_keys(con).unknown(asked) == expected
    assert len(known_keys(con)) == 3
    assert known_keys(con).unknown([]) == unknown_keys(con, []) == set()


def test_an_empty_warehouse_knows_nothing(con):
    assert known_keys(con).unknown(["a"]) == {"a"}
    assert known(con, [], NOON).due == frozenset()


@pytest.mark.parametrize("key", ["", "gazette.example/a", "例え.jp/記事", "x" * 5000])
def test_python_and_duckdb_hash_a_key_alike(con, key):
    assert con.execute("SELECT md5_number_lower(?)", [key]).fetchone() == (hash_key(key),)


def test_failures_are_counted_in_a_row(con):
    def state():
        return con.execute("SELECT failures, last_success FROM outlets").fetchall()

    store_visit(con, visit(1, status="failed"), NOON)
    store_visit(con, visit(2, status="failed"), NOON)
    assert state() == [(2, None)]
    store_visit(con, visit(3, status="partial"), LATER)
    assert state() == [(0, LATER)]


def test_a_visit_leaves_its_report_and_its_requests(con):
    store_visit(con, visit(5, "ab", status="partial", reasons=("one page timed out",)), NOON)
    assert con.execute("SELECT run_id, status, stored, reasons FROM outlet_reports").fetchall() == [
        (5, "partial", 2, ["one page timed out"])
    ]
    assert con.execute("SELECT sources->0->>'url' FROM outlet_reports").fetchone() == (FEED,)
    assert con.execute("SELECT count(*), sum(bytes), min(outlet_id) FROM fetches").fetchone() == (2, 1800, "gazette")


def test_runs_are_numbered_and_told(con):
    first, second = start_run(con, "crawl", NOON), start_run(con, "digest", NOON)
    finish_run(con, first, "ok", LATER, {"stored": 3})
    assert (first, second) == (1, 2)
    told = con.execute("SELECT status, finished_at, totals->>'stored' FROM runs ORDER BY id").fetchall()
    assert told == [("ok", LATER, "3"), ("running", None, None)]


def test_a_run_that_died_is_told_as_crashed_by_the_next(con):
    dead = start_run(con, "crawl", NOON)
    con.execute("UPDATE runs SET pid = 2147483000, process = 'another'")
    start_run(con, "crawl", LATER)
    assert con.execute("SELECT status FROM runs ORDER BY id").fetchall() == [("crashed",), ("running",)]
    assert dead == 1


def test_a_run_of_a_living_process_or_of_another_machine_is_left_alone_for_a_day(con):
    for change in ("process = 'another', pid = 1", "process = 'another', host = 'elsewhere', pid = 2147483000"):
        number = start_run(con, "crawl", NOON)
        con.execute(f"UPDATE runs SET {change} WHERE id = {number}")
    start_run(con, "crawl", LATER)
    assert {row[0] for row in con.execute("SELECT status FROM runs").fetchall()} == {"running"}
    start_run(con, "crawl", NOON + timedelta(days=2))
    statuses = [row[0] for row in con.execute("SELECT status FROM runs ORDER BY id").fetchall()]
    assert statuses == ["crashed", "crashed", "running", "running"]


@pytest.mark.parametrize(
    ("text", "count"),
    [("", 0), ("four words are here", 4), ("模型权重", 2), ("the 模型 weights", 3), ("日本語のテキスト", 4)],
)
def test_words_count_two_cjk_characters_as_one(text, count):
    assert words(text) == count


def test_a_visit_without_anything_still_counts_as_a_visit(con):
    assert store_visit(con, visit(1, states=()), NOON) == {}
    assert con.execute("SELECT id, last_crawled FROM outlets").fetchall() == [(GAZETTE.id, NOON)]
