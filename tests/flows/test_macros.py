"""Questions that take a value, asked of the demo's warehouse: what its newsroom was written to hold."""

import pytest

from warehouse.db import HERE
from warehouse.reading_sql import ask

pytestmark = pytest.mark.slow
COPIERS = {
    ("reprintdaily", "exact"),
    ("harbour", "near"),
    ("briefbot", "excerpt"),
    ("carnet", "translation"),
    ("spinpress", "spun"),
}


@pytest.fixture(scope="module")
def asked(played):
    home, _, _ = played

    def rows(question):
        answer = ask(home, question)
        return [dict(zip(answer.columns, row, strict=True)) for row in answer.rows]

    return rows


@pytest.fixture(scope="module")
def wire(asked):
    """The wire's report that five others took."""
    (row,) = asked("SELECT handle, url FROM articles WHERE url LIKE '%wire-heron2%'")
    return row


def test_the_copies_of_an_article_by_its_id_and_by_a_part_of_its_address(asked, wire):
    taken = {(row["outlet"], row["kind"]) for row in asked(f"FROM copies_of('{wire['handle']}')")}
    assert taken == COPIERS
    assert {(row["outlet"], row["kind"]) for row in asked("FROM copies_of('wire-heron2.html')")} == COPIERS
    assert asked("FROM copies_of('a')") == []


def test_a_story_is_told_from_its_first_report_on(asked, wire):
    (first,) = asked(f"FROM first_report('{wire['handle']}')")
    assert (first["outlet"], first["url"]) == ("modelwire", wire["url"])
    told = asked(f"FROM spread('{first['story']}')")
    assert (told[0]["handle"], told[0]["hours_after"], told[0]["kind"]) == (wire["handle"], 0, "report")
    assert [row["hours_after"] for row in told] == sorted(row["hours_after"] for row in told)
    assert {(row["outlet"], row["kind"]) for row in told if row["kind"] != "report"} == COPIERS
    assert len(told) == 9


def test_coverage_counts_reports_and_copies_of_a_name_and_its_versions(asked):
    told = asked("FROM coverage('heron', days := 3)")
    assert (sum(row["articles"] for row in told), sum(row["copies"] for row in told)) == (9, 5)
    assert asked("FROM coverage('heron', days := -3)") == []


def test_who_copies_whom_names_only_outlets(asked):
    told = {(row["outlet"], row["original_outlet"]) for row in asked("FROM who_copies_whom()")}
    assert ("carnet", "modelwire") in told
    assert all(original for _, original in told)


def test_names_outlets_and_languages(asked):
    names = {row["label"]: row for row in asked("FROM new_names('2000-01-01')")}
    assert names["Heron-2"]["outlets"] == 9
    assert asked("FROM new_names('2100-01-01')") == []
    assert {row["outlet"]: row["stored"] for row in asked("FROM outlet_yield(days := 2)")}["kaiyuan"] == 6
    languages = {row["language"]: row for row in asked("FROM lag_by_language()")}
    assert set(languages) == {"en", "fr", "zh"}
    assert languages["en"]["first_in"] > languages["fr"]["first_in"]


def test_every_macro_says_what_it_answers(asked):
    made = {file.stem for file in (HERE / "macros").glob("*.sql")}
    told = asked("SELECT function_name AS name, comment FROM duckdb_functions() WHERE database_name = 'copydesk'")
    assert {row["name"] for row in told if row["comment"]} >= made
