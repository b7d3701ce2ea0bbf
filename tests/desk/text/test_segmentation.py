from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk.text import segmentation
from desk.text.segmentation import narration, quotations, sentences, tokens, words
from desk.text.simplified import simplify


def quoted(text: str) -> list[str]:
    return [text[start:end] for start, end in quotations(text)]


def test_words_are_folded_and_unspaced_characters_stand_alone() -> None:
    folded = words("the model's weights 开 源 模 型 v2")
    assert words("The Model’s ＷＥＩＧＨＴＳ: 開源模型 v2").hashes.tolist() == folded.hashes.tolist()


def test_traditional_characters_become_simplified_without_moving_an_offset() -> None:
    text = "開放原始碼模型 and 開源"
    assert simplify(text) == "开放原始码模型 and 开源"
    assert len(simplify(text)) == len(text)


@pytest.mark.parametrize(
    ("text", "spans"),
    [
        ('He said "we go home" and left.', ['"we go home"']),
        ("Er sagte „wir gehen heim“ und ging.", ["„wir gehen heim“"]),
        ("Il dit « nous rentrons » et part.", ["« nous rentrons »"]),
        ("他说：“我们回家吧。”然后走了。", ["“我们回家吧。”"]),
        ("彼は「家に帰ろう」と言った。", ["「家に帰ろう」"]),
        ("Sie rief »wir gehen« und ging.", ["»wir gehen«"]),
    ],
)
def test_quotations_of_every_style_are_found(text: str, spans: list[str]) -> None:
    assert quoted(text) == spans


def test_a_quotation_runs_over_lines_when_each_sentence_has_its_own() -> None:
    assert quoted('"We waited.\nThen we left," he said.') == ['"We waited.\nThen we left,"']


def test_a_speech_whose_paragraphs_open_but_do_not_close_is_quoted_throughout() -> None:
    text = "“First we built the boat.\n“Then we sailed,” she said."
    assert quoted(text) == ["“First we built the boat.", "“Then we sailed,”"]


def test_a_mark_without_partner_quotes_nothing() -> None:
    assert quotations('A screen of 27" stood there. ' + "Nothing else happened. " * 100) == []


def test_narration_is_what_quotations_leave() -> None:
    text = 'He said "we go home" and left.'
    assert [text[start:end] for start, end in narration(text)] == ["He said ", " and left."]


def test_short_scare_quotes_stay_narration() -> None:
    assert not words('They call it an "open" model.').quoted.any()
    assert words('They said "it is an open model" today.').quoted.sum() == 5


def test_abbreviations_and_initials_end_no_sentence() -> None:
    text = "Mr. Lee of the U.S. team met Dr. A. Berg. They spoke at 3 p.m. about A.I. models."
    assert [sentence.text for sentence in sentences(text)] == [
        "Mr. Lee of the U.S. team met Dr. A. Berg.",
        "They spoke at 3 p.m. about A.I. models.",
    ]


def test_a_german_ordinal_ends_no_sentence() -> None:
    assert len(sentences("Am 3. Oktober war frei. Alle ruhten.", "de")) == 2


def test_chinese_japanese_and_arabic_sentences_end_at_their_own_marks() -> None:
    assert len(sentences("模型发布了。大家都很高兴！")) == 2
    assert len(sentences("هل وصل القطار؟ نعم وصل.")) == 2


def test_a_sentence_knows_whether_it_is_mostly_quotation() -> None:
    first, second = sentences('"We will publish every weight we have," she said. Nobody answered.')
    assert first.quoted
    assert not second.quoted


def test_a_word_said_a_thousand_times_has_no_substance() -> None:
    assert words("word " * 1000).count == 1000
    assert words("word " * 1000).substance == 2


SCRIPTS = st.text(
    st.sampled_from("abcXYZ ,.!?\"'“”«»「」。\n 一二三開源かなカナ한국어العربيةпривет ไทยहिन्दी12\u0301\ufeff\ud800"),
    max_size=300,
)


@given(SCRIPTS)
def test_offsets_point_into_any_text(text: str) -> None:
    found = words(text)
    assert (np.diff(found.starts) > 0).all()
    assert (found.starts < found.ends).all()
    assert all(text[s.start : s.end] == s.text and s.text.strip() == s.text for s in sentences(text))
    spans = quotations(text)
    assert all(start < end <= len(text) for start, end in spans)
    assert all(one[1] <= other[0] for one, other in pairwise(spans))


@given(st.text(alphabet=st.one_of(st.characters(codec="utf-8"), st.sampled_from("aé’'_1 \u0301и"))))
def test_the_quick_way_finds_the_same_words_as_the_one_for_every_script(text: str) -> None:
    quick, thorough = words(text), words(text + "\n語")
    assert quick.hashes.tolist() == thorough.hashes[:-1].tolist()
    assert quick.starts.tolist() == thorough.starts[:-1].tolist()
    assert tokens(text) == tokens(text + "\n語")[:-1]


@given(st.text(alphabet=st.characters(codec="ascii")))
def test_ascii_is_folded_as_other_texts_are(text: str) -> None:
    assert tokens(text) == tokens(text + "\né")[:-1]


def test_words_are_hashed_alike_before_and_after_all_were_forgotten(monkeypatch: pytest.MonkeyPatch) -> None:
    text = "The harbour office opened its tide model on Monday."
    before = words(text).hashes.tolist()
    monkeypatch.setattr(segmentation._Hashes, "MOST", 3)
    after = words(text + " Nobody asked why.").hashes.tolist()
    assert after[: len(before)] == before
    assert len(segmentation._hashes) <= 3


def test_a_straight_mark_behind_a_curly_one_is_a_mark_of_its_own() -> None:
    assert quotations('“The gauges are cheap”" he wrote.') == [(0, 22)]
