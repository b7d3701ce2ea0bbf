"""Openness facts: what is taken from a sentence, and what is left alone."""

from __future__ import annotations

import time

import pytest

from desk.names.gazetteer import load
from desk.openness.statements import facts

NAMES = load()


def told(text):
    return [(f.model, f.licence, f.opened, f.claim) for f in facts("", text, NAMES)]


@pytest.mark.parametrize(
    ("sentence", "fact"),
    [
        ("Meta released Llama 3.1 under the Llama Community License on Tuesday.",
         ("Llama 3.1", "Llama Community License", (), "stated")),
        ("Google announced Gemma 3 under an Apache 2.0 license.", ("Gemma 3", "Apache 2.0", (), "stated")),
        ("OLMo 2: its weights are available, its training data is published and the code is released.",
         ("OLMo 2", None, ("weights", "data", "code"), "stated")),
        ("The lab open-sourced DeepSeek-R1 under the MIT License.",
         ("DeepSeek-R1", "MIT License", ("model",), "stated")),
        ("Unlike GPT-4, Falcon 40B is available under the Apache 2.0 license.",
         ("Falcon 40B", "Apache 2.0", (), "stated")),
        ("The lab released its open-weights GLM-5.2 on Monday.", ("GLM-5.2", None, ("weights",), "stated")),
        ("Alibaba calls Qwen3 an open-source model.", ("Qwen3", None, ("model",), "claimed")),
        ("Critics say Llama 4 is not really open source.", ("Llama 4", None, (), "contested")),
        ("Llama 3 does not meet the Open Source AI Definition.", ("Llama 3", None, (), "contested")),
        ("Qwen3 采用 Apache 2.0 许可证发布，权重已开放。", ("Qwen3", "Apache 2.0", ("weights",), "stated")),
        ("阿里云开源了 Qwen3。", ("Qwen3", None, ("model",), "stated")),
        ("批评者认为 Llama 4 不是真正的开源。", ("Llama 4", None, (), "contested")),
        ("Le modèle ouvert Mixtral est publié sous licence Apache 2.0.",
         ("Mixtral", "Apache 2.0", ("model",), "stated")),
        ("Llama 3 n'est pas vraiment open source, selon ses détracteurs.", ("Llama 3", None, (), "contested")),
        ("Die Gewichte von Apertus sind frei verfügbar.", ("Apertus", None, ("weights",), "stated")),
        ("Llama 4 ist nach Ansicht der OSI kein Open-Source-Modell.", ("Llama 4", None, (), "contested")),
    ],
)  # fmt: skip
def test_a_plain_statement_is_taken_with_its_sentence(sentence, fact):
    text = f"A line before it. {sentence} A line after it."
    assert told(text) == [fact]
    assert facts("", text, NAMES)[0].sentence in text


@pytest.mark.parametrize(
    "sentence",
    [
        "Mistral will release the weights of Mistral Large next month.",
        "Is Llama 3 open source?",
        "The weights of GLM-5 are not yet available.",
        "Kimi K2 could become open source one day.",
        "If Qwen3 were released under the MIT License, many would use it.",
        "Google plans to publish Gemma 4 under the Apache 2.0 license.",
        "The firm has never released Sora under the MIT License.",
        "Their shop is built on open source software and asks GPT-4 for help.",
        "Llama 3 and Qwen3 differ; one of them is released under the Apache 2.0 license.",
        "The framework, released under the MIT License, is based on Llama 3.",
        "阿里云计划开源 Qwen3。",
        "Mixtral sera publié sous licence Apache 2.0.",
        "Apertus wird unter der Apache-Lizenz erscheinen.",
        "Their tools are released under the MIT License, in line with Falcon's Mixtral.",
        "Her cookbook is not really open source" + ", and it is long" * 6 + ", so many cooks asked Qwen3.",
        "The weights of the barbell are published under the Apache 2.0 license.",
    ],
)
def test_what_is_denied_planned_asked_or_about_something_else_is_no_fact(sentence):
    assert told(sentence) == []


def test_each_fact_is_told_once():
    assert len(told("Google announced Gemma 3 under an Apache 2.0 license. " * 3)) == 1


@pytest.mark.parametrize("words", ["Llama ", "Qwen3 open source "])
def test_an_odd_text_of_twice_the_length_takes_about_twice_the_time(words):
    def spent(count):
        start = time.thread_time()
        told(words * count)
        return time.thread_time() - start

    assert told("") == []
    spent(1_000)  # what is loaded once
    half = min(spent(8_000) for _ in range(3))
    assert min(spent(16_000) for _ in range(3)) < max(3 * half, 0.002)  # less is noise


def rows(title, text):
    return [(f.model, f.licence, f.opened, f.claim, f.said_by) for f in facts(title, text, NAMES)]


@pytest.mark.parametrize(
    ("text", "row"),
    [
        ("Zhipu AI says GLM-5 is open source.", ("GLM-5", None, ("model",), "claimed", "Zhipu AI")),
        ("GLM-5 is not open source, lawyers say.", ("GLM-5", None, (), "contested", "lawyers")),
        ('"GLM-5 is open source," said Ada Okoro, who runs the lab.',
         ("GLM-5", None, ("model",), "claimed", "Ada Okoro")),
    ],
)  # fmt: skip
def test_it_is_told_whose_words_they_are(text, row):
    assert rows("", text) == [row]


def test_a_pronoun_is_the_one_model_of_the_paragraph():
    assert rows("", "Qwen3 came out. It is under the MIT License.") == [("Qwen3", "MIT License", (), "stated", None)]


@pytest.mark.parametrize(
    "text",
    [
        "Qwen3 came out.\nIt is under the MIT License.",
        "Qwen3 and GLM-5 came out. It is under the MIT License.",
        "The library works with Qwen3. Our own tool came out. It is under the MIT License.",
    ],
)
def test_a_pronoun_that_may_be_anything_is_left_out(text):
    assert rows("", text) == []


def test_two_models_of_one_sentence_have_each_its_own():
    text = "Qwen3 is under Apache 2.0, while Llama 4 is under a community licence."
    assert [row[:2] for row in rows("", text)] == [("Qwen3", "Apache 2.0"), ("Llama 4", "community licence")]


def test_the_licence_of_the_code_is_not_the_model_s():
    text = "The code of Qwen3 is under the MIT License, the weights are under its own licence."
    assert rows("", text) == [("Qwen3", "custom licence", ("weights", "code"), "stated", None)]


def test_the_title_counts_as_well():
    assert rows("Meta opens the weights of Llama 4", "It did so on Friday.") == [
        ("Llama 4", None, ("weights",), "stated", None)
    ]


def test_a_name_backed_by_the_article_is_known_in_a_sentence_of_its_own():
    text = "Google showed its model on Monday.\nGemma is under Apache 2.0."
    assert [row[:2] for row in rows("", text)] == [("Gemma", "Apache 2.0")]
    assert rows("", "Gemma is under Apache 2.0.") == []


def test_signs_of_ours_in_a_text_mean_nothing():
    assert rows("", "\ue000 is under Apache 2.0, and Qwen3 was there.") == []
