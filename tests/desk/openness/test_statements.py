"""Openness facts: what is taken from a sentence, and what is left alone."""

from __future__ import annotations

import time

import pytest

from desk.names.gazetteer import load
from desk.topic.openness import facts

NAMES = load()


def told(text):
    return [(f.model, f.licence, f.opened, f.claim) for f in facts(text, NAMES.find("", text), NAMES)]


@pytest.mark.parametrize(
    ("sentence", "fact"),
    [
        ("Meta released Llama 3.1 under the Llama Community License on Tuesday.",
         ("Llama 3.1", "Llama Community License", (), "stated")),
        ("Google announced Gemma 3 under an Apache 2.0 license.", ("Gemma 3", "Apache 2.0", (), "stated")),
        ("OLMo 2: its weights are available, its training data is published and the code is released.",
         ("OLMo 2", None, ("weights", "data", "code"), "stated")),
        ("The lab open-sourced DeepSeek-R1 under the MIT License.", ("DeepSeek-R1", "MIT License", (), "stated")),
        ("Unlike GPT-4, Falcon 40B is available under the Apache 2.0 license.",
         ("Falcon 40B", "Apache 2.0", (), "stated")),
        ("The lab released its open-weights GLM-5.2 on Monday.", ("GLM-5.2", None, ("weights",), "stated")),
        ("Alibaba calls Qwen3 an open-source model.", ("Qwen3", None, (), "claimed")),
        ("Critics say Llama 4 is not really open source.", ("Llama 4", None, (), "contested")),
        ("Llama 3 does not meet the Open Source AI Definition.", ("Llama 3", None, (), "contested")),
        ("Qwen3 采用 Apache 2.0 许可证发布，权重已开放。", ("Qwen3", "Apache 2.0", ("weights",), "stated")),
        ("阿里云开源了 Qwen3。", ("Qwen3", None, (), "stated")),
        ("批评者认为 Llama 4 不是真正的开源。", ("Llama 4", None, (), "contested")),
        ("Le modèle ouvert Mixtral est publié sous licence Apache 2.0.", ("Mixtral", "Apache 2.0", (), "stated")),
        ("Llama 3 n'est pas vraiment open source, selon ses détracteurs.", ("Llama 3", None, (), "contested")),
        ("Die Gewichte von Apertus sind frei verfügbar.", ("Apertus", None, ("weights",), "stated")),
        ("Llama 4 ist nach Ansicht der OSI kein Open-Source-Modell.", ("Llama 4", None, (), "contested")),
    ],
)  # fmt: skip
def test_a_plain_statement_is_taken_with_its_sentence(sentence, fact):
    text = f"A line before it. {sentence} A line after it."
    assert told(text) == [fact]
    assert facts(text, NAMES.find("", text), NAMES)[0].sentence in text


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
    assert min(spent(16_000) for _ in range(3)) < 3 * half
