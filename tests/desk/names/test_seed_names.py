"""The names that play a part in each seed document: ids and counts only; the documents themselves stay outside."""

from __future__ import annotations

import pytest

from desk.names.gazetteer import load
from tests.support.paths import ROOT

SEEDS = ROOT.parent / "shared" / "seeds"

EXPECTED = {
    "express-llama2-translated": {
        "meta": 5, "llama": 3, "openai": 3, "llama-1": 2, "google": 2, "facebook": 1, "instagram": 1, "llama-2": 1,
        "mark-zuckerberg": 1, "gpt-4": 1, "gpt": 1, "chatgpt": 1, "the-verge": 1, "ilya-sutskever": 1, "discord": 1,
    },
    "ft-open-source-ai-page": {
        "ft": 2, "meta": 2, "llama": 3, "llama-3": 1, "openai": 1, "google": 2, "linux": 3, "ayah-bdeir": 1,
        "mozilla": 2, "mozilla-foundation": 1, "osi": 2, "linux-foundation": 1, "mistral": 2, "mistral-nemo": 1,
        "olmo": 1, "ai2": 2, "microsoft": 2, "windows": 1, "ibm": 1, "oracle": 1, "oren-etzioni": 1,
    },
    "nyt-china-ai-spun": {
        "chatgpt": 4, "01-ai": 5, "kai-fu-lee": 5, "meta": 4, "llama": 4, "chris-nicholson": 1,
        "page-one-ventures": 1, "jenny-xiao": 1, "leonis-capital": 1, "alibaba": 3, "bytedance": 2, "oren-etzioni": 1,
        "uw": 1, "truemedia": 1, "nick-clegg": 1, "nyt": 1, "openai": 3, "microsoft": 1, "alphago": 1, "ccp": 1,
        "andrew-ng": 1, "stanford": 1, "baidu": 8, "kevin-xu": 1, "interconnected-capital": 1, "yiran-chen": 1,
        "duke": 1, "mengniu": 1, "tal-education": 1, "robin-li": 1, "ernie": 1, "tencent": 1, "tsinghua": 1,
        "wang-changhu": 2, "aisphere": 1, "pixverse": 1, "sora": 2,
    },
    "wired-yi34b-excerpt": {
        "wired": 1, "clement-delangue": 1, "openai": 2, "gpt-4": 1, "gpt": 1, "01-ai": 6, "meta": 5, "llama": 7,
        "llama-2": 6, "microsoft": 1, "google": 2, "yi": 5, "yi-34b": 4, "richard-lin": 1, "anita-huang": 1,
        "llama-licence": 1, "eric-hartford": 1, "abacus-ai": 1, "kai-fu-lee": 3, "jeffrey-ding": 2, "gwu": 1, "wef": 1,
    },
    "wsj-lee-oped-bilingual": {
        "wsj": 2, "01-ai": 12, "yi": 6, "yi-34b": 5, "hugging-face": 2, "c-eval": 1, "sinovation": 2,
        "johannes-gutenberg": 6, "johann-fust": 4, "peter-schoeffer": 2, "apple": 1, "microsoft": 2, "google": 4,
        "github": 2, "openai": 6, "kai-fu-lee": 2, "chatgpt": 1,
    },
}  # fmt: skip


@pytest.mark.skipif(not SEEDS.is_dir(), reason="the seed documents are not part of the repository")
@pytest.mark.parametrize("seed", EXPECTED)
def test_every_name_of_a_seed_is_found_and_no_other(seed):
    text = (SEEDS / f"{seed}.txt").read_text("utf-8")
    assert {mention.id: mention.count for mention in load().find("", text)} == EXPECTED[seed]


@pytest.mark.parametrize("seed", EXPECTED)
def test_every_name_of_the_table_is_an_entry(seed):
    assert set(EXPECTED[seed]) <= set(load().entries)
