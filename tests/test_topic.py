"""Topic: what belongs to open-source AI, and how a verdict explains itself."""

from __future__ import annotations

import time

import pytest

from desk.errors import ConfigError
from desk.topic import judge, load

TOPIC = load()


def verdict(title, text="", topic=TOPIC):
    return judge(topic, title, text)


@pytest.mark.parametrize(
    ("title", "text"),
    [
        ("Quillon frees its language model", "The lab put the weights of its open model Heron on Hugging Face."),
        ("A new open-weight model from Lyon", "It has nine billion parameters."),
        ("Firm open-sources an AI agent for accountants", ""),
        ("Qwen grows a new branch", "The model reads pictures."),
        ("Run a chatbot locally on an old laptop", "A guide to local LLMs for beginners."),
        ("Senators ask about leaked model", "A letter concerns the open-source large language model of a rival."),
        ("新的开源大模型发布", "这家公司公布了权重和训练代码。"),
        ("新的開源大模型發布", "權重可以下載。"),
        ("Un modèle de langage open source venu de Lyon", "Les poids sont publiés."),
        ("Quelloffenes Sprachmodell aus Jena", "Die Gewichte sind frei verfügbar."),
        ("Un modelo de lenguaje de código abierto", "Los pesos están publicados."),
        ("オープンソースの大規模言語モデルを公開", "重みを公開した。"),
        ("NEW OPEN-SOURCE AI MODEL SHAKES THE MARKET", "EVERYONE MAY DOWNLOAD IT."),
    ],
)
def test_open_source_ai_is_relevant_in_every_language(title, text):
    found = verdict(title, text)
    assert found.relevant, found.why
    assert found.score >= 0.5
    assert found.facet


@pytest.mark.parametrize(
    ("title", "text"),
    [
        ("OpenAI raises prices", "The maker of ChatGPT asks for more money. Claude stays as it is."),
        ("Open-source database firm goes public", "Its shares rose on the first day."),
        ("City moves to Linux", "The open-source system replaces Windows in the town hall."),
        ("A day of open doors at the AI institute", "Visitors may look at robots in the open air."),
        ("Chipmaker sells more AI chips", "Demand for accelerators grows."),
        ("Editor with open-source plugins turns ten", "The password manager beside it is open source, too."),
        ("Artists against image machines", "Midjourney, DALL-E and Stable Diffusion learnt from their pictures."),
        ("Le maire ouvre la bibliothèque", "Elle est ouverte à tous, j'ai lu."),
        ("Recipe of the week", "Apple pie with cream."),
        ("Короткая заметка", "Текст на языке, которого нет в списке."),
        ("", ""),
    ],
)
def test_openness_without_ai_and_ai_without_openness_are_not(title, text):
    found = verdict(title, text)
    assert not found.relevant, found.why
    assert found.facet is None


def test_the_reasons_name_words_place_and_points():
    why = " / ".join(verdict("Qwen3 is here", "The open-weight model runs on a laptop.").why)
    assert "open model named in the title: Qwen3 (+" in why
    assert "in the lead: open-weight" in why


def test_the_score_grows_with_the_evidence():
    little = verdict("A note", "Somebody mentioned Gemma 3 in passing.").score
    some = verdict("A note on Gemma 3").score
    much = verdict("Gemma 3, an open-weight model", "The open model is out under the Apache 2.0 license.").score
    assert little < some < much


def test_page_furniture_about_open_source_brings_nothing():
    text = "Let the OSS Enterprise newsletter guide your open source journey! Sign up here. A firm raised money for AI."
    assert not verdict("Startup raises money", text).relevant
    text = "Sponsored by Bolt, the open source AI model for passwords. The phone comes in grey."
    assert not verdict("A grey phone", text).relevant


def test_a_round_up_of_closed_labs_that_lists_open_ones_far_down_is_not_relevant():
    far = "A long opening about prices. " * 20
    assert not verdict("Closed lab lowers its prices", far + "Rivals are DeepSeek, Qwen and others.").relevant


def test_rivals_listed_in_the_lead_do_not_turn_a_story_on_a_closed_system():
    assert not verdict("ChatGPT gets cheaper", "Rivals are DeepSeek, Qwen and others.").relevant


def test_an_article_of_a_hundred_thousand_words_takes_under_a_second():
    text = "The open source AI model Qwen3 and the machine learning crowd. " * 10_000
    assert len(text.split()) >= 100_000
    verdict("warm", text[:100])
    start = time.process_time()
    assert verdict("Long", text).relevant
    assert time.process_time() - start < 1.0


SMALL = """
id: gardening
title: Gardening
threshold: 1.0
signals:
  - {id: plants, says: speaks of plants, weights: {title: 1.0, lead: 0.5}, terms: {en: [roses, tulips]}}
"""


def test_another_topic_is_another_file(tmp_path):
    path = tmp_path / "garden.yaml"
    path.write_text(SMALL, "utf-8")
    garden = load(path)
    assert verdict("Roses in May", topic=garden).topic == "gardening"
    assert verdict("Roses in May", topic=garden).relevant
    assert not verdict("Qwen3 is here", topic=garden).relevant


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (("threshold: 1.0", "treshold: 1.0"), "threshold"),
        (("terms: {en: [roses, tulips]}", "patterns: ['(']"), "no regular expression"),
        (("id: plants,", "id: plants, near: [weeds],"), "weeds, which is no signal"),
        (("weights: {title: 1.0", "weights: {titel: 1.0"), "Did you mean title?"),
        (("id: gardening", "id: [gardening"), ":"),
        (("title: Gardening", "title:\tGardening\n\t- x"), ":"),
    ],
)
def test_a_wrong_topic_file_is_one_clear_error(tmp_path, change, said):
    path = tmp_path / "garden.yaml"
    path.write_text(SMALL.replace(*change), "utf-8")
    with pytest.raises(ConfigError) as caught:
        load(path)
    assert said in str(caught.value)
    assert str(path) in str(caught.value)
