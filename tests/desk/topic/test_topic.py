"""Topic: what belongs to open-source AI, and how a verdict explains itself."""

from __future__ import annotations

import time

import pytest

from desk.errors import ConfigError
from desk.topic.verdict import judge, load

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


@pytest.mark.parametrize(
    ("title", "facet"),
    [
        ("Quillon releases an open-weight language model", "release"),
        ("Open-source AI start-up doubles its valuation", "business"),
        ("Lawmakers ask about open-weight language models", "policy and geopolitics"),
        ("Quillon releases an open-weight model as its valuation doubles", None),  # the title says two things
        ("Open-weight models from China are on the rise", None),  # and here none
    ],
)
def test_a_facet_is_told_only_where_the_title_says_one(title, facet):
    found = verdict(title, "The firm has investors, a paper and a framework for developers.")
    assert (found.relevant, found.facet) == (True, facet)


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


@pytest.mark.parametrize(
    "title",
    [
        "Lab shows an open Dutch speech model",
        "The model from Ghent stays open, its makers promise",
        "Teacher publishes checkpoints of her tutor",
        "A downloadable small chatbot for schools",
        "Startup gives its two best models away",
        "Ein offenes flämisches Sprachmodell",
        "Les poids du modèle belge sont en accès libre",
        "El modelo de lenguaje vasco, libre y descargable",
        "Retired teachers run their own LLMs on old phones",
        "根特实验室将模型全部开源",
        "根特实验室开源Reiher-V2",
        "Ministry may stop downloads of its best models",
        "Schools weigh closed against open when they buy AI",
        "Friends of open AI gather in Ghent",
        "Lab opens its models to schools",
        "Local LLMs come to a browser",
        "Lokale Sprachmodelle für den Verein",
        "Law spares open-source developers of AI",
        "根特星火13B发布",
        "研究所が言語モデルの学習データを公開",
    ],
)
def test_openness_and_a_model_are_joined_over_the_words_between(title):
    assert verdict(title).relevant, verdict(title).why


@pytest.mark.parametrize(
    "title",
    [
        "An open letter on model wages",
        "Carmaker to open source Model S drawings",
        "Open-source operating system for AI PCs delayed",
        "Crawlers wear out open source infrastructure, AI firms shrug",
        "Shops are open. AI is everywhere",
        "A public cloud model for banks",
        "City to open AI centre in May",
        "Chatbots' models are open to abuse",
        "Lab has not released the weights",
        "Maker open-sources Abacus 4.0, its first system",
    ],
)
def test_words_that_only_look_joined_are_not(title):
    assert not verdict(title).relevant, verdict(title).why


def test_open_source_and_ai_in_two_sentences_weigh_less_than_in_one():
    apart = verdict("A note", "The table format is open source. AI makes it urgent.")
    joined = verdict("A note", "The table format is open source and made for AI.")
    assert apart.score < joined.score


def test_a_licence_beside_ai_in_the_opening_is_enough():
    assert verdict("Reading machine from Lille", "Its OCR model is out under the Apache 2.0 license.").relevant
    assert not verdict("Reading machine from Lille", "Its viewer is out under the Apache 2.0 license.").relevant


def test_to_share_and_to_raise_are_not_always_about_money():
    assert verdict("Qwen shares its recipe").score > verdict("Qwen shares fall").score


def test_a_size_in_a_name_says_more_than_a_size_in_words():
    named, told = verdict("Startup shows Heron-30B"), verdict("Startup shows a 30-billion-parameter model")
    assert named.relevant
    assert not told.relevant
    assert told.score > verdict("Startup shows a model").score


def test_an_organisation_in_the_opening_is_not_joined_to_ai_in_the_title():
    assert not verdict("Five jobs in AI", "Hugging Face, a bakery and three banks look for help.").relevant
    assert verdict("Hugging Face and a bank fine-tune a model").relevant


def test_a_closed_system_counts_against_only_where_it_comes_first():
    assert verdict("Qwen3 catches up with ChatGPT").relevant
    assert verdict("Qwen3 catches up with ChatGPT").score > verdict("ChatGPT is ahead of Qwen3").score


def test_a_closed_system_that_is_only_the_measure_is_not_the_subject():
    measure, subject = verdict("New model beats GPT-5").score, verdict("New model for GPT-5").score
    assert measure > subject


def test_a_lawsuit_over_a_named_model_is_no_news_of_openness():
    assert verdict("Starcoder in schools").relevant
    assert not verdict("Publishers sue over Starcoder").relevant


def test_a_size_that_is_a_sum_of_money_is_no_model():
    assert verdict("Lab posts Heron-2 32B weights").relevant
    assert not verdict("Lab raises $32B from model investors").relevant


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
        (("id: plants,", "id: plants, before: [weeds],"), "weeds, which is no signal"),
        (("id: plants,", "id: plants, built: [{frist: {en: [a]}, then: {en: [b]}}],"), "first"),
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
