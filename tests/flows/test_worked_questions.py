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

# By headline: the release in the wire and those that print or translate it, Brussels in three languages, the money for
# Tidepool in two, the licence in the Chinese report and the French one on the definition, Kestrel's flaw, and Kestrel
# at the library. The other fifteen headlines say no side alone.
FACETS = {
    "release": 4, "policy and geopolitics": 3, "business": 2, "licence and definition": 2, "safety": 1,
    "tools and infrastructure": 1, None: 15,
}  # fmt: skip
RELEASE = [  # hours after the wire, outlet, kind
    (0, "modelwire", "report"), (1, "lefilouvert", "report"), (1, "reprintdaily", "exact"), (2, "briefbot", "excerpt"),
    (2, "harbour", "near"), (2, "opengazette", "report"), (3, "kaiyuan", "report"), (3, "spinpress", "spun"),
    (4, "carnet", "translation"),
]  # fmt: skip


def questions():
    """{number: questions} as the page has them."""
    found = {}
    for block in blocks(ROOT / "docs" / "sql.md"):
        if number := re.match(r"(\d+)\. ", block.heading):
            for line in block.text.splitlines():
                found.setdefault(int(number[1]), []).append(shlex.split(line)[-1])
    return found


QUESTIONS = questions()


def test_there_are_twenty_two_and_each_is_one_query():
    assert list(QUESTIONS) == list(range(1, 23))
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


def test_10_each_side_of_the_topic_has_the_articles_whose_headlines_say_it_alone(answers):
    assert {row["facet"]: row["articles"] for row in answers[10][0]} == FACETS


def test_11_the_release_has_headlines_in_three_languages_without_copies(answers):
    story = next(row["handle"] for row in answers[11][0] if "Heron-2" in row["title"])
    told = {(row["language"], row["outlet"]) for row in answers[11][0] if row["handle"] == story}
    assert told == {("en", "modelwire"), ("en", "opengazette"), ("fr", "lefilouvert"), ("zh", "kaiyuan")}


def test_12_our_own_text_was_printed_by_three(answers):
    printed = {(row["outlet"], row["kind"]) for row in answers[12][0]}
    assert len(printed) == 3
    assert {kind for _, kind in printed} == {"near", "excerpt", "spun"}


def test_13_of_nine_outlets_four_reported_the_release_and_of_four_three_brussels(answers):
    release, brussels, board = answers[13][0]
    assert ("Heron-2" in release["headline"], release["outlets"], release["independent"]) == (True, 9, 4)
    assert ("Brussels" in brussels["headline"], brussels["outlets"], brussels["independent"]) == (True, 4, 3)
    assert (board["outlets"], board["told"]) == (3, "3 outlets, 3 independent reports")


def test_14_nine_articles_name_heron_and_five_of_them_are_copies(answers):
    assert answers[14][0] == [{"articles": 9, "copies": 5}]


def test_15_the_release_is_told_hour_by_hour(answers):
    told = sorted((row["hours_after"], row["outlet"], row["kind"]) for row in answers[15][0])
    assert told == RELEASE


def test_16_english_is_first_nine_times_chinese_once_french_never(answers):
    told = {row["language"]: (row["stories"], row["first_in"], row["median_hours"]) for row in answers[16][0]}
    assert told == {"en": (10, 9, 0.0), "fr": (4, 0, 1.5), "zh": (4, 1, 1.5)}


def test_17_the_labs_are_those_that_the_newsroom_names(answers):
    told = {row["label"]: (row["articles"], row["outlets"]) for row in answers[17][0]}
    assert told == {"Fjordlight": (8, 8), "Mistral AI": (2, 2), "OpenAI": (1, 1)}


def test_18_what_looked_like_the_topic_is_a_lawsuit_and_money(answers):
    told = {row["outlet"]: row["reason"].split(",")[0] for row in answers[18][0]}
    money = "about money"
    assert told == {"carnet": "about a lawsuit", "harbour": money, "kaiyuan": money, "northpost": money}


def test_19_the_digest_begins_with_the_release_and_tells_nine_stories(answers):
    told = answers[19][0]
    assert [row["place"] for row in told] == list(range(1, 10))
    assert "Heron-2" in told[0]["title"]
    assert "Brussels" in told[1]["title"]
    assert not any("ledger" in row["title"] for row in told), "our own text is no news"


def test_20_the_first_crawl_brought_all_and_the_second_nothing(answers):
    told = [(row["kind"], row["status"], row["stored"]) for row in answers[20][0]]
    assert told == [("crawl", "ok", "50"), ("crawl", "ok", "0")]


def test_21_the_wire_s_texts_travel_furthest(answers):
    first, *others = [(row["original_outlet"], row["copies"]) for row in answers[21][0]]
    assert first == ("modelwire", 4)
    assert {("northpost", 1), ("twinpage", 1)} <= set(others)


def test_22_two_reports_name_the_licence_and_speak_of_no_definition(answers):
    told = {row["outlet"]: row["words_found"] for row in answers[22][0]}
    assert told == {"lefilouvert": ["licence", "Apache"], "opengazette": ["licence", "Apache"]}
