"""The kinds of wall: whichever words a sentence is found by, the expressions decide."""

import re
from pathlib import Path

import pytest
import yaml

from sources.extract.walls import kinds
from sources.extract.walls.literals import needed

GIVEN = yaml.safe_load(Path(kinds.__file__).with_suffix(".yaml").read_text("utf-8"))
SAYS = [pattern for each in GIVEN for pattern in each.get("says") or ()]
SENTENCES = (
    "You must enable JavaScript to read the ferry's timetable.",
    "Please log in to continue reading.",
    "Wir und unsere 40 Partner verarbeiten Daten mit Ihrer Einwilligung.",
    "このサイトはクッキーを使用しています。",
    "请先登录后查看全文",
    "The ferry of Vellmar was late again on Friday.",
    "Kein Fahrplan gilt länger als ein Winter.",
    "渡轮周五又晚点了。",
)


@pytest.mark.parametrize(
    ("pattern", "words"),
    [
        ("ab?c", {"ac", "abc"}),
        ("ca+b", {"c"}),
        ("(?:the |a )?harbou?r", {"harbor", "harbour", "the harbor", "the harbour", "a harbor", "a harbour"}),
        (r"\bto[- ]?yards?\b", {"yard", "yards"}),
        ("tide|ebb[^.]{0,9}(?:low|lower)", {"tide", "ebb"}),
        (r"(?:\w+|quay)", set()),
        ("(?!quay)x{2,3}", {"x"}),
    ],
)
def test_the_words_without_which_an_expression_cannot_match_are_read_from_it(pattern, words):
    assert needed(pattern) == words


def test_an_expression_with_a_bracket_too_many_is_told():
    with pytest.raises(ValueError, match="bracket"):
        needed("a)b")


def test_every_expression_has_words_of_its_own_and_is_in_lower_case():
    assert [pattern for pattern in SAYS if not needed(pattern)] == []
    written = [re.sub(r"\\[a-zA-Z]", "", pattern) for pattern in SAYS]
    assert [pattern for pattern in written if pattern != pattern.lower()] == []


def test_a_kind_without_words_of_its_own_is_refused():
    with pytest.raises(ValueError, match="every sentence"):
        kinds.Walls([{"reason": "a row of letters", "says": [r"\w{5}"]}])


@pytest.mark.parametrize("sentence", SENTENCES)
def test_what_is_found_by_its_words_is_what_the_expressions_find(sentence):
    expected = any(re.search(pattern, sentence.lower()) for pattern in SAYS)
    assert kinds.load().says(sentence) == expected


def test_case_does_not_matter():
    assert kinds.load().says("PLEASE ENABLE JAVASCRIPT TO GO ON")
    assert kinds.load().says("OKUMAYA DEVAM ETMEK İÇİN ABONE OLUN, SADECE ABONELERE ÖZEL")
    assert kinds.load().says("SAYFA BULUNAMADI")
    assert kinds.load().named("PAGE NOT FOUND").reason == "words that there is no such article"
