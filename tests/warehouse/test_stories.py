"""Stories in the warehouse: stored, read back, merged, split, decided anew."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import duckdb
import numpy as np
import pytest

from desk.documents.document import document
from desk.errors import NamingError, UsageError
from desk.lineage.imprint import imprint
from desk.stories.cards import card
from desk.stories.clustering import assign
from tests.support.press_release import ON_THE_RELEASE
from tests.support.story_house import COURT, FREE, OPENS, article, tell
from tests.support.story_texts import OPENED, SUED, TOLD_BY_ANOTHER
from warehouse import stories
from warehouse.migrate import migrate
from warehouse.reading_copy import publish
from warehouse.reading_sql import ask
from warehouse.story_cards import card_row
from warehouse.story_judgements import merge, split
from warehouse.story_lines import story_lines, story_row
from warehouse.story_origins import count_origins, drop_imprints, store_imprints
from warehouse.story_redecisions import places, redecide_stories, stored_cards

pytestmark = pytest.mark.edge
NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)


def test_a_second_report_on_the_next_day_joins_the_story(house):
    with house.writing() as con:
        first = tell(con, article("a", OPENS, OPENED))
    with house.writing() as con:
        second = tell(con, article("b", FREE, TOLD_BY_ANOTHER, "two", 20, "no"))
        assert second["b"][1] == first["a"][1]
        row = story_row(con, first["a"][1])
    assert (row["headline"], row["articles"], row["reports"]) == (OPENS, 2, 2)
    assert row["last_time"] == NOON + timedelta(hours=20)
    assert (row["outlets"], row["languages"]) == (["one", "two"], ["en", "no"])


def test_another_event_of_the_institute_opens_another_story(house):
    with house.writing() as con:
        first = tell(con, article("a", OPENS, OPENED))
        second = tell(con, article("c", COURT, SUED, "two", 2))
    assert second["c"][1] == first["a"][1] + 1


def test_a_copy_is_no_independent_report_and_never_the_lead(house):
    with house.writing() as con:
        first, early = article("a", OPENS, OPENED), article("copy", OPENS, OPENED, "thief", -3)
        placed = tell(con, first, early, copies=lambda ids: {ids[early.key]: ids[first.key]})
        row = story_row(con, placed["a"][1])
    assert placed["copy"][1] == placed["a"][1]
    assert (row["articles"], row["reports"], row["copies"]) == (2, 1, 1)
    assert row["lead_article_id"] == placed["a"][0]
    assert row["first_time"] == NOON - timedelta(hours=3)


def test_a_copy_years_later_finds_the_story_of_its_original(house):
    with house.writing() as con:
        first = tell(con, article("a", OPENS, OPENED))
        late = article("b", COURT, SUED, "two", 24 * 700)
        placed = tell(con, late, copies=lambda ids: {ids[late.key]: first["a"][0]})
    assert placed["b"][1] == first["a"][1]


def test_a_stored_article_that_turns_out_a_copy_of_the_newcomer_stops_leading(house):
    with house.writing() as con:
        first = tell(con, article("a", OPENS, OPENED))
        newer = article("b", FREE, TOLD_BY_ANOTHER, "two", 5)
        placed = tell(con, newer, copies=lambda ids: {first["a"][0]: ids[newer.key]})
        row = story_row(con, first["a"][1])
    assert placed["b"][1] == first["a"][1]
    assert (row["lead_article_id"], row["copies"]) == (placed["b"][0], 1)


def test_a_story_is_found_by_its_vector_alone(house):
    near = np.zeros(512, np.float32)
    near[7] = 1
    with house.writing() as con:
        tell(con, article("a", OPENS, OPENED), vector=near)
        newer = card(99, "卑尔根", "", NOON, "zh", "two", (), near, "tiny")
        other = card(98, "卑尔根", "", NOON, "zh", "two", (), near, "another encoder")
        assert len(stories.open_stories(con, [newer])) == 1
        assert stories.open_stories(con, [other]) == ()


def test_a_card_comes_back_as_it_was_stored(house):
    vector = np.linspace(-1, 1, 512, dtype=np.float32)
    vector /= np.linalg.norm(vector)
    with house.writing() as con:
        tell(con, article("a", OPENS, OPENED), vector=vector)
        [[back]] = list(stored_cards(con))
    same = card(back.article_id, OPENS, OPENED, NOON, "en", "one", (), vector, "tiny")
    assert card_row(back, NOON) == card_row(same, NOON) | {"vector": card_row(back, NOON)["vector"]}
    assert float(back.vector @ vector) > 0.999


def test_an_undated_card_stays_undated_and_stories_show_their_cards_in_time_order(house):
    with house.writing() as con:
        undated = card(5, OPENS, OPENED, None, "en", "one")
        stories.store_assignments(con, [undated], assign([undated], ()), {}, NOON)
        [[back]] = list(stored_cards(con))
        assert back.published is None
        late = card(6, OPENS, OPENED, NOON + timedelta(hours=9), "en", "two")
        early = card(7, OPENS, OPENED, NOON + timedelta(hours=3), "en", "three")
        stories.store_assignments(con, [late, early], assign([late, early], ()), {}, NOON)
        [read] = stories.read_stories(con, [2])
    assert [one.article_id for one in read.cards] == [7, 6]


def test_what_a_split_left_behind_is_not_decided_again(house):
    with house.writing() as con:
        placed = tell(con, article("a", OPENS, OPENED), article("b", FREE, TOLD_BY_ANOTHER, "two", 5))
        new = split(con, placed["a"][1], [placed["b"][0]], NOON)
        assert redecide_stories(con, NOON) == 0
        assert places(con).pinned == {placed["a"][0]: placed["a"][1], placed["b"][0]: new}


def test_only_the_window_is_read(house):
    with house.writing() as con:
        tell(con, article("a", OPENS, OPENED))
        later = card(99, FREE, TOLD_BY_ANOTHER, NOON + timedelta(days=40), "en", "two")
        assert stories.open_stories(con, [later]) == ()


def test_merging_keeps_the_older_id_and_the_younger_one_leads_to_it(house):
    with house.writing() as con:
        a = tell(con, article("a", OPENS, OPENED))["a"][1]
        b = tell(con, article("c", COURT, SUED, "two", 2))["c"][1]
        assert merge(con, b, a, NOON) == a
        assert story_row(con, b)["id"] == a
        assert story_row(con, a)["articles"] == 2
        assert con.execute("SELECT kind, story_id, other_id FROM story_judgements").fetchall() == [("merge", a, b)]


def test_no_id_is_given_twice(house):
    with house.writing() as con:
        a = tell(con, article("a", OPENS, OPENED))["a"][1]
        b = tell(con, article("c", COURT, SUED, "two", 2))["c"][1]
        merge(con, a, b, NOON)
        late = tell(con, article("d", "Storm over Finnmark", "Winds of 40 metres a second closed roads.", "two", 500))
    assert late["d"][1] == b + 1


def test_merging_a_story_with_itself_is_refused_also_by_its_old_id(house):
    with house.writing() as con:
        a = tell(con, article("a", OPENS, OPENED))["a"][1]
        b = tell(con, article("c", COURT, SUED, "two", 2))["c"][1]
        with pytest.raises(UsageError, match="cannot be merged with itself"):
            merge(con, a, a, NOON)
        merge(con, a, b, NOON)
        with pytest.raises(UsageError, match="is the same story"):
            merge(con, a, b, NOON)
        with pytest.raises(NamingError, match="does not exist"):
            merge(con, a, 77, NOON)


def test_a_split_takes_the_copies_along(house):
    with house.writing() as con:
        copied = article("copy", FREE, TOLD_BY_ANOTHER, "thief", 7)
        second = article("b", FREE, TOLD_BY_ANOTHER, "two", 5)
        placed = tell(
            con, article("a", OPENS, OPENED), second, copied, copies=lambda ids: {ids[copied.key]: ids[second.key]}
        )
        old = placed["a"][1]
        new = split(con, old, [placed["b"][0]], NOON)
        assert [line["article_id"] for line in story_lines(con, new)] == [placed["b"][0], placed["copy"][0]]
        assert story_row(con, old)["articles"] == 1
        assert story_row(con, new)["headline"] == FREE


def test_a_split_that_empties_a_story_or_names_a_stranger_is_refused(house):
    with house.writing() as con:
        a, story = tell(con, article("a", OPENS, OPENED))["a"]
        with pytest.raises(UsageError, match="would be left empty"):
            split(con, story, [a], NOON)
        with pytest.raises(UsageError, match="is not in story"):
            split(con, story, [a + 50], NOON)
        with pytest.raises(UsageError, match="no article is named"):
            split(con, story, [], NOON)


def test_deciding_anew_changes_nothing_that_is_right(house):
    with house.writing() as con:
        tell(con, article("a", OPENS, OPENED), article("c", COURT, SUED, "two", 2))
        tell(con, article("b", FREE, TOLD_BY_ANOTHER, "three", 9))
        before = places(con).before
        assert redecide_stories(con, NOON + timedelta(days=1)) == 0
        assert places(con).before == before
        assert con.execute("SELECT max(changed_at) FROM stories").fetchone() == (NOON,)


def test_deciding_anew_mends_a_wrong_merge_of_the_rules_but_not_a_persons(house):
    with house.writing() as con:
        placed = tell(con, article("a", OPENS, OPENED), article("b", FREE, TOLD_BY_ANOTHER, "two", 5))
        court = tell(con, article("c", COURT, SUED, "two", 6))["c"]
        con.execute("UPDATE story_articles SET story_id = ? WHERE article_id = ?", [placed["a"][1], court[0]])
        redecide_stories(con, NOON)
        assert places(con).before[court[0]] != placed["a"][1]
        merge(con, placed["a"][1], places(con).before[court[0]], NOON)
        redecide_stories(con, NOON)
        assert len(set(places(con).before.values())) == 1


def test_deciding_anew_leads_an_emptied_story_to_where_its_articles_went(house):
    with house.writing() as con:
        placed = tell(con, article("a", OPENS, OPENED), article("b", FREE, TOLD_BY_ANOTHER, "two", 5))
        [extra] = stories.open_new(con, 1, NOON)
        con.execute("UPDATE story_articles SET story_id = ? WHERE article_id = ?", [extra, placed["b"][0]])
        assert redecide_stories(con, NOON) == 1
        assert story_row(con, extra)["id"] == placed["a"][1]


@pytest.mark.parametrize("view", ["stories", "story_articles", "independence"])
def test_the_views_stand_on_the_store_and_are_commented(view):
    home = Path(stories.__file__).parent
    con = duckdb.connect()
    con.execute("CREATE SCHEMA store")
    con.execute("SET schema = 'store'")
    migrate(con, home)
    con.execute("SET schema = 'main'")
    con.execute((home / "views" / f"{view}.sql").read_text("utf-8"))
    assert con.execute(f"SELECT count(*) FROM main.{view}").fetchone() == (0,)
    said = con.execute("SELECT comment FROM duckdb_views() WHERE view_name = ? AND schema_name = 'main'", [view])
    assert said.fetchone()[0]


def test_a_story_tells_how_many_really_reported_it(house):
    with house.writing() as con:
        first, copy = article("a", OPENS, OPENED), article("copy", OPENS, OPENED, "thief", 3)
        own = article("b", FREE, TOLD_BY_ANOTHER, "two", 5)
        placed = tell(con, first, copy, own, copies=lambda ids: {ids[copy.key]: ids[first.key]})
        assert story_row(con, placed["a"][1])["independent"] is None  # until the crawl ends
        count_origins(con)
        row = story_row(con, placed["a"][1])
        origins = con.execute("SELECT what, article_id, len(article_ids), outlets FROM story_origins ORDER BY place")
        assert origins.fetchall() == [
            ("report", placed["a"][0], 2, ["one", "thief"]),
            ("report", placed["b"][0], 1, ["two"]),
        ]
    assert (row["independent"], row["common_sources"]) == (2, 0)


def test_the_view_independence_tells_outlets_reports_and_common_sources(house):
    with house.writing() as con:
        first, other = article("a", OPENS, OPENED), article("b", OPENS, OPENED, "two", 3)
        third = article("c", FREE, TOLD_BY_ANOTHER, "three", 4)
        placed = tell(con, first, other, third)
        store_imprints(con, [(placed[slug][0], imprint(document(ON_THE_RELEASE))) for slug in "ab"])
        count_origins(con)
    publish(house)
    [row] = ask(house.home, "select outlets, articles, independent, common_sources, told, roots from independence").rows
    assert row[:5] == (3, 3, 1, 1, "3 outlets, 1 independent report, 1 common source")
    assert [(root["what"], root["articles"], root["outlets"]) for root in row[5]] == [
        ("common source", 2, ["one", "two"]),
        ("report", 1, ["three"]),
    ]


def test_a_story_that_changes_is_counted_anew_and_no_other(house):
    with house.writing() as con:
        first = tell(con, article("a", OPENS, OPENED))
        tell(con, article("c", COURT, SUED, "three", 6))
        count_origins(con)
        con.execute("UPDATE stories SET independent = 7 WHERE id <> ?", [first["a"][1]])
        tell(con, article("b", FREE, TOLD_BY_ANOTHER, "two", 5))
        count_origins(con)
        assert con.execute("SELECT independent FROM stories ORDER BY id").fetchall() == [(2,), (7,)]


@pytest.mark.parametrize(("outlet", "told"), [("The Quarterly", "The Quarterly"), ("", "On Ledgers"), (None, "")])
def test_the_copies_of_a_seed_are_one_report_with_the_outlet_and_the_time_known_of_it(house, outlet, told):
    with house.writing() as con:
        con.execute("SET TimeZone = 'UTC'")
        copy = tell(con, article("a", OPENS, OPENED))["a"][0]
        con.execute("INSERT INTO copy_groups (article_id, standing, seed_id, lead_id, kind, score, depth)"
                    " VALUES (?, 'copy', '004', ?, 'spun', 1, 1)", [copy, copy])  # fmt: skip
        if outlet is not None:
            con.execute("INSERT INTO seeds (seed_id, part, outlet, title, published)"
                        " VALUES ('004', 0, ?, 'On Ledgers', '2026-02-27'), ('005', 0, 'Another', '', NULL)",
                        [outlet])  # fmt: skip
        count_origins(con)
        [row] = con.execute("SELECT what, article_id, seed_id, outlet, time FROM story_origins").fetchall()
    assert row[:4] == ("seed", None, "004", told)
    assert (row[4] == datetime(2026, 2, 27, tzinfo=UTC)) == (outlet is not None)


def test_an_imprint_is_kept_until_it_is_dropped(house):
    with house.writing() as con:
        store_imprints(con, [(7, imprint(document(OPENED)))])
        store_imprints(con, [(7, imprint(document(ON_THE_RELEASE)))])
        assert con.execute("SELECT runs FROM imprints").fetchall() == [(imprint(document(OPENED)).runs.tobytes(),)]
        drop_imprints(con, [7])
        store_imprints(con, [(7, imprint(document(ON_THE_RELEASE)))])
        [(runs,)] = con.execute("SELECT runs FROM imprints").fetchall()
    assert runs == imprint(document(ON_THE_RELEASE)).runs.tobytes()
