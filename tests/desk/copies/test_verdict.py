from __future__ import annotations

import random
import time
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desk.copies.verdict import judge, strongest
from desk.documents.document import Document, document
from desk.models import CopyVerdict, Part
from desk.text.encoder import Encoder
from tests.support.copytexts import FRENCH, OTHER_REPORT, REPORT, REWRITTEN, SPUN, UNRELATED, english, framed


def faithful(verdict: CopyVerdict, new: Document, known: Document) -> bool:
    """Every passage is what its offsets say."""
    return all(
        new.text[p.a_start : p.a_end] == p.a_text and known.text[p.b_start : p.b_end] == p.b_text
        for p in verdict.evidence
    )


def test_the_same_words_in_other_quotes_and_lines_are_exact() -> None:
    retyped = REPORT.replace('"', "”").replace("\n", " \n\n")
    verdict = judge(english(retyped), english(REPORT))
    assert (verdict.kind, verdict.score) == ("exact", 1.0)


def test_a_text_with_a_word_dropped_here_and_there_is_near() -> None:
    kept = [word for place, word in enumerate(REPORT.split()) if place % 17 != 5]
    verdict = judge(english(" ".join(kept)), english(REPORT))
    assert verdict.kind == "near"
    assert verdict.coverage_a > 0.9


def test_a_text_in_a_site_frame_is_near() -> None:
    assert judge(english(framed(REPORT)), english(REPORT)).kind == "near"


def test_the_first_half_is_an_excerpt_and_the_whole_is_the_original() -> None:
    half = "\n".join(REPORT.split("\n")[:5])
    short, whole = english(half), english(REPORT)
    verdict = judge(short, whole)
    assert (verdict.kind, verdict.newcomer_is_copy) == ("excerpt", True)
    turned = judge(whole, short)
    assert (turned.kind, turned.newcomer_is_copy) == ("excerpt", False)
    assert "holds the other whole" in turned.direction_why


def test_word_by_word_synonyms_are_spun() -> None:
    new, known = english(SPUN), english(REPORT)
    verdict = judge(new, known)
    assert verdict.kind == "spun"
    assert faithful(verdict, new, known)


def test_a_few_synonyms_are_spun_although_long_runs_stand() -> None:
    new = REPORT
    for word, synonym in (("ministry", "treasury"), ("workshop", "course"), ("contract", "deal"), ("harbour", "quay"),
                          ("students", "learners"), ("linguistics", "grammar"), ("rivals", "competitors")):  # fmt: skip
        new = new.replace(word, synonym)
    verdict = judge(english(new), english(REPORT))
    assert verdict.kind == "spun"
    assert min(verdict.coverage_a, verdict.coverage_b) > 0.9


def test_a_report_of_its_own_on_the_same_event_is_no_copy(encoder: Encoder) -> None:
    assert judge(english(OTHER_REPORT), english(REPORT), encoder).kind == "none"


def test_two_articles_in_one_site_frame_share_nothing(encoder: Encoder) -> None:
    verdict = judge(english(framed(UNRELATED)), english(framed(OTHER_REPORT)), encoder)
    assert verdict.kind == "none"
    assert not verdict.shared_passage


def test_reports_in_one_prosy_frame_that_end_on_one_quotation_are_no_copies(encoder: Encoder) -> None:
    top = "Reading time five minutes, estimated from the number of words in the piece.\n"
    bottom = (
        '\n"We publish the weights, the training code and the list of every source we used," she said.\n'
        "Thank you for reading to the end. If you found a mistake, tell the desk and we will look into it today.\n"
        "The Daily Lantern is owned by its readers and has no other shareholders. It was founded by eleven printers."
    )
    one, other = (english(top + text + bottom) for text in (OTHER_REPORT, UNRELATED))
    verdict = judge(one, other, encoder)
    assert verdict.kind == "none"
    assert "frame" in verdict.why[0]


def test_a_frame_alone_is_no_copy_of_the_pages_it_frames() -> None:
    assert judge(english(framed("")), english(framed(REPORT))).kind == "none"


def test_a_passage_inside_another_article_is_shown_though_no_copy() -> None:
    lines = OTHER_REPORT.split("\n")
    taken = REPORT.split("\n")[5]
    new, known = english("\n".join([*lines[:5], taken, *lines[5:]])), english(REPORT)
    long_taken = taken + " " + REPORT.split("\n")[6]
    new = english("\n".join([*lines[:5], long_taken, *lines[5:]]))
    verdict = judge(new, known)
    assert (verdict.kind, verdict.shared_passage, verdict.rule) == ("none", True, "R")
    assert verdict.evidence[0].a_text in long_taken


def test_a_translation_is_found_by_meaning_with_its_sentence_pairs(encoder: Encoder) -> None:
    new, known = document([Part("fr", FRENCH)]), english(REPORT)
    verdict = judge(new, known, encoder)
    assert (verdict.kind, verdict.rule) == ("translation", "X")
    assert faithful(verdict, new, known)
    assert len(verdict.evidence) >= 5


def test_a_translation_of_another_article_is_no_copy(encoder: Encoder) -> None:
    assert judge(document([Part("fr", FRENCH)]), english(OTHER_REPORT), encoder).kind == "none"
    assert judge(document([Part("fr", FRENCH)]), english(UNRELATED), encoder).kind == "none"


def test_a_rewritten_report_is_likely_rewritten_and_shows_names_and_sentences(encoder: Encoder) -> None:
    new, known = english(REWRITTEN), english(REPORT)
    verdict = judge(new, known, encoder)
    assert verdict.kind == "rewrite"
    assert 0.5 < verdict.score <= 1
    assert verdict.why[0].startswith("likely rewritten, confidence")
    assert "solberg" in verdict.why[1]
    assert faithful(verdict, new, known)


def test_without_an_encoder_the_verdict_says_what_was_not_looked_for() -> None:
    verdict = judge(english(REWRITTEN), english(REPORT))
    assert verdict.kind == "none"
    assert any("rewrites and heavily spun copies are not looked for" in reason for reason in verdict.why)


def test_vectors_are_not_made_where_wording_has_decided() -> None:
    class Unwilling:
        name = "usem3"

        def encode(self, sentences: list[str]) -> None:
            raise AssertionError("asked for vectors")

    known = english(REPORT)
    assert judge(english(SPUN), known, Unwilling()).kind == "spun"  # type: ignore[arg-type]
    assert judge(english(UNRELATED), known, Unwilling()).kind == "none"  # type: ignore[arg-type]


def test_one_half_of_a_bilingual_page_is_an_excerpt_of_it() -> None:
    page = document([Part("fr", FRENCH), Part("en", REPORT)])
    verdict = judge(english(REPORT), page)
    assert (verdict.kind, verdict.newcomer_is_copy) == ("excerpt", True)
    assert faithful(verdict, english(REPORT), page)


def test_a_short_text_is_too_short_to_judge_unless_it_is_the_very_same() -> None:
    short = "Fjordlab released the weights of its language model Heron 2 on Tuesday."
    assert judge(english(short), english(short)).kind == "exact"
    verdict = judge(english(short), english(REPORT))
    assert verdict.kind == "none"
    assert verdict.why[0].startswith("too short to judge")


def test_sixty_words_that_share_a_sentence_are_too_short_to_judge() -> None:
    brief = REPORT.split("\n")[5] + " " + " ".join(UNRELATED.split()[:40])
    verdict = judge(english(brief), english(REPORT))
    assert (verdict.kind, verdict.shared_passage) == ("none", False)
    assert verdict.why[0] == "too short to judge: 61 words, 80 are needed"


def test_a_book_is_compared_from_its_beginning_and_the_verdict_says_so() -> None:
    book = " ".join(f"word{number}" for number in range(60_000))
    verdict = judge(english(book), english(REPORT))
    assert verdict.why[-1] == "only the first 300,000 characters were compared"


def test_seventy_words_standing_in_the_other_text_word_for_word_are_an_excerpt() -> None:
    short = " ".join(REPORT.split("\n")[5:8])
    assert 50 < len(short.split()) < 80
    assert judge(english(short), english(REPORT)).kind == "excerpt"


def test_chinese_is_compared_across_traditional_and_simplified_characters() -> None:
    text = "".join(
        f"第{number}號船在{number}月離開港口，船長說天氣會變好，乘客們都很高興地揮手。"
        for number in "一二三四五六七八九十"
    )
    simple = document([Part("zh", text.translate(str.maketrans("號離開說會變興們長氣", "号离开说会变兴们长气")))])
    assert judge(document([Part("zh", text)]), simple).kind == "exact"


def test_passages_come_longest_first() -> None:
    lines = REPORT.split("\n")
    verdict = judge(english("\n".join([lines[0], UNRELATED, *lines[4:8]])), english(REPORT))
    lengths = [len(passage.a_text) for passage in verdict.evidence]
    assert len(lengths) >= 2
    assert lengths == sorted(lengths, reverse=True)


def test_an_earlier_date_makes_the_original() -> None:
    early, late = datetime(2026, 3, 1, 9, tzinfo=UTC), datetime(2026, 3, 2, 9, tzinfo=UTC)
    verdict = judge(english(SPUN, published=early), english(REPORT, published=late))
    assert not verdict.newcomer_is_copy
    assert "2026-03-01" in verdict.direction_why


def test_a_credit_line_outweighs_the_date() -> None:
    early, late = datetime(2026, 3, 1, 9, tzinfo=UTC), datetime(2026, 3, 2, 9, tzinfo=UTC)
    new = english(SPUN, published=early, url="https://copies.example/1", source="www.fjordpost.example")
    verdict = judge(new, english(REPORT, published=late, url="https://www.fjordpost.example/heron"))
    assert verdict.newcomer_is_copy
    assert verdict.direction_why == "it names its source, www.fjordpost.example"


def test_a_credit_names_an_outlet_without_its_article_too() -> None:
    early, late = datetime(2026, 3, 1, 9, tzinfo=UTC), datetime(2026, 3, 2, 9, tzinfo=UTC)
    wire = english(REPORT, published=late, outlet="The Model Wire")
    new = english(SPUN, published=early, outlet="Harbour News", source="Model Wire")
    assert judge(new, wire).direction_why == "it names its source, Model Wire"
    other = english(SPUN, published=early, outlet="Harbour News", source="Remodel Wires")
    assert judge(other, wire).direction_why == "it names its source, Remodel Wires, another outlet"


def test_a_canonical_address_on_another_host_makes_a_copy() -> None:
    new = english(SPUN, url="https://copies.example/1", canonical_url="https://fjordpost.example/heron")
    assert "fjordpost.example" in judge(new, english(REPORT)).direction_why


def test_the_strongest_verdict_goes_by_kind_then_score() -> None:
    verdicts = [(1, CopyVerdict("rewrite", 0.99)), (2, CopyVerdict("near", 0.5)), (3, CopyVerdict("near", 0.6))]
    best = strongest(verdicts)
    assert best is not None
    assert best[0] == 3
    assert strongest([]) is None


BAD = {
    "empty": "",
    "one word": "hello",
    "two megabytes of one word": "word " * 400_000,
    "one endless word": "a" * 2_000_000,
    "a table of numbers": "\n".join("\t".join(str(row * column * 7919) for column in range(8)) for row in range(300)),
    "forty identical paragraphs": (UNRELATED + "\n\n") * 40,
    "mojibake": FRENCH.encode().decode("latin-1") + "\ufffd\x00\ud800" * 50,
    "only quotations": "\n".join(f'"{line}"' for line in UNRELATED.replace('"', "").split("\n")),
    "unbalanced quotes": UNRELATED.replace(",", ' "').replace(".", " “"),
    "full stops": ". " * 300_000,
    "quotation marks": '"' * 100_000,
    "line breaks": "\n" * 500_000,
    "200,000 words": " ".join(random.Random(5).choices(OTHER_REPORT.split(), k=200_000)),
}


@pytest.mark.parametrize("what", BAD)
def test_bad_input_gets_a_reason_in_bounded_time(what: str) -> None:
    began = time.process_time()
    verdict = judge(english(BAD[what]), english(REPORT))
    assert verdict.kind == "none"
    assert verdict.why
    assert time.process_time() - began < 2


ODD = '今日在東京 公開模型 オープン 모델을 공개했다 نموذج مفتوح открытая модель « » “ ” 「 」 " . 。'
MIXED = st.lists(st.sampled_from(REPORT.split()[:60] + ODD.split()), max_size=250).map(" ".join)


@settings(max_examples=60, deadline=None)
@given(MIXED, MIXED)
def test_texts_of_mixed_scripts_never_crash_and_never_match_by_chance(one: str, other: str) -> None:
    a, b = document(one), document(other)
    verdict = judge(a, b)
    assert faithful(verdict, a, b)
    assert 0 <= verdict.score <= 1
    if a.words.count >= 80 and set(a.runs.tolist()).isdisjoint(b.runs.tolist()):
        assert verdict.kind == "none"


@pytest.mark.parametrize(
    "script", ["一丁七万丈三上下不与", "アイウエオカキクケコ", "가나다라마바사아자차", "ابتثجحخدذر", "абвгдежзик"]
)
def test_unlike_texts_in_one_script_do_not_match(script: str) -> None:
    one, other = (random.Random(seed) for seed in (1, 2))
    texts = ["".join(draw.choice(script + " ") for _ in range(900)) + "。" for draw in (one, other)]
    assert judge(document(texts[0]), document(texts[1])).kind == "none"
