from __future__ import annotations

import pytest

from desk.copies.verdict import judge
from desk.documents.document import document
from desk.documents.no_report import LIST, REFUSAL, listed, refused
from desk.models import SeedFacts
from desk.seeds.fingerprints import fingerprint
from desk.seeds.verdict import judge_seed
from desk.text.encoder import Encoder
from tests.support.copytexts import FRENCH, OTHER_REPORT, REPORT, REWRITTEN

REFUSALS = {
    "a model": "As an AI language model, I cannot rewrite this article, because it may belong to somebody else. "
    "However, I can offer a summary of the main points if you would like one, or answer questions about the events "
    "it tells. Please let me know how I can help you further with your request, and I will gladly do so.",
    "sorry": "I’m sorry, but I can’t help with that request. The text seems to be protected, and writing it again in "
    "other words would go against the policy I was given. If you wish I can tell in two or three lines what it tells, "
    "or say where the original was printed, so that every reader can go and look at it there without trouble.",
    "German": "Als KI-Sprachmodell kann ich diesen Artikel leider nicht umschreiben, da er geschützt sein könnte.",
    "Chinese": "作为一个人工智能语言模型，我无法改写这篇文章，因为它可能受到版权保护。",
}
NUMBERS = " ".join(str(number) for number in range(100, 260))
NAMES = " ".join(f"Ansa{chr(97 + at % 26)}{chr(97 + at // 26)}" for at in range(120))


@pytest.mark.parametrize("what", REFUSALS)
def test_a_refusal_is_told_by_its_first_sentence(what: str) -> None:
    assert refused(document(REFUSALS[what]))


@pytest.mark.parametrize("text", [REPORT, OTHER_REPORT, REWRITTEN, FRENCH])
def test_a_report_is_no_refusal_and_no_list(text: str) -> None:
    assert not refused(document(text))
    assert not listed(document(text))
    assert not listed(document(text.upper()))


def test_a_report_on_refusals_is_a_report() -> None:
    told = f'{REPORT}\n"As an AI language model, I cannot rewrite this article," the program had answered.'
    assert not refused(document(told))


@pytest.mark.slow
def test_two_refusals_of_one_machine_are_no_copies_and_the_verdict_says_why(encoder: Encoder) -> None:
    other = REFUSALS["a model"].replace("summary", "digest").replace("gladly", "happily").replace("article", "story")
    verdict = judge(document(other), document(REFUSALS["a model"]), encoder)
    assert (verdict.kind, verdict.why) == ("none", (REFUSAL,))
    assert judge(document(REFUSALS["a model"]), document(REFUSALS["a model"])).kind == "exact"
    [seed] = fingerprint(document(REFUSALS["a model"]).parts, SeedFacts("refused"), encoder)
    told = judge_seed(document(other), seed, encoder)
    assert (told.kind, told.why[0]) == ("none", REFUSAL)


@pytest.mark.slow
@pytest.mark.parametrize("text", [NUMBERS, NAMES])
def test_a_list_in_another_order_is_no_rewrite(text: str, encoder: Encoder) -> None:
    verdict = judge(document(" ".join(reversed(text.split()))), document(text), encoder)
    assert (verdict.kind, verdict.why[0]) == ("none", LIST)
