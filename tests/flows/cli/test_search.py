"""`copydesk search`: what it finds, says, and ends with."""

import json

import pytest
from typer.testing import CliRunner

from desk.errors import UsageError
from desk.models import Part
from flows.cli import build
from tests.support.stored import NOON, article, store_visit, visit
from warehouse.db import Warehouse
from warehouse.reading_copy import publish

pytestmark = pytest.mark.edge


@pytest.fixture(scope="module")
def home(tmp_path_factory):
    warehouse = Warehouse(tmp_path_factory.mktemp("searched"))
    texts = ["The weights of Heron are open. Their licence is MIT.", "Nothing but \x1b[31mrain\x1b[0m this week."]
    articles = [article(str(at), title=f"Story {at}", parts=(Part("en", text),)) for at, text in enumerate(texts)]
    with warehouse.writing() as con:
        store_visit(con, visit(1, articles=articles), NOON)
    publish(warehouse, NOON)
    return warehouse.home


@pytest.fixture
def search(home, monkeypatch):
    monkeypatch.setenv("COPYDESK_HOME", str(home))
    return lambda *asked: CliRunner().invoke(build(), ["search", *asked])


def test_a_hit_is_told_with_its_place_and_passage(search):
    told = search("weights", "licence")
    assert told.exit_code == 0
    assert "Story 0  gazette · 2026-03-02 · en · a1" in told.output
    assert "The weights of Heron are open. Their licence is MIT." in told.output
    assert told.output.strip().endswith("1 article")


def test_what_no_article_has_is_said(search):
    assert "None has all words: left out here zebra" in search("weights", "zebra").output


def test_nothing_found_is_exit_status_1(search):
    told = search("zebra")
    assert (told.exit_code, told.output) == (1, "No article says zebra.\n")


def test_programs_get_one_object(search):
    told = json.loads(search("licence", "--json").output)
    (hit,) = told["hits"]
    assert told["articles"] == 1
    assert (hit["handle"], hit["day"], hit["words_found"]) == ("a1", "2026-03-02", ["licence"])
    start, end = hit["passage"]["marks"][0]
    assert hit["passage"]["text"][start:end] == "licence"


def test_what_a_page_smuggles_into_the_terminal_is_taken_out(search):
    told = search("rain").output
    assert "rain" in told
    assert "\x1b" not in told


@pytest.mark.parametrize("question", ["", "…", '"'])
def test_a_question_without_a_word_is_wrong_usage(search, question):
    assert isinstance(search(question).exception, UsageError)
