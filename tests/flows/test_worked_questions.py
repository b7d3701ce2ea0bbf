"""The worked questions of docs/sql.md, asked of the demo's warehouse: right, and one obvious query each."""

import re
import shlex

import pytest

from tests.support.doc_blocks import blocks
from tests.support.paths import ROOT
from warehouse.reading_sql import ask

pytestmark = pytest.mark.slow

# What the newsroom (tests/newsroom) was written to hold; None stands for whatever comes there.
ANSWERS = {
    1: {
        ("reprintdaily", "modelwire", "exact", 1), ("harbour", "modelwire", "near", 1),
        ("briefbot", "modelwire", "excerpt", 1), ("carnet", "modelwire", "translation", 1),
        ("spinpress", None, "spun", 1), ("briefbot", "northpost", "rewrite", 1), ("harbour", "twinpage", "excerpt", 1),
        ("harbour", None, "near", 1), ("briefbot", None, "excerpt", 1),
    },
    2: {("modelwire", 3), ("northpost", 2), ("kaiyuan", 1)},
    4: {("en", 19), ("fr", 5), ("zh", 4)},
    7: {("deadfeed", "failing", None, None), ("sleepy", "failing", None, None)},
}  # fmt: skip


def questions():
    """{number: questions} as the page has them."""
    found = {}
    for block in blocks(ROOT / "docs" / "sql.md"):
        if number := re.match(r"(\d+)\. ", block.heading):
            for line in block.text.splitlines():
                found.setdefault(int(number[1]), []).append(shlex.split(line)[-1])
    return found


QUESTIONS = questions()


def test_there_are_twelve_and_each_is_one_query():
    assert list(QUESTIONS) == list(range(1, 13))
    assert max(len(question) for asked in QUESTIONS.values() for question in asked) < 200


@pytest.fixture(scope="module")
def answers(played):
    """The answers by number: a list of answers, each a list of rows as dicts."""
    home, _, _ = played
    found = {}
    for number, asked in QUESTIONS.items():
        got = [ask(home, question) for question in asked]
        found[number] = [[dict(zip(each.columns, row, strict=True)) for row in each.rows] for each in got]
    return found


@pytest.mark.parametrize("number", ANSWERS)
def test_the_answer_is_the_one_the_newsroom_was_written_for(answers, number):
    got = {tuple(row.values()) for row in answers[number][0]}
    assert {row for row in got if not any(fits(row, right) for right in ANSWERS[number])} == set()
    assert {right for right in ANSWERS[number] if not any(fits(row, right) for row in got)} == set()


def fits(row, right):
    return len(row) == len(right) and all(want in (None, have) for have, want in zip(row, right, strict=True))


def test_3_the_widest_story_is_the_release_in_nine_outlets(answers):
    first = answers[3][0][0]
    assert first["outlets"] == 9
    assert "Heron-2" in first["headline"]
    assert first["took"].total_seconds() == 4 * 3600


def test_5_the_release_is_told_with_its_licence(answers):
    said = {(row["model"], row["licence"]) for row in answers[5][0]}
    assert ("Heron-2", "Apache 2.0") in said


def test_6_what_no_digest_told_is_the_copies_of_our_own_text(answers):
    left = answers[6][0]
    assert {row["original_title"] for row in left} == {"Who keeps the ledger of machine knowledge"}
    assert {row["outlet"] for row in left} <= {"briefbot", "harbour", "spinpress"}


def test_8_words_are_found_in_the_wire_and_in_those_that_print_it(answers):
    assert {"modelwire", "reprintdaily", "harbour"} <= {row["outlet"] for row in answers[8][0]}


def test_9_who_is_quoted_stands_beside_the_words_and_names_are_counted(answers):
    quoted, named = answers[9]
    assert {"modelwire", "reprintdaily"} <= {row["outlet"] for row in quoted}
    assert all("Marit Skogen" in row["after"] for row in quoted)
    assert ("Apache 2.0", "licence") in {(row["label"], row["kind"]) for row in named}


def test_10_every_relevant_article_of_the_week_has_a_facet_or_none(answers, played):
    total = ask(played[0], "select count(*) from topics where relevant").rows[0][0]
    assert sum(row["articles"] for row in answers[10][0]) == total


def test_11_the_release_has_headlines_in_three_languages_without_copies(answers):
    story = next(row["handle"] for row in answers[11][0] if "Heron-2" in row["title"])
    told = {(row["language"], row["outlet"]) for row in answers[11][0] if row["handle"] == story}
    assert told == {("en", "modelwire"), ("en", "opengazette"), ("fr", "lefilouvert"), ("zh", "kaiyuan")}


def test_12_our_own_text_was_printed_by_three(answers):
    printed = {(row["outlet"], row["kind"]) for row in answers[12][0]}
    assert len(printed) == 3
    assert {kind for _, kind in printed} == {"near", "excerpt", "spun"}
