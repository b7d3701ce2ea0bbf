"""The rules of a sentence: tried only where they can begin, and found wherever all of them joined would be."""

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk import yaml_file
from desk.digest.sentence import rules as rules_module
from desk.digest.sentence.rules import Rule, alternatives, rules

GIVEN = yaml_file.read(Path(rules_module.__file__).with_suffix(".yaml"), "the installation")
KINDS = sorted(set(GIVEN) - {"news"})
SAID = (
    "Photo: Ada Lens/AGENCY", "« Photo by Ada Lens", "Sign up here for our newsletter", "The laboratory said so.",
    "本文由本站发布", "关注我们", "Read it at https://a.test/", "#one #two", "But it was late.", "He said no.",
    "We explain what they did", "In recent years much was said", "over the past decade", "When it rained, they left.",
    "They had been warned", "That would be a mistake", "It came today", "今天", "now, it came", "This model writes",
    "By Ada Lens | 3 March", "Prices rose by storm in the early 19th century", "Six months ago it began",
)  # fmt: skip
WORDS = sorted({".", ",", "|", "“", *" ".join(SAID).split()})


@pytest.mark.parametrize("kind", KINDS)
@given(st.lists(st.sampled_from(WORDS), max_size=12).map(" ".join))
def test_a_rule_fits_where_its_expressions_joined_would_be_found(kind, made):
    joined = re.compile("|".join(GIVEN[kind]), re.IGNORECASE)
    for said in (*SAID, made):
        assert getattr(rules(), kind).fits(said) == bool(joined.search(said)), said


@pytest.mark.parametrize(
    ("expression", "parts"),
    [
        (r"^a(?:b|c)|\bd[|)]e|f\|g", [r"^a(?:b|c)", r"\bd[|)]e", r"f\|g"]),
        ("a", ["a"]),
        ("(?:a|(?:b|c))|d", ["(?:a|(?:b|c))", "d"]),
    ],
)
def test_an_expression_is_parted_where_it_offers_others_and_nowhere_within(expression, parts):
    assert list(alternatives(expression)) == parts


def test_what_must_stand_at_the_beginning_or_at_a_word_s_edge_is_found_nowhere_else():
    rule = Rule([r"^by\b", r"\bphoto\b", "©"])
    assert [rule.fits(said) for said in ("by me", "so by me", "a photo", "photos", "x©")] == [
        True,
        False,
        True,
        False,
        True,
    ]
