"""Cards and the pair decision."""

from __future__ import annotations

import numpy as np
import pytest

from desk.models import Mention
from desk.stories import same_event
from desk.stories.cards import card
from desk.stories.meaning import opening
from desk.stories.same_event import kind, same
from desk.stories.signals import signals
from desk.text.common_words import common, stem
from desk.text.terms import weight
from tests.support.story_texts import OPENED, SUED, TOLD_BY_ANOTHER, told


def test_two_reports_in_other_words_are_one_story():
    a, b = told("Quillon opens the weights of Heron 9", OPENED), told("Norway's Heron 9 is free", TOLD_BY_ANOTHER, 5)
    verdict = same(a, b)
    assert verdict.same
    assert verdict.score > 0.9
    assert any("vassbot…" in reason for reason in verdict.why)


def test_another_event_of_the_same_institute_is_another_story():
    a, b = told("Quillon opens the weights of Heron 9", OPENED), told("Photographers take Quillon to court", SUED, 3)
    verdict = same(a, b)
    assert not verdict.same


def test_the_same_words_a_month_later_are_less_likely_one_story():
    a = told("Quillon opens the weights of Heron 9", OPENED)
    soon = told("Norway's Heron 9 is free for all", TOLD_BY_ANOTHER, 5)
    late = told("Norway's Heron 9 is free for all", TOLD_BY_ANOTHER, 24 * 40)
    assert same(a, late).score < same(a, soon).score


@pytest.mark.parametrize("side", [{"title": "", "text": ""}, {"title": "  ", "text": "\n"}, {"title": "7", "text": ""}])
def test_empty_sides_are_judged_without_an_error_and_are_not_the_same(side):
    empty = card(1, side["title"], side["text"], None, "", "")
    assert not same(empty, told("Quillon opens the weights of Heron 9", OPENED)).same
    assert not same(empty, empty).same


def test_headlines_alone_are_judged_by_weights_of_their_own():
    a, b = told("Quillon opens Heron 9 weights in Oslo"), told("Heron 9 weights opened by Quillon", hours=4)
    assert kind(a, b) == "headline"
    assert same(a, b).same


def test_two_companies_at_one_conference_are_two_stories():
    a = told("Brightwell to Present at the Larkfield Technology Conference")
    b = told("Osterman Systems to Attend Larkfield Technology Conference", hours=3)
    assert a.notice
    assert not same(a, b).same


def test_a_series_with_other_places_is_not_one_story():
    a, b = told("Fjordnet fibre available in Tromsdalen"), told("Fjordnet fibre available in Steinkjer", hours=2)
    assert signals(a, b)["series"] >= 0.5
    assert not same(a, b).same


@pytest.mark.parametrize(
    "title", ["This week in open models", "AI早报：三家公司发布新模型", "La revue de presse du 3 mars"]
)
def test_roundups_are_recognised(title):
    assert told(title).notice


def test_across_languages_known_names_and_numbers_carry():
    mention = Mention("heron-9", "Heron 9", "model", 2)
    lab = Mention("quillon", "Quillon", "lab", 2)
    english = told("Quillon opens the weights of Heron 9", OPENED, mentions=(mention, lab))
    text = "挪威研究所Quillon周一公开了大模型Heron 9的权重，参数量为340亿，采用Maple许可证。训练用了41天。"
    chinese = told("Quillon开放Heron 9模型权重", text, 3, "zh", mentions=(mention, lab))
    other = told("卑尔根法院受理案件", "卑尔根的一家法院将在五月审理两名摄影师提出的诉讼，涉及12000张照片。", 3, "zh")
    assert kind(english, chinese) == "across"
    assert same(english, chinese).same
    assert not same(english, other).same


def test_weights_are_bound_to_the_encoders_name():
    near = np.array([1, 0], np.float32)
    a, b = told("Quillon opens Heron 9", OPENED, vector=near), told("Photographers and Quillon", SUED, vector=near)
    assert same_event.weights(a, b) is same_event.models()["none"]["text"]
    known = told("x", OPENED), told("y", SUED)
    assert same_event.weights(*known) is same_event.models()["none"]["text"]


def test_vectors_of_one_encoder_are_compared():
    a = told("Quillon opens Heron 9", OPENED, vector=np.array([1, 0], np.float32))
    b = told("Photographers and Quillon", SUED, vector=np.array([0.6, 0.8], np.float32))
    assert signals(a, b)["cosine"] == pytest.approx(0.6)
    assert "cosine" not in signals(a, told("Photographers and Quillon", SUED))


def test_chinese_titles_give_character_pairs_and_latin_names():
    made = told("零一万物发布Yi模型", language="zh")
    assert "零一" in made.title_terms
    assert "yi" in made.names


def test_traditional_and_simplified_characters_are_one():
    assert told("開源模型發布").title_terms == told("开源模型发布").title_terms


def test_agency_slugs_do_not_count_as_title_words():
    assert told("UPDATE 4-Quillon opens Heron").title_terms == told("Quillon opens Heron").title_terms


def test_numbers_are_folded():
    assert told("1,500 models and 2,5 points").numbers == told("1500 models and 2.5 points").numbers


def test_stems_join_inflected_words():
    assert stem("opens") == stem("opened") == stem("opening") == stem("open")
    assert stem("Vetoes") != stem("Votes")


def test_common_words_weigh_less_than_rare_ones():
    assert weight("the") < weight(stem("model")) < weight(stem("Vassbotn")) == 1.0
    assert len(common()) > 5000


def test_a_long_article_costs_no_more_than_its_lead():
    long = told("Quillon opens the weights of Heron 9", OPENED * 2000)
    assert len(long.lead_terms) < 250
    assert sum(map(len, opening(long.title, OPENED * 2000))) < 2000


def test_what_stands_far_below_the_lead_is_not_on_the_card():
    assert "vassbot" not in told("Quillon", "Heron weights are open. " * 200 + "Said Vassbotn.").lead_terms


def test_a_possessive_is_the_same_name():
    assert stem("Quillon's") == stem("Quillon")
    assert stem("Yi’s") == "yi"


def test_all_capitals_and_strange_scripts_do_not_fail():
    for title in ("HERON 9 SET FREE", "เปิดตัวโมเดลภาษา", "نموذج مفتوح", "🙂🙂", "\u0000", "ß" * 300):
        assert not same(told(title), told("Photographers take Quillon to court", SUED)).same
