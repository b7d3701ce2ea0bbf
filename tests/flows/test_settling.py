"""Stories do not depend on which outlet answered first, nor on whether a copy was read before its original."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from desk.models import Article, Part
from desk.seeds.index import SeedIndex
from flows.decide_steps.decide import decide
from flows.decide_steps.newsdesk import Fresh, Newsdesk
from flows.jobs.redecide import redecide
from flows.settings import Settings
from tests.support.copytexts import REPORT
from tests.support.story_house import FREE, OPENS, article, tell
from tests.support.story_texts import NOON, OPENED, TOLD_BY_ANOTHER
from warehouse.articles import add_articles
from warehouse.db import Warehouse
from warehouse.runs import finish_run, start_run
from warehouse.stories import open_new
from warehouse.story_judgements import split
from warehouse.story_lines import story_row
from warehouse.story_redecisions import places, settle_stories

pytestmark = pytest.mark.edge


def apart(con, *articles):
    """Store two reports of one event as two stories, as it happens when a third one was waited for; their ids."""
    placed = tell(con, *articles)
    [extra] = open_new(con, 1, NOON)
    last = articles[-1].url.rsplit("/", 1)[1]
    con.execute("UPDATE story_articles SET story_id = ? WHERE article_id = ?", [extra, placed[last][0]])
    return placed[articles[0].url.rsplit("/", 1)[1]][1], extra


@pytest.fixture
def con(house):
    with house.writing() as con:
        yield con


def run(con, *, of=None):
    """A crawl begins; the articles stored so far (or those `of` an outlet) are its own."""
    run_id = start_run(con, "crawl", NOON)
    con.execute("UPDATE articles SET run_id = if(outlet_id = coalesce(?, outlet_id), ?, 0)", [of, run_id])
    return run_id


REPORTS = article("a", OPENS, OPENED), article("b", FREE, TOLD_BY_ANOTHER, "two", 5)


def test_two_stories_of_one_event_become_one_when_the_crawl_ends(con):
    kept, gone = apart(con, *REPORTS)
    assert settle_stories(con, run(con), NOON) == 1
    assert set(places(con).before.values()) == {kept}
    assert story_row(con, gone)["id"] == kept


def test_what_was_right_stays_and_nothing_is_written(con):
    tell(con, *REPORTS)
    assert settle_stories(con, run(con), NOON + timedelta(days=1)) == 0
    assert con.execute("SELECT max(changed_at) FROM stories").fetchone() == (NOON,)


def test_articles_of_earlier_crawls_stay_where_they_are_if_all_news_is_younger(con):
    apart(con, *REPORTS)
    finish_run(con, run(con), "ok", NOON, {})
    tell(con, article("c", "A museum of bells", "Bells were rung in the old town. " * 20, "three", 9))
    before = places(con).before
    assert settle_stories(con, run(con, of="three"), NOON) == 0
    assert places(con).before == before


def test_a_crawl_that_was_killed_is_settled_by_the_next_one(con):
    kept, _ = apart(con, *REPORTS)
    run(con)
    assert settle_stories(con, start_run(con, "crawl", NOON), NOON) == 1
    assert set(places(con).before.values()) == {kept}


def test_a_person_who_split_a_story_is_not_overruled(con):
    placed = tell(con, *REPORTS)
    split(con, placed["a"][1], [placed["b"][0]], NOON)
    assert settle_stories(con, run(con), NOON) == 0


def test_a_copy_stays_with_an_original_that_is_older_than_the_window(con):
    first = tell(con, article("a", OPENS, OPENED))["a"]
    later = 24 * 30
    alike = tell(con, article("b", FREE, TOLD_BY_ANOTHER, "three", later))["b"]
    copy = article("again", FREE, TOLD_BY_ANOTHER, "two", later + 1)
    placed = tell(con, copy, copies=lambda ids: {ids[copy.key]: first[0]})
    assert placed["again"][1] == first[1] != alike[1]
    assert settle_stories(con, run(con, of="two"), NOON) == 0


def stored_in_turn(home, *articles):
    """Decide each article in a visit of its own; which of them a topic wants."""
    newsdesk, wanted = Newsdesk(Settings(encoder="none", _env_file=None), SeedIndex(())), []
    for each in articles:
        [draft] = newsdesk.drafts([each])
        wanted.append(draft.relevant)
        with Warehouse(home).writing() as con:
            ids = add_articles(con, [each], 1)
            decide(con, [Fresh(ids[each.key], draft)], newsdesk, SUNDAY)
    return wanted


def told(outlet, title, text, hours):
    url, at = f"https://{outlet}.example", SUNDAY + timedelta(hours=hours)
    return Article(url, outlet, outlet, title, (Part("en", text),), "en", SUNDAY, published=at)


SUNDAY = datetime(2026, 11, 22, 9, tzinfo=UTC)
PART = "\n".join(REPORT.split("\n")[4:])
WANTED = "Fjordlab opens Heron 2, an open-source language model"


def test_an_excerpt_that_no_topic_wants_comes_into_the_story_with_its_original(tmp_path):
    excerpt, original = told("thief", "What was said in Bergen", PART, 0), told("fjordpost", WANTED, REPORT, -2)
    assert stored_in_turn(tmp_path, excerpt, original) == [False, True]  # the outlet that copied is read first
    with Warehouse(tmp_path).reading() as con:
        assert len(set(places(con).before.values())) == 1
        assert places(con).copies == {1: 2}


def test_an_original_that_no_topic_wants_comes_into_the_story_of_its_copy(tmp_path):
    original, copy = told("fjordpost", "What was said in Bergen", PART, -2), told("thief", WANTED, PART, 0)
    assert stored_in_turn(tmp_path, original, copy) == [False, True]
    with Warehouse(tmp_path).reading() as con:
        assert places(con).before == {1: 1, 2: 1}
        assert places(con).copies == {2: 1}


def test_deciding_anew_leaves_such_an_original_where_it_is(tmp_path):
    stored_in_turn(tmp_path, told("fjordpost", "What was said in Bergen", PART, -2), told("thief", WANTED, PART, 0))
    newsdesk = Newsdesk(Settings(encoder="none", _env_file=None), SeedIndex(()))
    assert redecide(Warehouse(tmp_path), newsdesk, SUNDAY).changed == {}
    with Warehouse(tmp_path).reading() as con:
        assert places(con).before == {1: 1, 2: 1}
