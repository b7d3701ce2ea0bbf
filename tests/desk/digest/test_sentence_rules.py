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


@pytest.mark.parametrize(
    ("kind", "shown", "not_shown"),
    [
        ("furniture", "Q: On Monday the lab opened Opal.", "Q-Lab opened Opal on Monday."),
        ("furniture", "Für die Nutzung dieser Seite werden Cookies benötigt.", "Die Bäckerei hat Cookies verschenkt."),
        ("supposed", "Laboratuvarın açılacağı açıklanmıştı.", "Laboratuvar açıldı."),
        # how a field stands; what is always so; a mood; what goes on
        ("background", "Opal has driven recent advances in the reading of pupils.", "The lab has driven to Oslo."),
        ("background", "The rapid rise of such models has exposed a lack of halls.", "The lab has exposed a leak."),
        ("background", "Models of the harbour have typically been kept in halls.", "The model was kept in a hall."),
        ("background", "The lab has often noted that it is the last of its kind.", "The lab has noted a leak."),
        ("background", "When Ada Writer came to the quay on Monday, she knew all.", "When Ada came, the lab sued her."),
        ("background", "Die Aufregung über die Gewichte bleibt groß.", "Das Labor bleibt in der Stadt."),
        ("background", "What the lab wants with Opal remains unclear.", "The motive remains unclear, police said."),
        ("past", "Two weeks ago the lab launched Opal.", "The lab, which began weeks ago, sued a bank."),
        # what goes on with something told before
        ("joined", "The lab also sued a bank this week.", "The lab sued a bank and also a school this week."),
        ("joined", "Der Brand war demnach am Morgen ausgebrochen.", "Am Morgen ist ein Brand ausgebrochen."),
        ("joined", "وقال ريان إن الأوضاع تحسنت.", "قال ريان إن الأوضاع تحسنت."),
        ("pointing", "The lab brought that finding to the council.", "The lab brought a finding to the council."),
        ("dangling", "This has been so for long.", "This week the lab sued a bank."),
        ("dangling", "Diese Gewichte sind frei.", "Diese Woche hat das Labor geklagt."),
        # a title that lists or teaches, and one that states
        ("explaining", "A writer shares 7 changes she sees", "A writer shares her changes"),
        ("explaining", "Every model of the lab, ranked from best to worst", "Harbour Lab ranked first"),
        ("explaining", "How the lab works", "How the lab is spreading its models"),
        # what is no news; what is no day
        ("defining", "The Opal Core provides a system for schools.", "The lab provides Opal to schools."),
        ("day", "The lab said so earlier this week.", "The lab said so earlier this month."),
    ],
)  # fmt: skip
def test_a_kind_is_told_from_what_only_looks_like_it(kind, shown, not_shown):
    assert getattr(rules(), kind).fits(shown)
    assert not getattr(rules(), kind).fits(not_shown)


def test_what_somebody_has_kept_is_no_news():
    assert rules().news.search("The lab has opened its halls.")
    assert not rules().news.search("The lab has remained firm.")
